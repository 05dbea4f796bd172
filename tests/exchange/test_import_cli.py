"""`genjin import` and `genjin export`: what they print, what they do, how they end."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from genjin.exchange.exports.command import export_from_command_line
from genjin.exchange.imports.command import import_from_command_line
from genjin.exchange.models import ExportRun, ImportRun
from genjin.leads.models import Lead
from genjin.tables.models import Operation
from genjin.tables.views.saved import seed_views
from tests.cast import Cast
from tests.exchange.sheets import build_workbook

pytestmark = pytest.mark.django_db
ROWS = [
    ("公司名称", "联系人", "手机", "金额"),
    ("建湖九龙口米业有限公司", "龙口", "13851200001", "1.2万"),
    (None, "无名", "13851200002", None),
]


def arguments(file: Path, **more: Any) -> Namespace:
    plain = {"table": "leads", "sheet": None, "preview": False, "json": False, "as_of": date(2024, 6, 30)}
    return Namespace(file=file, **{**plain, "person": None, "duplicates": "skip", "persons": False, **more})


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return build_workbook(tmp_path / "单.xlsx", ROWS)


def test_preview_as_json_needs_nobody_and_writes_nothing(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_from_command_line(arguments(workbook, preview=True, json=True)) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["header_row"] == 1
    assert [m["field"] for m in document["mapping"]] == ["company", "contact", "mobile", "amount"]
    assert [(r["row"], r["status"]) for r in document["rows"]] == [(2, "ok"), (3, "rejected")]
    assert document["rows"][0]["values"]["amount"] == 12_000
    assert not ImportRun.objects.exists()


@pytest.mark.usefixtures("defaults")
def test_import_writes_as_the_named_person(cast: Cast, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_from_command_line(arguments(workbook, person="zhoulan", json=True)) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["import"]["result"]["created"], document["import"]["result"]["failed"]) == (1, 1)
    lead = Lead.objects.get()
    assert (lead.company, lead.amount, lead.owner_id) == ("建湖九龙口米业有限公司", 1_200_000, cast.team_lead.pk)
    assert Operation.objects.get(pk=document["import"]["result"]["operation"]).via == "cli"


@pytest.mark.usefixtures("defaults")
def test_preview_in_words_leaves_no_trace(cast: Cast, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_from_command_line(arguments(workbook, preview=True)) == 0
    out = capsys.readouterr().out
    assert "公司名称 → company" in out
    assert "new 1" in out
    assert "3: 公司为空" in out
    assert not Lead.objects.exists()
    assert not ImportRun.objects.exists()


def test_refusals_go_to_standard_error_with_status_1(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    for file, words in ((broken, "文件打不开"), (tmp_path / "没有.xlsx", "no such file")):
        assert import_from_command_line(arguments(file, preview=True, json=True)) == 1
        heard = capsys.readouterr()
        assert heard.out == ""
        assert words in heard.err
    assert import_from_command_line(arguments(workbook)) == 1
    assert "genjin serve" in capsys.readouterr().err


@pytest.mark.usefixtures("defaults")
def test_export_writes_a_view_and_is_logged(
    cast: Cast, workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_from_command_line(arguments(workbook))
    seed_views("leads", [{"name": "全部", "columns": [{"id": "company"}, {"id": "amount"}]}])
    out = tmp_path / "全部.csv"
    assert export_from_command_line(Namespace(view="全部", table="leads", output=out, person=None)) == 0
    text = out.read_text("utf-8-sig").splitlines()
    assert text[0].startswith("线索 · 全部｜陈思远 ")
    assert text[1:] == ["公司,预计金额", '建湖九龙口米业有限公司,"12,000"']
    assert ExportRun.objects.get().owner_id == cast.admin.pk
    assert export_from_command_line(Namespace(view="没有", table="leads", output=out, person=None)) == 1
    assert export_from_command_line(Namespace(view="全部", table="leads", output=out, person="linxiaoman")) == 1
    assert "角色" in capsys.readouterr().err
