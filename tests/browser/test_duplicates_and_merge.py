"""From suspicion to merge and back: the queue with its keys, leads side by side, undo, and the line while typing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.record_setting import PASSWORD, Client, Office, chen, lin, office, settled
from tests.browser.table_page import open_table

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def scan(client: Client) -> None:
    """Looks for suspects and waits until the list is written."""
    job = client.post("/duplicates/scan", {"full": True})["job"]
    page = client.context.new_page()
    page.goto(f"{client.url}/duplicates")
    page.wait_for_function(
        "async (id) => (await (await fetch(`/api/v1/jobs/${id}`)).json()).state === 'done'", arg=job, timeout=30_000
    )
    page.close()


def suspects(client: Client, name: str, mobile: str, **second: Any) -> tuple[int, int]:
    """Two leads that are one customer, the second with a follow-up."""
    first = client.new_lead(company=f"{name}有限公司", contact="顾海峰", mobile=mobile, remarks="上午在车间")
    other = client.new_lead(company=f"{name}", contact="顾总", mobile=mobile, **second)
    client.post(
        f"/leads/{other}/followups",
        {"method": "phone", "summary": f"{name}要检测线报价", "client_key": f"log-{mobile}"},
    )
    return first, other


def open_pair(client: Client, name: str) -> Page:
    page = client.open("/duplicates")
    page.get_by_role("option").filter(has_text=name).click()
    return page


def test_a_suspect_is_compared_merged_and_taken_back_from_the_history(chen: Client) -> None:
    first, other = suspects(chen, "无锡恒砺轴承", "13800006021", wechat="guhf_wx", remarks="先要报价")
    number = chen.cell(first, "number")
    former = chen.cell(other, "number")
    scan(chen)
    page = open_pair(chen, "无锡恒砺轴承")
    expect(page.get_by_role("list", name="依据")).to_contain_text("+")
    page.get_by_role("listbox").press("Enter")
    expect(page.get_by_role("heading", name="合并 2 条疑似重复")).to_be_visible()
    if page.get_by_role("button", name=f"合并为 {number}").count() == 0:
        page.get_by_role("button", name="改为保留这条").click()
    remarks = page.locator("tr[data-column=remarks]")
    expect(remarks).to_contain_text("都留，接在一起")
    expect(page.locator("tr[data-column=wechat]")).to_contain_text("guhf_wx")
    page.get_by_role("checkbox", name=re.compile(f"备注取 {former}")).uncheck()
    expect(remarks.locator("td").nth(2)).to_have_text("上午在车间")
    expect(remarks).to_contain_text("你选的")
    page.get_by_role("button", name=f"合并为 {number}").click()
    expect(page.get_by_text(f"已把 2 条合并为 {number}")).to_be_visible()
    assert (chen.cell(first, "remarks"), chen.cell(first, "wechat")) == ("上午在车间", "guhf_wx")
    # The old link leads to the kept lead, which tells both stories.
    record = chen.open(f"/leads?record={other}")
    expect(record).to_have_url(re.compile(rf"record={first}\b"))
    panel = record.get_by_label("线索详情").first
    expect(panel).to_contain_text(f"并入了 {former}")
    expect(panel).to_contain_text("无锡恒砺轴承要检测线报价")
    expect(chen.open("/settings/trash").get_by_role("row").filter(has_text=former)).to_contain_text("已并入")
    history = chen.open("/history")
    history.locator("[data-operation]").filter(has_text=f"合并 2 条线索为 {number}").first.click()
    history.get_by_role("article").get_by_role("button", name=re.compile(r"^撤销 \d+ 格$")).click()
    expect(history.get_by_role("article")).to_contain_text("已经撤销过了")
    assert chen.get(f"/tables/leads/rows/{other}")["id"] == other
    assert (chen.cell(first, "wechat"), chen.cell(other, "wechat")) == (None, "guhf_wx")
    assert [i["kind"] for i in chen.get(f"/leads/{first}/timeline")["items"]].count("followup") == 0
    expect(open_pair(chen, "无锡恒砺轴承").get_by_role("listbox")).to_be_visible()


def test_the_queue_is_worked_with_the_keyboard(chen: Client) -> None:
    suspects(chen, "常州睿泽泵业", "13800006022")
    suspects(chen, "南通瀚海冷链", "13800006023")
    scan(chen)
    page = chen.open("/duplicates")
    listed = page.get_by_role("option")
    listed.first.click()
    page.keyboard.press("j")
    expect(listed.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("k")
    expect(listed.first).to_have_attribute("aria-selected", "true")
    listed.filter(has_text="常州睿泽泵业").click()
    page.keyboard.press("d")
    expect(page.get_by_text("已记下")).to_be_visible()
    expect(listed.filter(has_text="常州睿泽泵业")).to_have_count(0)
    page.get_by_role("button", name="撤销").first.click()
    expect(listed.filter(has_text="常州睿泽泵业")).to_have_count(1)
    listed.filter(has_text="南通瀚海冷链").click()
    page.keyboard.press("m")
    expect(page.get_by_text("已把 2 条合并为")).to_be_visible()
    expect(listed.filter(has_text="南通瀚海冷链")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(listed.filter(has_text="南通瀚海冷链")).to_have_count(1)


def test_rows_picked_in_the_grid_are_merged_and_a_won_one_waits_for_a_decision(chen: Client) -> None:
    first = chen.new_lead(company="盐城沐风风电甲", amount="36万")
    other = chen.new_lead(company="盐城沐风风电乙")
    chen.set_cell(other, "stage", chen.stage("已成交"), amount=5_000_000)
    table = open_table(chen, "盐城沐风风电")
    table.tick("盐城沐风风电甲")
    table.tick("盐城沐风风电乙")
    table.page.get_by_role("toolbar", name="对选中的").get_by_role("button", name="合并").click()
    page = table.page
    expect(page.get_by_role("alert")).to_contain_text("先选合并后的阶段")
    expect(page.get_by_role("button", name=re.compile("^合并为"))).to_be_disabled()
    page.locator("tr[data-column=stage]").get_by_role("radio", name=re.compile("已成交")).check()
    page.get_by_role("button", name=re.compile("^合并为")).click()
    expect(page.get_by_label("线索详情").first).to_contain_text("已成交")
    assert {chen.get(f"/tables/leads/rows/{i}")["id"] for i in (first, other)} in ({first}, {other})


def test_while_typing_a_known_lead_is_named_and_opened(chen: Client) -> None:
    lead = chen.new_lead(company="扬州禾润密封件有限公司", mobile="13800006025")
    page = open_table(chen).page
    page.get_by_role("button", name="新建线索").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("公司").fill("扬州禾润密封件")
    expect(dialog.get_by_role("status")).to_contain_text(
        f"像是已有的线索：{chen.cell(lead, 'number')} 扬州禾润密封件有限公司"
    )
    dialog.get_by_role("button", name="打开").click()
    expect(page.get_by_label("线索详情").first).to_contain_text("扬州禾润密封件有限公司")
    # The same in passing where a name is typed into the grid, and while a number is typed into the facts.
    chen.new_lead(company="泰州青松")
    table = open_table(chen, "泰州青松")
    table.type_into("泰州青松", "contact", "扬州禾润密封件")
    table.type_into("泰州青松", "mobile", "13800006025")
    expect(table.notice("像是已有的线索")).to_contain_text("扬州禾润密封件有限公司")
    panel = chen.open_record(chen.new_lead(company="泰州海陵", mobile="13800006099"))
    panel.get_by_label("联系人", exact=True).first.get_by_role("button", expanded=False).first.click()
    panel.locator("[data-column=mobile]").get_by_role("button", name=re.compile("编辑")).click()
    panel.get_by_label("手机", exact=True).fill("138-0000-6025")
    expect(panel.get_by_role("status").filter(has_text="像是已有的线索")).to_contain_text("扬州禾润密封件")


def test_while_typing_a_colleagues_customer_is_hinted_at_without_whose_or_what(chen: Client, lin: Client) -> None:
    lead = chen.new_lead(company="镇江北固阀门有限公司", mobile="13800006026")
    page = open_table(lin).page
    page.get_by_role("button", name="新建线索").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("手机").fill("138 0000 6026")
    line = dialog.get_by_role("status")
    expect(line).to_contain_text("像是同事在跟的客户")
    told = dialog.inner_text()
    assert "镇江" not in told
    assert "陈思远" not in told
    assert str(chen.cell(lead, "number")) not in told
    line.get_by_role("button", name="请主管看看").click()
    expect(line).to_contain_text("已经告诉主管")
    asked = chen.post("/tables/collision_requests/query", {"columns": ["mobile"], "limit": 50})["rows"]
    assert any("6026" in str(r["cells"]) for r in asked)


def plain_seller(office: Office, chen: Client) -> Client:
    """Somebody whose role may edit but not delete leads."""
    roles = chen.post("/tables/roles/query", {"columns": ["name"], "limit": 50})["rows"]
    units = chen.post("/tables/units/query", {"columns": ["name"], "limit": 50})["rows"]
    role = next(r["id"] for r in roles if r["cells"][0] == "销售代表")
    link = chen.post("/invitations", {"name": "许清如", "unit_id": units[0]["id"], "role_id": role})["link"]
    person = office.context()
    person.start()
    token = link.rstrip("/").split("/")[-1]
    person.post(f"/invitations/{token}/accept", {"username": "xuqingru", "password": PASSWORD})
    return person


def test_who_may_not_merge_is_not_offered_it_and_told_why_by_a_link(office: Office, chen: Client) -> None:
    xu = plain_seller(office, chen)
    one, two = xu.new_lead(company="徐州云龙索具甲"), xu.new_lead(company="徐州云龙索具乙")
    table = open_table(xu, "徐州云龙索具")
    table.tick("徐州云龙索具甲")
    table.tick("徐州云龙索具乙")
    bar = table.page.get_by_role("toolbar", name="对选中的")
    expect(bar).to_contain_text("已选 2 条")
    expect(bar.get_by_role("button", name="合并")).to_have_count(0)
    page = xu.open(f"/merge?ids={one}-{two}")
    expect(page.get_by_text("你的角色不能删除线索")).to_be_visible()
    expect(xu.open("/merge?ids=nonsense").get_by_text("先选两条以上的线索")).to_be_visible()


def test_on_a_phone_fields_stand_under_each_other(office: Office, chen: Client) -> None:
    first, other = suspects(chen, "宿迁骆马湖机械", "13800006027")
    page = office.as_person("chen", width=390, height=844, has_touch=True, is_mobile=True).open(
        f"/merge?ids={first}-{other}"
    )
    page.get_by_role("radio", name=re.compile("公司取")).last.check()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_role("button", name=re.compile("^合并为"))).to_be_visible()


def test_merge_rules_are_chosen_in_the_settings(chen: Client) -> None:
    page = chen.open("/settings/merge_rules")
    rule = page.locator('input[aria-label="行业的取值"]')
    rule.click()
    page.get_by_role("option", name="留保留的那条").click()
    expect(rule).to_have_value("留保留的那条")
    first = chen.new_lead(company="连云港云台索具", industry="索具")
    other = chen.new_lead(company="连云港云台", industry="索具和吊装工具")
    page = chen.open(f"/merge?ids={first}-{other}")
    expect(page.locator("tr[data-column=industry]")).to_contain_text("保留的那条")
