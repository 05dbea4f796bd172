"""Exports: the reader's own rows and columns, typed, marked, and handed to their maker only."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from genjin.exchange.expiry import remove_expired
from genjin.exchange.exports.job import write_file
from genjin.exchange.exports.request import ExportRequest, find_export, request_export
from genjin.exchange.models import ExportRun
from genjin.jobs.models import Job
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.people.models import Person
from tests.cast import Cast, build_person
from tests.exchange.sheets import add_lead, run_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]

# A spreadsheet knows no time zones: cells hold the organisation's wall clock.
WALL_CLOCK = datetime.fromisoformat("2026-12-03T15:00")
COLUMNS = ("number", "company", "mobile", "amount", "next_at", "grade", "owner", "remarks")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def table_of(path: Path) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    # As people see it: without the hidden column of seals.
    shown = [i for i in range(1, sheet.max_column + 1) if not sheet.column_dimensions[get_column_letter(i)].hidden]
    return [[row[i - 1].value for i in shown] for row in sheet.iter_rows()]


def exported(actor: Any, folder: Path, **more: Any) -> list[list[Any]]:
    path = folder / "out.xlsx"
    write_file(path, actor, ExportRequest("leads", **{"columns": COLUMNS, **more}))
    return table_of(path)


def test_cells_are_typed_and_the_first_line_says_who_and_when(cast: Cast, tmp_path: Path) -> None:
    actor = cast.seller_actor
    lead = add_lead(
        actor,
        company="蚌埠中淮玻璃机械有限公司",
        mobile="13855200001",
        amount="12.5万",
        next_at="2026-12-03 15:00",
        grade="B+",
    )
    mark, header, row = exported(cast.team_lead_actor, tmp_path)
    assert str(mark[0]).startswith("线索｜周岚 20")
    assert str(mark[0]).endswith("导出，仅限内部使用")
    assert header == ["编号", "公司", "手机", "预计金额", "下次联系", "等级", "负责人", "备注"]
    assert row == [
        lead.number, "蚌埠中淮玻璃机械有限公司", "13855200001", 125_000, WALL_CLOCK, "B+", "林小满", None,
    ]  # fmt: skip


def test_only_rows_in_scope_and_only_what_the_reader_sees_of_them(cast: Cast, tmp_path: Path) -> None:
    add_lead(cast.seller_actor, company="淮北矿山设备有限公司", mobile="13856100001")
    add_lead(cast.other_seller_actor, company="宿州云都服装有限公司", mobile="13855700001")
    own = exported(cast.team_lead_actor, tmp_path)
    assert [r[1] for r in own[2:]] == ["淮北矿山设备有限公司"], "another team's rows stay out"
    watcher = cast.actor(build_person("高明", "gaoming", unit=cast.head_office, role="marketing"))
    seen = exported(watcher, tmp_path, columns=("company", "mobile"))
    assert {r[1] for r in seen[2:]} == {"138****0001"}, "phones of others are masked"
    assert "13856100001" not in (tmp_path / "out.xlsx").read_bytes().decode("latin1")


def test_encrypted_cells_are_never_exported_in_plain_text(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    add_lead(actor, company="马鞍山采石矿业有限公司", budget="五十万到顶")
    assert [r[1] for r in exported(actor, tmp_path, columns=("company", "budget"))[2:]] == ["******"]


def test_a_hidden_column_and_a_missing_right_are_refused_before_anything_is_made(cast: Cast) -> None:
    steward = cast.actor(build_person("史可", "shike", unit=cast.head_office, role="data_steward"))
    cases = (
        (cast.seller_actor, ExportRequest("leads"), ErrorCode.FORBIDDEN),
        (steward, ExportRequest("leads"), ErrorCode.FORBIDDEN),
        (cast.no_role_actor, ExportRequest("leads"), ErrorCode.FORBIDDEN),
        (cast.admin_actor, ExportRequest("leads", columns=("nothing",)), ErrorCode.UNKNOWN_COLUMN),
        (
            cast.admin_actor,
            ExportRequest("leads", filter={"column": "grade", "op": "like", "value": 1}),
            ErrorCode.UNKNOWN_OPERATOR,
        ),
        (cast.admin_actor, ExportRequest("treasure"), ErrorCode.UNKNOWN_TABLE),
    )
    for actor, request, code in cases:
        with pytest.raises(AppError) as refused:
            request_export(actor, request)
        assert refused.value.code is code
    assert not Job.objects.exists()
    assert not ExportRun.objects.exists()


def test_a_column_hidden_by_the_role_is_refused(cast: Cast) -> None:
    cast_role = build_person("高明", "gaoming", unit=cast.head_office, role="marketing")
    role_id = cast_role.role_id
    from_role = Person.objects.get(pk=cast_role.pk)
    assert role_id == from_role.role_id
    marketing = cast.actor(cast_role)
    with pytest.raises(AppError) as refused:
        write_file(Path("never.xlsx"), marketing, ExportRequest("leads", columns=("company", "budget")))
    assert refused.value.code is ErrorCode.COLUMN_FORBIDDEN
    assert not Path("never.xlsx").exists()


def test_filter_sort_and_search_are_those_of_the_table(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    for name, grade, amount in (
        ("滁州甲泵业有限公司", "A", "3万"),
        ("滁州乙泵业有限公司", "B", "1万"),
        ("滁州丙阀门有限公司", "A", None),
    ):
        add_lead(actor, company=name, grade=grade, amount=amount)
    rows = exported(actor, tmp_path, columns=("company",), sort=(("amount", "asc"),))
    assert [r[0] for r in rows[2:]] == ["滁州乙泵业有限公司", "滁州甲泵业有限公司", "滁州丙阀门有限公司"]
    rows = exported(
        actor, tmp_path, columns=("company",), filter={"column": "grade", "op": "is", "value": "A"}, search="泵业"
    )
    assert [r[0] for r in rows[2:]] == ["滁州甲泵业有限公司"]


def test_formulas_stay_text_in_both_kinds_of_file(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    texts = ("=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@here", "_x0041_ & <b>")
    for text in texts:
        add_lead(actor, company=text)
    path = tmp_path / "a.xlsx"
    write_file(path, actor, ExportRequest("leads", columns=("company",)))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert {row[0].data_type for row in sheet.iter_rows(min_row=3)} == {"s"}
    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert {row[0] for row in read[2:]} == set(texts)
    path = tmp_path / "a.csv"
    write_file(path, actor, ExportRequest("leads", columns=("company", "amount"), format="csv"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = [row[0] for row in csv.reader(file)][2:]
    assert all(not text.startswith(("=", "+", "-", "@")) for text in found)
    assert f"'{texts[0]}" in found


def test_the_file_goes_to_its_maker_only_and_expires(cast: Cast) -> None:
    add_lead(cast.admin_actor, company="阜阳颍淮农机有限公司")
    admin, other = signed_in(cast.admin), signed_in(cast.team_lead)
    answer = admin.post("/api/v1/exports", {"table": "leads", "columns": ["number", "company"]}, "application/json")
    assert answer.status_code == 202, answer.content
    job = answer.json()["job"]
    assert admin.get(f"/api/v1/exports/{job}/file.xlsx").status_code == 404, "not before it is written"
    run_jobs()
    found = admin.get(f"/api/v1/exports/{job}/file.xlsx")
    assert found.status_code == 200
    assert "filename*=UTF-8''%E7%BA%BF%E7%B4%A2-" in found["Content-Disposition"]
    assert b"".join(found.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]
    assert other.get(f"/api/v1/exports/{job}/file.xlsx").status_code == 404
    log = ExportRun.objects.get()
    assert (log.owner_id, log.owner_name, log.rows, log.request["columns"]) == (
        cast.admin.pk,
        "陈思远",
        1,
        ["number", "company"],
    )
    with clock.fixed(clock.now() + timedelta(days=4)):
        with pytest.raises(AppError):
            find_export(cast.admin_actor, job)
        remove_expired()
    log.refresh_from_db()
    assert log.file == "", "the file is gone, the log stays"


def test_a_right_taken_away_closes_the_finished_file(cast: Cast) -> None:
    job = request_export(cast.team_lead_actor, ExportRequest("leads"))
    run_jobs()
    Person.objects.filter(pk=cast.team_lead.pk).update(role_id=cast.seller.role_id)
    with pytest.raises(AppError) as refused:
        find_export(cast.team_lead_actor, job)
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_a_long_text_is_cut_to_what_excel_takes(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    add_lead(actor, company="巢湖渔歌网具有限公司", remarks="长" * 40_000)
    (cell,) = [r[0] for r in exported(actor, tmp_path, columns=("remarks",))[2:]]
    assert len(cell) == 32_767
    assert cell.endswith("…")
    assert Lead.objects.get().remarks == "长" * 40_000
