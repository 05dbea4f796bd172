"""What a file would do, line by line, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from genjin.exchange.imports.checking import change_import
from genjin.exchange.imports.correcting import change_row
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Channel, Lead
from tests.cast import Cast, build_person
from tests.exchange.sheets import add_lead, build_workbook, lines, upload, upload_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]


def test_every_line_says_what_would_happen_and_nothing_is_written(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(
        actor,
        tmp_path,
        [
            ("南京筑微传感技术有限公司", "丁宁", "13912345071", None, "官网注册", "林小满", "要样册"),
            (None, "王工", "13800138001"),
            ("常州锐界五金有限公司", "吴敏", "1381234567"),
            (None,),
            ("合计",),
        ],
    )
    found = lines(actor, run)
    assert {n: r["outcome"] for n, r in found.items()} == {2: "new", 3: "error", 4: "partial", 6: "skipped"} | (
        {5: "skipped"} if 5 in found else {}
    )
    assert found[3]["words"] == "公司为空"
    assert found[4]["cells"]["mobile"]["error"]["message"] == "位数或格式不对"
    assert found[4]["cells"]["mobile"]["text"] == "1381234567"
    assert found[2]["cells"]["owner"]["value"] == {"id": cast.seller.pk, "label": "林小满"}
    assert found[2]["cells"]["source"]["value"]["label"] == "官网注册表单"
    assert run.counts["new"] == 1
    assert not Lead.objects.exists()


def test_a_number_finds_its_record_and_only_changed_cells_count(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    lead = add_lead(actor, company="镇江泊川流体控制有限公司", contact="汤凯", mobile="15212344983", amount="26.9万")
    same = add_lead(actor, company="苏州澜川精密机械有限公司", contact="沈立")
    rows = [
        ("线索编号", "公司名称", "联系人", "预计金额"),
        (lead.number, "镇江泊川流体控制有限公司", "汤凯", "28.5万"),
        (same.number, "苏州澜川精密机械有限公司", "沈立", None),
        ("XS1999001", "扬州柏研光学有限公司", "崔丽", None),
    ]
    run = upload(actor, build_workbook(tmp_path / "改.xlsx", rows))
    found = lines(actor, run)
    assert [found[n]["words"] for n in (2, 3, 4)] == ["更新 1 项", "无变化", "新建"]
    assert found[2]["cells"]["amount"]["before"] == 26_900_000
    assert found[2]["cells"]["amount"]["value"] == 28_500_000
    assert "before" not in found[2]["cells"]["company"]
    assert found[2]["match"]["number"] == lead.number
    assert found[4]["cells"]["number"]["warning"]["code"] == "number_unknown"


def test_same_company_and_phone_is_an_update_and_one_of_them_a_suspicion(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    lead = add_lead(actor, company="无锡恒砺轴承有限公司", contact="顾衡", mobile="13805126021")
    run = upload_rows(
        actor,
        tmp_path,
        [
            ("无锡恒砺轴承 有限公司", "顾衡", "138-0512-6021", "gu@hengli.example"),
            ("无锡恒砺轴承公司", "苗青", "13805120000"),
            ("江阴玖源纺机有限公司", "卞志宏", "13805126021"),
        ],
    )
    found = lines(actor, run)
    assert [found[n]["outcome"] for n in (2, 3, 4)] == ["update", "duplicate", "duplicate"]
    assert found[3]["match"]["id"] == lead.pk
    assert [e["words"] for e in found[3]["match"]["evidence"]] == ["公司名相同：无锡恒砺轴承公司"]
    assert [e["kind"] for e in found[4]["match"]["evidence"]] == ["mobile"]


def test_somebody_elses_record_shows_only_that_it_exists(cast: Cast, tmp_path: Path) -> None:
    add_lead(cast.other_seller_actor, company="盐城沐风新能源有限公司", contact="成远", mobile="13775100021")
    importer = build_person("许文清", "xuwenqing", unit=cast.team, role="senior_seller")
    actor = cast.actor(importer)
    run = upload_rows(actor, tmp_path, [("盐城沐风新能源有限公司", "成工", "13775100021")])
    row = lines(actor, run)[2]
    assert row["outcome"] == "duplicate"
    assert row["words"] == "疑似已有人在跟"
    assert row["match"]["id"] is None
    shown = str(row)
    assert "成远" not in shown
    assert "王若溪" not in shown
    assert "XS" not in shown
    with pytest.raises(AppError) as refused:
        change_row(actor, run, 2, decision="update")
    assert refused.value.code is ErrorCode.BAD_REQUEST


def test_a_masked_phone_is_neither_shown_nor_compared(cast: Cast, tmp_path: Path) -> None:
    """A marketing person sees all leads, phones masked: a guess in a file must not tell whether it is right."""
    lead = add_lead(cast.seller_actor, company="丹阳视界镜片有限公司", contact="阮致远", mobile="13862970725")
    marketing = cast.actor(build_person("高明", "gaoming", unit=cast.head_office, role="marketing"))
    for number, guess in enumerate(("13862970725", "13862970726")):
        rows = [("线索编号", "公司名称", "手机号码"), (lead.number, "丹阳视界镜片有限公司", guess)]
        run = upload(marketing, build_workbook(tmp_path / f"猜{number}.xlsx", rows))
        row = lines(marketing, run)[2]
        assert row["outcome"] == "same", "the same answer for a right and a wrong guess"
        assert row["cells"]["mobile"]["warning"]["code"] == "not_yours"
        assert "before" not in row["cells"]["mobile"]


def test_a_number_one_cannot_read_does_not_say_whose_it_is(cast: Cast, tmp_path: Path) -> None:
    add_lead(cast.seller_actor, company="丹阳视界镜片有限公司", contact="阮致远", mobile="13862970725")
    marketing = cast.actor(build_person("高明", "gaoming", unit=cast.head_office, role="marketing"))
    rows = [
        ("不相干的公司", "某某", "13862970725"),
        ("丹阳视界镜片有限公司", "某某", "13862970725"),
        ("丹阳视界镜片有限公司", "某人", "13862970726"),
    ]
    found = lines(marketing, upload_rows(marketing, tmp_path, rows))
    assert (found[2]["words"], found[2]["match"]["id"], found[2]["match"]["title"]) == ("疑似已有人在跟", None, None)
    right, wrong = found[3], found[4]
    assert right["outcome"] == wrong["outcome"] == "duplicate"
    assert right["match"] == wrong["match"], "the same answer for a right and a wrong guess"


def test_two_lines_of_one_record_are_told_apart_from_two_contacts_of_a_company(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(
        actor,
        tmp_path,
        [
            ("太仓贝岭特种胶业有限公司", "侯佳", "13706220839"),
            ("太仓贝岭特种胶业有限公司", "侯佳", "13706220839"),
            ("太仓贝岭特种胶业有限公司", "毕胜", "13706220840"),
        ],
    )
    found = lines(actor, run)
    assert [found[n]["outcome"] for n in (2, 3, 4)] == ["new", "duplicate", "new"]
    assert found[3]["words"] == "与第 2 行重复"


def test_an_unknown_channel_is_created_by_whoever_may_and_noted_otherwise(cast: Cast, tmp_path: Path) -> None:
    rows = [("句容松岭农业科技有限公司", "戚海", "18652960147", None, "抖音直播间")]
    admin = cast.admin_actor
    assert lines(admin, upload_rows(admin, tmp_path, rows))[2]["cells"]["source"]["warning"]["code"] == "channel_new"
    lead = cast.team_lead_actor
    cell = lines(lead, upload_rows(lead, tmp_path, rows))[2]["cells"]["source"]
    assert cell["warning"]["message"] == "没有这个来源，记在备注里"
    assert not Channel.objects.filter(name="抖音直播间").exists()


def test_an_owner_nobody_knows_stays_with_the_importer(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    row = lines(
        actor, upload_rows(actor, tmp_path, [("溧阳衡泰输送设备有限公司", "狄波", None, None, None, "方若谷")])
    )[2]
    assert row["outcome"] == "new"
    assert row["cells"]["owner"]["warning"]["code"] == "owner_unknown"


def test_a_person_without_company_needs_the_option(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    run = upload_rows(actor, tmp_path, [(None, "卫岚", "13861690725")])
    assert lines(actor, run)[2]["outcome"] == "error"
    change_import(actor, run, {"options": {"persons": True}})
    assert lines(actor, run)[2]["outcome"] == "new"


def test_the_mapping_can_be_corrected_and_corrections_by_hand_stay(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [
        ("公司名称", "甲列", "手机号码"),
        ("金华禾锐电动工具有限公司", "楼佳", "157811"),
        ("昆山拓衡自动化有限公司", "吕倩", None),
    ]
    run = upload(actor, build_workbook(tmp_path / "改.xlsx", rows))
    assert [m["column"] for m in run.mapping] == ["company", None, "mobile"]
    change_row(actor, run, 2, edits={"mobile": "15781119904"})
    change_row(actor, run, 3, decision="skip")
    change_import(actor, run, {"mapping": {1: "contact"}})
    found = lines(actor, run)
    assert found[2]["cells"]["contact"]["value"] == "楼佳"
    assert found[2]["cells"]["mobile"]["value"] == "15781119904"
    assert found[2]["outcome"] == "new"
    assert found[3]["decision"] == "skip"
    with pytest.raises(AppError) as refused:
        change_import(actor, run, {"mapping": {1: "no_such_column"}})
    assert refused.value.code is ErrorCode.UNKNOWN_COLUMN


def test_a_corrected_cell_plans_the_line_again(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    add_lead(actor, company="马鞍山钢锐模具有限公司", contact="查理", mobile="13955512340")
    run = upload_rows(actor, tmp_path, [("马鞍山钢锐模具有限公司", "查理", "139555123"), (None, "王工", None)])
    assert lines(actor, run)[2]["outcome"] == "duplicate"
    change_row(actor, run, 2, edits={"mobile": "139 5551 2340"})
    change_row(actor, run, 3, edits={"company": "宿迁白鹿酒业有限公司"})
    found = lines(actor, run)
    assert [found[n]["outcome"] for n in (2, 3)] == ["same", "new"]
    run.refresh_from_db()
    assert (run.counts["same"], run.counts["new"], run.counts["error"], run.counts["duplicate"]) == (1, 1, 0, 0)


def test_won_needs_an_amount_and_an_unknown_stage_is_a_fault_of_its_cell(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [
        ("公司名称", "销售阶段", "成交金额"),
        ("泰州润泽医疗器械有限公司", "已成交", "12万"),
        ("南通海纳船舶配件有限公司", "已成交", None),
        ("淮安绿源食品有限公司", "已流失", None),
        ("连云港东晟物流有限公司", "飞升", None),
    ]
    found = lines(actor, upload(actor, build_workbook(tmp_path / "阶段.xlsx", rows)))
    assert [found[n]["outcome"] for n in (2, 3, 4, 5)] == ["new", "partial", "new", "partial"]
    assert found[3]["cells"]["stage"]["error"]["code"] == "amount_required"
    assert found[4]["cells"]["stage"]["warning"]["code"] == "lost_reason_unsaid"
    assert found[5]["cells"]["stage"]["error"]["code"] == "unknown_stage"


def test_without_the_right_to_import_the_file_is_refused(cast: Cast, tmp_path: Path) -> None:
    for person in (cast.seller, cast.no_role):
        with pytest.raises(AppError) as refused:
            upload_rows(cast.actor(person), tmp_path, [("徐州云龙机电有限公司",)])
        assert refused.value.code is ErrorCode.FORBIDDEN


def test_columns_hidden_from_the_importer_are_not_filled(cast: Cast, tmp_path: Path) -> None:
    marketing = cast.actor(build_person("高明", "gaoming", unit=cast.head_office, role="marketing"))
    rows = [("公司名称", "决策链", "销售阶段"), ("镇江宏图印刷有限公司", "老板一人定", "谈判阶段")]
    run = upload(marketing, build_workbook(tmp_path / "密.xlsx", rows))
    assert [m["column"] for m in run.mapping] == ["company", None, None]


def test_what_is_encrypted_in_the_table_is_not_kept_in_plain_text_beside_it(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [("公司名称", "联系人", "决策链"), ("镇江宏图印刷有限公司", "丁宁", "老板一人定，老板娘管钱")]
    run = upload(actor, build_workbook(tmp_path / "密.xlsx", rows))
    assert [m["column"] for m in run.mapping] == ["company", "contact", "authority"]
    cell = lines(actor, run)[2]["cells"]["authority"]
    assert cell["text"] == cell["value"] == "******"
