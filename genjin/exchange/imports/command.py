"""What `genjin import` does once Django is ready."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from genjin.exchange.expiry import remove_import
from genjin.exchange.imports.checking import start_import
from genjin.exchange.imports.running import write_import
from genjin.exchange.imports.show import show_import, show_rows
from genjin.exchange.models import ImportRow, ImportRun
from genjin.exchange.reading.preview import preview_document
from genjin.kernel import clock
from genjin.kernel.errors import AppError
from genjin.kernel.messages import message
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Person, Role, normal_username

NOBODY = (
    "还没有管理员，先运行 genjin serve，在打开的页面里创建。 "
    "There is no administrator yet: run `genjin serve` and create one on the page it names."
)
# Lines shown to a person; `--json` gives all.
_SHOWN = 20


def import_from_command_line(args: argparse.Namespace) -> int:
    """Imports or previews `args.file`; 0 done, 1 refused with the reason on standard error."""
    if not args.file.is_file():
        print(f"{args.file}: no such file", file=sys.stderr)
        return 1
    try:
        return _import_or_preview(args)
    except AppError as refused:
        print(message(refused, "zh-CN"), file=sys.stderr)
        return 1


def _import_or_preview(args: argparse.Namespace) -> int:
    if args.preview and args.json:
        # What the reader makes of the file: needs no database, so that a file can be judged anywhere.
        _print_json(_document(args))
        return 0
    person = find_person(args.person)
    if person is None:
        print(NOBODY if args.person is None else f"{args.person}: no such person", file=sys.stderr)
        return 1
    _import(args, person)
    return 0


def find_person(username: str | None) -> PersonActor | None:
    """The named person, else the first administrator; None when there is nobody."""
    people = Person.objects.filter(active=True, deleted_at=None).order_by("pk")
    if username is not None:
        people = people.filter(username=normal_username(username))
    else:
        people = people.filter(role_id__in=Role.objects.filter(is_admin=True, deleted_at=None).values("pk"))
    person = people.first()
    return None if person is None else actor_for(person)


def _import(args: argparse.Namespace, actor: PersonActor) -> None:
    with args.file.open("rb") as file:
        found = start_import(
            actor,
            file,
            args.file.name,
            args.file.stat().st_size,
            table=args.table,
            as_of=args.as_of,
            sheet=args.sheet,
            options={"duplicates": args.duplicates, "persons": args.persons},
            in_background=False,
        )
    result = None if args.preview else write_import(actor, found, lambda _done: None, via="cli")
    if args.json:
        document = _document(args) if args.table == "leads" else {}
        facts = show_import(actor, found)
        shown = {k: facts[k] for k in ("counts", "mapping", "sheet", "header_row")}
        _print_json({**document, "import": {"id": found.pk, **shown, "result": result}})
    else:
        _show(actor, found, result)
    if args.preview:
        remove_import(found)


def _show(actor: PersonActor, found: ImportRun, result: dict[str, Any] | None) -> None:
    print(f"{found.file_name} · {found.sheet} · {found.header_row} · {found.rows}")
    for column in found.mapping:
        print(f"  {column['header'] or '–'} → {column['column'] or '–'}")
    print("  ".join(f"{k} {v}" for k, v in found.counts.items() if v))
    rows = ImportRow.objects.filter(run_id=found.pk).exclude(outcome__in=("new", "same", "skipped")).order_by("line")
    for row in show_rows(actor, found, list(rows[:_SHOWN])):
        print(f"  {row['line']}: {row['words']}")
    if result is not None:
        print(json.dumps({k: v for k, v in result.items() if k != "problems"}, ensure_ascii=False))


def _document(args: argparse.Namespace) -> dict[str, Any]:
    return preview_document(args.file, as_of=args.as_of or clock.today(), sheet=args.sheet)


def _print_json(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str))
    sys.stdout.write("\n")
