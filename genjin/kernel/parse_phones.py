"""Reads Chinese mobile and landline numbers in every notation people use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from genjin.kernel.area_codes import is_area_code, split_area_code
from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

PhoneKind = Literal["mobile", "landline", "service", "local", "foreign"]

_PLAIN_LANDLINE = re.compile(r"(0\d{2,3})-([2-9]\d{6,7})", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"\d{7,}\.0+")
_LABEL = re.compile(
    r"^(?:手机号?码?|移动电话|联系电话|电话号?码?|固定电话|办公电话|座机|固话|总机|热线|tel|phone|mobile|mob|cell|office|t|m)\s*[.:：]?\s*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\s*(?:-|,|#|\*|转接?|分机号?|内线|ext\.?|extension|x)\s*[:：.]?\s*(\d{1,6})\s*#?$", re.IGNORECASE
)
_EXTENSION_WORD = re.compile(r"转|分机|内线|ext|x|#|\*|,", re.IGNORECASE)
_BETWEEN = str.maketrans("", "", " -.·()[]_\t")
# Starts where no digit stands before; long enough for a number, short enough to leave the next one alone.
_IN_TEXT = re.compile(
    r"(?<!\d)(?:\+?(?:86)[\s-]*)?(?:1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)"
    r"|[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"
    r"|\(?0\d{2,3}\)?[\s-]*\d{3,4}[\s-]?\d{4}(?!\d)(?:\s*(?:转|分机号?|-|ext\.?|x)\s*\d{1,5}(?!\d))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """One number. `text` is how it is stored: 11 digits, `area-number[-ext]`, `400-123-4567`, or `+852…`."""

    text: str
    kind: PhoneKind
    extension: str = ""


def parse_phone(raw: str | int | float) -> Parsed[Phone]:
    """Reads one number; of several in one text the first, with the warning `several_numbers`.

    Errors: `precision_lost` (1.38E+10: Excel has cut the digits), `invalid` (no number of that length exists).
    Warnings: `leading_zero_restored` (from the area-code table), `area_code_missing`. Blank and `-` are no value.

    Example: `parse_phone("（0571）4720869 转 12").value.text == "0571-4720869-12"`.
    """
    if isinstance(raw, (int, float)):
        return _from_number(raw)
    if len(raw) == 11 and raw.isdecimal() and raw.isascii() and raw[0] == "1" and raw[1] in "3456789":
        return Parsed(Phone(raw, "mobile"))
    if (plain := _PLAIN_LANDLINE.fullmatch(raw)) and is_area_code(plain[1]):
        return Parsed(Phone(raw, "landline"))
    text = narrow(raw).strip().strip("'`\"").strip()
    if is_placeholder(text):
        return Parsed(None)
    if _SCIENTIFIC.fullmatch(text):
        return Parsed(None, "precision_lost")
    if _FLOAT_TAIL.fullmatch(text):
        text = text.partition(".")[0]
    one = _one_number(_LABEL.sub("", text))
    if one.value is not None:
        return one
    found = [phone for phone, _, _ in find_phones(text)]
    if not found:
        return one
    return Parsed(found[0], None, ("several_numbers",) if len(found) > 1 else ())


def parse_mobile(raw: str | int | float) -> Parsed[str]:
    """Like `parse_phone`, but only a mobile number (11 digits, 13–19…) will do; else error `invalid`."""
    parsed = parse_phone(raw)
    if parsed.value is None:
        return Parsed(None, parsed.error, parsed.warnings)
    if parsed.value.kind != "mobile":
        return Parsed(None, "invalid")
    return Parsed(parsed.value.text, None, parsed.warnings)


def find_phones(text: str) -> Iterator[tuple[Phone, int, int]]:
    """Every number inside a longer text, with its half-open span. Only complete numbers: no bare 7-digit ones."""
    folded = narrow(text)
    for match in _IN_TEXT.finditer(folded):
        phone = _one_number(match.group().strip()).value
        if phone is not None and phone.kind != "local":
            yield phone, match.start(), match.end()


def _from_number(raw: int | float) -> Parsed[Phone]:
    if isinstance(raw, bool) or not 0 <= raw < 1e16 or raw != int(raw):
        return Parsed(None, "invalid")
    return parse_phone(str(int(raw)))


def _one_number(text: str) -> Parsed[Phone]:
    body, extension = _split_extension(text)
    if not extension:
        return _number_with(text, "")
    # 0086-138-0013-8000 only looks as if it had an extension.
    parsed = _number_with(body, extension)
    return parsed if parsed.value is not None else _number_with(text, "")


def _number_with(body: str, extension: str) -> Parsed[Phone]:
    plus = body.startswith("+")
    digits = body.lstrip("+").translate(_BETWEEN)
    if not (digits.isdecimal() and digits.isascii()):
        return Parsed(None, "invalid")
    if plus and not digits.startswith("86"):
        foreign = 7 <= len(digits) <= 15
        return Parsed(Phone("+" + digits, "foreign", extension)) if foreign else Parsed(None, "invalid")
    return _domestic(_without_country_code(digits, plus), extension)


def _split_extension(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    if match is None:
        return text, ""
    digits_before = sum(character.isdecimal() for character in text[: match.start()])
    # 138-0013-8000 and 0571-8765 4321 end in a dash and digits too: an extension only follows a whole number.
    if not _EXTENSION_WORD.match(match.group().strip()) and (digits_before < 10 or len(match[1]) > 5):
        return text, ""
    if digits_before < 7:
        return text, ""
    return text[: match.start()], match[1]


def _without_country_code(digits: str, plus: bool) -> str:
    if digits.startswith("0086"):
        digits = digits[4:]
    elif digits.startswith("86") and (plus or len(digits) >= 12):
        digits = digits[2:]
    else:
        return digits
    # +86 571 8888 8888 is written without the zero that a call inside the country needs.
    if digits.startswith(("0", "1")) and not digits.startswith("10"):
        return digits
    return digits if digits.startswith(("400", "800")) and len(digits) == 10 else "0" + digits


def _domestic(digits: str, extension: str) -> Parsed[Phone]:
    length = len(digits)
    if length == 12 and digits.startswith("01") and digits[2] in "3456789":
        # A zero dialled before a mobile number from another city.
        digits, length = digits[1:], 11
    if length == 11 and digits[0] == "1" and digits[1] in "3456789":
        return Parsed(Phone(digits, "mobile", extension))
    if length == 10 and digits[:3] in ("400", "800"):
        return Parsed(Phone(f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", "service", extension))
    if digits.startswith("0"):
        split = split_area_code(digits)
        return _landline(split, extension) if split else Parsed(None, "invalid")
    if 9 <= length <= 11:
        split = split_area_code("0" + digits)
        return _landline(split, extension, ("leading_zero_restored",)) if split else Parsed(None, "invalid")
    if length in (7, 8) and digits[0] not in "01":
        suffix = f"-{extension}" if extension else ""
        return Parsed(Phone(digits + suffix, "local", extension), None, ("area_code_missing",))
    return Parsed(None, "invalid")


def _landline(split: tuple[str, str], extension: str, warnings: tuple[str, ...] = ()) -> Parsed[Phone]:
    text = "-".join((*split, extension) if extension else split)
    return Parsed(Phone(text, "landline", extension), None, warnings)
