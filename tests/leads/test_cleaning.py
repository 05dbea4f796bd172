"""Cleaning (B6): what is flagged and why, on every way in, kept out of assignment until somebody accepts it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.insight.figures import Slice, compute_figures
from genjin.insight.period import this_quarter
from genjin.jobs.queue import run_next
from genjin.kernel import clock
from genjin.kernel.errors import ErrorCode
from genjin.leads.assignment import assign_leads
from genjin.leads.models import CleaningRule, Lead
from genjin.leads.quality.cleaning import CHECKED, CleaningBook, build_book, find_flags
from genjin.leads.quality.defaults import _RULES
from genjin.leads.quality.flags import CODES
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.models import View
from genjin.tables.records.edit import edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import cells_of, new_lead, undo

BOOK = build_book([(code, entries, True, blocks) for code, entries, blocks in _RULES])


def flags(book: CleaningBook = BOOK, **values: Any) -> list[str]:
    return find_flags({**dict.fromkeys(CHECKED), **values}, book)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"mobile": "13861234907"}, []),
        ({"mobile": "13800138000"}, ["phone_fake"]),
        ({"mobile": "13888888887"}, ["phone_run"]),
        ({"mobile": "13123456789"}, ["phone_run"]),
        ({"mobile": "13987654321"}, ["phone_run"]),
        ({"mobile": "16012340987"}, ["phone_segment"]),
        ({"mobile": "1386123490"}, ["phone_format"]),
        ({"mobile": "85127788"}, ["phone_local"]),
        ({"phone": "0510-85127788"}, []),
        ({"phone": "400-820-8820"}, []),
        ({"mobile": "+85261234567"}, []),
        ({"email": "li@mailinator.com"}, ["mail_throwaway"]),
        ({"email": "li@eu.yopmail.com"}, ["mail_throwaway"]),
        ({"email": "test@hengli.cn"}, ["mail_test"]),
        ({"email": "someone@example.com"}, ["mail_test"]),
        ({"email": "lu@hengli.cn"}, []),
        ({"company": "测试"}, ["name_test"]),
        ({"company": "测试公司2"}, ["name_test"]),
        ({"company": "Test"}, ["name_test"]),
        ({"company": "苏州华测测试技术有限公司"}, []),
        ({"company": "asdf"}, ["name_mash"]),
        ({"company": "qwertyu"}, ["name_mash"]),
        ({"company": "111"}, ["name_mash"]),
        ({"company": "啊啊啊"}, ["name_mash"]),
        ({"company": "IBM"}, []),
        ({"company": "3M"}, []),
        ({"contact": "张三"}, ["name_weak"]),
        ({"contact": "张三丰"}, []),
        ({"company": "陆文彬", "contact": "陆文彬"}, ["same_names"]),
        ({"amount": 200_000_000_000}, ["amount_odd"]),
        ({"amount": -1}, ["amount_odd"]),
        ({"amount": 100_000_000_000}, []),
        ({"province": "浙江", "city": "苏州"}, ["place_conflict"]),
        ({"province": "江苏省", "city": "苏州市"}, []),
        ({"province": "上海", "city": "浦东"}, []),
    ],
)
def test_each_rule(values: dict[str, Any], expected: list[str]) -> None:
    assert flags(**values) == expected


@given(st.fixed_dictionaries({}, optional={c: st.text(max_size=30) for c in CHECKED if c != "amount"}))
def test_anything_typed_is_judged_and_only_by_active_rules(values: dict[str, str]) -> None:
    found = flags(**values)
    assert set(found) <= set(CODES) and len(found) == len(set(found))
    off = build_book([(code, entries, code not in found, blocks) for code, entries, blocks in _RULES])
    assert flags(off, **values) == []


db = pytest.mark.usefixtures("defaults")


@db
def test_typing_flags_and_correcting_clears_and_undo_brings_it_back(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, mobile="13861234907")
    assert cells_of(cast.seller_actor, lead)["flags"] is None
    typed = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "mobile", "13800138000")])
    assert cells_of(cast.seller_actor, lead)["flags"] == ["phone_fake"]
    undo(cast.seller_actor, typed.operation_id)
    assert cells_of(cast.seller_actor, lead)["flags"] is None
    made = new_lead(cast.seller_actor, "测试", contact="张三")
    assert cells_of(cast.seller_actor, made)["flags"] == ["name_test", "name_weak"]
    assert Lead.objects.get(pk=made).company == "测试"


@db
def test_doubtful_leads_are_not_assigned_until_accepted(cast: Cast) -> None:
    fake, weak = new_lead(cast.seller_actor, mobile="13800138000"), new_lead(cast.seller_actor, contact="张三")
    answer = assign_leads(cast.admin_actor, [fake, weak], cast.other_seller.pk)
    assert answer.done == [weak]
    ((refused, error),) = answer.refused
    assert (refused, error.code, error.data["flags"]) == (fake, ErrorCode.SUSPECT, "电话是占位号")
    assert Lead.objects.get(pk=fake).owner_id == cast.seller.pk
    cell = edit_cells(cast.admin_actor, "leads", [CellEdit(fake, "owner", cast.other_seller.pk)])
    assert [(r.status, r.error.code) for r in cell.results if r.error] == [("refused", ErrorCode.SUSPECT)]
    edit_cells(cast.admin_actor, "leads", [CellEdit(fake, "flags_accepted", True)])
    assert assign_leads(cast.admin_actor, [fake], cast.other_seller.pk).done == [fake]


@db
def test_a_manager_may_assign_all_the_same(cast: Cast) -> None:
    fake = new_lead(cast.seller_actor, mobile="13800138000")
    assert assign_leads(cast.admin_actor, [fake], cast.other_seller.pk, despite_flags=True).done == [fake]
    assert cells_of(cast.admin_actor, fake)["flags"] == ["phone_fake"]


@db
def test_acceptance_is_of_the_values_that_were_there(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, mobile="13800138000")
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "flags_accepted", True)])
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "need", "换阀组")])
    assert cells_of(cast.seller_actor, lead)["flags_accepted"] is True
    later = edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "email", "a@yopmail.com")])
    assert cells_of(cast.seller_actor, lead)["flags_accepted"] is None
    undo(cast.seller_actor, later.operation_id)
    assert cells_of(cast.seller_actor, lead)["flags_accepted"] is True


@db
def test_the_view_shows_what_is_to_be_cleaned_and_figures_can_leave_it_out(cast: Cast) -> None:
    fake, good = new_lead(cast.seller_actor, mobile="13800138000"), new_lead(cast.seller_actor)
    accepted = new_lead(cast.seller_actor, "asdf")
    edit_cells(cast.seller_actor, "leads", [CellEdit(accepted, "flags_accepted", True)])
    view = View.objects.get(name="待清洗")
    page = fetch_page("leads", cast.seller_actor, Query(filter=parse_filter(view.filter)))
    assert [row["id"] for row in page.rows] == [fake]
    period = this_quarter(clock.today())
    everything = {f.key: f.value for f in compute_figures(Slice(cast.admin_actor), period)}
    without = {f.key: f for f in compute_figures(Slice(cast.admin_actor, clean=True), period)}
    assert (everything["new"], without["new"].value) == (3, 2)
    page = fetch_page("leads", cast.admin_actor, Query(filter=parse_filter(without["new"].filter)))
    assert {row["id"] for row in page.rows} == {good, accepted}


@db
def test_a_changed_rule_judges_all_leads_anew_by_a_job(cast: Cast) -> None:
    lead, other = new_lead(cast.seller_actor, "沐风精工"), new_lead(cast.seller_actor, mobile="13800138000")
    rule = CleaningRule.objects.get(code="name_test")
    edit_cells(cast.admin_actor, "cleaning_rules", [CellEdit(rule.pk, "entries", "测试 沐风精工")])
    fake = CleaningRule.objects.get(code="phone_fake")
    edit_cells(cast.admin_actor, "cleaning_rules", [CellEdit(fake.pk, "active", False)])
    while run_next():
        pass
    assert cells_of(cast.seller_actor, lead)["flags"] == ["name_test"]
    assert cells_of(cast.seller_actor, other)["flags"] is None
