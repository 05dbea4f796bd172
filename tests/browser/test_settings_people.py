"""设置, people: invited, given a role, moved, deactivated; rights of a role; one's own account."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.newcomers import join, role_id
from tests.browser.record_setting import PASSWORD, Client, Office, chen, lin, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "lin", "office", "settled"]


def pick(page: Page, label: str, option: str) -> None:
    """Chooses in a select of the open dialog or drawer."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def notice(page: Page, words: str) -> None:
    expect(page.locator(".mantine-Notifications-notification").filter(has_text=words)).to_be_visible()


def owner_of(client: Client, lead: int) -> str:
    return str(client.cell(lead, "owner")["label"])


def test_invite_by_link_and_join(office: Office, chen: Client) -> None:
    page = chen.open("/settings/people")
    page.get_by_role("button", name="邀请同事").click()
    page.get_by_role("dialog").get_by_label("姓名").fill("何佳宁")
    pick(page, "角色", "销售主管")
    page.get_by_role("button", name="生成邀请链接").click()
    link = page.get_by_label("发给何佳宁的链接").input_value()
    page.get_by_role("button", name="关闭").click()
    row = page.get_by_role("table", name="人员").get_by_role("row").filter(has_text="何佳宁")
    expect(row).to_contain_text("已邀请，未加入")

    newcomer = office.context().context.new_page()
    newcomer.goto(link)
    newcomer.get_by_label("登录名").fill("hejianing")
    newcomer.get_by_label("密码").first.fill(PASSWORD)
    newcomer.get_by_role("button", name=re.compile("加入")).click()
    expect(newcomer.get_by_role("button", name="何佳宁 的菜单")).to_be_visible()
    page.reload()
    expect(row).to_contain_text("在用")
    expect(row).to_contain_text("hejianing")


def test_a_role_is_changed_and_taken_back(office: Office, chen: Client) -> None:
    join(office, chen, name="卫晴", username="weiqing", role="市场")
    page = chen.open("/settings/people")
    page.get_by_role("button", name="卫晴").click()
    pick(page, "角色", "客服")
    notice(page, "卫晴的角色改为客服")
    row = page.get_by_role("table", name="人员").get_by_role("row").filter(has_text="卫晴")
    expect(row).to_contain_text("客服")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(row).to_contain_text("市场")


def test_leaving_hands_the_records_on(office: Office, chen: Client) -> None:
    _, leaver = join(office, chen, name="蒋澄", username="jiangcheng", role="销售代表")
    lead = leaver.new_lead(company="镇江泊川流体控制有限公司")
    page = chen.open("/settings/people")
    page.get_by_role("button", name="蒋澄").click()
    page.get_by_role("button", name="停用", exact=True).click()
    dialog = page.get_by_role("dialog", name="停用蒋澄")
    heir = dialog.get_by_role("combobox", name="名下的 1 条线索交给")
    heir.fill("林晓")
    page.get_by_role("option", name="林晓雯").click()
    dialog.get_by_role("button", name="停用，1 条交给林晓雯").click()
    notice(page, "蒋澄已停用，1 条记录交给林晓雯")
    assert owner_of(chen, lead) == "林晓雯"
    assert leaver.context.request.get(f"{leaver.url}/api/v1/session").status == 401


def test_units_form_a_tree(chen: Client) -> None:
    page = chen.open("/settings/units")
    page.get_by_role("button", name="加组织", exact=True).click()
    page.get_by_label("名称").fill("华东大区")
    page.get_by_role("dialog").get_by_role("button", name="加组织").click()
    notice(page, "已加华东大区")
    page.get_by_role("button", name="在华东大区下面加").click()
    page.get_by_label("名称").fill("销售三组")
    expect(page.get_by_role("combobox", name="上级")).to_have_value("华东大区")
    page.get_by_role("dialog").get_by_role("button", name="加组织").click()
    child = page.get_by_role("table", name="组织").get_by_role("row").filter(has_text="销售三组")
    expect(child).to_be_visible()
    indent = [
        row.evaluate("row => parseFloat(getComputedStyle(row.cells[0]).paddingLeft)")
        for row in (page.get_by_role("table", name="组织").get_by_role("row").filter(has_text="华东大区"), child)
    ]
    assert indent[0] < indent[1]


