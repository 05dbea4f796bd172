"""What `genjin export` does once Django is ready."""

from __future__ import annotations

import argparse
import sys

from genjin.exchange.exports.job import export_to
from genjin.exchange.exports.of_view import request_of_view
from genjin.exchange.imports.command import NOBODY, find_person
from genjin.kernel.errors import AppError
from genjin.kernel.messages import message


def export_from_command_line(args: argparse.Namespace) -> int:
    """Writes the view to `args.output`; 0 done, 1 refused with the reason on standard error."""
    actor = find_person(args.person)
    if actor is None:
        print(NOBODY if args.person is None else f"{args.person}: no such person", file=sys.stderr)
        return 1
    try:
        request = request_of_view(
            actor, args.table, args.view, "csv" if args.output.suffix.lower() == ".csv" else "xlsx"
        )
        count = export_to(args.output, actor, request)
    except AppError as refused:
        print(message(refused, "zh-CN"), file=sys.stderr)
        return 1
    print(f"{args.output}: {count}")
    return 0
