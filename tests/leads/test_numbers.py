"""Lead numbers: unique, never reused, growing past the padding."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.leads.models import Lead, NumberPattern
from genjin.leads.numbers import format_number, is_pattern, number_rank
from genjin.tables.definition import CellEdit
from genjin.tables.models import NumberSequence
from genjin.tables.records.edit import edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import NOW, last_operation, new_lead, new_leads, undo


def test_formatting_and_order() -> None:
    assert format_number("XS{yyyy}{seq:03}", 2026, 7) == "XS2026007"
    assert format_number("XS{yyyy}{seq:03}", 2026, 1000) == "XS20261000"
    ranks = [number_rank(n) for n in ("XS2025999", "XS20251000", "XS2026001", "XS2026999", "XS20261000")]
    assert ranks == sorted(ranks) and None not in ranks
    assert number_rank("没有数字") is None


@pytest.mark.parametrize("pattern", ["XS{yyyy}{seq:03}", "线索-{yyyy}-{seq:05}", "L{yyyy}/{seq}"])
def test_usable_patterns(pattern: str) -> None:
    assert is_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["XS{seq:03}", "XS{yyyy}", "{yyyy}{seq:03}尾", "{yyyy}7{seq:03}", "{x}{yyyy}{seq}", ""]
)
def test_patterns_that_would_mix_up_numbers(pattern: str) -> None:
    assert not is_pattern(pattern)


@pytest.mark.usefixtures("defaults")
class TestAllocation:
    def test_a_number_is_not_given_again_after_undo(self, cast: Cast) -> None:
        with clock.fixed(NOW):
            first = new_lead(cast.seller_actor, "苏州澜格精密")
            undo(cast.seller_actor, last_operation().pk)
            second = new_lead(cast.seller_actor, "苏州澜格精密")
        assert Lead.objects.get(pk=first).deleted_at is not None
        assert Lead.objects.get(pk=first).number == "XS2026001"
        assert Lead.objects.get(pk=second).number == "XS2026002"

    def test_sorting_past_999_and_over_the_year(self, cast: Cast) -> None:
        NumberSequence.objects.create(key="leads", year=2026, last=998)
        with clock.fixed(NOW):
            new_leads(cast.seller_actor, [{"company": f"常州试制{n}厂"} for n in range(3)])
        with clock.fixed(datetime(2027, 1, 4, 2, tzinfo=UTC)):
            new_lead(cast.seller_actor, "常州试制四厂")
        page = fetch_page("leads", cast.seller_actor, Query(sort=(("number", "asc"),), columns=("number",)))
        assert [r["cells"][0] for r in page.rows] == ["XS2026999", "XS20261000", "XS20261001", "XS2027001"]

    def test_pattern_is_a_setting(self, cast: Cast) -> None:
        row = NumberPattern.objects.get(table="leads")
        edit_cells(SYSTEM, "number_patterns", [CellEdit(row.pk, "pattern", "线索-{yyyy}-{seq:04}")])
        with clock.fixed(NOW):
            lead = new_lead(cast.seller_actor)
        assert Lead.objects.get(pk=lead).number == "线索-2026-0001"
