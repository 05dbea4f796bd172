"""The facts of one party in the form they are compared in. Pure: texts as people wrote them go in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from genjin.kernel.parse_names import looks_like_company, looks_like_person
from genjin.kernel.parse_phones import find_phones, parse_phone
from genjin.kernel.parse_places import home_province, is_place, parse_region, short_place, split_leading_places
from genjin.kernel.pinyin import read_syllables
from genjin.kernel.simplified import to_simplified
from genjin.kernel.text_width import is_placeholder, narrow
from genjin.leads.duplicates.company_name import CompanyName, read_company_name

# What a party can be told by, by lead column.
FACTS = ("company", "credit_code", "contact", "mobile", "phone", "email", "wechat", "province", "city", "address")

_TITLE = re.compile(
    r"(?:先生|女士|小姐|经理|总经理|主任|总监|主管|老师|工程师|部长|科长|处长|厂长|院长|校长|老板|师傅|会计|董事长|采购|同志|总|工|董|哥|姐)$"
)
_ADDRESS = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}")
_CODE = re.compile(r"[0-9A-Z]{18}")
# O for 0 and l for 1, between or behind digits.
_LETTERS_FOR_DIGITS = re.compile(r"(?<=\d)[OoIl](?![a-zA-Z]{2})")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_BETWEEN = re.compile(r"[\s/|,，;；、]+")
# 恒岳阀门(Hengyue Valve Co., Ltd.): the blanks in it part no cells.
_LATIN_ASIDE = re.compile(r"[(（][\x20-\x7e]*[A-Za-z] [\x20-\x7e]*[)）]")
_PLAIN_COMPANY = re.compile(r"[\u4e00-\u9fff()（）]{3,}(?:公司|厂)")
_END_OF_COMPANY = re.compile(r"(?:公司|集团|厂|店|院|所|社|部|行|中心|司)$")
# lisi#163.com, lisi 163.com: the mark is missing or another key was hit.
_NO_AT = re.compile(r"^([a-z0-9._\-]{3,})[#＃$&%￥\s2]((?:qq|163|126|sina|gmail|139|foxmail|hotmail|outlook)\.com)$")
_WITH_AT = re.compile(r"\S+[@＠]\S+")
_LOOSE_ENDS = re.compile(r"^[\s\-/|,，;；:：.0]+|[\s\-/|,，;；:：.0]+$")
# Mail hosts anybody may use: the host says nothing about the company.
_FREE = """
qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com 139.com
189.cn wo.cn aliyun.com 21cn.com tom.com hotmail.com outlook.com live.com live.cn msn.com gmail.com yahoo.com yahoo.cn
yahoo.com.cn icloud.com me.com mac.com example.com 188.com 263.net eyou.com protonmail.com
"""
FREE_HOSTS = frozenset(_FREE.split())


@dataclass(frozen=True, slots=True)
class Person:
    """text: as written. given: the name without salutation, in simplified script. whole: not only a surname."""

    text: str
    given: str
    sound: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Number:
    """area and extension may be empty. text: as written."""

    text: str
    area: str
    digits: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """What is known of one party; further contacts stand in the same tuples, the main one first.

    broken: digits of numbers that no number has, for a slip of one digit. province, city: short names.
    """

    company: str = ""
    name: CompanyName | None = None
    credit_code: str = ""
    people: tuple[Person, ...] = ()
    mobiles: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    broken: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechats: tuple[str, ...] = ()
    province: str = ""
    city: str = ""


def read_party(facts: Mapping[str, Any], further: Sequence[Mapping[str, Any]] = ()) -> Party:
    """Reads facts by lead column, those of further contacts as well. Cells in the wrong column are put right."""
    cells = {name: _text(facts.get(name)) for name in FACTS}
    reader = _Reader()
    company, contact = _place_names(cells["company"], cells["contact"], reader)
    reader.person(contact)
    for column in ("mobile", "phone", "email", "wechat"):
        reader.channel(column, cells[column])
    for person in further:
        reader.person(_text(person.get("contact")))
        for column in ("mobile", "phone", "email", "wechat"):
            reader.channel(column, _text(person.get(column)))
    name = read_company_name(company) if company else None
    province, city = _place(cells["province"], cells["city"], "" if cells["city"] else cells["address"])
    code = _CODE.search(unicodedata.normalize("NFKC", cells["credit_code"]).upper().replace(" ", ""))
    return Party(
        company, name, code.group() if code else "", tuple(reader.people), _once(reader.mobiles),
        tuple(reader.numbers), _once(reader.broken), _once(reader.emails), _once(reader.wechats), province, city,
    )  # fmt: skip


class _Reader:
    """Collects what one can be reached by, whatever column it stands in."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.mobiles: list[str] = []
        self.numbers: list[Number] = []
        self.broken: list[str] = []
        self.emails: list[str] = []
        self.wechats: list[str] = []

    def person(self, text: str) -> None:
        found = read_person(text) if text else None
        if found is not None and found not in self.people:
            self.people.append(found)

    def channel(self, column: str, text: str) -> None:
        if not text:
            return
        if "@" in text or "＠" in text or column == "email":
            self.emails.extend(read_emails(text))
        elif column == "wechat" and not text.isdecimal():
            self.wechats.append(narrow(text).casefold())
        else:
            self.number(text)

    def number(self, text: str) -> None:
        if len(text) == 11 and text[0] == "1" and text.isdecimal() and text.isascii():
            self.mobiles.append(text)
            return
        found = False
        if _LETTERS_FOR_DIGITS.search(text) and sum(c.isdecimal() for c in text) >= 7:
            text = text.translate(_AS_DIGITS)
        for number in read_numbers(text):
            found = True
            if number.area == "" and len(number.digits) == 11:
                self.mobiles.append(number.digits)
            elif number not in self.numbers:
                self.numbers.append(number)
        digits = "".join(c for c in narrow(text) if c.isdecimal())
        if not found and 9 <= len(digits) <= 14:
            self.broken.append(digits.removeprefix("86") if len(digits) > 12 else digits)


