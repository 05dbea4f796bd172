"""Searching among few rows of one's own in a table full of other people's."""

from __future__ import annotations

import pytest
from django.db import connection

from genjin.kernel.actor import Actor
from genjin.tables.definition import get_table
from genjin.tables.ledger.operation import single
from genjin.tables.search import match
from genjin.tables.search.compare import compare_entries
from tests.cast import Cast
from tests.selling_setting import new_lead, new_leads


@pytest.mark.django_db
def test_old_rows_of_ones_own_are_found_behind_newer_ones_of_others(
    cast: Cast, defaults: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match, "CANDIDATES", 5)
    mine = new_lead(cast.seller_actor, "无锡恒砺轴承有限公司")
    others = new_leads(cast.other_seller_actor, [{"company": f"无锡恒砺第{n}分厂"} for n in range(12)])
    search, leads = match.search_ids, get_table("leads")
    assert search(leads, cast.seller_actor, "恒砺", 5) == [mine]
    assert search(leads, cast.team_lead_actor, "恒砺", 5) == [mine]
    assert search(leads, cast.other_seller_actor, "恒砺", 5) == others[::-1][:5]
    assert search(leads, cast.seller_actor, "分厂", 5) == []


@pytest.mark.django_db
def test_a_name_is_found_in_its_own_table_only(cast: Cast, defaults: None) -> None:
    new_lead(cast.admin_actor, "林小满商贸有限公司")
    person = new_person(cast.admin_actor)
    assert len(match.search_ids(get_table("leads"), cast.admin_actor, "小满")) == 1
    assert match.search_ids(get_table("people"), cast.admin_actor, "小满") == [person]


def new_person(actor: Actor) -> int:
    with single(actor, verb="rows.create", table="people") as writer:
        return writer.create("people", [{"name": "林小满"}])[0]


@pytest.mark.django_db
def test_many_rows_written_at_once_are_each_found_by_what_they_say_now(cast: Cast, defaults: None) -> None:
    made = new_leads(cast.admin_actor, [{"company": f'青禾"{n}号, 材料厂'} for n in range(30)])
    renamed, trashed = made[:10], made[10:15]
    with single(cast.admin_actor, verb="rows.edit", table="leads") as writer:
        writer.set("leads", {i: {"company": "松壑仪表厂"} for i in renamed})
        writer.trash("leads", trashed)
    leads = get_table("leads")
    assert sorted(match.search_ids(leads, cast.admin_actor, "松壑")) == renamed
    assert sorted(match.search_ids(leads, cast.admin_actor, "青禾")) == made[15:]
    assert compare_entries(leads) == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # Raises when the word index and the entries differ.
            cursor.execute("INSERT INTO tables_search_words(tables_search_words, rank) VALUES ('integrity-check', 1)")
