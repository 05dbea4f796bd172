"""A row of another team shows nowhere: not in a list, a count, a search, an export of history, or a live event."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.api.live import events_for
from genjin.tables.ledger.position import current_position
from genjin.tables.ledger.tail import read_tail
from genjin.tables.models import Operation, Share
from tests.cast import PASSWORD, Cast
from tests.people.browser import Browser
from tests.selling_setting import new_lead

# What a stream reads must be committed: PostgreSQL shows nothing of a transaction that is still open.
committed = pytest.mark.django_db(transaction=True)
SECRET = "南通瀚海冷链设备有限公司"


@pytest.fixture
def secret(cast: Cast, defaults: Any) -> int:
    """A lead of the first team, as its seller made it."""
    return new_lead(cast.seller_actor, SECRET, mobile="13900008123", amount=340_000_00, grade="B")


def browse(cast: Cast, who: str) -> Browser:
    browser = Browser()
    status, _ = browser.sign_in(getattr(cast, who).username, PASSWORD)
    assert status == 200
    return browser


def operation_of(row: int) -> int:
    return Operation.objects.filter(verb="rows.create", table="leads").latest("pk").pk


READS: list[tuple[str, str, Any]] = [
    ("POST", "/tables/leads/query", {}),
    ("POST", "/tables/leads/query", {"search": "瀚海"}),
    ("POST", "/tables/leads/query", {"filter": {"column": "company", "op": "contains", "value": "瀚海"}}),
    ("POST", "/tables/leads/rows-by-id", {"ids": ["ROW"]}),
    ("POST", "/tables/leads/groups", {"group": "owner", "sums": ["amount"]}),
    ("POST", "/tables/leads/groups", {"group": "company"}),
    ("POST", "/tables/stage_visits/query", {}),
    ("GET", "/search?q=瀚海", None),
    ("GET", "/search?q=8123", None),
    ("GET", "/search?q=hhll", None),
    ("GET", "/operations", None),
    ("GET", "/overview", None),
    ("POST", "/leads/lookalikes", {"company": SECRET, "mobile": "13900008123"}),
]
DOORS: list[tuple[str, str, Any]] = [
    ("GET", "/tables/leads/rows/ROW", None),
    ("GET", "/tables/leads/rows/ROW/history", None),
    ("GET", "/tables/leads/rows/ROW/shares", None),
    ("POST", "/tables/leads/rows/ROW/reveal", {"column": "budget"}),
    ("POST", "/tables/leads/rows/ROW/shares", {"person_id": 4}),
    ("GET", "/leads/ROW/timeline", None),
    ("POST", "/leads/ROW/followups", {"method": "phone", "summary": "试探"}),
    ("POST", "/leads/ROW/comments", {"text": "试探"}),
    ("GET", "/operations/OP", None),
    ("GET", "/operations/OP/undo", None),
    ("POST", "/operations/OP/undo", {}),
]


def _filled(value: Any, row: int) -> Any:
    if isinstance(value, str):
        return value.replace("ROW", str(row)).replace("OP", str(operation_of(row))) if value != "ROW" else row
    if isinstance(value, list):
        return [_filled(v, row) for v in value]
    if isinstance(value, dict):
        return {k: _filled(v, row) for k, v in value.items()}
    return value


@pytest.mark.parametrize(("method", "path", "body"), READS, ids=lambda v: str(v)[:40])
def test_no_list_count_or_search_of_another_team_shows_the_row(
    cast: Cast, secret: int, method: str, path: str, body: Any
) -> None:
    owner, stranger = browse(cast, "seller"), browse(cast, "other_seller")
    asked = (method, _filled(path, secret), _filled(body, secret))
    seen = owner.send(*asked).content.decode()
    status, answer = stranger.call(*asked)
    assert status == 200, answer
    hidden = stranger.send(*asked).content.decode()
    assert SECRET not in hidden
    assert "8123" not in hidden.replace('"took_ms"', "")
    assert seen != hidden


def test_counts_and_sums_leave_the_row_out(cast: Cast, secret: int) -> None:
    asked = ("POST", "/tables/leads/totals", {"sums": ["amount"]})
    assert browse(cast, "seller").call(*asked)[1]["count"] == 1
    assert browse(cast, "other_seller").call(*asked)[1] == {"count": 0, "capped": False, "sums": {"amount": None}}


@pytest.mark.parametrize(("method", "path", "body"), DOORS, ids=lambda v: str(v)[:40])
def test_every_door_to_the_row_answers_not_found(cast: Cast, secret: int, method: str, path: str, body: Any) -> None:
    status, answer = browse(cast, "other_seller").call(method, _filled(path, secret), body)
    assert (status, answer["code"]) == (404, "not_found")


def test_writes_to_the_row_are_refused_without_saying_that_it_exists(cast: Cast, secret: int) -> None:
    stranger = browse(cast, "other_seller")
    body = {
        "edits": [
            {"row": secret, "column": "company", "value": "改名"},
            {"row": 99_999, "column": "company", "value": "x"},
        ]
    }
    _, answer = stranger.call("POST", "/tables/leads/cells", body)
    assert [r["code"] for r in answer["results"]] == ["not_found", "not_found"]
    assert answer["rows"] == []
    _, moved = stranger.call("POST", "/leads/advance", {"ids": [secret], "stage": "需求确认"})
    assert [r["code"] for r in moved["refused"]] == ["not_found"]


@committed
def test_a_stream_shows_the_team_its_rows_and_strangers_nothing(cast: Cast, defaults: Any) -> None:
    before = current_position()
    row = new_lead(cast.seller_actor, SECRET)
    _, batches = read_tail(before)
    assert events_for(cast.other_seller_actor, batches) == []
    assert events_for(cast.no_role_actor, batches) == []
    names = [name for name, data in events_for(cast.team_lead_actor, batches) if data["table"] == "leads"]
    assert names == ["rows"]
    shown = next(data for _, data in events_for(cast.team_lead_actor, batches) if data["table"] == "leads")
    assert [r["id"] for r in shown["rows"]] == [row]
    assert shown["created"] == [row]


@committed
def test_a_row_that_leaves_the_scope_reaches_its_former_reader_as_gone(cast: Cast, secret: int) -> None:
    before = current_position()
    admin = browse(cast, "admin")
    status, _ = admin.call(
        "POST", "/leads/assign", {"ids": [secret], "owner": cast.other_seller.pk, "reason": "换片区"}
    )
    assert status == 200
    _, batches = read_tail(before)
    (gone,) = [data for _, data in events_for(cast.seller_actor, batches) if data["table"] == "leads"]
    assert (gone["gone"], gone["rows"]) == ([secret], [])
    (came,) = [data for _, data in events_for(cast.other_seller_actor, batches) if data["table"] == "leads"]
    assert [r["id"] for r in came["rows"]] == [secret]


@committed
def test_replayed_events_equal_what_a_fresh_page_shows(cast: Cast, defaults: Any) -> None:
    from genjin.tables.records.query import Query, fetch_page

    lead = cast.team_lead_actor
    before = current_position()
    first = new_lead(cast.seller_actor, "甲公司")
    browser = browse(cast, "seller")
    browser.call("POST", "/tables/leads/cells", {"edits": [{"row": first, "column": "amount", "value": "12万"}]})
    browser.call("POST", "/leads/advance", {"ids": [first], "stage": "需求确认"})
    second = new_lead(cast.seller_actor, "乙公司")
    browse(cast, "admin").call("POST", "/tables/leads/delete", {"ids": [second]})
    _, batches = read_tail(before)
    known: dict[int, Any] = {}
    for name, data in events_for(lead, batches):
        if data["table"] == "leads" and name == "rows":
            known.update({r["id"]: r for r in data["rows"]})
            for row_id in data["gone"]:
                known.pop(row_id, None)
    fresh = {r["id"]: r for r in fetch_page("leads", lead, Query()).rows}
    assert set(fresh) == {first}
    assert known == fresh


def test_a_share_shows_one_row_to_one_person_and_its_end_hides_it(cast: Cast, secret: int) -> None:
    owner, stranger = browse(cast, "seller"), browse(cast, "other_seller")
    status, shares = owner.call("POST", f"/tables/leads/rows/{secret}/shares", {"person_id": cast.other_seller.pk})
    assert status == 200
    _, page = stranger.call("POST", "/tables/leads/query", {})
    assert [r["id"] for r in page["rows"]] == [secret]
    edit = {"edits": [{"row": secret, "column": "company", "value": "改名"}]}
    assert stranger.call("POST", "/tables/leads/cells", edit)[1]["results"][0]["status"] == "refused"
    mobile = dict(zip(page["columns"], page["rows"][0]["cells"], strict=True))["mobile"]
    assert mobile == "139****8123"
    assert owner.call("DELETE", f"/shares/{shares[0]['id']}")[0] == 204
    assert stranger.call("POST", "/tables/leads/query", {})[1]["rows"] == []
    assert not Share.objects.exists()


def test_a_masked_phone_cannot_be_guessed_by_filters_sorted_or_summed(cast: Cast, secret: int) -> None:
    owner, stranger = browse(cast, "seller"), browse(cast, "other_seller")
    owner.call("POST", f"/tables/leads/rows/{secret}/shares", {"person_id": cast.other_seller.pk})
    for op, value in (("eq", "13900008123"), ("starts", "1390000"), ("contains", "0000")):
        condition = {"filter": {"column": "mobile", "op": op, "value": value}}
        assert stranger.call("POST", "/tables/leads/query", condition)[1]["rows"] == []
        assert len(owner.call("POST", "/tables/leads/query", condition)[1]["rows"]) == 1
    status, answer = stranger.call("POST", "/tables/leads/query", {"sort": [["mobile", "asc"]]})
    assert (status, answer["code"]) == (403, "column_forbidden")
