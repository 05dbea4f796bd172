"""What became of the records of a returned workbook since it went out: present values, and who changed which cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from genjin.exchange.imports.lookups import LookUp
from genjin.exchange.imports.plain_table import Draft, PlainTable
from genjin.exchange.imports.plan import Found
from genjin.exchange.imports.planned import PlannedMatch
from genjin.exchange.imports.three_way import Since
from genjin.exchange.snapshot import SealBook
from genjin.tables.definition import Column, ledger_keys
from genjin.tables.ledger.position import made_after
from genjin.tables.models import Change, Operation
from genjin.tables.records.context import build_show_context
from genjin.tables.scope.predicate import rows

_PAGE = 500
_VALUES = (Change.Kind.SET, Change.Kind.REVERT)


class ReturnLookUp:
    """Finds, for lines of a returned workbook, their records as they are now. A handful of queries a chunk."""

    def __init__(self, look_up: LookUp, book: SealBook) -> None:
        self.rules = look_up.rules
        self._look_up = look_up
        self._book = book

    def find(self, drafts: Sequence[Draft], found: Sequence[Found]) -> list[Found]:
        """`found` with the entries of returned lines replaced."""
        asked = [d for d in drafts if d.origin is not None and d.origin.copy_of is None and d.origin.touched]
        if not asked:
            return list(found)
        matches = self._matches({d.origin.row_id for d in asked if d.origin is not None})
        columns = {c for d in asked for c in d.cells if d.origin is not None and c in d.origin.touched}
        targets = self._look_up.targets(set(matches), columns & set(self.rules.columns))
        since = self._since(asked, targets)
        answer = []
        for draft, before in zip(drafts, found, strict=True):
            if draft.origin is None or draft.origin.row_id not in matches:
                answer.append(before)
                continue
            row_id = draft.origin.row_id
            answer.append(Found(matches[row_id], (), None, targets, since.get(row_id, {})))
        return answer

    def _matches(self, ids: set[int]) -> dict[int, PlannedMatch]:
        definition = self.rules.definition
        attrs = [definition.column(definition.title).attr, *(c.attr for c in self.rules.keys[:1])]
        found: dict[int, PlannedMatch] = {}
        wanted = sorted(ids)
        for start in range(0, len(wanted), _PAGE):
            seen = rows(definition.key, self.rules.actor).filter(pk__in=wanted[start : start + _PAGE])
            for row_id, title, *number in seen.values_list("pk", *attrs):
                found[row_id] = PlannedMatch(row_id, title, number[0] if number else None, editable=True)
        return found

    def _since(self, drafts: Sequence[Draft], targets: Mapping[int, Any]) -> dict[int, dict[str, Since]]:
        """Cells changed on the server since the file went out, among those touched in it."""
        touched = {(d.origin.row_id, c): base for d in drafts if d.origin for c, base in d.origin.touched.items()}
        spans = _spans(self.rules.definition.key, touched.keys(), self._book.snapshot.position)
        made = Operation.objects.in_bulk({last.operation_id for _, last in spans.values()})
        found: dict[int, dict[str, Since]] = {}
        columns = self.rules.columns
        for (row_id, column_id), (first, last) in spans.items():
            column, target = columns.get(column_id), targets.get(row_id)
            if column is None or target is None or column_id in target.blind:
                continue
            if self._as_sent(column, target.values.get(column_id), touched[row_id, column_id]):
                continue
            base = None if first.before is None else column.field.load(first.before)
            operation = made.get(last.operation_id)
            by = "" if operation is None else operation.actor_name
            at = None if operation is None else operation.at.isoformat(timespec="seconds")
            found.setdefault(row_id, {})[column_id] = Since(base, self._shown(column, base), by, at)
        return found

    def _as_sent(self, column: Column, now: Any, digest: bytes) -> bool:
        """Whether the present value is the very one that went out: changed and changed back, or just before."""
        if not digest:
            return False
        shown = None if now is None else column.field.export_value(now, self._context(column, now))
        return self._book.digest(shown) == digest

    def _shown(self, column: Column, value: Any) -> Any:
        if value is None:
            return None
        return (
            column.field.mask(value)
            if column.field.encrypted
            else column.field.show(value, self._context(column, value))
        )

    def _context(self, column: Column, value: Any) -> Any:
        return build_show_context(self.rules.actor, [(0, column)], [(value,)])


def titles_of(rules: PlainTable, ids: Sequence[int]) -> dict[int, str]:
    """Titles of those records that are still there and this person sees."""
    definition = rules.definition
    title = definition.column(definition.title).attr
    found = rows(definition.key, rules.actor).filter(pk__in=list(ids)).order_by("pk").values_list("pk", title)
    return {row_id: str(label) for row_id, label in found}


def _spans(table: str, cells: Iterable[tuple[int, str]], position: int) -> dict[tuple[int, str], tuple[Change, Change]]:
    """The first and the last change of each cell after the position."""
    wanted = set(cells)
    ids = sorted({row_id for row_id, _ in wanted})
    spans: dict[tuple[int, str], tuple[Change, Change]] = {}
    for start in range(0, len(ids), _PAGE):
        changes = Change.objects.filter(
            table__in=ledger_keys(table),
            row_id__in=ids[start : start + _PAGE],
            column__in={column for _, column in wanted},
            kind__in=_VALUES,
        )
        for change in made_after(changes, position).order_by("id"):
            key = (change.row_id, change.column)
            if key in wanted:
                spans[key] = (spans[key][0] if key in spans else change, change)
    return spans
