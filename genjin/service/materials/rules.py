"""The settings of materials as rules want them."""

from __future__ import annotations

from dataclasses import dataclass

from genjin.service.materials.models import MaterialRule
from genjin.tables.rowreader import read_living

MEGABYTE = 1024 * 1024
MOST_DAYS = 3_650
SHIPPED = {"name": "资料规则", "megabytes": 50, "link_days": 30, "per_hour": 200}


@dataclass(frozen=True, slots=True)
class Limits:
    """Units: megabytes of a file, days a link works, files an hour to one address."""

    megabytes: int = 50
    link_days: int = 30
    per_hour: int = 200


USUAL = Limits()


def load_limits() -> Limits:
    """One small query. A cell that was emptied or makes no sense counts as shipped."""
    found = read_living(MaterialRule, "megabytes", "link_days", "per_hour", order="id")
    if not found:
        return USUAL
    megabytes, days, per_hour = found[0]
    return Limits(
        megabytes if megabytes and megabytes > 0 else USUAL.megabytes,
        min(days, MOST_DAYS) if days and days > 0 else USUAL.link_days,
        per_hour if per_hour and per_hour > 0 else USUAL.per_hour,
    )
