"""Import over HTTP, as the interface does it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from genjin.leads.models import Lead
from genjin.people.models import Person
from tests.cast import Cast
from tests.exchange.sheets import HEADER, add_lead, build_workbook, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]
BASE = "/api/v1/imports"


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, name: str, content: bytes, **more: Any) -> Any:
    return client.post(BASE, {"file": SimpleUploadedFile(name, content), **more})


def patch(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.patch(f"{BASE}{path}", body, "application/json")


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    rows = [
        ("东台西溪旅游开发有限公司", "董永", "13851100001"),
        ("盐城射阳大米有限公司", "射雕", "1385"),
        (None, "无名", "13851100003"),
        ("大丰麋鹿园林有限公司", "路远", "13851100004"),
    ]
    return build_workbook(tmp_path / "名单.xlsx", [HEADER, *rows]).read_bytes()


def test_from_upload_to_undo(cast: Cast, workbook: bytes) -> None:
    add_lead(cast.admin_actor, company="大丰麋鹿园林有限公司", contact="路遥")
    client = signed_in(cast.admin)
    answer = send(client, "名单.xlsx", workbook)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    path = f"/{found['id']}"
    assert (found["state"], found["file"], found["header_row"], found["sheets"]) == (
        "ready",
        "名单.xlsx",
        1,
        [{"name": "线索", "rows": 5}],
    )
    assert found["mapping"][0] == {
        "index": 0,
        "header": "公司名称",
        "column": "company",
        "confidence": 0.98,
        "samples": found["mapping"][0]["samples"],
    }
    assert {"id": "followups", "label": "跟进记录"} in found["fields"]
    assert {k: v for k, v in found["counts"].items() if v} == {"new": 1, "partial": 1, "error": 1, "duplicate": 1}

    rows = client.get(f"{BASE}{path}/rows?limit=2").json()
    assert ([r["line"] for r in rows["rows"]], rows["next"]) == ([2, 3], "3")
    rest = client.get(f"{BASE}{path}/rows?cursor=3").json()
    assert ([r["line"] for r in rest["rows"]], rest["next"]) == ([4, 5], None)
    wrong = client.get(f"{BASE}{path}/rows?outcome=error").json()["rows"]
    assert [(r["line"], r["words"]) for r in wrong] == [(4, "公司为空")]

    mended = patch(client, f"{path}/rows/3", {"cells": {"mobile": "138 5110 0002"}}).json()
    assert (mended["outcome"], mended["cells"]["mobile"]["value"]) == ("new", "13851100002")
    assert patch(client, f"{path}/rows/5", {"decision": "new"}).json()["decision"] == "new"
    assert not Lead.objects.filter(company="东台西溪旅游开发有限公司").exists()

    errors = client.get(f"{BASE}{path}/errors.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(errors.content)).active
    assert sheet is not None
    assert [c.value for c in sheet["A"]] == ["※原因", "公司为空"]

    job = client.post(f"{BASE}{path}/run").json()["job"]
    run_jobs()
    done = client.get(f"/api/v1/jobs/{job}").json()
    assert (done["state"], done["result"]["created"], done["result"]["failed"]) == ("done", 3, 1)
    after = client.get(f"{BASE}{path}").json()
    assert (after["state"], after["operation"]) == ("done", done["result"]["operation"])
    assert Lead.objects.filter(deleted_at=None).count() == 4
    undone = client.post(f"/api/v1/operations/{after['operation']}/undo", {}, "application/json")
    assert undone.status_code == 200, undone.content
    assert Lead.objects.filter(deleted_at=None).count() == 1


def test_mapping_sheet_and_options_are_changed_by_patch(cast: Cast, workbook: bytes) -> None:
    client = signed_in(cast.admin)
    path = f"/{send(client, '名单.xlsx', workbook).json()['id']}"
    changed = patch(client, path, {"mapping": {"6": "need"}, "options": {"persons": True, "duplicates": "new"}}).json()
    assert changed["mapping"][6]["column"] == "need"
    assert changed["options"] == {
        "persons": True,
        "duplicates": "new",
        "owner": None,
        "conflicts": "theirs",
        "by_rules": False,
        "to_pool": False,
    }
    assert changed["counts"]["error"] == 0
    moved = patch(client, path, {"header_row": 2}).json()
    assert (moved["header_row"], moved["mapping"][0]["header"]) == (2, "东台西溪旅游开发有限公司")
    for body, status in (
        ({"mapping": {"0": "no_such"}}, 400),
        ({"sheet": "没有这张"}, 404),
        ({"options": {"duplicates": "maybe"}}, 422),
        ({"header_row": -1}, 422),
    ):
        answer = patch(client, path, body)
        assert answer.status_code == status, (body, answer.content)
        assert set(answer.json()) == {"code", "message", "data"}


def test_hostile_uploads_answer_in_words(cast: Cast) -> None:
    client = signed_in(cast.admin)
    for name, content, code in (
        ("坏.xlsx", b"PK\x03\x04nonsense", "file_broken"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "file_type"),
        ("空.csv", b"", "no_header"),
    ):
        answer = send(client, name, content)
        assert 400 <= answer.status_code < 500
        assert answer.json()["code"] == code
        assert len(answer.json()["message"]) > 5


def test_somebody_elses_import_does_not_exist(cast: Cast, workbook: bytes) -> None:
    path = f"/{send(signed_in(cast.admin), '名单.xlsx', workbook).json()['id']}"
    other = signed_in(cast.team_lead)
    for answer in (
        other.get(f"{BASE}{path}"),
        other.get(f"{BASE}{path}/rows"),
        other.get(f"{BASE}{path}/errors.xlsx"),
        patch(other, path, {"options": {"persons": True}}),
        other.post(f"{BASE}{path}/run"),
        other.delete(f"{BASE}{path}"),
    ):
        assert answer.status_code == 404, answer.content
    assert send(signed_in(cast.seller), "名单.xlsx", workbook).json()["code"] == "forbidden"
    assert Client().get(f"{BASE}{path}").status_code == 401


def test_a_discarded_import_leaves_no_file(cast: Cast, workbook: bytes, file_store: Path) -> None:
    client = signed_in(cast.admin)
    path = f"/{send(client, '名单.xlsx', workbook).json()['id']}"
    assert [p for p in (file_store / "files").rglob("*") if p.is_file()]
    assert client.delete(f"{BASE}{path}").status_code == 204
    assert not [p for p in (file_store / "files").rglob("*") if p.is_file()]
    assert client.get(f"{BASE}{path}").status_code == 404


def test_other_tables_take_files_too(cast: Cast, tmp_path: Path) -> None:
    client = signed_in(cast.admin)
    lead = add_lead(cast.admin_actor, company="阜宁杨集花炮有限公司")
    rows = [
        ("姓名", "线索", "手机号", "职位"),
        ("杨集", "阜宁杨集花炮有限公司", "13851100009", "采购经理"),
        ("无主", "查无此司", "13851100010", None),
    ]
    content = build_workbook(tmp_path / "人.xlsx", rows).read_bytes()
    found = send(client, "人.xlsx", content, table="contacts").json()
    assert [m["column"] for m in found["mapping"]] == ["name", "lead", "mobile", "title"]
    assert {k: v for k, v in found["counts"].items() if v} == {"new": 1, "error": 1}
    client.post(f"{BASE}/{found['id']}/run")
    run_jobs()
    page = client.post(
        "/api/v1/tables/contacts/query", {"columns": ["name", "lead", "mobile"]}, "application/json"
    ).json()
    assert [r["cells"] for r in page["rows"]] == [
        ["杨集", {"id": lead.pk, "label": "阜宁杨集花炮有限公司"}, "13851100009"]
    ]
    assert send(client, "人.xlsx", content, table="people").json()["code"] == "forbidden"
    assert send(client, "人.xlsx", content, table="treasure").json()["code"] == "unknown_table"
