"""Two browsers on one table: live changes, the same cell, different cells of one row, another person's rows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once]
__all__ = ["chen", "lin", "office", "settled"]


def test_a_colleagues_edit_appears_live(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="泗阳同心木业", contact="吕倩")
    table = open_table(lin, "泗阳同心")
    expect(table.cell("泗阳同心", "contact")).to_have_text("吕倩")
    chen.set_cell(lead, "contact", "蒋文斌")
    expect(table.cell("泗阳同心", "contact")).to_have_text("蒋文斌")


def test_both_keep_their_cells_of_one_row(chen: Client, lin: Client) -> None:
    lead = lin.new_lead(company="沭阳合力花木", contact="俞静")
    table = open_table(lin, "沭阳合力")
    table.page.route("**/api/v1/events**", lambda route: route.abort())
    table.page.reload()
    table.cell("沭阳合力", "contact").wait_for()
    chen.set_cell(lead, "amount", "8万")
    table.type_into("沭阳合力", "contact", "孟祥宇")
    expect(table.cell("沭阳合力", "contact")).to_have_text("孟祥宇")
    expect(table.cell("沭阳合力", "amount")).to_have_text("¥8.0万")
    assert (chen.cell(lead, "contact"), chen.cell(lead, "amount")) == ("孟祥宇", 8_000_000)


@pytest.mark.parametrize(("button", "kept"), [("采用我的", "我写的"), ("保留对方", "对方写的")])
def test_the_same_cell_shows_both_values_and_asks(chen: Client, lin: Client, button: str, kept: str) -> None:
    name = f"灌云海岸盐业{button}"
    lead = lin.new_lead(company=name, contact="原来的")
    table = open_table(lin, name)
    table.page.route("**/api/v1/events**", lambda route: route.abort())
    table.page.reload()
    table.cell(name, "contact").wait_for()
    chen.set_cell(lead, "contact", "对方写的")
    table.type_into(name, "contact", "我写的")
    table.cell(name, "contact").click()
    popup = table.page.get_by_role("dialog").filter(has_text="两边都改了")
    expect(popup).to_contain_text("对方写的")
    expect(popup).to_contain_text("陈思远")
    popup.get_by_role("button", name=button).click()
    expect(table.cell(name, "contact")).to_have_text(kept)
    chen.until(lead, "contact", kept)


def test_a_seller_sees_no_row_of_others_and_loses_those_taken_away(chen: Client, lin: Client) -> None:
    chen.new_lead(company="响水密室化工")
    lead = lin.new_lead(company="响水自己化工")
    table = open_table(lin, "响水")
    expect(table.row("响水自己化工")).to_have_count(1)
    expect(table.row("响水密室化工")).to_have_count(0)
    chen.post("/leads/assign", {"ids": [lead], "owner": chen.get("/session")["person"]["id"], "reason": "回收"})
    expect(table.row("响水自己化工")).to_have_count(0)
