"""What a merge looks at: the leads' cells, since when they hold them, which columns the actor may decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.leads.merging.moments import Moment, list_moments
from genjin.leads.merging.rules import Candidate, shipped_rule
from genjin.leads.models import Lead, MergeRule
from genjin.people.models import Person
from genjin.pipelines.stages import StageBook, load_stages
from genjin.tables.definition import Column, get_table
from genjin.tables.ledger.rowstore import read_rows
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow
from genjin.tables.scope.mask import is_unmasked

# Cells that go with another one: they come from the lead that gives it.
COMPANIONS: Mapping[str, tuple[str, ...]] = {
    "next_at": ("next_has_time", "next_method", "next_expected"),
    "stage": ("won_amount", "won_at", "lost_reason", "lost_to", "lost_at"),
}
_FOLLOWING = frozenset(c for group in COMPANIONS.values() for c in group)
_VERBS = frozenset({"stage", "owner", "next_at"})


@dataclass(frozen=True, slots=True)
class MergeFacts:
    """The leads as they stand. rows: every attribute of `attrs()` by lead, in the order asked for."""

    rows: Mapping[int, Mapping[str, Any]]
    columns: tuple[Column, ...]
    locked: frozenset[str]
    changed: Mapping[tuple[int, str], datetime]
    moments: Sequence[Moment]
    stages: StageBook
    active: frozenset[int]
    rules: Mapping[str, str]
    now: datetime

    def rule(self, column: Column) -> str:
        return self.rules.get(column.id) or shipped_rule(column.id, column.field.kind)

    def value(self, lead_id: int, column: Column) -> Any:
        row = self.rows[lead_id]
        if not column.is_custom:
            return row[column.attr]
        stored = row["custom"].get(column.custom_key)
        return None if stored is None else column.field.load(stored)

    def candidates(self, column: Column) -> list[Candidate]:
        first = {m.lead_id: m.at for m in reversed(self.moments)}
        return [self._candidate(lead_id, column, first.get(lead_id)) for lead_id in self.rows]

    def _candidate(self, lead_id: int, column: Column, touched: datetime | None) -> Candidate:
        row = self.rows[lead_id]
        stage = self.stages.get(row["stage_id"]) if column.id == "stage" else None
        value = self.value(lead_id, column)
        if column.field.encrypted and value is not None:
            # Equal texts share the blind index, never the ciphertext.
            value = str(value).partition(":")[0]
        return Candidate(
            lead_id,
            value,
            self.changed.get((lead_id, column.id), row["created_at"]),
            row["created_at"],
            touched,
            (stage.kind, stage.position, stage.pipeline_id) if stage else None,
            row["contact"],
            bool(stage and stage.retired) or (column.id == "owner" and value not in self.active),
        )


def merge_columns() -> tuple[Column, ...]:
    """The columns a merge decides one by one, in the table's order."""
    return tuple(
        c
        for c in get_table("leads").all_columns()
        if c.computed is None
        and c.id not in _FOLLOWING
        and (c.writable == "cell" or (c.writable == "verb" and c.id in _VERBS))
    )


def read_facts(actor: Actor, ids: Sequence[int]) -> MergeFacts:
    """Everything the rules weigh. No scope: check that first. Holds, inside a chunk: locks on the leads."""
    columns = merge_columns()
    found = read_rows(Lead, ids, _attrs(columns), trashed=False, lock=False)
    rows = {i: found[i] for i in ids if i in found}
    owners = {row["owner_id"] for row in rows.values()}
    return MergeFacts(
        rows=rows,
        columns=columns,
        locked=frozenset(c.id for c in columns if not _may_decide(actor, c)),
        changed=_read_changed(list(rows), columns),
        moments=list_moments(list(rows)),
        stages=load_stages(),
        active=frozenset(
            Person.objects.filter(pk__in=owners, active=True, deleted_at=None).values_list("pk", flat=True)
        ),
        rules={c: r for c, r in _rules() if c and r},
        now=clock.now(),
    )


def _rules() -> Iterable[tuple[str | None, str | None]]:
    return MergeRule.objects.filter(deleted_at=None).order_by("pk").values_list("column", "rule")


def unreadable_columns(actor: Actor, row: Mapping[str, Any]) -> list[Column]:
    """Filled columns of one lead whose values the actor sees only as a mask because the lead is not theirs."""
    if is_unmasked(actor, row["owner_id"], row["unit_id"]):
        return []
    columns = [c for c in get_table("leads").columns if c.mask == "unless_owner" or c.field.encrypted]
    return [c for c in columns if row.get(c.attr) is not None]


def _may_decide(actor: Actor, column: Column) -> bool:
    access = actor.access("leads")
    if column.id == "owner" and "assign" not in access.actions:
        return False
    return access.column(column.id) is ColumnRight.EDIT


def _attrs(columns: Iterable[Column]) -> list[str]:
    known = get_table("leads").by_id()
    extra = [known[c].attr for c in _FOLLOWING if c in known]
    always = ["owner_id", "unit_id", "created_at", "number", "stage_id", "pipeline_id", "contact", "custom", "company"]
    return list(dict.fromkeys([*always, *extra, *(c.attr for c in columns if not c.is_custom)]))


def _read_changed(ids: Sequence[int], columns: Iterable[Column]) -> dict[tuple[int, str], datetime]:
    """When each cell got the value it has, where it was changed after the lead came in."""
    kinds = (Change.Kind.SET, Change.Kind.REVERT)
    changes = Change.objects.filter(table="leads", row_id__in=ids, column__in=[c.id for c in columns], kind__in=kinds)
    newest = list(changes.values("row_id", "column").annotate(operation=Max("operation_id")).order_by())
    operations = OperationRow.objects.filter(pk__in={n["operation"] for n in newest})
    at = dict(operations.values_list("pk", "at"))
    return {(n["row_id"], n["column"]): at[n["operation"]] for n in newest if n["operation"] in at}
