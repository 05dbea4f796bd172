"""Takes apart a cell that holds persons: `程雪 18201958431、单强 15105252153`, `王芳(采购经理)`, `张三/李四`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from genjin.kernel.parse_names import looks_like_person
from genjin.kernel.parse_phones import find_phones
from genjin.kernel.text_width import narrow, strip_outer_emoji

_SPLIT = re.compile(r"[\n、;；,，/／|&]+|\s{2,}|(?<=[\u4e00-\u9fff]{2})[和及](?=[\u4e00-\u9fff]{2})")
_LIST = re.compile(r"[\n、;；,，/／|&]+")
_EDGES = " \t\r\n:：-—,，、;；/|（[]【】.。("
_LABEL = re.compile(
    r"^(?:联系人|姓名|手机号?码?|联系电话|电话|联系方式|座机|tel|phone|mobile)\s*[:：]?\s*", re.IGNORECASE
)
_BRACKETED = re.compile(r"([^()]+)\(([^()]*)\)?")
_POSITION = re.compile(
    r"经理|总监|总裁|总工|主任|主管|厂长|院长|校长|科长|处长|部长|局长|店长|班长|董事|老板|法人|法务|采购|销售|市场|技术|研发|生产|设备|品质|质检"
    r"|财务|会计|行政|人事|秘书|助理|工程师|专员|负责人|股东|合伙人|副总|manager|director|ceo|cto|cfo|buyer|engineer",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'-]*(?: [A-Za-z][A-Za-z.'-]*){0,3}")


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One person; empty strings for what the cell does not tell."""

    name: str
    mobile: str = ""
    phone: str = ""
    title: str = ""


def read_contacts(text: str) -> tuple[ContactEntry, ...]:
    """The persons of a cell in its order; one entry with the text as it stands when it is just a name.

    Names and numbers are paired by position: a number belongs to the name before it, or, when the cell begins with a
    number, to the name after it.
    """
    text = strip_outer_emoji(text)
    if not text:
        return ()
    if text.isalpha() and len(text) <= 4:
        return (ContactEntry(text),)
    found = list(find_phones(text))
    if not found:
        return tuple(_with_position(name) for name in _names(text))
    return _paired(text, [(phone.text, phone.kind == "mobile", start, end) for phone, start, end in found])


def _with_position(name: str) -> ContactEntry:
    """`王芳（采购经理）` is a name and a position; any other bracket stays with the name."""
    match = _BRACKETED.fullmatch(narrow(name))
    if match and match[2] and _POSITION.search(match[2]) and looks_like_person(match[1].strip()):
        return ContactEntry(match[1].strip(), title=match[2].strip())
    return ContactEntry(name)


def _names(text: str) -> list[str]:
    """Several names only when every part is one; `王芳/采购部` stays whole."""
    parts = [part.strip() for part in _LIST.split(text) if part.strip()]
    if len(parts) > 1 and all(looks_like_person(part) or _LATIN_NAME.fullmatch(part) for part in parts):
        return parts
    return [" ".join(text.split())]


def _paired(text: str, numbers: list[tuple[str, bool, int, int]]) -> tuple[ContactEntry, ...]:
    entries: list[ContactEntry] = []
    position = 0
    for number, is_mobile, start, end in numbers:
        names = _between(text[position:start])
        entries += [ContactEntry(name) for name in names[:-1]]
        name = names[-1] if names else ""
        position = end
        if not name and entries:
            entries[-1] = _with_number(entries[-1], number, is_mobile)
        else:
            entries.append(_with_number(ContactEntry(name), number, is_mobile))
    trailing = [name for name in _between(text[position:]) if looks_like_person(name) or not entries[0].name]
    if trailing and entries and not entries[0].name:
        # 138… 王芳: the numbers came first.
        return _shifted(entries, trailing[-1])
    entries += [ContactEntry(name) for name in trailing]
    return tuple(_with_title(entry) for entry in entries)


def _shifted(entries: list[ContactEntry], last_name: str) -> tuple[ContactEntry, ...]:
    names = [*(entry.name for entry in entries[1:]), last_name]
    return tuple(ContactEntry(name, entry.mobile, entry.phone) for name, entry in zip(names, entries, strict=True))


def _with_title(entry: ContactEntry) -> ContactEntry:
    """`陈晨(采购经理)` is a name and a position."""
    match = _BRACKETED.fullmatch(entry.name)
    return replace(entry, name=match[1].strip(), title=match[2].strip()) if match else entry


def _with_number(entry: ContactEntry, number: str, is_mobile: bool) -> ContactEntry:
    if is_mobile and not entry.mobile:
        return ContactEntry(entry.name, number, entry.phone)
    if not is_mobile and not entry.phone:
        return ContactEntry(entry.name, entry.mobile, number)
    return entry


def _between(text: str) -> list[str]:
    """Names in the text between two numbers, labels and punctuation taken off."""
    parts = (_LABEL.sub("", part.strip(_EDGES)).strip(_EDGES) for part in _SPLIT.split(narrow(text)) if part)
    return [part for part in parts if part and _LABEL.sub("", part)]
