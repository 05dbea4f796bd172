"""导入: a file dropped, its mapping and outcomes checked, decided, corrected, imported, undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Locator, Page, expect

from tests.browser.newcomers import join
from tests.browser.record_setting import Client, Office, chen, compose, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]

HEADER = ["客户名称", "联系人", "手机", "意向", "报价（万）", "内部编码"]
READ_MS = 60_000


def workbook(folder: Path, rows: list[list[Any]], name: str = "客户跟进表.xlsx") -> Path:
    """An Excel file with a title line over the header, as people keep them."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("华东")
        sheet.write(0, 0, "2026 年客户跟进表")
        for line, cells in enumerate([HEADER, *rows], 1):
            sheet.write_row(line, 0, cells)
    return path


def preview(client: Client, path: Path) -> Page:
    """The page with the file's preview on it."""
    page = client.open("/import")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("table", name=f"“{path.name}”的预览").wait_for(timeout=READ_MS)
    return page


def line(page: Page, number: int) -> Locator:
    return page.get_by_role("row", name=f"第 {number} 行", exact=True)


def found(client: Client, company: str) -> list[dict[str, Any]]:
    """Leads of that company, by column."""
    body = {"filter": {"column": "company", "op": "eq", "value": company}, "columns": ["company", "mobile", "amount"]}
    answer = client.post("/tables/leads/query", body)
    return [dict(zip(answer["columns"], row["cells"], strict=True)) for row in answer["rows"]]


def test_outcomes_are_shown_before_anything_is_written(chen: Client, tmp_path: Path) -> None:
    chen.new_lead(company="无锡恒砺轴承有限公司", contact="顾明", mobile="13805126021")
    rows = [
        ["南京筑微传感技术有限公司", "丁宁", "13912345071", "B", 15, "N-1"],
        ["无锡恒砺轴承有限公司", "顾总", "", "B", 36, "N-2"],
        ["常州锐界五金有限公司", "吴敏", "1381234567", "C", "", "N-3"],
        ["", "王工", "", "", 3, "N-4"],
    ]
    page = preview(chen, workbook(tmp_path, rows))
    expect(page.get_by_text("工作表“华东”，表头在第 2 行")).to_be_visible()
    expect(line(page, 3)).to_contain_text("新建")
    expect(line(page, 3)).to_contain_text("¥15.0万")
    expect(line(page, 4)).to_contain_text("疑似重复")
    expect(page.get_by_text(re.compile("公司名相同"))).to_be_visible()
    expect(line(page, 5)).to_contain_text("有格子留空")
    expect(line(page, 6)).to_contain_text("错误")
    expect(page.get_by_text("还没有写入任何内容")).to_be_visible()
    assert found(chen, "南京筑微传感技术有限公司") == []
    page.get_by_role("button", name=re.compile("^错误")).click()
    expect(line(page, 6)).to_be_visible()
    expect(line(page, 3)).to_be_hidden()


def test_decide_correct_import_and_undo_as_a_whole(chen: Client, tmp_path: Path) -> None:
    chen.new_lead(company="宜兴泓澈环保设备厂", contact="范一鸣")
    rows = [
        ["太仓贝岭特种胶业有限公司", "侯佳", "13706220839", "C", 6.8, "T-1"],
        ["宜兴泓澈环保设备厂", "范经理", "15861500326", "B", 22, "T-2"],
        ["江阴玖源纺机有限公司", "卞志宏", "1386169072", "B", 18.2, "T-3"],
    ]
    page = preview(chen, workbook(tmp_path, rows))
    page.get_by_role("group", name="第 4 行怎么处理").get_by_role("button", name=re.compile("^更新")).click()
    expect(page.get_by_role("button", name="导入 3 行：新建 2，更新 1")).to_be_visible()

    line(page, 5).get_by_text("1386169072").click()
    page.get_by_label("改“手机”").fill("13861690725")
    page.get_by_label("改“手机”").press("Enter")
    expect(line(page, 5)).to_contain_text("新建")
    expect(line(page, 5)).to_contain_text("13861690725")

    page.get_by_role("button", name="导入 3 行：新建 2，更新 1").click()
    expect(page.get_by_text("新建 2 条，更新 1 条")).to_be_visible(timeout=READ_MS)
    assert [lead["mobile"] for lead in found(chen, "江阴玖源纺机有限公司")] == ["13861690725"]
    assert [lead["amount"] for lead in found(chen, "宜兴泓澈环保设备厂")] == [22_000_000]

    page.get_by_role("button", name="撤销整个导入").click()
    expect(page.get_by_text("已撤销", exact=True)).to_be_visible(timeout=READ_MS)
    assert found(chen, "江阴玖源纺机有限公司") == []
    assert [lead["amount"] for lead in found(chen, "宜兴泓澈环保设备厂")] == [None]