def test_rights_of_a_role_reach_its_people_at_once(office: Office, chen: Client) -> None:
    _, clerk = join(office, chen, name="韩露", username="hanlu", role="交付")
    assert "amount" in clerk.get("/tables/leads")["columns"].__str__()
    page = chen.open("/settings/roles")
    page.get_by_role("button", name=re.compile("^交付")).click()
    matrix = page.get_by_role("table", name="交付的权限")
    matrix.get_by_label("线索：导出").check()
    matrix.get_by_role("button", name="线索的列").click()
    dialog = page.get_by_role("dialog", name="线索的列")
    dialog.get_by_placeholder("找列").fill("预计金额")
    dialog.get_by_role("radiogroup", name="预计金额").get_by_text("隐藏").click()
    dialog.get_by_role("button", name="好了").click()
    page.get_by_role("button", name="保存，影响 1 人").click()
    notice(page, "交付的权限已改")
    schema = clerk.get("/tables/leads")
    assert "export" in schema["actions"]
    assert "amount" not in [column["id"] for column in schema["columns"]]

    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(matrix.get_by_label("线索：导出")).not_to_be_checked()
    assert "amount" in [column["id"] for column in clerk.get("/tables/leads")["columns"]]


def test_a_new_role_starts_from_another(chen: Client) -> None:
    page = chen.open("/settings/roles")
    page.get_by_role("button", name="新建角色").click()
    dialog = page.get_by_role("dialog", name="新建角色")
    dialog.get_by_label("名称").fill("电话销售")
    dialog.get_by_role("combobox", name="权限照抄").click()
    page.get_by_role("option", name="销售代表", exact=True).click()
    dialog.get_by_role("button", name="新建角色").click()
    expect(page.get_by_role("table", name="电话销售的权限").get_by_label("线索：编辑")).to_be_checked()
    made = chen.get(f"/roles/{role_id(chen, '电话销售')}/rights")["tables"]["leads"]
    assert made["actions"] == chen.get(f"/roles/{role_id(chen, '销售代表')}/rights")["tables"]["leads"]["actions"]


def test_who_may_not_change_people_only_looks(lin: Client) -> None:
    page = lin.open("/settings/people")
    page.get_by_role("table", name="人员").wait_for()
    expect(page.get_by_role("button", name="邀请同事")).to_have_count(0)
    expect(page.get_by_role("link", name="数据完整性")).to_have_count(0)
    page.goto(f"{lin.url}/settings/integrity")
    expect(page.get_by_text("这里没有可看的设置")).to_be_visible()


def test_a_wrong_password_is_refused_and_the_new_one_kept_in_the_field(lin: Client) -> None:
    page = lin.open("/settings/account")
    page.get_by_label("现在的密码", exact=True).fill("不是这个密码-2026")
    page.get_by_label("新密码", exact=True).fill("Yunfan-Gaoqiao-61")
    page.get_by_role("button", name="改密码").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("新密码", exact=True)).to_have_value("Yunfan-Gaoqiao-61")


def test_a_token_is_shown_once_and_works_until_revoked(office: Office, lin: Client) -> None:
    page = lin.open("/settings/account")
    tokens = page.get_by_role("region", name="API 令牌")
    tokens.get_by_label("用途").fill("官网表单")
    tokens.get_by_role("button", name="生成令牌").click()
    secret = tokens.get_by_label("新令牌").input_value()
    program = office.context().context.request
    headers = {"Authorization": f"Bearer {secret}"}
    assert program.get(f"{lin.url}/api/v1/tables", headers=headers).ok
    page.reload()
    expect(tokens.get_by_label("新令牌")).to_have_count(0)
    tokens.get_by_role("button", name="作废").click()
    expect(tokens.get_by_text("官网表单", exact=False)).to_have_count(0)
    assert program.get(f"{lin.url}/api/v1/tables", headers=headers).status == 401


def test_another_device_can_be_signed_out(office: Office, chen: Client) -> None:
    _, first = join(office, chen, name="沈荷", username="shenhe", role="客服")
    second = office.as_person("shenhe")
    page = first.open("/settings/account")
    page.get_by_role("region", name="登录的设备").get_by_role("button", name="让它退出").click()
    expect(page.get_by_role("button", name="让它退出")).to_have_count(0)
    assert second.context.request.get(f"{second.url}/api/v1/session").status == 401


def test_language_changes_at_once(office: Office, chen: Client) -> None:
    _, client = join(office, chen, name="杨帆", username="yangfan", role="客服")
    page = client.open("/settings/account")
    page.get_by_role("combobox", name="语言").click()
    page.get_by_role("option", name="English").click()
    expect(page.get_by_role("heading", name="Account")).to_be_visible()
    page.goto(f"{client.url}/settings/people")
    expect(page.get_by_role("columnheader", name="Sign-in name")).to_be_visible()
