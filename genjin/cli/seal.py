"""`genjin seal`: seals what is new in the history and verifies the whole chain."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from genjin.cli.start import start_django

NAME = "seal"
HELP = "verify that the history was not tampered with"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--verify-only", action="store_true", help="do not seal new changes first")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when the chain does not verify."""
    start_django()
    from genjin.tables.ledger.seal import check_seal, seal_new

    before = check_seal()
    if before.ok and not args.verify_only:
        seal_new()
    report = check_seal() if before.ok else before
    if args.json:
        print(json.dumps(asdict(report)))
    elif report.ok:
        print(f"历史完整：已封存 {report.sealed} 处改动，{report.unsealed} 处待封存。")
    if not report.ok:
        print(f"历史被改动过：从第 {report.broken} 处改动起对不上。", file=sys.stderr)
    return 0 if report.ok else 1
