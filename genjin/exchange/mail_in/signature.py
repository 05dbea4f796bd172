"""Where a mail's own words end and the card below them begins. Pure."""

from __future__ import annotations

import re

from genjin.kernel.parse_names import looks_like_company, looks_like_person
from genjin.kernel.parse_phones import find_phones

# Lines from the end that a signature may have.
LONGEST = 16
_DELIMITER = re.compile(r"^\s*(?:--|——+|-{3,}|_{3,}|={3,}|\*{3,}|—{2,})\s*$")
_REGARDS = re.compile(
    r"^\s*(?:此致.{0,6}|敬礼.?|祝好.?|祝.{0,8}(?:商祺|顺利|愉快|安好|工作).{0,4}|顺祝.{0,8}|谢谢.{0,4}|多谢.?|期待.{0,12}回复.?|盼复.?"
    r"|(?:best|kind|warm)?\s*regards[,，.]?|best[,，]|thanks.{0,12}|thank you[,，.!]?|b\.?r\.?[,，]?|sincerely[,，]?|yours .{0,12})\s*[!！。,，~]*\s*$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_LABEL = re.compile(
    r"^\s*[\u4e00-\u9fff\s]{0,6}(?:电话|手机|座机|传真|邮箱|地址|网址|公司|微信|qq|tel|mob|mobile|phone|fax|e-?mail|add|address|web|http)\s*[:：.]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。？！?!；;]$|(?:请|需要|想|我们|我司|麻烦|希望|报价|您好|你好|能否|多少)")
_BREAKS = re.compile(r"[|｜丨/、,，\s]+")


def split_signature(text: str) -> tuple[str, str]:
    """The words and the card; the card is empty where nothing looks like one."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    first = max(0, len(lines) - LONGEST)
    for at in range(first, len(lines)):
        if _DELIMITER.match(lines[at]) and any(map(_tells_who, lines[at + 1 :])):
            return _join(lines[:at]), _join(lines[at + 1 :])
        if _REGARDS.match(lines[at]) and any(map(_tells_who, lines[at + 1 :])):
            return _join(lines[:at]), _join(lines[at + 1 :])
    at = len(lines)
    while at > first and (_is_card_line(lines[at - 1]) or (not lines[at - 1].strip() and at < len(lines))):
        at -= 1
    card = lines[at:]
    return (_join(lines[:at]), _join(card)) if any(map(_tells_who, card)) else (_join(lines), "")


def _join(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n ")


def _tells_who(line: str) -> bool:
    """A number, an address, a company or a person's name by itself."""
    text = line.strip()
    if any(find_phones(text)) or _EMAIL.search(text):
        return True
    return any(looks_like_company(p) or looks_like_person(p) for p in _BREAKS.split(text) if p) and len(text) <= 60


def _is_card_line(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > 90 or _SENTENCE.search(text):
        return False
    if _LABEL.match(text):
        return True
    pieces = [p for p in _BREAKS.split(text) if p]
    named = sum(looks_like_company(p) or looks_like_person(p) for p in pieces)
    numbers = any(find_phones(text)) or _EMAIL.search(text) is not None
    if numbers or len(text) <= 30:
        return bool(named or numbers) or _short_word(text)
    return bool(named) and len(pieces) >= 2


def _short_word(text: str) -> bool:
    """A position or a town between the lines of a card."""
    return (
        len(text) <= 12
        and not re.search(r"[,，:：]", text)
        and re.search(r"经理|总监|主管|工程师|采购|部$|厂长|主任", text) is not None
    )
