"""`genjin export --view NAME -o FILE.xlsx`: a saved view as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from genjin.cli.start import prepare_database, start_django

NAME = "export"
HELP = "write a saved view to .xlsx or .csv"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", required=True, help="name of the view")
    parser.add_argument("--table", default="leads")
    parser.add_argument("-o", "--output", type=Path, required=True, help="FILE.xlsx or FILE.csv")
    parser.add_argument("--as", dest="person", help="sign-in name of the exporter (default: an administrator)")


def run(args: argparse.Namespace) -> int:
    """0 done; 1 refused, the reason on standard error; 2 for a file name that is neither kind."""
    if args.output.suffix.lower() not in (".xlsx", ".csv"):
        print(f"{args.output}: .xlsx or .csv", file=sys.stderr)
        return 2
    start_django()
    # Models may only be imported once Django is ready.
    from genjin.exchange.exports.command import export_from_command_line

    prepare_database()
    return export_from_command_line(args)
