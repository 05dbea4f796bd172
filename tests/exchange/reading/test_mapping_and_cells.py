"""What columns become and what their cells say."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from genjin.exchange.reading.contact_cells import ContactEntry, read_contacts
from genjin.exchange.reading.document import read_document
from genjin.exchange.reading.headers import header_scale
from genjin.exchange.reading.mapping import with_field
from genjin.exchange.reading.rows import RowReading
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.parse_headcount import Headcount
from tests.exchange.reading.workbook_builder import COMPANIES, MOBILES, PERSONS, TODAY, Outcome, build_workbook


def _column(header: str, values: list[object], *others: list[object]) -> str | None:
    rows = [
        ["公司", header],
        *[[f"{name}{i}", value] for i, (name, value) in enumerate(zip(COMPANIES * 9, values, strict=False))],
    ]
    return Outcome(build_workbook(rows)).fields[1]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("联系电话", MOBILES, "mobile"),
        ("联系电话", ["0512-68881234", "0571-88881234", "025-84211234"], "phone"),
        ("地区", ["江苏", "浙江", "上海"], "province"),
        ("地区", ["苏州", "杭州", "南京"], "city"),
        ("日期", ["2024-05-01", "2024-04-02"], "created_at"),
        ("日期", ["2024-08-01", "2024-09-02"], "next_follow_at"),
        ("下一步计划", ["寄样品", "上门演示"], "followups"),
        ("下一步计划", ["2024-08-01", "2024-09-02"], "next_follow_at"),
        ("负责人", ["刘洋", "赵敏"] * 10, "owner"),
        ("负责人", [a + b for a in "王李张刘陈" for b in "芳明雪晨"], "contact"),
        ("*联系人（必填）", PERSONS, "contact"),
        ("公司邮箱", ["a@example.cn", "b@example.cn"], "email"),
        ("行业类型", ["制造业", "金融业"], "industry"),
        ("意向等级", ["A", "B"], "grade"),
        ("客户痛点", ["贵", "慢"], "pain_points"),
        ("跟进记录", ["3/5 电话", "3/6 拜访"], "followups"),
        ("数量", [1, 2], None),
        ("单价", [10.5, 20.5], None),
        ("序号", [1, 2], None),
        ("内部评级", ["A", "B"], None),
        ("大名", MOBILES, "mobile"),
        ("颜色", ["红", "蓝"], None),
    ],
)
def test_headers_and_values_decide_together(header: str, values: list[object], field: str | None) -> None:
    assert _column(header, values) == field


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("金额（万元）", 10_000),
        ("预算/万", 10_000),
        ("金额(千元)", 1_000),
        ("合同额 单位：万元", 10_000),
        ("金额（元）", 1),
        ("金额", 1),
    ],
)
def test_units_in_headers(header: str, scale: int) -> None:
    assert header_scale(header) == scale


def test_the_register_template_is_read_whole() -> None:
    header = [
        "线索编号",
        "公司名称",
        "行业类型",
        "企业规模（员工数）",
        "联系人",
        "职位",
        "联系电话",
        "邮箱",
        "线索来源",
        "需求描述",
        "意向等级",
        "负责人",
        "分配时间",
    ]
    row = [
        "XS2024001",
        COMPANIES[0],
        "制造业",
        "100-500人",
        PERSONS[0],
        "采购经理",
        MOBILES[0],
        "a@example.cn",
        "展会",
        "要两台",
        "A",
        "刘洋",
        "2024-03-01 09:00",
    ]
    assert Outcome(build_workbook([header, row])).rows[2].values == {
        "number": "XS2024001",
        "company": COMPANIES[0],
        "industry": "制造业",
        "size": Headcount(100, 500),
        "contact": PERSONS[0],
        "title": "采购经理",
        "mobile": MOBILES[0],
        "email": "a@example.cn",
        "source": "展会",
        "need": "要两台",
        "grade": "A",
        "owner": "刘洋",
        "assigned_at": datetime(2024, 3, 1, 9, 0, tzinfo=ORGANISATION_ZONE),
    }


def test_only_a_missing_company_rejects_a_row() -> None:
    rows = [
        ["公司", "联系人", "手机", "邮箱", "下次联系", "金额"],
        ["", "王芳", MOBILES[0], "", "", ""],
        [COMPANIES[0], "李明", "1.38E+10", "a#b.cn", "2024-02-30", "面议"],
        [COMPANIES[1], "陈晨", "1380000", "", "尽快", "12万"],
    ]
    outcome = Outcome(build_workbook(rows))
    assert [(row.status, row.errors) for row in outcome.rows.values()] == [
        ("rejected", [("company", "required")]),
        ("partial", [("mobile", "precision_lost"), ("email", "invalid"), ("next_follow_at", "invalid_date")]),
        ("partial", [("mobile", "invalid"), ("next_follow_at", "unparseable")]),
    ]
    assert outcome.rows[3].warnings == [("amount", "undecided")]
    assert outcome.rows[2].values["mobile"] == MOBILES[0]


def test_rows_may_be_persons_when_asked() -> None:
    with read_document(build_workbook([["公司", "联系人"], ["", "王芳"]]), today=TODAY) as document:
        assert [row.status for row in document.rows(persons=True) if isinstance(row, RowReading)] == ["ok"]


def test_a_mapping_corrected_by_a_person_is_followed() -> None:
    data = build_workbook([["公司", "甲", "乙"], [COMPANIES[0], "2024-07-01", "8.8"]])
    with read_document(data, today=TODAY) as document:
        mapping = with_field(document.mapping, {1: "next_follow_at", 2: "custom_7"}, {"custom_7": "money"})
        (row,) = [row for row in document.rows(mapping) if isinstance(row, RowReading)]
    assert row.values == {"company": COMPANIES[0], "next_follow_at": date(2024, 7, 1), "custom_7": 880}


def test_the_tables_own_labels_win() -> None:
    data = build_workbook([["公司", "备注", "设备台数"], [COMPANIES[0], "好", "3"]])
    outcome = Outcome(data, labels={"设备台数": "custom_3", "备注": "custom_4"})
    assert outcome.fields == ["company", "custom_4", "custom_3"]


def test_a_landline_in_a_column_for_any_phone_is_no_mistake() -> None:
    rows = [
        ["公司", "联系电话"],
        [COMPANIES[0], MOBILES[0]],
        [COMPANIES[1], "0574-88881234"],
        [COMPANIES[2], MOBILES[2]],
    ]
    outcome = Outcome(build_workbook(rows))
    assert outcome.rows[3].values["phone"] == "0574-88881234"
    assert outcome.rows[3].status == "ok"


@pytest.mark.parametrize(
    ("cell", "contacts"),
    [
        ("程雪 13800001234\n单强 13912345678", (("程雪", "13800001234", ""), ("单强", "13912345678", ""))),
        ("和春梅 13800001234、白涛 13912345678", (("和春梅", "13800001234", ""), ("白涛", "13912345678", ""))),
        ("王芳：13800001234；李明：0512-68881234", (("王芳", "13800001234", ""), ("李明", "", "0512-68881234"))),
        ("13800001234 张三", (("张三", "13800001234", ""),)),
        ("张三13800001234/0512-68881234转8", (("张三", "13800001234", "0512-68881234-8"),)),
        ("王芳、李明", (("王芳", "", ""), ("李明", "", ""))),
        ("王芳/采购部", (("王芳/采购部", "", ""),)),
        ("刘总", (("刘总", "", ""),)),
    ],
)
def test_persons_in_one_cell(cell: str, contacts: tuple[tuple[str, str, str], ...]) -> None:
    assert read_contacts(cell) == tuple(ContactEntry(*contact) for contact in contacts)


def test_several_persons_fill_contact_and_mobile_with_the_first() -> None:
    rows = [["公司", "联系人及电话"], [COMPANIES[0], "程雪(采购经理) 13800001234、单强 13912345678"]]
    row = Outcome(build_workbook(rows)).rows[2]
    assert (row.values["contact"], row.values["mobile"], row.values["title"]) == ("程雪", "13800001234", "采购经理")
    assert [entry.name for entry in row.contacts] == ["程雪", "单强"]
    assert row.warnings == [("contact", "multiple")]


def test_a_name_in_two_columns_is_put_together() -> None:
    chinese = Outcome(build_workbook([["公司", "姓", "名"], [COMPANIES[0], "欧阳", "雪"]]))
    english = Outcome(build_workbook([["Company", "First Name", "Last Name"], [COMPANIES[0], "Tom", "Li"]]))
    assert chinese.rows[2].values["contact"] == "欧阳雪"
    assert english.rows[2].values["contact"] == "Tom Li"


def test_ditto_marks_repeat_the_cell_above() -> None:
    rows = [
        ["公司", "联系人", "负责人"],
        [COMPANIES[0], "王芳", "刘洋"],
        ["同上", "李明", "〃"],
        [COMPANIES[1], "陈晨", "同上"],
    ]
    outcome = Outcome(build_workbook(rows))
    assert outcome.companies() == [COMPANIES[0], COMPANIES[0], COMPANIES[1]]
    assert [row.values["owner"] for row in outcome.rows.values()] == ["刘洋"] * 3


def test_a_remark_beside_a_number_does_not_spoil_it() -> None:
    rows = [["公司", "手机", "金额"], [COMPANIES[0], "13800001234（微信同号）", "12万（含税）"]]
    row = Outcome(build_workbook(rows)).rows[2]
    assert (row.values["mobile"], row.values["amount"], row.warnings) == ("13800001234", 120_000_00, [])


def test_a_company_called_total_is_no_total() -> None:
    header = ["Company", "Contact", "City", "Mobile"]
    rows = [
        header,
        ["Total", "Anne", "上海", MOBILES[0]],
        [COMPANIES[0], "Tom", "苏州", MOBILES[1]],
        ["Total", "", "", 2],
    ]
    outcome = Outcome(build_workbook(rows))
    assert outcome.companies() == ["Total", COMPANIES[0]]
    assert outcome.skipped[4] == "total"
