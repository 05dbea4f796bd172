"""A company's name taken apart: places, brand, business, legal form, branch. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from genjin.kernel.memo import Memo
from genjin.kernel.parse_places import is_place, place_level, short_place, split_leading_places
from genjin.kernel.pinyin import read_plainly, read_syllables
from genjin.kernel.simplified import to_simplified
from genjin.leads.duplicates.business_words import BUSINESS

KEY_LIMIT = 120
_LIST_NUMBER = re.compile(r"^\s*\d{1,4}\s*[、.．)）]\s*(?=\D)")
_LATIN_NOISE = re.compile(r"[^0-9a-z]+")
_BRACKETED = re.compile(r"[(\[{【<《「]([^()\[\]{}【】<>《》「」]{1,20})[)\]}】>》」]")
# Remarks in brackets that are no part of a name.
_NOTE = re.compile(
    r"^(?:原|曾用名|简称|下称|即|备注|注|更名|已更名|[\u4e00-\u9fff]{1,3}(?:总|经理|先生|女士|小姐|老师|主任)$)"
)
_LABEL = re.compile(
    r"^(?:公司|客户|单位|企业)(?:名称|全称|名)?\s*[:：]\s*|^[\[(【]?[a-e][类级]?[\])】]?[\-—:：\s]+(?=[\u4e00-\u9fff]{4})"
)
# Whom one writes to inside a company: no other account.
_DEPARTMENT = re.compile(
    r"(?<=公司)(?:采购|销售|技术|人事|财务|市场|工程|设备|行政|生产|供应|物资|质量|品质|研发|信息|物流|人力资源|综合)(?:部|科|处|中心)门?$|(?<=公司)(?:总经办|总工办|办公室|研发中心|行政部门)$"
)
_AFTER_PLACE = ("地区", "县", "市", "区")
_NOTES = frozenset(
    (
        "中国",
        "集团",
        "新",
        "旧",
        "老",
        "总部",
        "本部",
        "客户",
        "老客户",
        "新客户",
        "重点",
        "重要",
        "已成交",
        "已注销",
        "注销",
        "意向",
        "意向客户",
        "潜在",
        "潜在客户",
        "展会",
        "已联系",
        "未联系",
        "跟进中",
        "待跟进",
        "待联系",
        "成交",
        "未成交",
        "已成交客户",
        "战略客户",
        "大客户",
    )
)
# What a name may end in without being another company; taken off one after the other.
_TRACE_OF_FORM = re.compile("公|司|有限")
_LONG_FORMS = ("有限责任公司", "股份有限公司", "有限公司")
_SHORT_FORMS = ("责任公司", "股份公司", "集团公司", "总公司", "公司", "集团", "股份", "有限", "责任")
_FOREIGN_FORM = re.compile(
    r"(?:\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|sa|bv|pte|pty|group|holdings?)"
    r"\b[\s.,]*)+$"
)
# 恒砺轴承 Co., Ltd.: the form in English behind a Chinese name.
_FORM_BEHIND_HAN = re.compile(
    r"(?<=[\u4e00-\u9fff)])[\s,.]*(?:\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc)\b[\s.,]*)+$"
)
# 恒砺轴承(Wuxi Hengli Bearing Co., Ltd.): the name once more in other letters.
_IN_LATIN = re.compile(r"[(\[{【](?=[^()\[\]{}【】]{0,60}[a-z])[\x20-\x27\x2a-\x5a\x5e-\x7a]{3,90}[)\]}】]")
_HAN = re.compile(r"[\u3400-\u9fff]")
# 无锡高新区恒砺, 无锡市经济开发区恒砺: the part of the town is written or left out.
_ZONE = re.compile(
    r"(?:国家)?(?:高新技术产业开发区|高新技术开发区|高新技术园区|高新区|经济技术开发区|经济开发区|经开区|开发区"
    r"|工业园区|工业园|工业区|科技园区|产业园区|保税港?区)(?=..)"
)
_FOREIGN_TAIL = re.compile(r"(?:co)?(?:limited|ltd|inc|llc|gmbh|corp)$")
# 有限公司 in pinyin.
_SPELT_FORM = re.compile(r"(?:gufen|jituan|zong)*(?:youxian)?(?:zeren)?gongsi$")
_BRANCH_WORDS = (
    "分公司|支公司|子公司|办事处|代表处|联络处|分行|支行|分理处|营业部|营业厅|分店|分厂|分院|分部|分所|分社|分校|项目部|经理部|"
    "服务部|经营部|门市部|代理处|分公|分司公|分司|分|支"
)
# The company's own end comes first where there is one; else the end of another establishment.
_BRANCHES = (
    re.compile(rf"^(.{{2,}}?公司)(.{{0,20}}?)({_BRANCH_WORDS})$"),
    re.compile(rf"^(.{{3,}}?(?:集团|银行|厂|医院|学院|大学|中心|商行|社))(.{{0,14}}?)({_BRANCH_WORDS})$"),
)
_SELF_BRANCH = re.compile(r"(?:分公司|支公司|子公司|办事处|代表处|分行|支行)$")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """bare: simplified, narrow, lower case, without marks and legal form. places: short names that stand in the name.

    core: brand and business, without places; sound: its syllables. branch: what tells a branch from its company, None
    for the company itself; text: with the branch. words: of a Latin name. Holds no more than it must: a scan keeps a
    million of these.
    """

    text: str
    places: tuple[str, ...]
    bare: str
    core: str
    brand_length: int
    sound: tuple[str, ...]
    branch: str | None = None
    words: tuple[str, ...] = ()

    @property
    def is_latin(self) -> bool:
        return bool(self.words)

    @property
    def brand(self) -> str:
        return self.words[0] if self.words else self.core[: self.brand_length]

    @property
    def business(self) -> str:
        return "" if self.words else self.core[self.brand_length :]

    @property
    def spelt(self) -> tuple[str, ...]:
        """The syllables of `bare`."""
        if self.words:
            return (self.core,)
        if self.bare.endswith(self.core):
            return (*_spell_place(self.bare[: len(self.bare) - len(self.core)]), *self.sound)
        return read_plainly(self.bare)


def company_key(name: str | None) -> str | None:
    """A company name without width, script, case, brackets, blanks and the legal form; None when nothing is left.

    A branch keeps its whole name: 分公司 is an account of its own.
    Example: `无锡恒砺轴承（有限公司）` and `無 錫` differ; `无锡恒砺轴承 有限公司` gives 无锡恒砺轴承.
    """
    return _known_keys(name) if name else None


def _company_key(name: str) -> str | None:
    text = fold_name(name)
    if not text.endswith(("分公司", "子公司", "办事处")):
        text = strip_form(text)
    return text[:KEY_LIMIT] or None


_known_keys = Memo("company_key", _company_key, 4_096)


def fold_name(name: str) -> str:
    """Simplified, narrow, lower case, nothing but letters, characters and digits."""
    return _letters(to_simplified(unicodedata.normalize("NFKC", name)).casefold())


def _letters(text: str) -> str:
    return text if text.isalnum() else "".join(c for c in text if c.isalnum())


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
    if text.endswith(_LONG_FORMS):
        return next(text.removesuffix(form) for form in _LONG_FORMS if text.endswith(form))
    # 有限公可, 有线公司, 有限责刃公司, 有限公司司, 有限公: one slip in an ending is still that ending.
    for form in _LONG_FORMS if _TRACE_OF_FORM.search(text, max(0, len(text) - 7)) else ():
        for length in (len(form), len(form) + 1, len(form) - 1):
            tail = text[-length:]
            if len(text) > length + 1 and tail[0] == form[0] and OSA.distance(tail, form, score_cutoff=1) <= 1:
                return text[:-length]
    if text.endswith(_SHORT_FORMS):
        return next(text.removesuffix(form) for form in _SHORT_FORMS if text.endswith(form))
    return text


# Hardly any name comes twice in a file or a scan; who looks again does so soon.
@lru_cache(maxsize=8_192)
def read_company_name(name: str) -> CompanyName | None:
    """The parts of a name; None when it holds neither letters nor characters."""
    folded = to_simplified(unicodedata.normalize("NFKC", name)).casefold().strip()
    folded = _LABEL.sub("", _LIST_NUMBER.sub("", folded))
    text = _letters(folded)
    if not text:
        return None
    if _HAN.search(text) is None:
        return _read_latin(folded, text)
    if len(_HAN.findall(folded)) >= 4:
        folded = _FORM_BEHIND_HAN.sub("", _IN_LATIN.sub("", folded).strip())
        text = _letters(folded)
    places, plain = _take_bracketed_places(folded)
    plain, branch = _split_branch(_DEPARTMENT.sub("", _letters(plain)))
    plain = strip_form(plain)
    leading, core = split_leading_places(plain)
    if leading and (zone := _ZONE.match(core)) is not None:
        further, core = split_leading_places(core[zone.end() :])
        leading = (*leading, *further)
    if not (leading or places) and (behind := _place_behind(core)):
        leading, core = (short_place(behind),), core.removesuffix(behind)
    core = core.removeprefix("中国") if len(core) > 3 else core
    if leading and len(core) > 4:
        # 无锡县, 六安地区: places that are called otherwise today.
        core = next((core.removeprefix(word) for word in _AFTER_PLACE if core.startswith(word)), core)
    core = strip_form(core) if len(core) > 3 else core
    core = re.sub("集团|股份", "", core) if len(core) > 5 else core
    named = tuple(sorted({*leading, *places}, key=place_level))
    whole = plain if branch is None else text
    return CompanyName(whole, named, plain, core, _brand_length(core), read_plainly(core), branch)


def _take_bracketed_places(folded: str) -> tuple[list[str], str]:
    """Places in brackets, wherever they stand; other brackets open up into the name."""
    places: list[str] = []

    def take(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if inner in _NOTES or _NOTE.match(inner) or (inner.isascii() and len(inner) > 2 and not folded.isascii()):
            return ""
        # 有限公司（苏州）分公司: there the place says which branch.
        if is_place(inner) and folded[match.end() : match.end() + 1] not in ("分", "支", "办", "代", "营"):
            places.append(short_place(inner))
            return ""
        return inner

    return places, _BRACKETED.sub(take, folded)


def _split_branch(text: str) -> tuple[str, str | None]:
    if text.endswith("公司") and text[-3:-2] not in ("分", "支", "子", "司"):
        return text, None
    for pattern in _BRANCHES:
        match = pattern.match(text)
        if match is not None and (match[2] or len(match[3]) > 1):
            # 分公司 and 支公司 say no more than that it is one; 经营部 belongs to its name.
            said = match[3] if match[3][0] not in "分支" else ""
            return match[1], match[2].removeprefix("第").translate(_DIGITS) + said
    if _SELF_BRANCH.search(text):
        return text, text
    return text, None


def _place_behind(core: str) -> str:
    """众诚房地产开发河北（有限公司）: brackets lost around a place behind the business."""
    for length in (3, 2):
        ahead, behind = core[:-length], core[-length:]
        if len(ahead) >= 4 and any(ahead.endswith(word) for word in _trades(ahead)) and is_place(behind):
            return behind
    return ""


def _trades(text: str) -> list[str]:
    """The words of business that may end `text`."""
    return [text[-length:] for length in (4, 3, 2) if text[-length:] in BUSINESS]


@lru_cache(maxsize=4096)
def _spell_place(text: str) -> tuple[str, ...]:
    """Places are read as they are called (重庆, 长春): there are few, and Latin names spell them so."""
    return read_syllables(text)


def _brand_length(core: str) -> int:
    """Where the business begins: at the first word of a trade behind at least two characters."""
    for start in range(2, len(core) - 1):
        if any(core[start : start + length] in BUSINESS for length in (4, 3, 2)):
            return start
    return len(core) if len(core) <= 4 else 2


def _read_latin(folded: str, text: str) -> CompanyName:
    bare = _FOREIGN_FORM.sub("", re.sub(r"[.,&()]+", " ", folded)).strip()
    words = tuple(w for w in _LATIN_NOISE.split(bare) if w)
    words = tuple(w for w in words if w not in ("the", "of", "and", "china")) or words
    core = _SPELT_FORM.sub("", "".join(words)) or text
    return CompanyName(text, (), core, core, len(core), (core,), None, words or (core,))
