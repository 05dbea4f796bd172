"""Where the header is and which rows are leads, in the layouts that sheets come in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.reading.workbook_builder import COMPANIES, MOBILES, PERSONS, Outcome, build_workbook

HEADER = ["客户名称", "联系人", "联系方式", "意向金额（万元）", "下次联系日期", "业务员"]


def _lead(index: int, amount: object = 5, day: object = "2024-07-05") -> list[object]:
    return [COMPANIES[index], PERSONS[index], MOBILES[index], amount, day, "刘洋"]


def test_a_sheet_with_titles_bands_subtotals_and_footers_gives_only_its_leads() -> None:
    rows = [
        ["华东大区销售线索汇总表"],
        ["统计日期：2024年6月30日"],
        [],
        HEADER,
        ["一、华东区"],
        _lead(0, 3.5),
        _lead(1, 12, "7月8日"),
        ["小计", "", "", 15.5],
        ["二、华北区"],
        HEADER,
        _lead(2, "5万", 45480),
        [],
        ["合计", "", "", 20.5],
        ["制表人：刘洋    审核：陈总"],
        ["注：以上数据仅供内部使用"],
    ]
    outcome = Outcome(build_workbook(rows, [(0, 0, 0, 5), (1, 0, 1, 5), (4, 0, 4, 5), (8, 0, 8, 5)]))
    assert outcome.header_row == 4
    assert list(outcome.rows) == [6, 7, 11]
    assert outcome.skipped == {
        1: "title", 2: "title", 3: "blank", 4: "header", 5: "group_header", 8: "total", 9: "group_header",
        10: "repeat_header", 12: "blank", 13: "total", 14: "footer", 15: "footer",
    }  # fmt: skip
    assert [row.values["amount"] for row in outcome.rows.values()] == [35_000_00, 120_000_00, 50_000_00]
    assert [row.values["next_follow_at"] for row in outcome.rows.values()] == [
        date(2024, 7, 5),
        date(2024, 7, 8),
        date(2024, 7, 7),
    ]
    assert outcome.rows[7].warnings == [("next_follow_at", "year_inferred")]


def test_a_two_level_header_with_merged_cells() -> None:
    rows = [
        ["2024年客户台账", "", "", "", "", "", ""],
        ["序号", "客户信息", "", "", "跟进", "", "备注"],
        ["", "名称", "姓名", "电话", "销售", "下次日期", ""],
        *[[i + 1, COMPANIES[i], PERSONS[i], MOBILES[i], "刘洋", date(2024, 8, i + 1), "好"] for i in range(4)],
    ]
    merges = [(0, 0, 0, 6), (1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6)]
    outcome = Outcome(build_workbook(rows, merges))
    assert outcome.header_row == 3
    assert outcome.fields == [None, "company", "contact", "mobile", "owner", "next_follow_at", "note"]
    assert outcome.skipped == {1: "title", 2: "group_header", 3: "header"}
    assert list(outcome.rows) == [4, 5, 6, 7]


def test_a_vertically_merged_cell_counts_for_every_row_it_covers() -> None:
    rows = [
        ["公司", "联系人", "手机", "省份"],
        [COMPANIES[0], PERSONS[0], MOBILES[0], "江苏省"],
        ["", PERSONS[1], MOBILES[1], "江苏省"],
        ["", PERSONS[2], MOBILES[2], "浙江"],
        [COMPANIES[1], PERSONS[3], MOBILES[3], "浙江"],
    ]
    outcome = Outcome(build_workbook(rows, [(1, 0, 3, 0)]))
    assert outcome.companies() == [COMPANIES[0]] * 3 + [COMPANIES[1]]
    assert [row.values["province"] for row in outcome.rows.values()] == ["江苏", "江苏", "浙江", "浙江"]


def test_hidden_rows_and_columns_are_read_like_any_other() -> None:
    rows = [["公司", "联系人", "手机"], *[[COMPANIES[i], PERSONS[i], MOBILES[i]] for i in range(3)]]
    outcome = Outcome(build_workbook(rows, hidden_rows=[2], hidden_columns=[2]))
    assert [row.values["mobile"] for row in outcome.rows.values()] == MOBILES[:3]


def test_a_sheet_without_header_is_known_by_its_values() -> None:
    rows = [[COMPANIES[i], PERSONS[i], MOBILES[i], f"lead{i}@example.cn"] for i in range(4)]
    outcome = Outcome(build_workbook(rows))
    assert outcome.header_row is None
    assert outcome.fields == ["company", "contact", "mobile", "email"]
    assert outcome.companies() == COMPANIES[:4]


def test_prepared_but_unfilled_lines_are_blank() -> None:
    rows = [
        ["序号", "公司", "联系人"],
        [1, COMPANIES[0], PERSONS[0]],
        [2, "", ""],
        [3, "", ""],
        [4, COMPANIES[1], PERSONS[1]],
    ]
    outcome = Outcome(build_workbook(rows))
    assert list(outcome.rows) == [2, 5]
    assert outcome.skipped == {1: "header", 3: "blank", 4: "blank"}


def test_the_sheet_with_the_leads_is_chosen_and_another_can_be() -> None:
    leads = [["公司", "手机"], *[[COMPANIES[i], MOBILES[i]] for i in range(3)]]
    notes = [["填写说明"], ["1. 请勿修改表头"], ["2. 带*为必填"], ["3. 一行一个客户"], ["4. 手机为 11 位"], ["5. 谢谢"]]
    more = [["公司", "手机"], [COMPANIES[4], MOBILES[4]]]
    data = build_workbook(notes, other_sheets=[("六月", leads), ("七月", more)])
    assert Outcome(data).document.sheet.name == "六月"
    assert Outcome(data, sheet="七月").companies() == [COMPANIES[4]]


def test_a_person_can_point_at_the_header() -> None:
    rows = [["公司", "手机"], ["说明", "说明"], ["单位", "号码"], [COMPANIES[0], MOBILES[0]]]
    outcome = Outcome(build_workbook(rows), header_row=3)
    assert outcome.header_row == 3
    assert list(outcome.rows) == [4]


@pytest.mark.parametrize(
    "text",
    ["合计", "总  计", "小计：", "华东区小计", "Total", "合计（万元）"],
)
def test_total_lines_in_all_their_words(text: str) -> None:
    outcome = Outcome(build_workbook([HEADER, _lead(0), _lead(1), [text, "", "", 10]]))
    assert outcome.skipped == {1: "header", 4: "total"}


def test_companies_whose_names_begin_like_footers_stay_leads() -> None:
    names = ["总计信息技术有限公司", "注册无忧财税公司", "日期食品厂", "制表仪器有限公司"]
    outcome = Outcome(build_workbook([HEADER, *[[name, *_lead(i)[1:]] for i, name in enumerate(names)]]))
    assert outcome.companies() == names
