"""A new installation: the administrator, three ways to begin, a file chosen before the account exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.once]


def fill_administrator(page: Page, password: str = "Pinghu-Chaxi-28") -> None:
    page.get_by_label("姓名").fill("陈思远")
    page.get_by_label("公司或团队").fill("华东销售部")
    page.get_by_label("登录名").fill("chensiyuan")
    page.get_by_label("密码", exact=True).fill(password)


def test_begins_empty_and_the_first_lead_is_typed(fresh_server: Running, new_page: Callable[..., Any]) -> None:
    page: Page = new_page()
    page.goto(fresh_server.url)
    page.wait_for_url("**/setup")
    expect(page.get_by_role("button", name="创建并去导入")).to_be_disabled()
    fill_administrator(page)
    page.get_by_role("radio", name="从空表开始").check(force=True)
    page.get_by_role("button", name="创建并开始").click()
    page.wait_for_url("**/leads")
    expect(page.get_by_text("还没有线索。新建一条，或把 Excel 导进来。")).to_be_visible()
    page.get_by_role("button", name="新建线索").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("公司").fill("宁波海拓注塑机有限公司")
    dialog.get_by_label("手机").fill("138 0013 8006")
    dialog.get_by_label("下次联系").fill("明天下午3点")
    dialog.get_by_role("button", name="新建", exact=True).click()
    row = page.locator("[role=row][aria-rowindex]").filter(has_text="宁波海拓注塑机有限公司")
    expect(row).to_contain_text("13800138006")
    expect(row).to_contain_text("15:00")
    expect(row).to_contain_text("按计划，明天联系")


def test_the_file_is_chosen_before_the_account_exists(
    fresh_server: Running, new_page: Callable[..., Any], tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["公司名称", "联系人", "手机"],
        ["苏州澜川精密机械", "沈立", "13900002208"],
        ["绍兴越织数控", "陶建国", "13500000419"],
    ):
        sheet.append(row)
    book.save(tmp_path / "客户跟进表.xlsx")
    page: Page = new_page()
    page.goto(fresh_server.url)
    page.wait_for_url("**/setup")
    page.locator("input[type=file]").set_input_files(tmp_path / "客户跟进表.xlsx")
    expect(page.get_by_text("客户跟进表.xlsx")).to_be_visible()
    fill_administrator(page)
    page.get_by_role("button", name="创建并预览导入").click()
    page.wait_for_url("**/import**")
    expect(page.get_by_text("苏州澜川精密机械").first).to_be_visible()
    expect(page.get_by_text("还没有写入任何内容", exact=False).first).to_be_visible()


def test_a_refused_password_leaves_everything_typed(fresh_server: Running, new_page: Callable[..., Any]) -> None:
    page: Page = new_page()
    page.goto(fresh_server.url)
    page.wait_for_url("**/setup")
    fill_administrator(page, password="1234567890")
    page.get_by_role("radio", name="从空表开始").check(force=True)
    page.get_by_role("button", name="创建并开始").click()
    expect(page.get_by_role("alert")).to_contain_text("密码")
    expect(page.get_by_label("姓名")).to_have_value("陈思远")
    expect(page.get_by_label("密码", exact=True)).to_have_value("1234567890")
    page.get_by_text("English").click()
    expect(page.get_by_role("heading", name="Create the administrator")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("陈思远")
