"""How two company names relate: the one evidence of a pair that is about the names. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from genjin.kernel.parse_places import home_province, is_place
from genjin.leads.duplicates.business_words import BUSINESS, ENGLISH
from genjin.leads.duplicates.company_name import CompanyName
from genjin.leads.duplicates.look_alike import look_alike

# Kinds that say: these names may be one company's.
ALIKE = frozenset(
    (
        "company",
        "company_region",
        "company_nested",
        "company_elsewhere",
        "company_sound",
        "company_sound_brand",
        "company_typo",
        "company_word_typo",
        "company_short",
        "company_english",
    )
)
# What the same name becomes when the places in it are not the same.
_ELSEWHERE = {
    "missing": "company_region",
    "region_nested": "company_nested",
    "region_differs": "company_elsewhere",
}


def relate_names(a: CompanyName, b: CompanyName) -> tuple[str, ...]:
    """Kinds of evidence: first how the names relate, then what in them speaks against it."""
    if a.is_latin or b.is_latin:
        return (_relate_latin(a, b),)
    if a.branch != b.branch and not _same_branch(a.branch, b.branch):
        return ("branch_differs",)
    kind = _relate_cores(a, b)
    if kind not in ALIKE:
        return (kind,)
    places = relate_places(a.places, b.places)
    if places == "same":
        return (kind,)
    if kind == "company":
        return (_ELSEWHERE[places],)
    return (kind,) if places == "missing" else (kind, places)


def relate_places(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """same, missing (one says nothing), region_nested (one says the province, the other the city), region_differs."""
    if set(a) == set(b):
        return "same"
    if not a or not b:
        return "missing"
    if set(a) <= set(b) or set(b) <= set(a):
        # 福建莆田 and 莆田 are one place; 福建 and 福建莆田 need not be one company.
        return "same" if a[-1] == b[-1] else "region_nested"
    if any(home_province(p) in b for p in a) or any(home_province(p) in a for p in b):
        return "region_nested"
    return "region_differs"


def _same_branch(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return False
    return len(a) > 3 and len(a) == len(b) and look_alike(a, b)


def _relate_cores(a: CompanyName, b: CompanyName) -> str:
    if a.core == b.core:
        return "company"
    if _is_place_prefix(a.core, b.core) or _is_place_prefix(b.core, a.core):
        return "company_region"
    if a.sound == b.sound:
        return "company_sound" if a.brand == b.brand else "company_sound_brand"
    distance = OSA.distance(a.core, b.core)
    shorter = min(len(a.core), len(b.core))
    if a.brand == b.brand and a.business and b.business and _only_one_makes_sense(a.business, b.business, distance):
        return "company_word_typo"
    if _is_short_form(a, b) or _is_short_form(b, a):
        return "company_short"
    if (distance == 1 and shorter >= 3) or (distance == 2 and shorter >= 7):
        return "company_sound_brand" if look_alike(a.core, b.core) else "company_typo"
    if a.brand == b.brand:
        return "business_differs"
    return "company_differs"


def _is_place_prefix(longer: str, shorter: str) -> bool:
    """昆山恒岳 and 恒岳: what is more is a place."""
    more = len(longer) - len(shorter)
    return more >= 2 and len(shorter) >= 4 and longer.endswith(shorter) and is_place(longer[:more])


def _is_short_form(short: CompanyName, long: CompanyName) -> bool:
    """源野高科技 for 源野高科技农业开发, 中石化 for 中国石油化工: characters left out, the first one kept."""
    count = len(short.core)
    if not 2 <= count < len(long.core):
        return False
    if long.sound[:count] == short.sound and count >= min(len(long.brand), 2):
        return True
    rest = iter(long.core)
    return count >= 4 and short.core[0] == long.core[0] and all(c in rest for c in short.core)


def _only_one_makes_sense(a: str, b: str, distance: int) -> bool:
    """机械 and 机城: a slip turned a word of business into none. 电器 and 电气 are two words."""
    if distance != 1:
        return False
    return bool(_known(a)) is not bool(_known(b))


def _known(business: str) -> bool:
    rest = business
    while rest:
        for length in (5, 4, 3, 2):
            if rest[:length] in BUSINESS:
                rest = rest[length:]
                break
        else:
            return False
    return True


def _relate_latin(a: CompanyName, b: CompanyName) -> str:
    if a.is_latin and b.is_latin:
        if a.core == b.core:
            return "company"
        distance = OSA.distance(a.core, b.core)
        if distance <= 1 + min(len(a.core), len(b.core)) // 10:
            return "company_typo"
        shorter, longer = sorted((a.words, b.words), key=len)
        if len(shorter) < len(longer) and longer[: len(shorter)] == shorter:
            return "company_short"
        return "business_differs" if a.words[0] == b.words[0] else "company_differs"
    latin, chinese = (a, b) if a.is_latin else (b, a)
    return "company_english" if _says_the_same(latin, chinese) else "company_unread"


def _says_the_same(latin: CompanyName, chinese: CompanyName) -> bool:
    """Shanghai Hengyue Valve Co., Ltd. and 上海恒岳阀门: the brand in pinyin, the business in either language."""
    text = latin.core
    brand = "".join(chinese.sound[: len(chinese.brand)])
    whole = "".join(chinese.sound)
    if whole in text:
        return True
    if len(brand) < 4 or brand not in text:
        return False
    rest = text.partition(brand)[2]
    return not chinese.business or any(word in rest for word in _english(chinese.business))


def _english(business: str) -> Iterator[str]:
    for chinese, words in ENGLISH.items():
        if chinese in business:
            yield from words
