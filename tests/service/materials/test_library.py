"""The library: files by content, versions, rights, search (domain.md D12)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from genjin.kernel.actor import Actor
from genjin.people.models import Role
from genjin.service.materials.models import Material, MaterialFile
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import PASSWORD, Cast
from tests.selling_setting import cells_of, last_operation, undo
from tests.service.materials.conftest import PDF, kind_id, new_material, upload


def sign_in(username: str) -> Client:
    client = Client()
    answer = client.post(
        "/api/v1/session", json.dumps({"username": username, "password": PASSWORD}), content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    return client


def send_file(client: Client, name: str, data: bytes, **fields: Any) -> Any:
    return client.post("/api/v1/materials/files", {"file": SimpleUploadedFile(name, data), **fields})


def found_names(actor: Actor, search: str) -> list[str]:
    page = fetch_page("materials", actor, Query(columns=("name",), search=search))
    return [row["cells"][0] for row in page.rows]


@pytest.mark.django_db
def test_a_dropped_file_becomes_a_material_that_can_be_downloaded_and_undone(
    library: None, cast: Cast, files: Path
) -> None:
    client = sign_in("zhoulan")
    answer = send_file(client, "轴承厂案例.pdf", PDF)
    assert answer.status_code == 201
    made = answer.json()["id"]
    cells = cells_of(cast.team_lead_actor, made, "materials")
    assert (cells["name"], cells["file_name"], cells["version"]) == ("轴承厂案例", "轴承厂案例.pdf", 1)

    got = client.get(f"/api/v1/materials/{made}/file")
    assert b"".join(got.streaming_content) == PDF
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]

    undo(cast.team_lead_actor, answer.json()["operation"])
    assert client.get(f"/api/v1/materials/{made}/file").status_code == 404


@pytest.mark.django_db
def test_a_replaced_file_keeps_its_former_version_and_undo_brings_it_back(library: None, cast: Cast) -> None:
    actor = cast.team_lead_actor
    made = upload(actor)
    upload(actor, "轴承厂案例-新.pdf", PDF + b" new", made)
    client = sign_in("zhoulan")
    versions = client.get(f"/api/v1/materials/{made}").json()["versions"]
    assert [(v["version"], v["file_name"], v["current"]) for v in versions] == [
        (2, "轴承厂案例-新.pdf", True), (1, "轴承厂案例.pdf", False),
    ]  # fmt: skip
    assert b"".join(client.get(f"/api/v1/materials/{made}/file?version=1").streaming_content) == PDF
    undo(actor, last_operation().pk)
    assert b"".join(client.get(f"/api/v1/materials/{made}/file").streaming_content) == PDF
    assert cells_of(actor, made, "materials")["file_name"] == "轴承厂案例.pdf"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["报价.pdf", "图.png", "页面.html", "图.svg"])
def test_a_page_under_any_name_is_refused_and_leaves_nothing(library: None, cast: Cast, files: Path, name: str) -> None:
    answer = send_file(sign_in("zhoulan"), name, b"<!doctype html><script>alert(1)</script>")
    assert (answer.status_code, answer.json()["code"]) == (415, "material_content")
    assert not Material.objects.exists() and not MaterialFile.objects.exists()
    assert not list(files.rglob("*.*"))


@pytest.mark.django_db
def test_a_file_above_the_limit_is_refused_with_both_sizes(library: None, cast: Cast) -> None:
    rule = last_rule(cast.admin_actor)
    edit_cells(cast.admin_actor, "material_rules", [CellEdit(rule, "megabytes", 1)])
    answer = send_file(sign_in("zhoulan"), "大.pdf", PDF + b"0" * 1_048_577)
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    assert "1 MB" in answer.json()["message"]
    assert not MaterialFile.objects.exists()


def last_rule(actor: Actor) -> int:
    return fetch_page("material_rules", actor, Query(columns=("megabytes",))).rows[0]["id"]


@pytest.mark.django_db
def test_a_name_with_a_path_is_only_a_name(library: None, cast: Cast, files: Path) -> None:
    made = upload(cast.team_lead_actor, "..\\..\\etc/passwd\x00.pdf")
    stored = MaterialFile.objects.get(material_id=made)
    assert stored.file_name == "passwd.pdf"
    assert stored.stored.startswith("materials/") and "passwd" not in stored.stored


@pytest.mark.django_db
def test_sellers_read_the_library_and_do_not_change_it(library: None, cast: Cast) -> None:
    made = upload(cast.team_lead_actor)
    client = sign_in("linxiaoman")
    assert client.get(f"/api/v1/materials/{made}/file").status_code == 200
    assert send_file(client, "我的.pdf", PDF).status_code == 403
    assert send_file(client, "我的.pdf", PDF, material=made).status_code == 403


@pytest.mark.django_db
def test_a_role_without_the_library_can_neither_see_nor_download(library: None, cast: Cast) -> None:
    made = upload(cast.team_lead_actor)
    role = Role.objects.get(key="seller")
    Role.objects.filter(pk=role.pk).update(rights={**role.rights, "materials": {"reach": "none", "actions": []}})
    client = sign_in("linxiaoman")
    assert client.get(f"/api/v1/materials/{made}").status_code == 404
    assert client.get(f"/api/v1/materials/{made}/file").status_code == 404
    assert client.get(f"/api/v1/materials/{made}/file?version=1").status_code == 404
    assert Client().get(f"/api/v1/materials/{made}/file").status_code == 401


@pytest.mark.django_db
def test_materials_are_found_by_a_part_of_the_name_pinyin_and_words(library: None, cast: Cast) -> None:
    actor = cast.admin_actor
    new_material(actor, "纺织厂节能案例", kind=kind_id("案例"), words="能耗、空压机")
    new_material(actor, "包装线白皮书", industries="食品、日化")
    for search in ("节能", "空压", "fzc", "fangzhi"):
        assert found_names(actor, search) == ["纺织厂节能案例"], search
    assert found_names(actor, "日化") == ["包装线白皮书"]
    assert found_names(actor, "没有的") == []
