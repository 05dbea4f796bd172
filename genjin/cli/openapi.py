"""`genjin openapi`: writes the API's description, or checks that a written one is not stale."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from genjin.cli.start import start_django

NAME = "openapi"
HELP = "write the OpenAPI description, from which the browser's types are made"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--check", type=Path, help="exit 1 when this file differs from the API")


def run(args: argparse.Namespace) -> int:
    start_django()
    from genjin.api.app import api

    text = (
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )
    if args.check:
        if not args.check.is_file() or args.check.read_text(encoding="utf-8") != text:
            print(f"{args.check} is stale: run make types", file=sys.stderr)
            return 1
        return 0
    if args.output:
        args.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0
