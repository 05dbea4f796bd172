"""What a new installation starts with beside pipelines: the channels of B1, size bands, the number pattern."""

from __future__ import annotations

from typing import Any

from genjin.kernel.actor import Actor
from genjin.leads.assigning.defaults import seed_assigning
from genjin.leads.duplicates.defaults import seed_points
from genjin.leads.merging.defaults import seed_merge_rules
from genjin.leads.models import Channel, FreshnessPeriod, NumberPattern, SizeBand
from genjin.leads.numbers import DEFAULT_PATTERN
from genjin.leads.pool.defaults import seed_pool
from genjin.leads.quality.defaults import seed_quality
from genjin.leads.views import ENQUIRY_VIEWS, SHIPPED_VIEWS
from genjin.pipelines.defaults import seed_defaults as seed_pipelines
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.views.saved import seed_views

# parent, its kind, and (name, aliases) of the channels below it
_CHANNELS = (
    (
        "内部渠道",
        "internal",
        (
            ("官网注册表单", "官网注册,官网,官网表单,网站,网站表单"),
            ("白皮书", "白皮书下载,资料下载"),
            ("线上研讨会报名", "线上研讨会,研讨会,网络研讨会,直播"),
            ("电商平台咨询", "电商平台,电商,平台咨询,阿里巴巴,1688"),
        ),
    ),
    (
        "外部渠道",
        "external",
        (
            ("展会/活动留资", "展会留资,展会,活动留资,展会活动,展览会"),
            ("合作伙伴推荐", "合作伙伴,渠道伙伴,伙伴推荐,代理商推荐"),
            ("行业社群", "社群,微信群"),
            ("搜索引擎关键词广告", "搜索广告,搜索引擎,关键词广告,百度推广,百度,SEM"),
        ),
    ),
    (
        "转化渠道",
        "conversion",
        (
            ("老客户转介绍", "转介绍,老客转介绍,客户转介绍,老客户介绍,老客户推荐"),
            ("售后升级需求", "售后升级,售后"),
        ),
    ),
)

# For every grade: due after 90 days, and the mail that asks.
FRESHNESS = {
    "days": 90,
    "link_days": 30,
    "mail_subject": "核对一下{公司}的联系资料",
    "mail_text": (
        "{称呼}您好：\n\n"
        "{我方}记录的贵公司联系资料有一段时间没有核对了。打开下面的链接就能看到，对的点确认，不对的直接改，一分钟就好：\n\n"
        "{链接}\n\n"
        "链接在 {有效期} 前有效，只能用一次。不想再收到这类邮件，在那一页上说一声就行。\n\n"
        "{发件人}\n{我方}"
    ),
}

_BANDS = (("1–49 人", 1, 49), ("50–99 人", 50, 99), ("100–299 人", 100, 299), ("300–499 人", 300, 499))
_UPPER_BANDS = (("500–999 人", 500, 999), ("1000–4999 人", 1000, 4999), ("5000 人以上", 5000, None))


def seed_defaults(actor: Actor) -> None:
    """Creates what is missing as a whole: pipelines, cadence, channels, bands, pattern. Again changes nothing."""
    seed_pipelines(actor)
    if not Channel.objects.exists():
        with single(actor, verb="channels.seed", table="channels", via="setup", reason="默认来源渠道") as writer:
            _seed_channels(writer)
    if not SizeBand.objects.exists():
        with single(actor, verb="size_bands.seed", table="size_bands", via="setup", reason="默认企业规模") as writer:
            rows = enumerate((*_BANDS, *_UPPER_BANDS), 1)
            writer.create("size_bands", [_band(n, *band) for n, band in rows])
    if not NumberPattern.objects.exists():
        with single(actor, verb="number_patterns.seed", table="number_patterns", via="setup") as writer:
            writer.create("number_patterns", [{"table": "leads", "pattern": DEFAULT_PATTERN}])
    if not FreshnessPeriod.objects.exists():
        with single(actor, verb="freshness_periods.seed", table="freshness_periods", via="setup") as writer:
            writer.create("freshness_periods", [FRESHNESS])
    seed_points(actor)
    seed_merge_rules(actor)
    seed_quality(actor)
    seed_assigning(actor)
    seed_pool(actor)
    seed_views("leads", SHIPPED_VIEWS)
    seed_views("enquiries", ENQUIRY_VIEWS)


def _seed_channels(writer: Writer) -> None:
    parents = writer.create(
        "channels", [{"name": name, "kind": kind, "position": 10 * n} for n, (name, kind, _) in enumerate(_CHANNELS, 1)]
    )
    children: list[dict[str, Any]] = []
    for place, (parent, (_, kind, below)) in enumerate(zip(parents, _CHANNELS, strict=True), 1):
        for n, (name, aliases) in enumerate(below, 1):
            child = {"name": name, "aliases": aliases, "kind": kind, "parent": parent, "position": 10 * place + n}
            children.append(child)
    writer.create("channels", children)


def _band(position: int, name: str, low: int, high: int | None) -> dict[str, Any]:
    return {"name": name, "low": low, "high": high, "position": position}
