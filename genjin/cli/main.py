"""`genjin …`: one entry for people who run Genjin. Each subcommand is one file of this folder."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec

# Order of the help text. A file gives `NAME`, `HELP`, `add(parser)` and `run(args) -> int`.
COMMANDS = (
    "serve",
    "worker",
    "import_file",
    "mail_in",
    "followups",
    "export_view",
    "duplicates",
    "sample",
    "doctor",
    "seal",
    "openapi",
    "bench",
)


def main(argv: list[str] | None = None) -> int:
    """Runs one subcommand. Exit status: 0 done, 1 refused with the reason on standard error, 2 usage."""
    arguments = sys.argv[1:] if argv is None else argv
    # The data folder and database are settings, and settings are read once: before Django starts.
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--data")
    early.add_argument("--database-url")
    known, _ = early.parse_known_args(arguments)
    if known.data:
        os.environ["GENJIN_DATA"] = known.data
    if known.database_url:
        os.environ["GENJIN_DATABASE_URL"] = known.database_url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genjin.config.settings")
    parser = argparse.ArgumentParser(prog="genjin", description="跟进: leads, follow-ups, customers, deals, orders.")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for file in COMMANDS:
        if find_spec(f"genjin.cli.{file}") is None:
            continue
        module = import_module(f"genjin.cli.{file}")
        sub = subparsers.add_parser(module.NAME, help=module.HELP)
        sub.add_argument("--data", help="data folder (default ./data)")
        sub.add_argument("--database-url", help="postgresql://… (default: SQLite in the data folder)")
        module.add(sub)
        sub.set_defaults(run=module.run)
    args = parser.parse_args(arguments)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
