"""The shipped views: the templates' columns and words exactly, and every view answers."""

from __future__ import annotations

import pytest

from genjin.api.views import list_views
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import advance_leads
from genjin.tables.definition import get_table
from genjin.tables.filters.tree import parse_filter
from genjin.tables.models import View
from genjin.tables.records.query import Query, fetch_page
from genjin.tables.views.saved import change_view, create_view, visible_views
from tests.cast import Cast
from tests.selling_setting import NOW, new_lead

pytestmark = pytest.mark.usefixtures("defaults")

TEMPLATES = {
    "潜在客户进度表": (
        "姓名/公司名称, 联系方式, 行业, 职位, 状态, 下次联系日期, 跟进方式, 预计结果, "
        "特殊需求, 竞争对手情况, 其他关注点"
    ),
    "销售线索信息登记表": (
        "线索编号, 公司名称, 行业类型, 企业规模（员工数）, 联系人, 职位, 联系电话, 邮箱, "
        "线索来源, 需求描述, 意向等级, 负责人, 分配时间"
    ),
    "客户进程管理表": "客户名称, 联系人信息, 项目状态, 销售阶段, 最近一次联系日期",
}


def rows_of(cast: Cast, name: str) -> list[str]:
    view = View.objects.get(name=name)
    query = Query(filter=parse_filter(view.filter), sort=tuple(tuple(s) for s in view.sort), columns=("company",))
    return [r["cells"][0] for r in fetch_page("leads", cast.seller_actor, query).rows]


@pytest.mark.parametrize(("name", "headers"), TEMPLATES.items())
def test_templates_have_their_columns_in_order_and_their_words(name: str, headers: str) -> None:
    view = View.objects.get(name=name)
    assert ", ".join(c["label"] for c in view.columns) == headers
    known = get_table("leads").by_id()
    assert all(c["id"] in known for c in view.columns)


def test_everybody_sees_them_in_order(cast: Cast) -> None:
    names = [v.name for v in visible_views(cast.seller_actor, "leads")]
    shipped = [
        "全部线索",
        "我的跟进",
        "7 天内要联系",
        "停滞",
        "久未联系",
        "联系过勤",
        "待接收",
        "待确认",
        "未来 7 天将回收",
        "待清洗",
        "退回待补",
        "阶段看板",
        *TEMPLATES,
    ]
    assert names == shipped


def test_what_each_view_finds(cast: Cast) -> None:
    seller = cast.seller_actor
    with clock.fixed(NOW):
        new_lead(seller, "今天的", next_at="2026-03-05")
        new_lead(seller, "下月的", next_at="2026-04-05")
        new_lead(seller, "逾期的", next_at="2026-03-03")
        closed = new_lead(seller, "流失的", next_at="2026-03-06")
        advance_leads(seller, [closed], "已流失", reason="没预算")
        new_lead(cast.team_lead_actor, "别人的", next_at="2026-03-06")
        assert set(rows_of(cast, "全部线索")) >= {"今天的", "下月的", "逾期的", "流失的"}
        assert rows_of(cast, "我的跟进") == ["逾期的", "今天的", "下月的"]
        assert [r for r in rows_of(cast, "7 天内要联系") if r != "别人的"] == ["逾期的", "今天的"]
        assert rows_of(cast, "停滞") == ["逾期的"]


def test_a_role_begins_with_the_view_chosen_for_it_and_has_one_a_table(cast: Cast) -> None:
    seller, admin = cast.seller_actor, cast.admin_actor
    stalled, mine = (View.objects.get(name=name) for name in ("停滞", "我的跟进"))
    change_view(admin, stalled.pk, {"default_roles": [seller.role_id]})
    assert [v.name for v in list_views(seller, "leads") if v.first] == ["停滞"]
    assert not any(v.first for v in list_views(admin, "leads"))
    change_view(admin, mine.pk, {"default_roles": [seller.role_id]})
    assert [v.name for v in list_views(seller, "leads") if v.first] == ["我的跟进"]
    assert all(v.default_roles is None for v in list_views(seller, "leads")), "who may not decide is not told"


def test_only_a_view_of_everybody_can_come_first_and_only_who_configures_decides(cast: Cast) -> None:
    seller, admin = cast.seller_actor, cast.admin_actor
    own = create_view(admin, "leads", {"name": "自己的", "shared": "private"})
    with pytest.raises(AppError) as not_shared:
        change_view(admin, own.pk, {"default_roles": [seller.role_id]})
    assert not_shared.value.code is ErrorCode.DEFAULT_NOT_SHARED
    change_view(admin, own.pk, {"shared": "all", "default_roles": [seller.role_id]})
    assert [v.name for v in list_views(seller, "leads") if v.first] == ["自己的"]
    change_view(admin, own.pk, {"shared": "team"})
    assert not any(v.first for v in list_views(seller, "leads"))
    sellers = create_view(seller, "leads", {"name": "卖家的", "shared": "all"})
    with pytest.raises(AppError) as refused:
        change_view(seller, sellers.pk, {"default_roles": [seller.role_id]})
    assert refused.value.code is ErrorCode.FORBIDDEN
