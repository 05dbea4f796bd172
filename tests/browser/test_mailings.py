"""A mailing to ticked leads, from the template to its page, and the customer's way out, driven in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, Office, chen, mailed_link, office, settled
from tests.browser.table_page import open_table
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]


def test_a_mailing_to_a_selection_and_opting_out(chen: Client, office: Office, settled: Running) -> None:
    lead = chen.new_lead(company="嘉善群发泵业", contact="顾承泽", email="gu@jiashan.example")
    chen.new_lead(company="平湖群发泵业")
    settings = chen.open("/settings/mail_templates")
    settings.get_by_placeholder("加模板").fill("春季新品")
    settings.get_by_role("button", name="加模板").click()
    text = settings.get_by_label("春季新品的正文")
    text.fill("{{没有这一列}}")
    text.blur()
    expect(settings.get_by_text("没有“没有这一列”这个占位符").first).to_be_visible()

    table = open_table(chen, "群发泵业")
    for company in ("嘉善群发泵业", "平湖群发泵业"):
        table.tick(company)
    page = table.page
    page.get_by_role("toolbar").get_by_role("button", name="群发邮件").click()
    dialog = page.get_by_role("dialog", name="群发邮件")
    dialog.get_by_label("主题").fill("{{公司}}：春季新品")
    dialog.get_by_label("正文").fill("{{联系人|您好}}，新品到了。")
    dialog.get_by_role("button", name="看看会发给谁").click()
    expect(dialog).to_contain_text("1 封将发出")
    expect(dialog.get_by_role("group").filter(has_text="没有邮箱")).to_contain_text("1")
    expect(dialog.get_by_role("article")).to_contain_text("顾承泽，新品到了。")
    dialog.get_by_role("button", name="发出 1 封").click()
    card = page.get_by_role("article", name="{{公司}}：春季新品")
    expect(card.get_by_role("button", name="等待发出 1")).to_be_visible()
    card.get_by_role("button", name="没有邮箱 1").click()
    expect(card.get_by_role("link", name="平湖群发泵业")).to_be_visible()

    panel = chen.open_record(lead)
    panel.get_by_role("button", name="邮件", exact=True).first.click()
    expect(panel.get_by_text("嘉善群发泵业：春季新品")).to_be_visible()

    customer = office.context(width=390, height=844).open(mailed_link(settled, lead, "/opt-out/"))
    customer.get_by_role("button", name="确认退订").click()
    expect(customer.get_by_role("heading", name="已退订")).to_be_visible()
    assert chen.cell(lead, "mail_opt_out_at") is not None