def test_a_column_can_be_mapped_elsewhere(chen: Client, tmp_path: Path) -> None:
    rows = [["扬州柏研光学有限公司", "崔莉", "18800003018", "B", 24.3, "三号线专用"]]
    page = preview(chen, workbook(tmp_path, rows))
    expect(line(page, 3)).not_to_contain_text("三号线专用")
    page.get_by_role("combobox", name="“内部编码”导入到").click()
    page.get_by_role("option", name="需求描述", exact=True).click()
    expect(line(page, 3)).to_contain_text("三号线专用")
    expect(page.get_by_role("columnheader", name="需求描述")).to_be_visible()


def test_enter_that_ends_a_composition_does_not_close_the_cell(chen: Client, tmp_path: Path) -> None:
    page = preview(chen, workbook(tmp_path, [["丹阳视界镜片有限公司", "阮琳", "1380000", "C", 4, "D-1"]]))
    line(page, 3).get_by_text("阮琳").dblclick()
    editor = page.get_by_label("改“联系人”")
    editor.fill("")
    compose(page, "Enter", "阮经理")
    expect(editor).to_have_value("阮经理")
    expect(editor).to_be_focused()
    editor.press("Enter")
    expect(line(page, 3)).to_contain_text("阮经理")


def test_files_that_cannot_be_read_are_refused_in_words(chen: Client, tmp_path: Path) -> None:
    page = chen.open("/import")
    broken = tmp_path / "坏了.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    page.set_input_files("input[type=file]", broken)
    expect(page.get_by_role("alert")).to_contain_text(re.compile("打不开|损坏"))
    picture = tmp_path / "名片.png"
    picture.write_bytes(b"\x89PNG")
    page.set_input_files("input[type=file]", picture)
    expect(page.get_by_role("alert")).to_contain_text("“名片.png”不是表格文件")


def test_a_preview_can_be_left_and_taken_up_again(chen: Client, tmp_path: Path) -> None:
    page = preview(chen, workbook(tmp_path, [["金华禾锐电动工具有限公司", "楼佳", "15700009904", "C", 12.7, "J"]]))
    page.get_by_role("button", name="保存，稍后再说").click()
    page.get_by_role("button", name="接着看").click()
    expect(line(page, 3)).to_contain_text("金华禾锐电动工具有限公司")


def test_without_the_right_the_page_says_so(office: Office, chen: Client) -> None:
    _, clerk = join(office, chen, name="褚瑾", username="chujin", role="财务")
    page = clerk.open("/import")
    expect(page.get_by_text("没有导入权限")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


@pytest.mark.shared
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "05"])
def test_no_row_of_a_real_file_is_silently_lost(office: Office, shared_data: Path, number: str) -> None:
    sample = next((shared_data / "import_samples").glob(f"{number}_*"))
    client = office.as_person("chen")
    faults: list[str] = []
    page = client.open("/import")
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.set_input_files("input[type=file]", sample)
    page.get_by_role("table", name=f"“{sample.name}”的预览").wait_for(timeout=4 * READ_MS)
    run = client.get(f"/imports/{page.url.split('=')[-1]}")
    assert sum(run["counts"].values()) == run["rows"] > 0
    shown = [int(count) for count in page.get_by_role("group", name="按结果筛选").locator("b").all_inner_texts()]
    assert shown[0] == run["rows"] == sum(shown[1:])
    assert faults == []


def test_another_table_is_filled_from_a_file(chen: Client, tmp_path: Path) -> None:
    page = chen.open("/import")
    page.get_by_role("combobox", name="导入到").click()
    page.get_by_role("option", name="来源渠道", exact=True).click()
    path = tmp_path / "渠道.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, ["名称", "秦淮灯会展位", "老门东路演"])
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="导入 2 行：新建 2，更新 0").click(timeout=READ_MS)
    expect(page.get_by_text("新建 2 条，更新 0 条")).to_be_visible(timeout=READ_MS)
    answer = chen.post("/tables/channels/query", {"columns": ["name"], "limit": 200})
    assert {"秦淮灯会展位", "老门东路演"} <= {row["cells"][0] for row in answer["rows"]}
