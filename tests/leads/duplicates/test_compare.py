"""The matcher by itself: what is one customer however it is written, and what is not however alike it looks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from genjin.leads.duplicates.blocking import ASK, BOTH, KEEP, block_keys, pairs_of_block
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.party import read_party
from genjin.leads.duplicates.points import DEFAULT_POINTS
from genjin.sample import words

pytestmark = pytest.mark.once
TRADITIONAL = OpenCC("s2t")
SUSPECT = DEFAULT_POINTS["threshold.suspect"]


def score(a: dict[str, Any], b: dict[str, Any]) -> int:
    return compare(read_party(a), read_party(b)).score


def alike(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return score(a, b) >= SUSPECT


def named(company: str, **more: str) -> dict[str, str]:
    return {"company": company, **more}


SAME_NAME = [
    ("无锡恒砺轴承有限公司", "無錫恆礪軸承有限責任公司"),
    ("无锡恒砺轴承有限公司", "恒砺轴承（无锡）有限公司"),
    ("无锡恒砺轴承有限公司", "江苏省无锡市恒砺轴承公司"),
    ("无锡恒砺轴承有限公司", " 无锡恒砺轴承　有限公司。"),
    ("无锡恒砺轴承有限公司", "无锡恒砺轴承有限公可"),
    ("无锡恒砺轴承有限公司", "恒砺轴承有限公司"),
    ("无锡恒砺轴承有限公司", "1、★无锡恒砺轴承有限公司（重点）"),
    ("无锡恒砺轴承有限公司", "Wuxi Hengli Zhoucheng Youxian Gongsi"),
    ("昆山云栖精密机械有限公司", "云栖精密机械有限公司"),
    ("无锡恒砺轴承有限公司", "无锡恒砺轴成承有限公司"),
    ("无锡恒砺济术有限公司", "无锡恒砺技术有限公司"),
    ("ＡＢＣ电机（中国）有限公司", "abc电机(中国)"),
    ("Acme Tools Co., Ltd.", "ACME TOOLS LIMITED"),
    ("无锡恒砺轴承有限公司苏州分公司", "無錫恆礪軸承有限公司（蘇州）分公司"),
]
# A slip or a short form needs the person or a number beside it.
NEEDS_MORE = [
    ("无锡恒砺轴承有限公司", "无锡恒蛎轴承有限公司"),
    ("无锡恒砺轴承有限公司", "无锡恒蠣轴承"),
    ("无锡恒砺轴承有限公司", "无锡横砺轴承有限公司"),
    ("无锡恒砺轴承有限公司", "无锡恒砺"),
    ("无锡恒砺轴承有限公司", "锡恒砺轴承有限公司"),
    ("无锡恒砺轴承有限公司", "无锡砺恒轴承有限公司"),
    ("无锡恒砺轴承有限公司", "Wuxi Hengli Bearing Co., Ltd."),
    ("丹阳市正阳农牧有限公司", "丹洋市正阳农牧有限公司"),
]
# What must never become one, each with the data that makes it look so.
HARD: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "branches of one company": (
        named("无锡恒砺轴承有限公司城东分公司", contact="罗琴"),
        named("无锡恒砺轴承有限公司城西分公司", contact="罗琴"),
    ),
    "a branch and its company": (
        named("无锡恒砺轴承有限公司", phone="0510-88123456"),
        named("无锡恒砺轴承有限公司苏州分公司", phone="0510-88123456"),
    ),
    "numbered branches": (named("淮安远山建筑有限公司第一分公司"), named("淮安远山建筑有限公司第二分公司")),
    "the same name in another city": (named("无锡恒砺轴承有限公司"), named("常州恒砺轴承有限公司")),
    "the same name elsewhere, by address": (
        named("恒砺轴承有限公司", province="江苏", city="无锡"),
        named("恒砺轴承厂", province="广东", city="佛山"),
    ),
    "one character apart": (named("无锡恒砺轴承有限公司"), named("无锡恒泰轴承有限公司")),
    "the same brand in another business": (
        named("无锡恒砺轴承有限公司", email="a@hengli.cn"),
        named("无锡恒砺房地产开发有限公司", email="b@hengli.cn"),
    ),
    "numbers of one building in a row": (
        named("无锡恒砺轴承有限公司", phone="0510-88123456"),
        named("无锡远山茶业有限公司", phone="0510-88123457"),
    ),
    "one front desk, two extensions": (
        named("无锡恒砺轴承有限公司", phone="0510-88123456-801"),
        named("无锡远山茶业有限公司", phone="051088123456转802"),
    ),
    "one person with two companies": (
        named("无锡恒砺轴承有限公司", contact="罗琴", mobile="13912345678", email="luoqin@qq.com"),
        named("苏州远山茶业有限公司", contact="罗琴", mobile="139 1234 5678", email="luoqin@qq.com"),
    ),
    "namesakes": (
        named("无锡恒砺轴承有限公司", contact="张伟"),
        named("佛山远山茶业有限公司", contact="张伟"),
    ),
    "mobiles one digit apart": (
        named("无锡恒砺轴承有限公司", mobile="13912345678"),
        named("无锡远山茶业有限公司", mobile="13912345679"),
    ),
    "two credit codes": (
        named("无锡恒砺轴承有限公司", credit_code="91320200MA1XYZ1234"),
        named("无锡恒砺轴承有限公司", credit_code="91320200MA1XYZ9999"),
    ),
}
SAME_CONTACTS = [
    ({"mobile": "+86 139 1234 5678"}, {"mobile": "０１３９１２３４５６７８"}),
    ({"phone": "(0510)88123456 转 12"}, {"phone": "+86-510-88123456-12"}),
    ({"phone": "0510-88123456"}, {"mobile": "88123456"}),
    ({"email": "Luo.Qin@HengLi.cn"}, {"email": "mailto:luo.qin＠hengli.cn"}),
    ({"email": "luoqin99@gmail.com"}, {"email": "luoqin99@gmial.com"}),
    ({"contact": "罗 琴"}, {"contact": "罗琴女士"}),
    ({"contact": "罗琴"}, {"contact": "Luo Qin"}),
    ({"wechat": "LuoQin"}, {"wechat": "luoqin"}),
]
DAMAGED_ROWS = [
    ("company and contact swapped", named("罗琴", contact="无锡恒砺轴承有限公司", mobile="13912345678")),
    ("two cells in one", named("无锡恒砺轴承有限公司/罗琴", mobile="13912345678")),
    ("person first", named("罗琴 无锡恒砺轴承有限公司", mobile="13912345678")),
    ("number in the name", named("无锡恒砺轴承有限公司 13912345678", contact="罗琴")),
    ("company in the contact's cell", {"contact": "无锡恒砺轴承有限公司", "mobile": "13912345678"}),
    ("numbers in each other's column", named("无锡恒砺轴承", phone="13912345678", mobile="0510-88123456")),
    ("a digit too many", named("无锡恒砺轴承", contact="罗琴", mobile="139123456788")),
    ("no company at all", {"contact": "罗琴", "mobile": "13912345678"}),
]


@pytest.mark.parametrize(("one", "other"), SAME_NAME)
def test_one_name_however_written(one: str, other: str) -> None:
    assert alike(named(one), named(other)), compare(read_party(named(one)), read_party(named(other)))


@pytest.mark.parametrize(("one", "other"), NEEDS_MORE)
def test_a_slip_needs_the_person_beside_it(one: str, other: str) -> None:
    assert not alike(named(one), named(other))
    assert alike(named(one, contact="罗琴"), named(other, contact="罗琴"))


@pytest.mark.parametrize("kind", HARD)
def test_what_looks_alike_and_is_not(kind: str) -> None:
    one, other = HARD[kind]
    assert not alike(one, other), compare(read_party(one), read_party(other))


@pytest.mark.parametrize(("one", "other"), SAME_CONTACTS)
def test_one_person_or_number_however_written(one: dict[str, str], other: dict[str, str]) -> None:
    verdict = compare(read_party(one), read_party(other))
    assert verdict.evidence and all(e.points > 0 for e in verdict.evidence)


@pytest.mark.parametrize(("kind", "row"), DAMAGED_ROWS, ids=[k for k, _ in DAMAGED_ROWS])
def test_cells_in_the_wrong_place(kind: str, row: dict[str, str]) -> None:
    whole = named("无锡恒砺轴承有限公司", contact="罗琴", mobile="13912345678", phone="0510-88123456")
    assert alike(whole, row), (kind, compare(read_party(whole), read_party(row)))


def test_evidence_says_what_and_how_much() -> None:
    a = named("无锡恒砺轴承有限公司", contact="罗琴", mobile="13912345678", email="l@qq.com")
    verdict = compare(read_party(a), read_party(named("无锡恒砺轴承", contact="罗琴", mobile="139-1234-5678")))
    assert [(e.kind, e.points) for e in verdict.evidence] == [("company", 75), ("mobile", 60), ("contact", 25)]
    assert (verdict.score, verdict.uncomparable) == (100, ("credit_code", "phone", "email", "wechat"))
    assert verdict.evidence[0].words.in_language("en") == "Same company name"


def test_points_are_the_administrators() -> None:
    a, b = read_party(named("无锡恒砺轴承有限公司")), read_party(named("无锡恒砺轴承"))
    assert compare(a, b, {**DEFAULT_POINTS, "company": 12}).score == 12


NAMES = st.builds(
    lambda place, first, second, trade, form: f"{place[1]}{first}{second}{trade[0]}{form}",
    st.sampled_from(words.CITIES),
    st.sampled_from(words.BRANDS_FIRST),
    st.sampled_from(words.BRANDS_SECOND),
    st.sampled_from(words.TRADES),
    st.sampled_from(("有限公司", "股份有限公司", "厂", "")),
)
FACTS = st.fixed_dictionaries(
    {"company": NAMES | st.text(max_size=12) | st.none()},
    optional={
        "contact": st.sampled_from(("罗琴", "罗总", "Luo Qin", "张伟", "", "无锡恒砺轴承有限公司"))
        | st.text(max_size=6),
        "mobile": st.sampled_from(("13912345678", "139 1234 5679", "1391234567", "0510-88123456"))
        | st.text(max_size=9),
        "phone": st.sampled_from(("0510-88123456", "88123456-12", "4001234567")) | st.text(max_size=9),
        "email": st.sampled_from(("a@hengli.cn", "B@HENGLI.CN", "luoqin@qq.con")) | st.text(max_size=9),
        "city": st.sampled_from(("无锡", "苏州市", "江苏")) | st.text(max_size=4),
    },
)


@given(FACTS, FACTS)
def test_either_side_may_come_first(one: dict[str, Any], other: dict[str, Any]) -> None:
    there, back = compare(read_party(one), read_party(other)), compare(read_party(other), read_party(one))
    assert (there.score, there.kinds, there.apart) == (back.score, back.kinds, back.apart)
    assert there.uncomparable == back.uncomparable


@given(NAMES)
def test_a_name_is_itself_in_other_width_case_and_script(name: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    for other in (wide, name.upper(), TRADITIONAL.convert(name), f" {name[:3]} {name[3:]}　"):
        verdict = compare(read_party(named(name)), read_party(named(other)))
        assert verdict.kinds & {"company", "company_sound"}, (name, other, verdict)
        assert block_keys(read_party(named(name))).keys() & block_keys(read_party(named(other))).keys()


@given(st.lists(st.sampled_from((KEEP, ASK, BOTH)), max_size=200))
def test_a_block_costs_no_more_than_its_length(roles: list[int]) -> None:
    pairs = list(pairs_of_block(list(enumerate(roles))))
    assert len(pairs) == len(set(pairs)) <= max(24 * 23 // 2, 7 * len(roles))
    assert all(
        a < b and ((roles[a] & ASK and roles[b] & KEEP) or (roles[b] & ASK and roles[a] & KEEP)) for a, b in pairs
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("德阳千佛耐火材料有限公司", "德阳千佛耐火投资有限公司"), ("北京正荣物资有限公司", "北京正荣置业有限公司")],
)
def test_sister_firms_at_one_switchboard_differ_by_their_trade(one: str, other: str) -> None:
    a, b = (read_party({"company": name, "phone": "0838-2345678"}) for name in (one, other))
    verdict = compare(a, b)
    assert "business_differs" in verdict.kinds
    assert verdict.score < DEFAULT_POINTS["threshold.suspect"]


@pytest.mark.parametrize(
    "written",
    [
        "无锡恒砺轴承科技 Co.,Ltd",
        "无锡恒砺科技轴承有限公司",
        "无锡高新区恒砺轴承科技有限公司",
        "A类-无锡恒砺轴承科技有限公司(王总)",
        "无锡恒砺轴承科技有限公司(Wuxi Hengli Bearing Co., Ltd.)",
    ],
)
def test_one_company_written_in_another_way(written: str) -> None:
    a, b = (read_party({"company": name}) for name in ("无锡恒砺轴承科技有限公司", written))
    assert compare(a, b).score >= DEFAULT_POINTS["threshold.suspect"]
