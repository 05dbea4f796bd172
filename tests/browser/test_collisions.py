"""A collision from the question to the appeal, as the manager and the seller see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.record_setting import Client, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def test_a_question_is_ruled_on_with_a_reason_and_appealed(chen: Client, lin: Client) -> None:
    lead = chen.new_lead(company="湖州东岭茶业有限公司", contact="钟秀兰")
    lin.post("/leads/lookalikes/ask", {"company": "湖州东岭茶业", "note": "展会上先认识的"})
    page = chen.open("/duplicates")
    page.get_by_role("link", name="撞单裁定").click()
    case = page.get_by_role("article", name="湖州东岭茶业")
    expect(case).to_contain_text("展会上先认识的")
    expect(case.get_by_role("region", name="湖州东岭茶业有限公司")).to_contain_text("保护到")
    rule = case.get_by_role("button", name="裁定")
    expect(rule).to_be_disabled()
    case.get_by_role("radio", name="“湖州东岭茶业有限公司”归林晓雯").check()
    case.get_by_role("textbox", name="理由").fill("展会名片在先")
    rule.click()
    expect(page.get_by_text("已裁定：湖州东岭茶业 归询问人")).to_be_visible()
    expect(page.get_by_text("没有待裁定的撞单")).to_be_visible()
    chen.until(lead, "owner", "林晓雯")
    theirs = lin.open("/collisions?tab=decided")
    decided = theirs.get_by_role("article", name="湖州东岭茶业")
    expect(decided.get_by_role("region", name="裁定")).to_contain_text("展会名片在先")
    decided.get_by_role("textbox", name="为什么申诉").fill("还有一条也是我先谈的")
    decided.get_by_role("button", name="申诉").click()
    expect(theirs.get_by_text("已申诉：湖州东岭茶业")).to_be_visible()
    page.reload()
    expect(page.get_by_role("article", name="湖州东岭茶业")).to_contain_text("还有一条也是我先谈的")
