"""The page a customer opens from a mail (domain.md B13): few data, one answer, undoable, nothing for anybody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from genjin.jobs.models import Mail
from genjin.kernel import clock
from genjin.leads.confirm_mail import mail_confirmations
from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import delete_rows, edit_cells
from tests.cast import Cast
from tests.selling_setting import NOW, cells_of, last_operation, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")
CELLS = {
    "contact": "许知远",
    "title": "采购经理",
    "mobile": "13800000031",
    "email": "xu@lvyuan.example",
    "need": "年底换供应商",
    "budget": "80万",
    "remarks": "对价格敏感",
}


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def lead(cast: Cast) -> int:
    return new_lead(cast.seller_actor, "无锡绿源水务", **CELLS)


def link(cast: Cast, lead: int) -> str:
    mail_confirmations(cast.seller_actor, [lead], "https://genjin.example", again=True)
    found = re.search(r"https://genjin\.example(/confirm/\S+)", Mail.objects.latest("pk").text)
    assert found is not None
    return found[1]


def shown_values(page: str) -> dict[str, str]:
    return {**dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))}


def post(path: str, **changes: str) -> Any:
    """Opens the page and sends its form, some fields changed."""
    return Client().post(path, {**shown_values(Client().get(path).content.decode()), **changes})


def test_the_page_shows_the_contact_data_and_nothing_else(cast: Cast, lead: int) -> None:
    answer = Client().get(link(cast, lead))
    page = answer.content.decode()
    assert answer.status_code == 200 and answer.headers["Referrer-Policy"] == "no-referrer"
    assert {shown_values(page)[c] for c in ("company", "contact", "mobile")} == {
        "无锡绿源水务", "许知远", "13800000031",
    }  # fmt: skip
    for secret in ("年底", "80万", "价格敏感", "林小满", "初次接触", str(Lead.objects.get(pk=lead).number)):
        assert secret not in page
    assert "<script" not in page
    # Looking is not confirming: mail programs open links, too.
    assert Lead.objects.get(pk=lead).confirmed_at is None


def test_a_correction_is_one_operation_of_the_customer_and_can_be_undone(cast: Cast, lead: int) -> None:
    path = link(cast, lead)
    # What the seller changed while the page was open stays.
    page = shown_values(Client().get(path).content.decode())
    edit_cells(cast.seller_actor, "leads", [CellEdit(lead, "title", "采购总监")])
    answer = Client().post(path, {**page, "mobile": "138 0000 0032", "wechat": "xu-zhiyuan"})
    assert answer.status_code == 200 and "收到，谢谢" in answer.content.decode()
    cells = cells_of(cast.seller_actor, lead)
    assert (cells["mobile"], cells["wechat"], cells["title"]) == ("13800000032", "xu-zhiyuan", "采购总监")
    assert cells["freshness"]["words"] == "今天确认"
    made = last_operation()
    assert (made.via, made.actor_name, made.verb) == ("confirm-link", "客户 许知远", "leads.confirm_link")
    undo(cast.seller_actor, made.pk)
    cells = cells_of(cast.seller_actor, lead)
    assert (cells["mobile"], cells["wechat"], cells["confirmed_at"]) == ("13800000031", None, None)


def test_confirming_without_changes_writes_only_that(cast: Cast, lead: int) -> None:
    before = cells_of(cast.seller_actor, lead)
    post(link(cast, lead))
    after = cells_of(cast.seller_actor, lead)
    changed = {c for c in after if after[c] != before[c]} - {"updated_at", "updated_by"}
    assert changed == {"confirmed_at", "freshness"}


def test_a_link_is_used_once(cast: Cast, lead: int) -> None:
    path = link(cast, lead)
    page = shown_values(Client().get(path).content.decode())
    assert Client().post(path, page).status_code == 200
    again = Client().post(path, {**page, "mobile": "13800000099"})
    assert again.status_code == 410 and "已经用过" in again.content.decode()
    assert "13800000031" not in Client().get(path).content.decode()
    assert cells_of(cast.seller_actor, lead)["mobile"] == "13800000031"


def test_forged_expired_and_orphaned_links_show_nothing(cast: Cast, lead: int) -> None:
    path = link(cast, lead)
    for wrong in (path[:-1] + ("a" if path[-1] != "a" else "b"), "/confirm/1", "/confirm/MQ:abc:def"):
        assert Client().get(wrong).status_code == 404
        assert Client().post(wrong, {"mobile": "13800000099"}).status_code == 404
    with clock.fixed(NOW + timedelta(days=31)):
        late = Client().post(path, {"mobile": "13800000099"})
    assert late.status_code == 410 and "过期" in late.content.decode()
    delete_rows(cast.admin_actor, "leads", [lead])
    gone = Client().get(path)
    assert gone.status_code == 404 and "13800000031" not in gone.content.decode()
    assert Lead.objects.get(pk=lead).mobile == "13800000031"


def test_a_bad_value_is_said_beside_the_field_and_nothing_typed_is_lost(cast: Cast, lead: int) -> None:
    path = link(cast, lead)
    answer = post(path, mobile="1380000", wechat="新的微信", company="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1380000"' in page and 'value="新的微信"' in page and "必填" in page
    assert cells_of(cast.seller_actor, lead)["wechat"] is None
    # The link is still good, and markup in a value stays text.
    assert post(path, wechat='"><b>微信').status_code == 200
    assert cells_of(cast.seller_actor, lead)["wechat"] == '"><b>微信'


def test_opting_out_is_kept_and_seen(cast: Cast, lead: int) -> None:
    path = link(cast, lead)
    answer = post(path, action="opt_out", mobile="13800000099")
    assert "不再发" in answer.content.decode()
    cells = cells_of(cast.seller_actor, lead)
    assert cells["mail_opt_out_at"] is not None and cells["confirmed_at"] is None
    assert cells["mobile"] == "13800000031"
    assert last_operation().via == "confirm-link"


def test_the_page_speaks_english_to_english_phones(cast: Cast, lead: int) -> None:
    page = Client(headers={"accept-language": "en-GB"}).get(link(cast, lead)).content.decode()
    assert "Check your contact data" in page and "核对" not in page
