"""Reads one cell by the kind of its column. A bad cell stays empty and says why; it never stops the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from genjin.exchange.reading.cells import Cell, cell_text
from genjin.exchange.reading.contact_cells import ContactEntry, read_contacts
from genjin.exchange.reading.fields import Kind
from genjin.exchange.reading.limits import Limits
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.parse_dates import parse_date, parse_datetime
from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_headcount import Headcount, parse_headcount
from genjin.kernel.parse_money import parse_money
from genjin.kernel.parse_names import parse_company_name
from genjin.kernel.parse_phones import parse_phone
from genjin.kernel.parse_places import Place, parse_city, parse_province, parse_region
from genjin.kernel.text_width import is_placeholder, tidy

# Money is integer fen; a moment without a time of day is a date.
Value = str | int | date | datetime | Headcount | Place | tuple[ContactEntry, ...]


# Not frozen: one is made per cell, and freezing costs as much as reading.
@dataclass(slots=True)
class Reading:
    """What one cell says; `diverted` names the field the value belongs to when it is not the column's own."""

    value: Value | None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    diverted: str | None = None


CellReader = Callable[[Cell], Reading]
_EMPTY = Reading(None)
# What people write instead of repeating the cell above.
DITTO_MARKS = frozenset(["同上", "〃", "″", "同上行", "''", '"', "ditto"])
SAME_AS_ABOVE = Reading(None)


def reader_for(kind: Kind, *, today: date, scale: int, limits: Limits) -> CellReader:
    """The reader of a column. Dates without a year get the year of `today`; words like 明天 are refused, since nobody
    knows when they were written."""
    if kind == "money":
        return lambda cell: _money(cell, scale)
    if kind in ("date", "moment"):
        return lambda cell: _moment(cell, today, keep_time=kind == "moment")
    if kind == "long":
        return lambda cell: _text(cell, limits.long_text)
    if kind in ("text", "given_name", "family_name"):
        return lambda cell: _text(cell, limits.text)
    return _READERS[kind]


def _too_long(cell: Cell, limit: int) -> bool:
    return isinstance(cell, str) and len(cell) > limit


def _text(cell: Cell, limit: int) -> Reading:
    if not isinstance(cell, str):
        return Reading(cell_text(cell))
    if len(cell) > limit:
        return Reading(None, "too_long")
    text = tidy(cell)
    return _EMPTY if is_placeholder(text) else Reading(text)


def _company(cell: Cell) -> Reading:
    parsed = parse_company_name(cell if isinstance(cell, str) else cell_text(cell))
    return Reading(parsed.value, parsed.error)


def _person(cell: Cell) -> Reading:
    if _too_long(cell, 2_000):
        return Reading(None, "too_long")
    text = cell_text(cell)
    if is_placeholder(text):
        return _EMPTY
    contacts = read_contacts(text)
    return Reading(contacts or None, None, ("multiple",) if len(contacts) > 1 else ())


def _mobile(cell: Cell) -> Reading:
    return _number(cell, accept=("mobile",))


def _phone(cell: Cell) -> Reading:
    return _number(cell, accept=("mobile", "landline", "service", "local", "foreign"))


def _any_phone(cell: Cell) -> Reading:
    reading = _number(cell, accept=("mobile", "landline", "service", "local", "foreign"))
    if reading.value is None or (
        isinstance(reading.value, str) and len(reading.value) == 11 and reading.value[0] == "1"
    ):
        return reading
    return Reading(reading.value, None, reading.warnings, "phone")


def _number(cell: Cell, *, accept: tuple[str, ...]) -> Reading:
    if isinstance(cell, (date, time)) or not isinstance(cell, (str, int, float)) or _too_long(cell, 500):
        return Reading(None, "invalid")
    parsed = parse_phone(cell)
    if parsed.value is None:
        return Reading(None, parsed.error, parsed.warnings)
    if parsed.value.kind not in accept:
        return Reading(None, "invalid")
    return Reading(parsed.value.text, None, parsed.warnings)


def _email(cell: Cell) -> Reading:
    if _too_long(cell, 2_000):
        return Reading(None, "too_long")
    parsed = parse_email(cell_text(cell))
    return Reading(parsed.value, parsed.error, parsed.warnings)


def _province(cell: Cell) -> Reading:
    if _too_long(cell, 200):
        return Reading(None, "too_long")
    text = cell_text(cell)
    parsed = parse_province(text)
    if parsed.warnings and (region := parse_region(text).value) is not None and region.province:
        # 江苏省苏州市 in a column of provinces.
        return Reading(region)
    return Reading(parsed.value, parsed.error, parsed.warnings)


def _city(cell: Cell) -> Reading:
    if _too_long(cell, 200):
        return Reading(None, "too_long")
    text = cell_text(cell)
    parsed = parse_city(text)
    if parsed.warnings and (region := parse_region(text).value) is not None and region.city:
        return Reading(region.city)
    return Reading(parsed.value, parsed.error, parsed.warnings)


def _region(cell: Cell) -> Reading:
    if _too_long(cell, 500):
        return Reading(None, "too_long")
    text = cell_text(cell)
    parsed = parse_region(text)
    if parsed.error:
        return Reading(tidy(text), None, ("unknown_place",))
    return Reading(parsed.value)


def _money(cell: Cell, scale: int) -> Reading:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)) or _too_long(cell, 200):
        return Reading(None, None, ("not_a_number",))
    parsed = parse_money(cell, scale=scale)
    # What is no single amount (面议, 10-20万) leaves the cell empty and the row good.
    warnings = (*parsed.warnings, parsed.error) if parsed.error else parsed.warnings
    return Reading(parsed.value, None, warnings)


def _moment(cell: Cell, today: date, *, keep_time: bool) -> Reading:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float, date)) or _too_long(cell, 200):
        return Reading(None, "unparseable")
    if not keep_time:
        day = parse_date(cell, today=today, year_rule="this_year", words=False)
        return Reading(day.value, day.error, day.warnings)
    noon = datetime.combine(today, time(12), ORGANISATION_ZONE)
    parsed = parse_datetime(cell, now=noon, year_rule="this_year", words=False)
    if parsed.value is None:
        return Reading(None, parsed.error, parsed.warnings)
    return Reading(parsed.value.at if parsed.value.has_time else parsed.value.day, None, parsed.warnings)


def _headcount(cell: Cell) -> Reading:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)) or _too_long(cell, 200):
        return Reading(None, None, ("not_a_range",))
    parsed = parse_headcount(cell)
    return Reading(parsed.value, None, (parsed.error,) if parsed.error else ())


_READERS: dict[Kind, CellReader] = {
    "company": _company,
    "person": _person,
    "mobile": _mobile,
    "phone": _phone,
    "any_phone": _any_phone,
    "email": _email,
    "province": _province,
    "city": _city,
    "region": _region,
    "headcount": _headcount,
}
