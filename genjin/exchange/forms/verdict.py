"""Whether a submission looks like a robot's, and why. Pure: values in, reasons out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from genjin.kernel.words import Words

REASONS: Mapping[str, Words] = {
    "honeypot": Words("填了人看不见的一格", "Filled in a field that people cannot see"),
    "too_fast": Words("打开后 {seconds} 秒就提交，人来不及填", "Sent {seconds} s after opening: too fast for a person"),
    "address": Words("姓名或公司里有网址", "A web address in the name or company"),
    "many_addresses": Words("留言里有 {count} 个网址", "{count} web addresses in the message"),
    "repeated": Words("和不久前的一次提交完全一样", "The same as an earlier submission, word for word"),
}
_ADDRESS = re.compile(r"https?://|www\.[a-z0-9-]+\.", re.IGNORECASE)
NAMES = ("company", "contact", "title")
# Somebody may link a drawing and their site; three links are an advertisement.
LINKS = 3


def judge(
    answers: Mapping[str, str], *, honeypot: str, seconds: float, min_seconds: int, repeated: bool
) -> list[dict[str, object]]:
    """Reasons for doubt, none for a person. Shape: `{"code", …facts}`."""
    reasons: list[dict[str, object]] = []
    if honeypot.strip():
        reasons.append({"code": "honeypot"})
    if seconds < min_seconds:
        reasons.append({"code": "too_fast", "seconds": round(seconds, 1)})
    if any(_ADDRESS.search(answers.get(column, "")) for column in NAMES):
        reasons.append({"code": "address"})
    links = sum(len(_ADDRESS.findall(text)) for text in answers.values())
    if links >= LINKS:
        reasons.append({"code": "many_addresses", "count": links})
    if repeated:
        reasons.append({"code": "repeated"})
    return reasons


def in_words(reason: Mapping[str, object], language: str) -> str:
    words = REASONS.get(str(reason.get("code")))
    return "" if words is None else words.in_language(language).format_map(dict(reason))
