"""Sources and sizes by what people write for them."""

from __future__ import annotations

import pytest

from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import ErrorCode
from genjin.tables.records.edit import create_rows
from tests.cast import Cast
from tests.selling_setting import cells_of, new_lead

pytestmark = pytest.mark.usefixtures("defaults")


@pytest.mark.parametrize(
    ("typed", "channel"),
    [
        ("展会留资", "展会/活动留资"),
        ("官网注册", "官网注册表单"),
        ("ｓｅｍ", "搜索引擎关键词广告"),
        ("老客户转介绍", "老客户转介绍"),
    ],
)
def test_channels_by_name_and_alias(cast: Cast, typed: str, channel: str) -> None:
    lead = new_lead(cast.seller_actor, source=typed)
    assert cells_of(cast.seller_actor, lead)["source"]["label"] == channel


def test_an_unknown_channel_is_refused(cast: Cast) -> None:
    _, (row,) = create_rows(cast.seller_actor, "leads", [{"company": "徐州岩河重工", "source": "算命"}])
    assert [(c, e.code) for c, e in row.errors] == [("source", ErrorCode.UNKNOWN_OPTION)]


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("50-100人", "50–99 人"),
        ("200-500人", "300–499 人"),
        ("500人以上", "500–999 人"),
        ("100–299 人", "100–299 人"),
        ("约 1.2 万人", "5000 人以上"),
    ],
)
def test_sizes_by_any_range(cast: Cast, typed: str, band: str) -> None:
    lead = new_lead(cast.seller_actor, size=typed)
    assert cells_of(cast.seller_actor, lead)["size"]["label"] == band


def test_bands_are_editable(cast: Cast) -> None:
    create_rows(SYSTEM, "size_bands", [{"name": "微型", "low": 1, "high": 9}])
    lead = new_lead(cast.seller_actor, size="5-8人")
    assert cells_of(cast.seller_actor, lead)["size"]["label"] == "微型"