@lru_cache(maxsize=8_192)
def read_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a cell. A mobile has no area and 11 digits."""
    if len(text) == 11 and text.isdecimal() and text[0] == "1":
        return (Number(text, "", text),)
    parsed = parse_phone(text)
    phones = [parsed.value] if parsed.value else []
    if "several_numbers" in parsed.warnings:
        phones = [phone for phone, _, _ in find_phones(text)]
    return tuple(_number(text, p.text, p.kind, p.extension) for p in phones)


def _number(raw: str, text: str, kind: str, extension: str) -> Number:
    bare = text.removesuffix(f"-{extension}") if extension else text
    if kind == "mobile":
        return Number(raw, "", bare)
    if kind == "landline":
        area, _, digits = bare.partition("-")
        return Number(raw, area, digits, extension)
    digits = "".join(c for c in bare if c.isdecimal())
    if kind == "foreign":
        return Number(raw, "+", digits, extension)
    return Number(raw, "400" if kind == "service" else "", digits, extension)


@lru_cache(maxsize=50_000)
def read_person(text: str) -> Person | None:
    """`许先生` is a surname only, `曾 辉` and `曾辉女士` are 曾辉; None for what names nobody."""
    folded = "".join(to_simplified(unicodedata.normalize("NFKC", text)).casefold().split())
    if is_placeholder(folded):
        return None
    given = folded
    while len(given) > 1 and (match := _TITLE.search(given)):
        given = given[: match.start()]
        if len(given) <= 1:
            break
    if len(given) == 2 and given[0] in "小老阿":
        given = given[1:]
    given = re.sub(r"[()（）·・.,，\-]", "", given) or folded
    if given.isascii():
        # Zhang Wei, Wei Zhang: the same letters in either order.
        return Person(text, given, _sorted_letters(given), len(given) > 3)
    return Person(text, given, _sorted_letters("".join(read_syllables(given))), len(given) > 1)


def _sorted_letters(text: str) -> str:
    return "".join(sorted(text))


@lru_cache(maxsize=8_192)
def read_emails(text: str) -> tuple[str, ...]:
    """Addresses in one form: lower case, no blanks, no +tag, full-width and spelled-out marks put right."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("。", ".").replace("mailto:", "")
    folded = re.sub(r"\s*(?:\(at\)|\[at\]|#at#)\s*", "@", folded).replace(",com", ".com").replace("..", ".")
    if "@" not in folded:
        folded = _NO_AT.sub(r"\1@\2", folded)
    if folded.count("@") == 1:
        folded = folded.replace(" ", "")
    found = []
    for address in _ADDRESS.findall(folded):
        local, _, host = address.partition("@")
        found.append(f"{local.partition('+')[0].strip('.')}@{host}")
    return tuple(found)


