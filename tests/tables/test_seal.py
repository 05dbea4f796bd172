"""Tampering with the store shows (domain.md I2)."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.tables.definition import CellEdit
from genjin.tables.ledger.seal import ERASED, check_seal, seal_new
from genjin.tables.models import Change, Seal
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.selling_setting import new_lead


@pytest.fixture
def sealed(cast: Cast, defaults: Any) -> int:
    """A lead with a history, sealed in two links."""
    lead = new_lead(cast.seller_actor, "无锡恒砺轴承有限公司")
    seal_new()
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "amount", "12万")])
    seal_new()
    assert Seal.objects.count() == 2
    return lead


def test_an_untouched_history_verifies(sealed: int) -> None:
    report = check_seal()
    assert report.ok
    assert (report.sealed, report.unsealed) == (Change.objects.count(), 0)


@pytest.mark.parametrize("column", ["after", "before", "row_id", "column"])
def test_a_changed_line_shows(sealed: int, column: str) -> None:
    line = Change.objects.filter(column="amount").latest("pk")
    Change.objects.filter(pk=line.pk).update(
        **{column: {"after": 99, "before": 1, "row_id": 7, "column": "grade"}[column]}
    )
    report = check_seal()
    assert not report.ok
    assert report.broken == Seal.objects.latest("pk").first_id


def test_a_removed_line_shows(sealed: int) -> None:
    Change.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    assert not check_seal().ok


def test_a_removed_link_shows(sealed: int) -> None:
    Seal.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    assert not check_seal().ok


def test_an_erased_value_leaves_the_chain_whole(sealed: int) -> None:
    import hashlib

    import orjson

    line = Change.objects.filter(column="amount").latest("pk")
    salt = Seal.objects.latest("pk").salt
    digest = hashlib.sha256(salt.encode() + orjson.dumps(line.after)).hexdigest()
    Change.objects.filter(pk=line.pk).update(after=f"{ERASED}{digest}")
    assert check_seal().ok


def test_new_changes_wait_for_the_next_link(cast: Cast, sealed: int) -> None:
    edit_cells(cast.seller_actor, "leads", [CellEdit(sealed, "amount", "13万")])
    assert check_seal().unsealed == 1
