"""`genjin import FILE`: the same import as the interface, on the command line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from genjin.cli.start import prepare_database, start_django

NAME = "import"
HELP = "import a file (.xlsx, .xls, .csv, .tsv), or show what would happen to its rows"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", default="leads")
    parser.add_argument("--sheet", help="default: the sheet with most rows")
    parser.add_argument("--preview", action="store_true", help="write nothing")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")
    parser.add_argument("--as-of", type=date.fromisoformat, help="day by which dates without a year are read")
    parser.add_argument("--as", dest="person", help="sign-in name of the importer (default: an administrator)")
    parser.add_argument("--duplicates", choices=("skip", "update", "new"), default="skip")
    parser.add_argument("--persons", action="store_true", help="rows may be persons without a company")


def run(args: argparse.Namespace) -> int:
    """0 done; 1 refused, the reason on standard error."""
    start_django()
    # Models may only be imported once Django is ready.
    from genjin.exchange.imports.command import import_from_command_line

    if not (args.preview and args.json):
        prepare_database()
    return import_from_command_line(args)