def _place_names(company: str, contact: str, reader: _Reader) -> tuple[str, str]:
    """Company and contact, each in its place, with numbers and addresses in them taken out."""
    if len(contact) <= 4 and _PLAIN_COMPANY.fullmatch(company):
        return company, contact
    company, contact = _take_channels(company, reader), _take_channels(contact, reader)
    if contact and _is_company(contact):
        if not company or _is_person(company):
            company, contact = contact, company
        elif not _is_company(company):
            # A person's name in Latin letters, or a remark.
            company, contact = contact, company if company.isascii() else ""
        else:
            contact = ""
    company, merged = _split_cell(company)
    if company and len(company) <= 3 and _is_person(company):
        reader.person(contact)
        return "", company
    return company, contact or merged


def _is_company(text: str) -> bool:
    return looks_like_company(text) or (len(text) >= 7 and not text.isascii() and not looks_like_person(text))


def _is_person(text: str) -> bool:
    """武汉龙 and 任公司 begin with surnames and are parts of a company's name."""
    if not looks_like_person(text) or looks_like_company(text) or _END_OF_COMPANY.search(text):
        return False
    return split_leading_places(f"{text}  ")[1].strip() == text and not is_place(text)


def _split_cell(text: str) -> tuple[str, str]:
    """苏州恒岳阀门有限公司/王芳: two cells in one, in either order. Latin names have blanks of their own."""
    parts = [p for p in _BETWEEN.split(text.strip()) if p]
    if len(parts) < 2 or text.isascii() or _LATIN_ASIDE.search(text):
        return text, ""
    for person, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        joined = "".join(rest)
        if len(person) <= 4 and _END_OF_COMPANY.search(joined) and _is_person(person) and _is_company(joined):
            return joined, person
    latin = [p for p in parts if p.isascii() and p.isalpha()]
    han = [p for p in parts if not p.isascii()]
    if latin and han and 2 <= len(latin) <= 3 and _is_company("".join(han)):
        return "".join(han), " ".join(latin)
    if len(han) == 1 and len(han[0]) <= 3 and _is_person(han[0]) and len(latin) == len(parts) - 1:
        return " ".join(latin), han[0]
    return text, ""


def _take_channels(text: str, reader: _Reader) -> str:
    """The text without mail addresses and telephone numbers, which go to the reader."""
    if "@" not in text and "＠" not in text and sum(c.isdecimal() for c in text) < 7:
        return text
    reader.emails.extend(read_emails(text))
    rest = _WITH_AT.sub(" ", text)
    for phone, start, end in reversed(list(find_phones(rest))):
        reader.number(phone.text)
        rest = f"{rest[:start]} {rest[end:]}"
    return _LOOSE_ENDS.sub("", rest).strip()


@lru_cache(maxsize=20_000)
def _place(province: str, city: str, address: str) -> tuple[str, str]:
    short_city = short_place(city) if city else ""
    short_province = short_place(province) if province else ""
    if not short_city and address:
        read = parse_region(address)
        if read.value is not None:
            short_province, short_city = short_province or read.value.province, read.value.city
    return short_province or (home_province(short_city) if short_city else ""), short_city


def _text(value: Any) -> str:
    if not value:
        return ""
    text = str(value).strip()
    # Nothing that stands for an empty cell is longer.
    return text if len(text) > 8 or not is_placeholder(text) else ""


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
