"""Which material comes first, and why (domain.md D12)."""

from __future__ import annotations

from datetime import date

import pytest

from genjin.service.materials.proposal import LeadFacts, MaterialFacts, Proposed, Sent, propose

pytestmark = pytest.mark.once
TODAY = date(2026, 3, 5)
LEAD = LeadFacts("B", "邮件+案例分享+产品演示", "机械制造", "精密滚动轴承、润滑脂")
CASE = MaterialFacts(1, "轴承厂案例", 1, "案例", called=("案例", "案例分享"))
PAPER = MaterialFacts(2, "选型白皮书", 2, "白皮书", called=("白皮书",))


def ranked(*materials: MaterialFacts, sent: tuple[Sent, ...] = (), lead: LeadFacts = LEAD) -> list[Proposed]:
    return propose(lead, materials, sent, TODAY)


def names(*materials: MaterialFacts, sent: tuple[Sent, ...] = ()) -> list[str]:
    return [p.material.name for p in ranked(*materials, sent=sent)]


def test_what_the_cadence_asks_for_comes_first_and_says_so() -> None:
    first, second = ranked(PAPER, CASE)
    assert first.material is CASE
    assert [r.words("zh-CN") for r in first.reasons] == ["B 级的跟进方式里有“案例”"]
    assert first.fits and not second.fits


def test_grade_industry_and_product_each_count_and_are_named() -> None:
    fitting = MaterialFacts(3, "轴承方案", None, industries=("机械",), products=("轴承",), grades=("A", "B"))
    (found,) = ranked(fitting)
    assert [r.words("zh-CN") for r in found.reasons] == ["适合 B 级", "同行业：机械", "关注的产品：轴承"]
    assert [r.words("en") for r in found.reasons] == [
        "for grade B", "same industry: 机械", "a product of interest: 轴承",
    ]  # fmt: skip


def test_what_is_for_others_comes_after_what_is_for_everybody() -> None:
    for_others = MaterialFacts(3, "甲", None, industries=("餐饮",), grades=("C",))
    assert names(for_others, MaterialFacts(4, "乙")) == ["乙", "甲"]


def test_a_kind_that_was_opened_goes_up_and_one_never_opened_goes_down() -> None:
    news, report = MaterialFacts(5, "资讯乙", 3, "资讯"), MaterialFacts(6, "报告甲", 4, "报告")
    plain = MaterialFacts(7, "说明", 5, "说明书")
    sent = (
        Sent(50, 3, date(2026, 3, 1), told=True, opened=True),
        Sent(60, 4, date(2026, 3, 1), told=True, opened=False),
    )
    found = ranked(report, plain, news, sent=sent)
    assert [p.material.name for p in found] == ["资讯乙", "说明", "报告甲"]
    assert [r.words("zh-CN") for r in found[0].reasons] == ["打开过资讯"]
    assert [r.words("zh-CN") for r in found[2].reasons] == ["发过的报告没打开"]


def test_silence_says_nothing_where_the_reader_does_not_let_us_know() -> None:
    report = MaterialFacts(6, "报告甲", 4, "报告")
    (found,) = ranked(report, sent=(Sent(60, 4, date(2026, 3, 1), told=False),))
    assert found.score == 0 and found.reasons == ()


def test_what_was_sent_comes_last_with_the_day() -> None:
    found = ranked(CASE, PAPER, sent=(Sent(1, 1, date(2026, 3, 2), told=True, opened=True),))
    assert [p.material.name for p in found] == ["选型白皮书", "轴承厂案例"]
    assert {"03-02 发过", "看过了"} <= {r.words("zh-CN") for r in found[1].reasons}
    assert not found[1].fits


def test_expired_and_unsendable_are_left_out() -> None:
    gone = MaterialFacts(8, "旧报价", 3, valid_until=date(2026, 3, 4))
    last_day = MaterialFacts(9, "今天到期", 3, valid_until=TODAY)
    assert names(gone, last_day, MaterialFacts(10, "话术", 6, sendable=False)) == ["今天到期"]


def test_a_lead_without_grade_is_followed_up_by_its_cadence() -> None:
    lead = LeadFacts("", "行业资讯+白皮书推送+社群互动")
    assert [p.material.name for p in ranked(CASE, PAPER, lead=lead)] == ["选型白皮书", "轴承厂案例"]
