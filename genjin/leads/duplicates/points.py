"""The matcher's numbers: points of each evidence, thresholds, limits. Administrators change them in one table.

A pair's score is the sum of its points, cut to 0–100. Company names alone decide most pairs; contact data lift a
doubtful name over the threshold, or, when the names have nothing in common, are not enough: one person may work for
two firms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genjin.kernel.words import Words
from genjin.leads.duplicates.evidence import KINDS
from genjin.leads.duplicates.models import DuplicatePoint

Points = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ShippedPoint:
    points: float
    words: Words


_OF_KINDS: dict[str, float] = {
    # A registered identity decides by itself.
    "credit_code": 100,
    "credit_code_differs": -100,
    # How the names relate: one of these,
    "company": 75,
    "company_region": 62,
    "company_nested": 50,
    "company_elsewhere": 5,
    "company_sound": 64,
    "company_word_typo": 62,
    "company_sound_brand": 45,
    "company_typo": 40,
    "company_short": 40,
    "company_initials": 15,
    "company_like": 10,
    "company_english": 50,
    "company_unread": -10,
    "business_differs": -50,
    "branch_differs": -130,
    "company_differs": -130,
    # and what in them or around them speaks against it.
    "region_nested": -25,
    "region_differs": -70,
    "place_differs": -20,
    # What one can be reached by.
    "mobile": 60,
    "mobile_near": 15,
    "phone": 35,
    "phone_near": 20,
    "switchboard": 5,
    "email": 40,
    "email_near": 20,
    "email_domain": 25,
    "wechat": 40,
    # Who.
    "contact": 25,
    "contact_sound": 20,
    "contact_like": 15,
}
_OTHERS: dict[str, ShippedPoint] = {
    "threshold.suspect": ShippedPoint(60, Words("从这个分数起算疑似重复", "Score from which a pair is suspect")),
    "threshold.typing": ShippedPoint(40, Words("录入时从这个分数起提示", "Score from which typing is told")),
    "limit.guesses": ShippedPoint(300, Words("每人每小时录入查重次数", "Look-ups while typing, a person and hour")),
    "limit.hints": ShippedPoint(
        40, Words("每人每小时最多提示几条别人的线索", "Hints at others' leads, a person and hour")
    ),
    "protection.days": ShippedPoint(
        90, Words("有效联系后保护多少天（撞单裁定）", "Days a lead is protected after a contact that reached it")
    ),
    "limit.pairs": ShippedPoint(
        100_000, Words("一次扫描最多记下的疑似重复", "Suspected pairs a scan writes down at most")
    ),
}
SHIPPED: dict[str, ShippedPoint] = {
    **{kind: ShippedPoint(points, KINDS[kind]) for kind, points in _OF_KINDS.items()},
    **_OTHERS,
}
DEFAULT_POINTS: Points = {key: shipped.points for key, shipped in SHIPPED.items()}


def load_points() -> dict[str, float]:
    """What administrators have set, else as shipped."""
    stored = DuplicatePoint.objects.filter(deleted_at=None).values_list("key", "points")
    known = {key: value for key, value in stored if key and value is not None and key in DEFAULT_POINTS}
    return {**DEFAULT_POINTS, **known}
