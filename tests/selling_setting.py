"""The set-up that tests of selling share: shipped defaults, invented leads, readers of rows and history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.leads.defaults import seed_defaults
from genjin.leads.models import Lead
from genjin.pipelines.models import Stage, StageVisit
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from genjin.tables.records.edit import create_rows
from genjin.tables.records.query import fetch_rows

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)  # a Thursday, 10:24 in China


def wall(text: str) -> datetime:
    """`2026-03-05 14:30` on the organisation's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ORGANISATION_ZONE)


@pytest.fixture
def defaults(db: None) -> None:
    """What a new installation is seeded with."""
    seed_defaults(SYSTEM)


def new_lead(actor: Actor, company: str = "无锡恒砺轴承有限公司", **cells: Any) -> int:
    """A lead made the way the interface makes one."""
    return new_leads(actor, [{"company": company, **cells}])[0]


def new_leads(actor: Actor, drafts: list[Mapping[str, Any]]) -> list[int]:
    _, results = create_rows(actor, "leads", drafts)
    assert all(not r.errors for r in results), [(r.errors[0][0], r.errors[0][1].code) for r in results if r.errors]
    return [r.row_id for r in results if r.row_id is not None]


def cells_of(actor: Actor, lead_id: int, table: str = "leads") -> dict[str, Any]:
    """The row as this reader gets it, by column id."""
    page = fetch_rows(table, actor, [lead_id])
    (row,) = page.rows
    return dict(zip(page.columns, row["cells"], strict=True))


def stage_id(name: str) -> int:
    return Stage.objects.get(name=name).pk


def stage_name(lead_id: int) -> str | None:
    return Stage.objects.get(pk=Lead.objects.get(pk=lead_id).stage_id).name


def open_visits(lead_id: int) -> list[StageVisit]:
    return list(StageVisit.objects.filter(lead_id=lead_id, deleted_at=None, left_at=None))


def last_operation() -> Operation:
    return Operation.objects.order_by("-pk")[0]


def undo(actor: Actor, operation_id: int | None) -> int | None:
    assert operation_id is not None
    return undo_operation(actor, find_target(actor, operation_id)).operation_id
