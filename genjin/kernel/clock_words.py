"""Times of day in words and figures: `下午3点`, `15:30`, `晚上八点半`, `3pm`."""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

from genjin.kernel.chinese_numbers import read_chinese_number

HALF_DAYS = "凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|夜里|早|晚"
# When only the half of the day is named; shown to the person, who can correct it.
_USUAL = {
    "凌晨": 6,
    "清晨": 7,
    "早": 9,
    "上午": 10,
    "中午": 12,
    "午后": 14,
    "下午": 15,
    "傍晚": 18,
    "晚": 20,
    "夜里": 21,
}
_AFTERNOON = ("午后", "下午", "傍晚", "晚", "夜里")

# Text is narrow and lower case. A wildcard (one unnamed group each) keeps the pattern usable inside larger ones.
_CHINESE = "[零一二两三四五六七八九十廿]{1,3}"
TIME_PATTERN = re.compile(
    rf"(?:(?P<half>{HALF_DAYS})\s{{0,3}})?(?:"
    rf"(?P<hour>[01]?\d|2[0-4])\s*:\s*(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(?P<suffix>am|pm)?(?!\d)"
    rf"|(?P<only>1[0-2]|0?\d)\s*(?P<marker>am|pm)(?![a-z])"
    rf"|(?P<oclock>[01]?\d|2[0-4]|{_CHINESE})\s*(?:点钟?|时)(?!间|候|段|期|左|多)"
    rf"(?:整|(?P<part>半|[一1]刻|[三3]刻)|(?P<minutes>[0-5]?\d|{_CHINESE})分?(?!\d))?"
    rf")|(?P<alone>{HALF_DAYS})(?=$|[^\u4e00-\u9fff]|[打联拜约见去到和跟给电回再前做谈聊开会来过与寄发送签])"
)


class ClockTime(NamedTuple):
    """A time of day; `next_day` for 晚上12点; `assumed` when the person gave only 下午 or a bare 3点."""

    time: time
    next_day: bool = False
    assumed: bool = False


def read_clock(match: re.Match[str]) -> ClockTime | None:
    """The time a match of `TIME_PATTERN` stands for; None for an hour that does not exist."""
    if match["alone"]:
        return ClockTime(time(_usual_hour(match["alone"])), assumed=True)
    suffix = match["suffix"] or match["marker"]
    hour = _number(match["hour"] or match["only"] or match["oclock"])
    minute = _minute(match)
    if hour is None or minute is None:
        return None
    return _on_the_dial(hour, minute, match["half"], suffix, spoken=match["oclock"] is not None)


def _on_the_dial(hour: int, minute: int, half: str | None, suffix: str | None, *, spoken: bool) -> ClockTime | None:
    assumed = False
    if suffix and 1 <= hour <= 12:
        hour = hour % 12 + (12 if suffix == "pm" else 0)
    elif half and half.startswith(_AFTERNOON) and hour < 12:
        hour += 12
    elif half and half.startswith(("晚", "夜里")) and hour == 12:
        hour = 24
    elif half and half.startswith("中午") and hour < 4:
        hour += 12
    elif half is None and spoken and 1 <= hour <= 6:
        # Nobody calls a customer at three in the morning: a bare 3点 is the afternoon's.
        hour, assumed = hour + 12, True
    if hour > 24 or (hour == 24 and minute):
        return None
    return ClockTime(time(hour % 24, minute), hour == 24, assumed)


def _minute(match: re.Match[str]) -> int | None:
    if match["minute"]:
        return int(match["minute"])
    if match["part"]:
        return {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}[match["part"]]
    if match["minutes"]:
        minute = _number(match["minutes"])
        return minute if minute is not None and minute < 60 else None
    return 0


def _usual_hour(word: str) -> int:
    return next(hour for start, hour in _USUAL.items() if word.startswith(start))


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    in_words = read_chinese_number(text.replace("廿", "二十"))
    return int(in_words) if in_words is not None else None
