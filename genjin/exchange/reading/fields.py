"""What a column of a sheet can become, and how its cells are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "company", "person", "text", "long", "mobile", "phone", "any_phone", "email", "province", "city", "region", "money",
    "date", "moment", "headcount", "given_name", "family_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """`kind` reads the cells; `joins` says that several columns of it are put together, line by line."""

    key: str
    kind: Kind
    joins: bool = False


_LONG = (
    "need", "pain_points", "special_needs", "competitors", "remarks", "followups", "feedback", "products",
    "willingness", "purchasing_plan", "next_expected", "lost_reason",
)  # fmt: skip
_TEXT = (
    "title", "industry", "source", "owner", "wechat", "address", "grade", "stage", "number", "next_method", "campaign",
    "urgency", "credit_code", "created_by",
)  # fmt: skip

# A name in two columns: both are read into `contact`.
NAME_PARTS: dict[str, Kind] = {"given_name": "given_name", "family_name": "family_name"}

FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("company", "company"),
        Field("contact", "person"),
        Field("mobile", "mobile"),
        Field("phone", "phone"),
        Field("email", "email"),
        Field("province", "province"),
        Field("city", "city"),
        Field("amount", "money"),
        Field("won_amount", "money"),
        Field("next_follow_at", "moment"),
        Field("created_at", "moment"),
        Field("assigned_at", "moment"),
        Field("last_contact_at", "moment"),
        Field("expected_close", "date"),
        Field("size", "headcount"),
        Field("note", "long", joins=True),
        *(Field(key, "long", joins=True) for key in _LONG),
        *(Field(key, "text") for key in _TEXT),
    )
}
