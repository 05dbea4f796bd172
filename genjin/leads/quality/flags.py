"""The flags of cleaning by code: the closed list, each with its reason in words."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.fields import Choice, Choices, Option

_WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("phone_format", "电话位数不对", "Phone has a wrong length", "red"),
    ("phone_fake", "电话是占位号", "Placeholder phone", "red"),
    ("phone_run", "电话是连号或叠号", "Phone is a run of digits", "red"),
    ("phone_segment", "手机号段不存在", "No such mobile segment", "red"),
    ("phone_local", "座机缺区号", "Landline lacks its area code", "orange"),
    ("mail_format", "邮箱写法不对", "Malformed e-mail", "red"),
    ("mail_throwaway", "一次性邮箱", "Throw-away e-mail", "red"),
    ("mail_test", "测试邮箱", "Test e-mail", "red"),
    ("name_test", "测试名称", "Test name", "red"),
    ("name_mash", "乱敲的名称", "Keyboard mash", "red"),
    ("name_weak", "像化名", "Looks like a made-up name", "orange"),
    ("same_names", "公司和联系人相同", "Company equals contact", "orange"),
    ("amount_odd", "金额不合常理", "Implausible amount", "orange"),
    ("place_conflict", "城市不在这个省", "City lies in another province", "orange"),
)
CODES = tuple(code for code, *_ in _WORDS)
_OPTIONS = tuple(Option(code, Words(zh, en), tone) for code, zh, en, tone in _WORDS)
FLAGS = Choices(_OPTIONS)
# One flag, as the rule behind it is named by.
CODE = Choice(_OPTIONS)


def store_flags(codes: list[str]) -> str | None:
    """Codes → the stored cell, in the list's order."""
    return f"|{'|'.join(c for c in CODES if c in codes)}|" if codes else None


def flag_words(stored: str | None, language: str) -> str:
    """`电话是占位号、测试名称`, empty for a lead without flags."""
    wanted = (stored or "").strip("|").split("|")
    joined = ", " if language == "en" else "、"
    return joined.join(o.words.in_language(language) for o in FLAGS.options if o.key in wanted)
