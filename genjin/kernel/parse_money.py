"""Reads amounts of yuan as people write them and shows them again. Everything is integer fen."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from genjin.kernel.chinese_numbers import read_chinese_number
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

# Integers above this lose digits in a browser (2^53).
MAX_FEN = 2**53 - 1

_UNITS = {
    "亿": Decimal(100_000_000),
    "千万": Decimal(10_000_000),
    "百万": Decimal(1_000_000),
    "十万": Decimal(100_000),
    "万": Decimal(10_000),
    "w": Decimal(10_000),
    "千": Decimal(1_000),
    "k": Decimal(1_000),
    "百": Decimal(100),
    "m": Decimal(1_000_000),
}
_UNIT = "千万|百万|十万|亿|万|千|百|w|k|m"
_ABOUT = re.compile(r"大约|大概|大致|差不多|约|近|左右|上下|预计|估计|估算|暂估|暂定|approx\.?|about|~|≈|±")
_BOUND = re.compile(
    r"以上|以下|以内|不超过|不低于|不少于|小于|大于|少于|多于|低于|高于|不足|至少|最多|最高|最低|起步|起|封顶|\+|[<>≤≥]=?|超过|不到|多"
)
_HOME = re.compile(
    r"^(?:预算|金额|报价|合计|总价|总额)[:：]?|人民币|rmb|cny|[¥￥]|圆整|元整|块钱|元|圆|块|整|大写|含税价?|不含税|税前|税后"
)
_EMPTY_BRACKETS = re.compile(r"[(\[【]\s*[)\]】]")
_FOREIGN = re.compile(
    r"[$€£₩₽]|us\$|usd|eur|gbp|hkd|hk\$|jpy|krw|twd|nt\$|sgd|aud|cad|美元|美金|美刀|欧元|英镑|港币|港元|日元|韩元|台币|新台币|澳元|加元|新币|卢布|刀"
)
_UNDECIDED = re.compile(
    r"面议|待定|未定|待议|另议|详谈|面谈|协商|商定|待报|待确认|待商|看情况|视情况|保密|按需|不确定|tbd|n\.?a\.?$"
)
# Thousands by comma or blank; 1,2000 is how those write who count in 万.
_NUMBER = r"(?:\d{1,4}(?:[, ]\d{3,4})+|\d+)(?:\.\d+)?|\.\d+"
_PLAIN = re.compile(rf"([+-]?)\s*({_NUMBER})\s*({_UNIT})?")
_SPLIT_UNITS = re.compile(rf"((?:{_NUMBER}))\s*(亿|万|千|w|k)\s*((?:{_NUMBER}))\s*(万|千|百)?")
_RANGE = re.compile(rf"(?:{_NUMBER})\s*(?:{_UNIT})?\s*(?:元|块)?\s*(?:[-~至到]|--)\s*(?:{_NUMBER})\s*(?:{_UNIT})?")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億半点]+")
_BRACKET_NEGATIVE = re.compile(r"\(([^()]+)\)$")


def parse_money(raw: str | int | float, *, scale: int = 1) -> Parsed[int]:
    """Reads an amount of yuan; the value is fen.

    `scale` multiplies a bare number, for columns headed 万元 (10,000); a unit in the cell itself wins over it.
    Errors: `undecided` (面议, 待定), `range` (10-20万), `foreign_currency`, `too_large`, `not_a_number`.
    Warnings: `about` (约, 左右), `bound` (以上, 起). Blank, `-` and 无 are no value and no error.

    Example: `parse_money("12万元左右")` → value 12_000_000, warnings ("about",).
    """
    if isinstance(raw, (int, float)):
        return _from_number(raw, scale)
    text = raw.strip()
    if text.isdecimal() and text.isascii():
        return _in_fen(Decimal(text) * scale)
    return _from_text(narrow(text).lower().strip(), scale)


def _from_number(raw: int | float, scale: int) -> Parsed[int]:
    if isinstance(raw, bool) or raw != raw or raw in (float("inf"), float("-inf")):
        return Parsed(None, "not_a_number")
    return _in_fen(Decimal(str(raw)) * scale)


def _from_text(text: str, scale: int) -> Parsed[int]:
    if is_placeholder(text):
        return Parsed(None)
    if _UNDECIDED.search(text):
        return Parsed(None, "undecided")
    if _FOREIGN.search(text):
        return Parsed(None, "foreign_currency")
    bare = _EMPTY_BRACKETS.sub("", _HOME.sub("", text)).strip()
    if _RANGE.fullmatch(_BOUND.sub("", bare).strip(" 约")):
        return Parsed(None, "range")
    warnings: list[str] = []
    for pattern, code in ((_ABOUT, "about"), (_BOUND, "bound")):
        # A leading plus sign is a sign, not a bound.
        stripped = pattern.sub("", bare.removeprefix("+")).strip()
        if stripped != bare.removeprefix("+"):
            warnings.append(code)
        bare = stripped
    amount = _amount(bare.strip(" :：,，。.;"), scale)
    if amount is None:
        return Parsed(None, "not_a_number")
    return _in_fen(amount, tuple(warnings))


def _amount(text: str, scale: int) -> Decimal | None:
    """Yuan of a text that holds nothing but one number with its unit."""
    if bracketed := _BRACKET_NEGATIVE.fullmatch(text):
        inner = _amount(bracketed[1], scale)
        return -inner if inner is not None else None
    if plain := _PLAIN.fullmatch(text):
        number = Decimal(re.sub("[, ]", "", plain[2]))
        factor = _UNITS[plain[3]] if plain[3] else Decimal(scale)
        return -number * factor if plain[1] == "-" else number * factor
    if split := _SPLIT_UNITS.fullmatch(text):
        return _split_amount(split)
    if _CHINESE.fullmatch(text):
        number_in_words = read_chinese_number(text)
        if number_in_words is None:
            return None
        has_unit = any(unit in text for unit in "千百万亿仟佰萬億")
        return number_in_words if has_unit else number_in_words * scale
    return None


def _split_amount(match: re.Match[str]) -> Decimal:
    """`1万2千` is 12,000 and `12万8` is 128,000: a bare digit after a unit counts tenths of that unit."""
    large = _UNITS[match[2]]
    head, tail = Decimal(re.sub("[, ]", "", match[1])), Decimal(re.sub("[, ]", "", match[3]))
    if match[4]:
        return head * large + tail * _UNITS[match[4]]
    return head * large + (tail * large / 10 if tail < 10 and tail == int(tail) else tail)


def _in_fen(yuan: Decimal, warnings: tuple[str, ...] = ()) -> Parsed[int]:
    fen = int((yuan * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)) if abs(yuan) < 10**15 else MAX_FEN + 1
    if abs(fen) > MAX_FEN:
        return Parsed(None, "too_large")
    return Parsed(fen, None, warnings)


def format_money(fen: int) -> str:
    """Yuan with thousands, cents only when there are any. `12_800_000` → `128,000`. `parse_money` reads it back."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    yuan, cents = divmod(fen, 100)
    return f"{sign}{yuan:,}.{cents:02}" if cents else f"{sign}{yuan:,}"


def format_money_short(fen: int) -> str:
    """The dense form of cards and totals: `8,000`, `1.25万`, `12.8万`, `1.2亿`.

    Below ten of a unit two decimals, above it one; rounded half up, trailing zeros off.
    """
    sign, yuan = ("-", -Decimal(fen) / 100) if fen < 0 else ("", Decimal(fen) / 100)
    # 9,999.5万 rounds to 10,000万, which people write as 1亿.
    for unit, size, next_size in (("亿", Decimal(10**8), None), ("万", Decimal(10**4), Decimal(10**8))):
        if yuan < size:
            continue
        count = yuan / size
        rounded = count.quantize(Decimal("0.01") if count < 10 else Decimal("0.1"), rounding=ROUND_HALF_UP)
        if next_size is not None and rounded * size >= next_size:
            return f"{sign}1亿"
        text = f"{rounded:,}"
        return f"{sign}{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"
    return sign + format_money(int((yuan * 100).to_integral_value()))
