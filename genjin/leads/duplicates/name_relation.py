"""How two company names relate: the one evidence of a pair that is about the names. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA, Postfix, Prefix

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
_NUMERALS = frozenset("0123456789一二三四五六七八九十东南西北甲乙丙丁")
# Share of syllables in common from which different names are at least akin.
_LIKE = 0.6
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
    if a.branch != b.branch:
        return (_relate_branches(a, b),)
    if _other_trade(a.core, b.core):
        return ("business_differs",)
    kind = _relate_cores(a, b)
    if kind not in ALIKE:
        # A slip in the place leaves it in the core of one side only.
        return (_relate_bare(a, b) or kind,)
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


def _relate_branches(a: CompanyName, b: CompanyName) -> str:
    """Another branch is another customer. A slip is one only with more beside it: 红星 and 红兴 may be two stations."""
    if a.branch is None or b.branch is None or min(len(a.text), len(b.text)) < 8 or _counted(a.branch, b.branch):
        return "branch_differs"
    if min(len(a.branch), len(b.branch)) >= 3 and (
        sorted(a.branch) == sorted(b.branch) or look_alike(a.branch, b.branch)
    ):
        return "company_sound_brand" if a.core == b.core else "company_typo"
    near = OSA.distance(a.text, b.text, score_cutoff=1) <= 1
    return "company_typo" if near and not _counted(a.text, b.text) else "branch_differs"


def _counted(a: str, b: str) -> bool:
    """第一 and 第二, 1 and 2: what differs is a number."""
    return any(x != y and (x in _NUMERALS or y in _NUMERALS) for x, y in zip(a, b, strict=False))


def _relate_bare(a: CompanyName, b: CompanyName) -> str | None:
    if look_alike(a.bare, b.bare):
        return "company_sound_brand"
    distance = OSA.distance(a.bare, b.bare, score_cutoff=2)
    shorter = min(len(a.bare), len(b.bare))
    if (distance == 1 and shorter >= 5) or (distance == 2 and shorter >= 8):
        return "company_typo"
    for short, long in ((a, b), (b, a)):
        rest = iter(long.bare)
        if 2 <= len(short.bare) <= 4 and short.bare[0] == long.bare[0] and all(c in rest for c in short.bare):
            return "company_initials"
    # 启迅纺织科技 and 远拓纺织科技 have no more in common than their trade.
    brands = set(a.sound[: a.brand_length]) & set(b.sound[: b.brand_length])
    if brands and OSA.normalized_similarity(a.sound, b.sound) >= _LIKE:
        return "company_like"
    return None


def _relate_cores(a: CompanyName, b: CompanyName) -> str:
    if a.core == b.core:
        return "company"
    if _is_place_prefix(a.core, b.core) or _is_place_prefix(b.core, a.core):
        return "company_region"
    if a.sound == b.sound:
        return "company_sound" if _misspelt_business(a.core, b.core) else "company_sound_brand"
    distance = OSA.distance(a.core, b.core)
    shorter = min(len(a.core), len(b.core))
    if a.brand == b.brand and a.business and b.business and _only_one_makes_sense(a.business, b.business, distance):
        return "company_word_typo"
    if a.brand == b.brand and sorted(a.business) == sorted(b.business):
        # 恒砺轴承科技 and 恒砺科技轴承
        return "company_word_typo"
    if a.brand == b.brand and len(a.business) == len(b.business) and _known(a.business) and _known(b.business):
        # 食品 and 软件: two words of business, however near the whole names are.
        return "business_differs"
    if distance == 1 and look_alike(a.core, b.core) and _misspelt_business(a.core, b.core):
        # 料技 for 科技: where the slip is, one side has no word of business.
        return "company_word_typo"
    if _is_short_form(a, b) or _is_short_form(b, a):
        return "company_short"
    if (distance == 1 and shorter >= 3) or (distance == 2 and shorter >= 7):
        return "company_sound_brand" if look_alike(a.core, b.core) else "company_typo"
    if a.brand == b.brand:
        return "business_differs"
    return "company_differs"


def _other_trade(a: str, b: str) -> bool:
    """千佛耐火材料 and 千佛耐火投资: what differs is a word of business on both sides, however near the names are."""
    ahead = int(Prefix.similarity(a, b))
    behind = min(int(Postfix.similarity(a, b)), len(a) - ahead, len(b) - ahead)
    left, right = a[ahead : len(a) - behind], b[ahead : len(b) - behind]
    return ahead >= 2 and left in BUSINESS and right in BUSINESS


def _misspelt_business(a: str, b: str) -> bool:
    """济术 for 技术: what differs is a word of business on one side and none on the other. 电气 and 电器 are two."""
    if len(a) != len(b):
        return False
    return all(_word_at(a, n) is not _word_at(b, n) for n, (x, y) in enumerate(zip(a, b, strict=True)) if x != y)


def _word_at(text: str, place: int) -> bool:
    return text[max(0, place - 1) : place + 1] in BUSINESS or text[place : place + 2] in BUSINESS


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
    if latin.core in ("".join(chinese.spelt), "".join(chinese.sound)):
        return "company_sound"
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
