"""`genjin followups parse --json`: reads follow-up cells into timelines, line by line, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any, TextIO

from genjin.followups.cells.reader import read_cell
from genjin.kernel.clock import today

NAME = "followups"
HELP = "read follow-up cells (JSON lines on standard input) into dated follow-ups, promises and the next contact"


def add(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    parse = actions.add_parser("parse", help='reads {"id","cell","reference_date"} a line')
    parse.add_argument("--json", action="store_true", required=True, help="one JSON line on standard output for each")


def run(args: argparse.Namespace) -> int:
    """0 done; 1 when a line is no cell, which is named on standard error and answered with its error."""
    return parse_lines(sys.stdin, sys.stdout, sys.stderr)


def parse_lines(source: TextIO, out: TextIO, errors: TextIO) -> int:
    """One answer a line, in order; a line that is no cell answers `{"error"}` and costs only itself."""
    status = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            answer = _read(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            status = 1
            answer = {"error": f"line {number}: {fault}"}
            print(f"line {number}: {fault}", file=errors)
        out.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
    return status


def _read(given: dict[str, Any]) -> dict[str, Any]:
    reference = date.fromisoformat(given["reference_date"]) if given.get("reference_date") else today()
    return {"id": given.get("id"), **read_cell(str(given["cell"]), reference).as_json()}
