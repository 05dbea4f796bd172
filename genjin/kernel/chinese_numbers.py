"""Numbers written in Chinese characters, everyday and banking forms."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ["零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for character in characters
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}


def read_chinese_number(text: str) -> Decimal | None:
    """`十二万` → 120000, `两百五` → 250, `二〇二六` → 2026, `三点五万` → 35000; None when it is no number."""
    if not text:
        return None
    if text == "半":
        return Decimal("0.5")
    if "点" in text:
        return _with_decimals(text)
    if all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_decimals(text: str) -> Decimal | None:
    whole, _, rest = text.partition("点")
    decimals = "".join(str(_DIGITS[character]) for character in rest if character in _DIGITS)
    unit = rest.lstrip("".join(_DIGITS))
    if not decimals or len(unit) > 1 or (unit and unit not in _LARGE and unit not in _SMALL):
        return None
    head = read_chinese_number(whole)
    if head is None:
        return None
    return (head + Decimal(f"0.{decimals}")) * {**_LARGE, **_SMALL}.get(unit, 1)


def _with_units(text: str) -> Decimal | None:
    total = section = 0
    digit: int | None = None
    last_unit = 1
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            last_unit = 10 if digit == 0 else last_unit
        elif character in _SMALL:
            last_unit = _SMALL[character]
            section += (1 if digit is None else digit) * last_unit
            digit = None
        elif character in _LARGE:
            last_unit = _LARGE[character]
            # 三亿五千万: 亿 lifts all that came before, 万 only what stands since the last 亿.
            ahead = total if character in "亿億" else 0
            total = (total - ahead) + (ahead + section + (digit or 0)) * last_unit
            section, digit = 0, None
        else:
            return None
    # 两百五 is 250 and 三万五 is 35,000: a last bare digit counts tenths of the unit before it.
    tail = (digit or 0) * (last_unit // 10 if last_unit >= 100 else 1)
    return Decimal(total + section + tail)
