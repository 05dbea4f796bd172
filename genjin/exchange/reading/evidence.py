"""What the values of a column look like, as shares of its filled cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from genjin.exchange.reading.cells import Cell, cell_text, is_blank
from genjin.kernel.parse_dates import parse_date
from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_headcount import parse_headcount
from genjin.kernel.parse_money import parse_money
from genjin.kernel.parse_names import looks_like_company, looks_like_person
from genjin.kernel.parse_phones import find_phones, parse_phone
from genjin.kernel.parse_places import is_city, is_province, parse_region

MAX_SAMPLES = 120
_LOOK_AT = 120
_TITLE_ENDINGS = tuple(
    "经理 总监 主任 总裁 工程师 主管 专员 助理 董事长 厂长 科长 处长 部长 采购 老板 法人 副总 院长 校长 会计".split()  # noqa: SIM905 words
)
_DATE_FIELDS = ("created_at", "next_follow_at", "assigned_at", "last_contact_at", "expected_close")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`shares[x]` is the share (0–1) of filled cells that read as x; `filled` how many were looked at.

    `distinct` is distinct values per filled cell; `future` the share of dates after the day of import.
    """

    filled: int
    distinct: float
    future: float
    mean_length: float
    shares: dict[str, float]

    def of(self, field: str) -> float | None:
        """How well the values fit `field`; None where values say nothing about it."""
        if not self.filled:
            return None
        if field in _DATE_FIELDS:
            return self._date(field)
        if field in ("amount", "won_amount"):
            return self.shares["money"]
        if field == "owner":
            return self._owner()
        if field == "province":
            # 江苏省苏州市 above 省市 tells a province and more.
            return max(self.shares["province"], 0.95 * self.shares["region"])
        return self.shares.get(field)

    def _owner(self) -> float | None:
        """A handful of names again and again are sellers; different ones in every row are customers."""
        if self.filled < 10 or self.shares["contact"] < 0.5:
            return None
        return self.shares["contact"] if self.distinct < 0.5 else 0.6 * self.shares["contact"]

    def _date(self, field: str) -> float:
        share = self.shares["date"]
        # Next steps lie ahead, records of what was done behind; the latter is certain, the former may be old.
        if field in ("next_follow_at", "expected_close"):
            return share * (0.6 + 0.4 * self.future)
        return share * (1.0 - 0.6 * self.future)


def gather_evidence(cells: Sequence[Cell], today: date) -> Evidence:
    """Looks at the first `MAX_SAMPLES` filled cells of a column."""
    filled = [cell for cell in cells if not is_blank(cell)][:MAX_SAMPLES]
    # What a cell is shows in its beginning; a page of text in one cell is not searched for numbers.
    texts = [cell_text(cell)[:_LOOK_AT] for cell in filled]
    count = len(filled)
    if not count:
        return Evidence(0, 0.0, 0.0, 0.0, {"money": 0.0, "date": 0.0})
    days = [parse_date(cell, today=today, year_rule="this_year", words=False).value for cell in _datelike(filled)]
    known_days = [day for day in days if day is not None]
    shares = {name: sum(map(test, texts)) / count for name, test in _TESTS.items()}
    shares["date"] = len(known_days) / count
    future = sum(day > today for day in known_days) / len(known_days) if known_days else 0.0
    return Evidence(count, len(set(texts)) / count, future, sum(map(len, texts)) / count, shares)


def _datelike(cells: Sequence[Cell]) -> list[str | int | float | date]:
    return [cell for cell in cells if isinstance(cell, (str, int, float, date)) and not isinstance(cell, bool)]


def _is_mobile(text: str) -> bool:
    value = parse_phone(text).value
    # Numbers that Excel has cut to 1.38E+10 were mobile numbers, too.
    return value.kind == "mobile" if value else parse_phone(text).error == "precision_lost"


def _is_landline(text: str) -> bool:
    value = parse_phone(text).value
    return value is not None and value.kind in ("landline", "service", "local") and len(text) >= 7


def _is_contact(text: str) -> bool:
    return looks_like_person(text) or (text[:1] not in "0123456789+" and any(True for _ in find_phones(text)))


def _is_region(text: str) -> bool:
    value = parse_region(text).value
    return value is not None and len(text) <= 20


def _is_money(text: str) -> bool:
    parsed = parse_money(text)
    return parsed.value is not None or parsed.error in ("undecided", "range")


def _is_title(text: str) -> bool:
    return len(text) <= 12 and text.endswith(_TITLE_ENDINGS)


_TESTS: dict[str, Callable[[str], bool]] = {
    "mobile": _is_mobile,
    "phone": _is_landline,
    "email": lambda text: "@" in text and parse_email(text).error is None,
    "company": looks_like_company,
    "contact": _is_contact,
    "province": is_province,
    "city": lambda text: is_city(text) and not is_province(text),
    "region": _is_region,
    "money": _is_money,
    "title": _is_title,
    "size": lambda text: parse_headcount(text).value is not None,
}
