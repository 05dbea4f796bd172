"""The channel tree: moved, renamed, given aliases, taken out of use with a place for its leads (domain.md B1)."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.channel_tree import retire_channel
from genjin.leads.models import Channel
from genjin.tables.definition import CellEdit
from genjin.tables.filters.tree import parse_filter
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import cells_of, new_lead, new_leads, undo

pytestmark = pytest.mark.usefixtures("defaults")


def channel(name: str) -> int:
    return Channel.objects.get(name=name).pk


def edited(cast: Cast, row: int, column: str, value: Any) -> AppError | None:
    (result,) = edit_cells(cast.admin_actor, "channels", [CellEdit(row, column, value)]).results
    return result.error


def test_retiring_moves_the_leads_and_the_names_and_undo_brings_all_back(cast: Cast) -> None:
    white, web = channel("白皮书"), channel("官网注册表单")
    leads = new_leads(cast.seller_actor, [{"company": f"杭州澄{n}科技", "source": "白皮书下载"} for n in "甲乙丙"])
    done = retire_channel(cast.admin_actor, white, move_to=web, reason="并入官网")
    assert done.moved == 3
    assert {cells_of(cast.admin_actor, i)["source"]["label"] for i in leads} == {"官网注册表单"}
    # Files that still say 白皮书 find the channel that took over; the retired one cannot be chosen any more.
    later = new_lead(cast.seller_actor, "苏州启岳", source="资料下载")
    assert cells_of(cast.admin_actor, later)["source"]["id"] == web
    (by_id,) = create_rows(cast.seller_actor, "leads", [{"company": "宁波海盛", "source": white}])[1]
    assert [code.code for _, code in by_id.errors] == [ErrorCode.UNKNOWN_OPTION]
    undo(cast.admin_actor, done.operation_id)
    assert {cells_of(cast.admin_actor, i)["source"]["label"] for i in leads} == {"白皮书"}
    assert (
        cells_of(cast.admin_actor, new_lead(cast.seller_actor, "常州远岫", source="资料下载"))["source"]["id"] == white
    )


def test_old_leads_are_still_found_by_a_retired_channel(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, source="白皮书")
    white = channel("白皮书")
    done = retire_channel(cast.admin_actor, white, move_to=channel("行业社群"))
    edit_cells(cast.admin_actor, "channels", [CellEdit(channel("行业社群"), "name", "社群")])
    tree = parse_filter({"column": "source", "op": "is", "value": white})
    assert fetch_page("leads", cast.admin_actor, Query(filter=tree)).rows == []
    undo(cast.admin_actor, done.operation_id)
    assert [r["id"] for r in fetch_page("leads", cast.admin_actor, Query(filter=tree)).rows] == [lead]


def test_a_used_channel_is_not_retired_or_thrown_away_under_its_leads(cast: Cast) -> None:
    new_lead(cast.seller_actor, source="行业社群")
    for attempt in (
        lambda: retire_channel(cast.admin_actor, channel("行业社群")),
        lambda: retire_channel(cast.admin_actor, channel("行业社群"), move_to=channel("行业社群")),
        lambda: delete_rows(cast.admin_actor, "channels", [channel("行业社群")]),
    ):
        with pytest.raises(AppError) as refused:
            attempt()
        assert (refused.value.code, refused.value.data) == (ErrorCode.IN_USE, {"count": 1})
    with pytest.raises(AppError) as refused:
        retire_channel(cast.admin_actor, channel("外部渠道"))
    assert refused.value.data == {"count": 4}


def test_a_moved_channel_takes_the_kind_of_where_it_goes_and_no_channel_is_its_own_parent(cast: Cast) -> None:
    assert edited(cast, channel("行业社群"), "parent", channel("内部渠道")) is None
    assert Channel.objects.get(name="行业社群").kind == "internal"
    edited(cast, channel("白皮书"), "parent", channel("行业社群"))
    edited(cast, channel("行业社群"), "parent", channel("转化渠道"))
    assert Channel.objects.get(name="白皮书").kind == "conversion"
    with pytest.raises(AppError) as refused:
        edited(cast, channel("转化渠道"), "parent", channel("白皮书"))
    assert refused.value.code is ErrorCode.CHANNEL_CYCLE
    assert Channel.objects.get(name="转化渠道").parent_id is None


@pytest.mark.parametrize(("column", "value"), [("name", "官网"), ("aliases", "朋友圈，官网注册")])
def test_one_way_of_writing_means_one_channel(cast: Cast, column: str, value: str) -> None:
    with pytest.raises(AppError) as refused:
        edited(cast, channel("行业社群"), column, value)
    assert refused.value.code is ErrorCode.NOT_UNIQUE
    assert edited(cast, channel("行业社群"), column, "朋友圈") is None


def test_sellers_do_not_retire_channels_and_do_not_see_costs(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        retire_channel(cast.seller_actor, channel("行业社群"))
    assert refused.value.code is ErrorCode.FORBIDDEN
    cost = {"channel": "行业社群", "first": "2026-03-01", "last": "2026-03-31", "cost": "1.2万"}
    assert create_rows(cast.admin_actor, "channel_costs", [cost])[1][0].row_id
    assert fetch_page("channel_costs", cast.seller_actor, Query()).rows == []
    assert len(fetch_page("channel_costs", cast.admin_actor, Query()).rows) == 1
    with pytest.raises(AppError) as refused:
        create_rows(cast.seller_actor, "channel_costs", [cost])
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_a_cost_ends_after_it_begins(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        create_rows(
            cast.admin_actor, "channel_costs", [{"channel": "白皮书", "first": "2026-03-31", "last": "2026-03-01"}]
        )
    assert refused.value.code is ErrorCode.PERIOD_ORDER
