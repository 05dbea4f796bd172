"""Where a mobile number was issued, by its first seven digits. Numbers may since have moved to another network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from phone import Phone as SegmentTable


@dataclass(frozen=True, slots=True)
class MobileOrigin:
    """Short names of province and city, the landline area code there, and the network that issued the segment."""

    province: str
    city: str
    area_code: str
    operator: str


@cache
def _table() -> SegmentTable:
    return SegmentTable()


def mobile_origin(mobile: str) -> MobileOrigin | None:
    """The origin of an 11-digit number; None when the segment is not in the table. Source: the `phone` package."""
    if len(mobile) != 11 or not mobile.isdecimal():
        return None
    found = _table().find(mobile)
    if not found:
        return None
    return MobileOrigin(found["province"], found["city"], found["area_code"], found["phone_type"])
