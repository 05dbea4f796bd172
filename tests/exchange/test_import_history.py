"""The 跟进记录 cell of an imported line becomes dated follow-ups, promises and a next contact, each rejectable."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from genjin.exchange.imports.checking import find_import
from genjin.exchange.imports.correcting import change_row, list_rows
from genjin.exchange.imports.show import show_rows
from genjin.exchange.models import ImportRun
from genjin.followups.models import Followup, Task
from genjin.kernel.clock import local
from genjin.leads.models import Lead
from genjin.tables.ledger.undo import find_target, undo_operation
from tests.cast import Cast
from tests.exchange.sheets import build_workbook, run_to_end, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]

CELL = "老客户介绍。3/5 电话张总说月底再联系；3.12拜访，下周寄样品，张总说月底前付定金"
HEADS = ("公司名称", "联系人", "手机", "跟进记录", "负责人")
ROW = ("宜兴泓澈环保设备有限公司", "张一鸣", "15861500326", CELL, "林小满")


def begin(actor: Any, tmp_path: Path, cell: str = CELL) -> ImportRun:
    book = build_workbook(tmp_path / "跟进.xlsx", [HEADS, (*ROW[:3], cell, ROW[4])])
    return upload(actor, book, as_of=date(2026, 3, 15))


def history() -> list[tuple[str, str | None, str | None, str | None]]:
    rows = Followup.objects.filter(deleted_at=None).order_by("at", "id")
    return [(local(f.at).date().isoformat(), f.method, f.contact, f.summary) for f in rows if f.at]


def reading(actor: Any, run: ImportRun) -> dict[str, Any]:
    (line,), _ = list_rows(run, outcome=None, cursor=None, limit=1)
    found = show_rows(actor, run, [line])[0]["reading"]
    assert found is not None
    return dict(found)


def test_a_cell_becomes_dated_history_with_its_author_promises_and_next_contact(cast: Cast, tmp_path: Path) -> None:
    report = run_to_end(cast.admin_actor, begin(cast.admin_actor, tmp_path))
    assert (report["created"], report["problems"]) == (1, [])
    assert history() == [
        ("2026-03-05", "phone", "张总", "老客户介绍。3/5 电话张总说月底再联系"),
        ("2026-03-12", "visit", "张总", "3.12拜访，下周寄样品，张总说月底前付定金"),
    ]
    assert {f.person_id for f in Followup.objects.all()} == {cast.seller.pk}
    visit = Followup.objects.get(method="visit")
    owed = Task.objects.order_by("id").values_list("side", "text", "due_at", "followup_id")
    assert [(side, text, local(due).date(), of) for side, text, due, of in owed] == [
        ("ours", "下周寄样品", date(2026, 3, 16), visit.pk),
        ("theirs", "月底前付定金", date(2026, 3, 31), visit.pk),
    ]
    lead = Lead.objects.get()
    assert lead.next_at is not None
    assert (local(lead.next_at).date(), lead.next_has_time) == (date(2026, 3, 31), False)
    assert lead.last_contact_at == visit.at


def test_the_same_file_again_adds_nothing_and_a_grown_cell_only_what_is_new(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run_to_end(actor, begin(actor, tmp_path))
    again = run_to_end(actor, begin(actor, tmp_path))
    assert (again["created"], again["updated"], len(history()), Task.objects.count()) == (0, 0, 2, 2)
    run_to_end(actor, begin(actor, tmp_path, CELL + "；3.14 微信张总，周五前发合同"))
    assert [day for day, *_ in history()] == ["2026-03-05", "2026-03-12", "2026-03-14"]
    assert list(Task.objects.order_by("-id").values_list("text", flat=True)[:1]) == ["周五前发合同"]
    assert Task.objects.count() == 3


def test_undo_takes_history_promises_and_plan_back(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    report = run_to_end(actor, begin(actor, tmp_path))
    undo_operation(actor, find_target(actor, report["operation"]))
    assert history() == []
    assert not Task.objects.filter(deleted_at=None).exists()
    assert not Lead.objects.filter(deleted_at=None).exists()


def test_the_preview_shows_each_part_over_its_characters(cast: Cast, tmp_path: Path) -> None:
    found = reading(cast.admin_actor, begin(cast.admin_actor, tmp_path))
    shown = [(i["key"], i["words"], i["day"], found["text"][slice(*i["span"])]) for i in found["items"]]
    assert shown == [
        ("e0", "电话 · 可再联系", "2026-03-05", "3/5 电话张总说月底再联系"),
        ("e1", "拜访 · 当前需要", "2026-03-12", "3.12拜访，下周寄样品，张总说月底前付定金"),
        ("p0", "我方承诺", "2026-03-16", "下周寄样品"),
        ("p1", "对方承诺", "2026-03-31", "月底前付定金"),
        ("n0", "下次联系", "2026-03-31", "月底再联系"),
    ]
    assert all(i["kept"] for i in found["items"])


def test_what_is_rejected_stays_as_text_and_is_not_lost(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = begin(actor, tmp_path)
    change_row(actor, run, 2, edits={"followups_rejected": "e1,p1,n0"})
    assert [i["key"] for i in reading(actor, run)["items"] if not i["kept"]] == ["e1", "p1", "n0"]
    run_to_end(actor, find_import(actor, run.pk))
    assert history() == [("2026-03-05", "phone", "张总", CELL)]
    assert list(Task.objects.values_list("text", flat=True)) == ["下周寄样品"]
    assert Lead.objects.get().next_at is None


def test_all_rejected_is_one_plain_follow_up_and_a_word_corrected_reads_anew(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = begin(actor, tmp_path)
    change_row(actor, run, 2, edits={"followups_rejected": "e0,e1,p0,p1,n0"})
    run_to_end(actor, find_import(actor, run.pk))
    (only,) = Followup.objects.all()
    assert (only.method, only.summary) == ("other", CELL)


def test_rejecting_over_the_api(cast: Cast, client: Client, tmp_path: Path) -> None:
    client.force_login(cast.admin)
    run = begin(cast.admin_actor, tmp_path)
    path = f"/api/v1/imports/{run.pk}/rows/2"
    answer = client.patch(path, {"rejected": ["p0"]}, content_type="application/json").json()
    assert [i["key"] for i in answer["reading"]["items"] if not i["kept"]] == ["p0"]
    answer = client.patch(path, {"cells": {"followups": "3.1 微信加上"}}, content_type="application/json").json()
    assert [(i["key"], i["day"], i["kept"]) for i in answer["reading"]["items"]] == [("e0", "2026-03-01", True)]
