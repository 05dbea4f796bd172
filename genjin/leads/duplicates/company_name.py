"""A company's name taken apart: places, brand, business, legal form, branch. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from genjin.kernel.parse_places import is_place, short_place, split_leading_places
from genjin.kernel.pinyin import read_syllables
from genjin.kernel.simplified import to_simplified
from genjin.leads.duplicates.business_words import BUSINESS

KEY_LIMIT = 120
_NOISE = re.compile(r"[\s()\[\]{}<>《》【】「」“”\"'‘’·・,，.。、:：;；\-_—–/\\|&+*#@!?？！~～^`]+")
_LATIN_NOISE = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_BRACKETED = re.compile(r"[(\[{【<《「]([^()\[\]{}【】<>《》「」]{1,20})[)\]}】>》」]")
# What a name may end in without being another company; taken off one after the other.
_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "责任公司",
    "股份公司",
    "集团公司",
    "总公司",
    "公司",
    "集团",
    "股份",
    "有限",
    "责任",
)
_FOREIGN_FORM = re.compile(
    r"(?:\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|sa|bv|pte|pty|group|holdings?)"
    r"\b[\s.,]*)+$"
)
_FOREIGN_TAIL = re.compile(r"(?:co)?(?:limited|ltd|inc|llc|gmbh|corp)$")
_BRANCH_WORDS = (
    "分公司|支公司|子公司|办事处|代表处|联络处|分行|支行|营业部|营业厅|分店|分厂|分院|分部|分所|分社|分校|项目部|经理部|"
    "服务部|经营部|门市部|代理处"
)
_BRANCH = re.compile(rf"^(.{{3,}}?(?:公司|集团|银行|厂|医院|学院|大学|中心|商行|社))(.{{0,14}}?)({_BRANCH_WORDS})$")
_SELF_BRANCH = re.compile(r"(?:分公司|支公司|子公司|办事处|代表处|分行|支行)$")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """text: simplified, narrow, lower case, without marks. places: short names, as said in the name.

    core: brand and business, without places and legal form. sound: the core's syllables. branch: what tells a branch
    from its company, None for the company itself. words: of a Latin name.
    """

    text: str
    places: tuple[str, ...]
    core: str
    brand: str
    business: str
    sound: tuple[str, ...]
    branch: str | None
    words: tuple[str, ...] = ()

    @property
    def is_latin(self) -> bool:
        return bool(self.words)


def company_key(name: str | None) -> str | None:
    """A company name without width, script, case, brackets, blanks and the legal form; None when nothing is left.

    A branch keeps its whole name: 分公司 is an account of its own.
    Example: `无锡恒砺轴承（有限公司）` and `無 錫` differ; `无锡恒砺轴承 有限公司` gives 无锡恒砺轴承.
    """
    text = fold_name(name or "")
    if not text.endswith(("分公司", "子公司", "办事处")):
        text = strip_form(text)
    return text[:KEY_LIMIT] or None


def fold_name(name: str) -> str:
    """Simplified, narrow, lower case, without blanks and marks."""
    return _NOISE.sub("", to_simplified(unicodedata.normalize("NFKC", name)).casefold())


def strip_form(text: str) -> str:
    """The name without its legal form; kept when hardly anything else is there."""
    if text.isascii():
        return _FOREIGN_TAIL.sub("", text) or text
    bare = text
    while True:
        shorter = _strip_one_form(bare)
        if shorter == bare or len(shorter) < 2:
            return bare
        bare = shorter


def _strip_one_form(text: str) -> str:
    for form in _FORMS:
        if text.endswith(form):
            return text.removesuffix(form)
    tail = text[-4:]
    # 有限公可, 有线公司, 有限公: one slip in the commonest ending is still that ending.
    if len(text) > 6 and sum(a == b for a, b in zip(tail, "有限公司", strict=False)) == 3:
        return text[:-4]
    if len(text) > 5 and text.endswith(("有限公", "有公司", "限公司")):
        return text[:-3]
    return text


@lru_cache(maxsize=200_000)
def read_company_name(name: str) -> CompanyName | None:
    """The parts of a name; None when it holds neither letters nor characters."""
    folded = to_simplified(unicodedata.normalize("NFKC", name)).casefold().strip()
    text = _NOISE.sub("", folded)
    if not text:
        return None
    if not any("\u3400" <= c <= "\u9fff" for c in text):
        return _read_latin(folded, text)
    places, plain = _take_bracketed_places(folded)
    plain = _NOISE.sub("", plain)
    plain, branch = _split_branch(plain)
    plain = strip_form(plain)
    leading, core = split_leading_places(plain)
    core = core.removeprefix("中国") if len(core) > 4 else core
    core = strip_form(core) if len(core) > 3 else core
    core = re.sub("集团|股份", "", core) if len(core) > 5 else core
    brand, business = split_business(core)
    return CompanyName(text, (*leading, *(p for p in places if p not in leading)), core, brand, business,
                       read_syllables(core), branch)  # fmt: skip


def _take_bracketed_places(folded: str) -> tuple[list[str], str]:
    """Places in brackets, wherever they stand; other brackets open up into the name."""
    places: list[str] = []

    def take(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if inner == "中国" or inner == "集团":
            return ""
        if is_place(inner):
            places.append(short_place(inner))
            return ""
        return inner

    return places, _BRACKETED.sub(take, folded)


def _split_branch(text: str) -> tuple[str, str | None]:
    match = _BRANCH.match(text)
    if match is not None:
        label = match[2].removeprefix("第").translate(_DIGITS)
        return match[1], label + ("" if match[3] in ("分公司", "支公司") else match[3])
    if _SELF_BRANCH.search(text):
        return text, text
    return text, None


def split_business(core: str) -> tuple[str, str]:
    """Brand and business: the business begins with the first word of a trade behind at least two characters."""
    for start in range(2, len(core) - 1):
        for length in (4, 3, 2):
            if core[start : start + length] in BUSINESS and len(core) >= start + length:
                return core[:start], core[start:]
    return (core, "") if len(core) <= 4 else (core[:2], core[2:])


def _read_latin(folded: str, text: str) -> CompanyName:
    bare = _FOREIGN_FORM.sub("", re.sub(r"[.,&()]+", " ", folded)).strip()
    words = tuple(w for w in _LATIN_NOISE.split(bare) if w)
    words = tuple(w for w in words if w not in ("the", "of", "and", "china")) or words
    core = "".join(words) or text
    return CompanyName(text, (), core, words[0] if words else core, "", (core,), None, words or (core,))
