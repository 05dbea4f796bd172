"""Writing the plan: one operation, in chunks, that can be cancelled and undone as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from genjin.contacts.models import Contact
from genjin.exchange.imports.checking import change_import, find_import
from genjin.exchange.imports.correcting import change_row
from genjin.exchange.imports.error_workbook import write_error_workbook
from genjin.exchange.imports.running import run_import, write_import
from genjin.exchange.models import ImportRun
from genjin.followups.models import Followup
from genjin.jobs.models import Job
from genjin.jobs.queue import Cancelled, cancel_job
from genjin.kernel.errors import AppError
from genjin.leads.assigning.models import AssignmentRule, WaitingLead
from genjin.leads.models import Channel, Lead
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import chunk_rows
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from genjin.tables.records.edit import edit_cells
from tests.cast import Cast
from tests.exchange.sheets import add_lead, build_workbook, lines, run_jobs, run_to_end, upload, upload_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]


def living() -> Any:
    return Lead.objects.filter(deleted_at=None)


def companies(count: int) -> list[tuple[str, str, str]]:
    return [(f"滁州{i:04d}号机械有限公司", f"联系人{i}", f"138{i:08d}") for i in range(count)]


def test_an_import_is_one_operation_with_all_that_belongs_to_it(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [
        ("公司名称", "联系人", "跟进记录", "最近一次联系日期", "线索来源", "负责人", "创建时间"),
        (
            "宜兴泓澈环保设备有限公司",
            "范一鸣 15861500326、祁连 15861500327",
            "3/2 电话要方案",
            "2026-03-02",
            "抖音直播间",
            "林小满",
            "2026-01-15",
        ),
        ("滁州皖东电缆有限公司", "单青", None, None, "抖音直播间", "方若谷", None),
    ]
    report = run_to_end(actor, upload(actor, build_workbook(tmp_path / "全.xlsx", rows)))
    assert (report["created"], report["failed"], report["problems"]) == (2, 0, [])
    first, second = living().order_by("id")
    assert (first.contact, first.mobile, first.owner_id, first.unit_id) == (
        "范一鸣",
        "15861500326",
        cast.seller.pk,
        cast.team.pk,
    )
    assert first.created_at.isoformat() == "2026-01-14T16:00:00+00:00"
    assert list(Contact.objects.values_list("lead_id", "name", "mobile")) == [(first.pk, "祁连", "15861500327")]
    (followup,) = Followup.objects.all()
    assert (followup.lead_id, followup.summary) == (first.pk, "3/2 电话要方案")
    assert followup.at.isoformat() == "2026-03-01T16:00:00+00:00"
    first.refresh_from_db()
    assert first.last_contact_at == followup.at
    channel = Channel.objects.get(name="抖音直播间")
    assert {first.channel_id, second.channel_id} == {channel.pk}
    assert (second.owner_id, second.remarks) == (cast.admin.pk, "原负责人：方若谷")
    operation = Operation.objects.get(pk=report["operation"])
    assert (operation.verb, operation.via, operation.state) == ("import.run", "import", "done")
    assert operation.args["file"] == "全.xlsx"


def test_undo_takes_the_whole_import_back_but_keeps_what_somebody_edited_since(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    old = add_lead(actor, company="亳州药都中药饮片有限公司", contact="华安", mobile="13956700001")
    rows = [
        *companies(320),
        ("亳州药都中药饮片有限公司", "华安平", "13956700001", "hua@yaodu.example", None, None, "要报价"),
    ]
    report = run_to_end(actor, upload_rows(actor, tmp_path, rows))
    assert (report["created"], report["updated"]) == (320, 1)
    old.refresh_from_db()
    assert (old.contact, old.email) == ("华安平", "hua@yaodu.example")
    seller_lead = living().exclude(pk=old.pk).first()
    edit_cells(
        cast.team_lead_actor if seller_lead is None else cast.admin_actor,
        "leads",
        [CellEdit(old.pk, "contact", "华安邦"), CellEdit(old.pk, "remarks", "已寄样")],
    )
    undone = undo_operation(actor, find_target(actor, report["operation"]))
    assert living().count() == 1
    old.refresh_from_db()
    assert (old.contact, old.remarks) == ("华安邦", "已寄样"), "edited since: kept"
    assert old.email is None, "not edited since: as before the import"
    assert undone.kept == 2
    assert undone.operation_id is not None
    undo_operation(actor, find_target(actor, undone.operation_id))
    assert living().count() == 321


def test_cancelling_half_way_keeps_what_is_written_and_it_can_be_undone(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(actor, tmp_path, companies(chunk_rows() * 2 + 100))

    def stop(done: int) -> None:
        if done >= chunk_rows():
            raise Cancelled

    with pytest.raises(Cancelled):
        write_import(actor, run, stop)
    assert living().count() == chunk_rows(), "a whole transaction, and no more after the word"
    run.refresh_from_db()
    assert run.operation_id is not None
    operation = Operation.objects.get(pk=run.operation_id)
    assert operation.state == "cancelled"
    undo_operation(actor, find_target(actor, operation.pk))
    assert living().count() == 0


def test_a_job_cancelled_before_it_began_leaves_the_plan_as_it_was(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(actor, tmp_path, companies(5))
    cancel_job(run_import(actor, run))
    run_jobs()
    assert living().count() == 0
    assert Job.objects.get(kind="import.run").state == "cancelled"
    assert run_to_end(actor, find_import(actor, run.pk))["created"] == 5, "nothing was written: it may run after all"


def test_a_run_taken_up_again_goes_on_where_it_stopped_in_the_same_operation(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(actor, tmp_path, companies(700))

    def crash(done: int) -> None:
        if done >= 600:
            raise OSError("power")

    with pytest.raises(OSError, match="power"):
        write_import(actor, run, crash)
    again = ImportRun.objects.get(pk=run.pk)
    report = write_import(actor, again, lambda _done: None)
    assert living().count() == 700
    assert report["created"] == 700
    assert report["operation"] == again.operation_id
    assert Operation.objects.filter(verb="import.run").count() == 1
    undo_operation(actor, find_target(actor, report["operation"]))
    assert living().count() == 0


def test_a_cell_that_somebody_changed_since_the_preview_is_left_alone_and_reported(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    lead = add_lead(cast.seller_actor, company="芜湖长江泵阀有限公司", contact="江流", mobile="13955301234")
    rows = [("线索编号", "联系人", "备注"), (lead.number, "江枫", "导入的备注")]
    run = upload(actor, build_workbook(tmp_path / "改.xlsx", rows))
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead.pk, "contact", "江海")])
    report = run_to_end(actor, run)
    lead.refresh_from_db()
    assert (lead.contact, lead.remarks) == ("江海", "导入的备注")
    assert report["conflicts"] == 1
    (problem,) = report["problems"]
    assert (problem["line"], problem["column"], problem["code"], problem["data"]) == (
        2,
        "contact",
        "conflict",
        {"by": "林小满"},
    )


def test_what_somebody_entered_since_the_preview_is_not_created_twice(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(
        actor, tmp_path, [("安庆振风化工有限公司", "石岩", "13905560001"), ("池州九华旅游有限公司", "甘霖", None)]
    )
    add_lead(cast.seller_actor, company="安庆振风化工有限公司", contact="石岩", mobile="13905560001")
    report = run_to_end(actor, run)
    assert report["created"] == 1
    assert [p["code"] for p in report["problems"]] == ["entered_meanwhile"]
    assert living().filter(company="安庆振风化工有限公司").count() == 1


def test_decisions_on_duplicates_are_carried_out(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    kept = [add_lead(actor, company=f"合肥星辰{n}电子有限公司", contact="旧人") for n in "甲乙丙"]
    run = upload_rows(actor, tmp_path, [(f"合肥星辰{n}电子有限公司", "新人", "13655510001") for n in "甲乙丙"])
    found = lines(actor, run)
    assert {r["outcome"] for r in found.values()} == {"duplicate"}
    change_row(actor, run, 2, decision="update")
    change_row(actor, run, 3, decision="new")
    report = run_to_end(actor, run)
    assert (report["created"], report["updated"], report["skipped"]) == (1, 1, 1)
    for lead in kept:
        lead.refresh_from_db()
    assert [k.contact for k in kept] == ["新人", "旧人", "旧人"]
    assert living().filter(company="合肥星辰乙电子有限公司").count() == 2
    assert living().filter(company="合肥星辰丙电子有限公司").count() == 1


def test_undecided_duplicates_follow_the_option(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    lead = add_lead(actor, company="六安瓜片茶业有限公司", contact="旧人")
    run = upload_rows(actor, tmp_path, [("六安瓜片茶业有限公司", "新人", None)])
    change_import(actor, run, {"options": {"duplicates": "update"}})
    assert run_to_end(actor, run)["updated"] == 1
    lead.refresh_from_db()
    assert lead.contact == "新人"


def test_rows_without_an_owner_go_to_the_pool_when_asked(cast: Cast, tmp_path: Path) -> None:
    AssignmentRule.objects.update(active=True)
    actor = cast.admin_actor
    header = ("公司名称", "手机", "负责人")
    rows = [("盐城沐风能源有限公司", "13815712301", None), ("南通瀚海机电有限公司", "13815712302", cast.seller.name)]
    run = upload(actor, build_workbook(tmp_path / "a.xlsx", [header, *rows]))
    change_import(actor, run, {"options": {"to_pool": True}})
    run_to_end(actor, run)
    pooled, owned = Lead.objects.order_by("pk")
    assert (pooled.owner_id, pooled.pool_reason, owned.owner_id) == (None, "unassigned", cast.seller.pk)
    assert pooled.pooled_at is not None and owned.pooled_at is None
    assert not WaitingLead.objects.exists()


def test_importing_the_same_file_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [
        ("公司名称", "联系人", "手机号码", "跟进记录"),
        ("宣城敬亭文具有限公司", "谢朓 13956300001、李白 13956300002", None, "2026-03-01 拜访，下周寄样"),
    ]
    path = build_workbook(tmp_path / "再.xlsx", rows)
    run_to_end(actor, upload(actor, path))
    run = upload(actor, path)
    assert run.counts["same"] == 1, lines(actor, run)
    run_to_end(actor, run)
    assert (living().count(), Contact.objects.count(), Followup.objects.count()) == (1, 1, 1)


def test_a_closed_run_cannot_run_or_change_again(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(actor, tmp_path, companies(2))
    run_to_end(actor, run)
    for attempt in (lambda: run_import(actor, run), lambda: change_row(actor, run, 2, decision="skip")):
        with pytest.raises(AppError):
            attempt()
    assert living().count() == 2


def test_stage_and_owner_are_changed_through_their_verbs(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    lead = add_lead(actor, company="铜陵有色线材有限公司", contact="铜川")
    rows = [("线索编号", "销售阶段", "负责人", "下次联系时间"), (lead.number, "谈判阶段", "王若溪", "2026-12-03 15:00")]
    report = run_to_end(actor, upload(actor, build_workbook(tmp_path / "推进.xlsx", rows)))
    assert (report["updated"], report["problems"]) == (1, [])
    lead.refresh_from_db()
    assert (lead.owner_id, lead.unit_id) == (cast.other_seller.pk, cast.other_team.pk)
    assert lead.next_has_time is True
    assert lead.stage_rank == 4


def test_the_error_workbook_names_the_reason_beside_the_cell_and_can_be_mended(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(
        actor,
        tmp_path,
        [
            ("南陵米业有限公司", "稻香", "1.38E+10", "不是邮箱"),
            ("=cmd|' /C calc'!A0", "苏婉", "13"),
            (None, "王工", "13800138001"),
            ("繁昌水泥有限公司", "石坚", "13905530001"),
        ],
    )
    path = tmp_path / "错误行.xlsx"
    assert write_error_workbook(actor, run, path) == 3
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    table = [[c.value for c in row] for row in sheet.iter_rows()]
    assert table[0] == [
        "※原因",
        "公司名称",
        "※左格有误",
        "联系人",
        "手机号码",
        "※左格有误",
        "邮箱",
        "※左格有误",
        "线索来源",
        "负责人",
        "备注",
    ]
    assert table[1][4:8] == ["1.38E+10", "Excel 把号码变成了科学计数，后几位已丢失", "不是邮箱", "位数或格式不对"]
    assert table[2][1] == "=cmd|' /C calc'!A0"
    assert sheet["B3"].data_type != "f", "text, never a formula"
    assert table[3][:3] == ["公司为空", "", "公司为空"]
    sheet["B4"], sheet["E2"], sheet["G2"] = "望江棉纺有限公司", "13805560001", "dao@nanling.example"
    mended = tmp_path / "改好.xlsx"
    sheet.parent.save(mended)
    again = upload(actor, mended)
    mapped = {m["column"] for m in again.mapping if not m["header"].startswith("※")}
    assert mapped == {"company", "contact", "mobile", "email", "source", "owner", "remarks"}
    assert not [m for m in again.mapping if m["header"].startswith("※") and m["column"]]
    assert [lines(actor, again)[n]["outcome"] for n in (2, 4)] == ["new", "new"]
