"""`genjin duplicates [FILE]`: which rows of a file, or of the database, may be the same customer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from genjin.cli.start import prepare_database, start_django

NAME = "duplicates"
HELP = "find rows that may be the same customer, in a file or in the database"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="default: the leads of the database")
    parser.add_argument("--id-column", help="column that names the rows (default row_id, id, else the row's number)")
    parser.add_argument("--full", action="store_true", help="all leads of the database, not only those since last time")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")


def run(args: argparse.Namespace) -> int:
    """0 done; 1 refused, the reason on standard error."""
    start_django()
    # Models may only be imported once Django is ready.
    from genjin.kernel.errors import AppError
    from genjin.kernel.messages import message
    from genjin.leads.duplicates.command import find_in_database, report

    groups: Sequence[Sequence[Any]]
    pairs: Sequence[tuple[Any, Any, Any]]
    if args.file is None:
        prepare_database()
        groups, pairs = find_in_database(full=args.full)
    elif not args.file.is_file():
        print(f"{args.file}: no such file", file=sys.stderr)
        return 1
    else:
        from genjin.exchange.duplicate_files import find_in_file

        try:
            found = find_in_file(args.file, args.id_column)
        except AppError as refused:
            print(message(refused, "zh-CN"), file=sys.stderr)
            return 1
        groups, pairs = found.groups, found.pairs
    if args.json:
        print(json.dumps(report(groups, pairs), ensure_ascii=False))
    else:
        for a, b, verdict in pairs:
            print(f"{verdict.score:3d}  {a}  {b}  {verdict.summary()}")
        print(f"{len(pairs)} pairs, {len(groups)} groups")
    return 0
