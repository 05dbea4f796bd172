"""Which of a lead's values cannot be true, with the reason (domain.md B6). Pure: values and rules in, flags out.

A flag is a code; its words stand in `flags.py`. Nothing is dropped or changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from genjin.kernel.parse_money import parse_money
from genjin.kernel.parse_phones import parse_phone
from genjin.kernel.parse_places import home_province, parse_province
from genjin.kernel.text_width import narrow

# Attributes that the checks read.
CHECKED = ("company", "contact", "mobile", "phone", "email", "amount", "province", "city")
_SPLIT = re.compile(r"[\s,，、;；]+")
_COMPANY_END = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|公司|集团|客户|线索|用户|数据)?[\d\s_\-#]*$")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_DIGITS = "01234567890123456789"


@dataclass(frozen=True, slots=True)
class CleaningBook:
    """The active rules, ready to be applied to many leads."""

    active: frozenset[str]
    fake_prefixes: tuple[str, ...] = ()
    segments: frozenset[str] = frozenset()
    runs: re.Pattern[str] | None = None
    domains: frozenset[str] = frozenset()
    mailboxes: frozenset[str] = frozenset()
    test_names: frozenset[str] = frozenset()
    test_hint: re.Pattern[str] | None = None
    weak_names: frozenset[str] = frozenset()
    mash: tuple[str, ...] = ()
    highest: int | None = None
    blocking: frozenset[str] = field(default_factory=frozenset)


def build_book(rules: Iterable[tuple[str | None, str | None, bool | None, bool | None]]) -> CleaningBook:
    """From `(code, entries, active, blocks)` of the settings rows; a rule without the entries it needs rests."""
    entries = {code: split_entries(text) for code, text, active, _ in rules if code and active}
    names = [_fold(n) for n in entries.get("name_test", ())]
    run = next((int(n) for n in entries.get("phone_run", ()) if n.isdecimal()), 0)
    limit = next(iter(entries.get("amount_odd", ())), "")
    return CleaningBook(
        active=frozenset(entries),
        fake_prefixes=tuple(n for n in entries.get("phone_fake", ()) if n.isdecimal()),
        segments=frozenset(entries.get("phone_segment", ())),
        runs=_run_pattern(run) if 4 <= run <= 11 else None,
        domains=frozenset(n.lower().lstrip("@") for n in entries.get("mail_throwaway", ())),
        mailboxes=frozenset(n.lower() for n in entries.get("mail_test", ())),
        test_names=frozenset(names),
        test_hint=re.compile("|".join(map(re.escape, names)), re.IGNORECASE) if names else None,
        weak_names=frozenset(entries.get("name_weak", ())),
        mash=tuple(_fold(n) for n in entries.get("name_mash", ())),
        highest=parse_money(limit).value if limit else None,
        blocking=frozenset(code for code, _, active, blocks in rules if code and active and blocks),
    )


def split_entries(text: str | None) -> tuple[str, ...]:
    """The entries of a rule as a person wrote them: by line, blank or comma."""
    return tuple(part for part in _SPLIT.split(text or "") if part)


def find_flags(values: Mapping[str, Any], book: CleaningBook) -> list[str]:
    """Codes of what is wrong, each once, in no order.

    Example: a mobile of 13800138000 gives `["phone_fake"]`.
    """
    found: list[str] = []
    mobile, phone = values["mobile"], values["phone"]
    if mobile:
        found += _check_phone(mobile, book)
    if phone:
        found += [code for code in _check_phone(phone, book) if code not in found]
    if values["email"]:
        found += _check_email(values["email"], book)
    found += _check_names(values["company"], values["contact"], book)
    amount = values["amount"]
    if amount is not None and (amount < 0 or (book.highest is not None and amount > book.highest)):
        found.append("amount_odd")
    if values["city"] and values["province"] and _places_differ(values["province"], values["city"]):
        found.append("place_conflict")
    return [code for code in found if code in book.active]


def is_blocking(flags: str | None, book: CleaningBook) -> bool:
    """Whether the stored flags (`|code|code|`) keep the lead out of assignment."""
    return flags is not None and not book.blocking.isdisjoint(flags.strip("|").split("|"))


def _check_phone(text: str, book: CleaningBook) -> list[str]:
    if len(text) == 11 and text[0] == "1" and text.isdecimal():
        if text.startswith(book.fake_prefixes):
            return ["phone_fake"]
        if book.runs is not None and book.runs.search(text):
            return ["phone_run"]
        return ["phone_segment"] if text[:3] in book.segments or text[:4] in book.segments else []
    if text[0] in "04+" and "-" in text:
        return []
    read = parse_phone(text)
    if read.value is None:
        return ["phone_format"]
    return ["phone_local"] if read.value.kind == "local" else []


def _check_email(text: str, book: CleaningBook) -> list[str]:
    mailbox, _, domain = text.lower().rpartition("@")
    if not mailbox or "." not in domain:
        return ["mail_format"]
    if domain in book.domains or domain.partition(".")[2] in book.domains:
        return ["mail_throwaway"]
    return ["mail_test"] if mailbox in book.mailboxes or f"@{domain}" in book.mailboxes else []


def _check_names(company: str | None, contact: str | None, book: CleaningBook) -> list[str]:
    found: list[str] = []
    for name in (company, contact):
        if not name:
            continue
        if book.test_hint is not None and book.test_hint.search(name) and _core(name) in book.test_names:
            found.append("name_test")
        elif _is_mashed(name, book):
            found.append("name_mash")
    if contact and contact in book.weak_names:
        found.append("name_weak")
    if company and company == contact:
        found.append("same_names")
    return list(dict.fromkeys(found))


def _is_mashed(name: str, book: CleaningBook) -> bool:
    """`asdfgh`, `111`, `啊啊啊`, `123456`: nothing anybody is called."""
    if len(name) >= 3 and name == name[0] * len(name):
        return True
    if not name.isascii():
        return False
    plain = _fold(name)
    if plain in book.mash:
        return True
    if len(plain) >= 3 and plain.isdecimal():
        return True
    return len(plain) >= 4 and any(plain in row or plain in row[::-1] for row in _KEYBOARD)


def _places_differ(province: str, city: str) -> bool:
    home = home_province(city)
    return home != "" and parse_province(province).value not in (home, None)


def _core(name: str) -> str:
    """What is left of a name without a company's ending and a number: `测试公司2` → `测试`."""
    plain = _fold(name)
    return _COMPANY_END.sub("", plain) or plain


def _fold(name: str) -> str:
    return narrow(name).strip().casefold()


def _run_pattern(length: int) -> re.Pattern[str]:
    up: Sequence[str] = [_DIGITS[n : n + length] for n in range(10)]
    runs = "|".join((*up, *(r[::-1] for r in up)))
    return re.compile(rf"(\d)\1{{{length - 1}}}|{runs}", re.ASCII)
