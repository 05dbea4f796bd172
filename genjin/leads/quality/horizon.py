"""The horizon grade (domain.md D11): need and expected close in, grade and reasons out. Pure but for `load_steps`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from genjin.kernel.words import Words
from genjin.leads.quality.models import HorizonStep
from genjin.tables.rowreader import read_living

# What the lead has to tell: a clear need, a latent one, when it closes, whether there is a chance at all.
CLEAR, LATENT = ("need", "purchasing_plan"), ("pain_points", "products")
COLUMNS = (*CLEAR, *LATENT, "expected_close", "do_not_contact")
# Beyond the last step a clear need is as far away as a latent one.
FAR, NEVER = "D", "E"

_WORDS: Mapping[str, Words] = {
    "clear": Words("需求明确", "The need is clear"),
    "latent": Words(
        "需求还不明确，只有痛点或关注的产品", "The need is latent: pain points or products of interest only"
    ),
    "none": Words("还没有记下需求", "No need is noted"),
    "lost": Words("已流失，没有机会", "Lost: no chance"),
    "refused": Words("客户不要再联系", "The customer wants no contact"),
    "no_close": Words("没有填预计成交日，填了才能评", "No expected close: enter it to get a grade"),
    "over": Words("预计成交日已过，先改日期", "The expected close has passed: change it first"),
    "within": Words(
        "预计 {left} 天后成交，{letter} 级为 {days} 天内", "Closes in {left} days; grade {letter}: within {days} days"
    ),
    "beyond": Words("预计 {left} 天后成交，超过 {days} 天", "Closes in {left} days, more than {days} days"),
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """grade None: what is known does not do, and the last reason says what is missing."""

    grade: str | None
    reasons: tuple[tuple[str, Mapping[str, Any]], ...]

    def words(self, language: str) -> list[str]:
        return [_WORDS[key].in_language(language).format(**facts) for key, facts in self.reasons]


Steps = Sequence[tuple[str, int]]


def load_steps() -> Steps:
    """Grades with the days within which they close, the nearest first. One small query."""
    rows = read_living(HorizonStep, "letter", "days", order="id")
    return sorted(((letter, days) for letter, days in rows if letter and days and days > 0), key=lambda step: step[1])


def grade_horizon(values: Mapping[str, Any], steps: Steps, today: date) -> Horizon:
    """Shape: `COLUMNS` and `stage_kind`.

    Example: a clear need that closes in 20 days, with A within 30 → A. A latent need → D, whenever it closes. No need
    at all gives no grade: nobody asked yet, which is not the same as E.
    """
    if values.get("stage_kind") == "lost":
        return Horizon(NEVER, (("lost", {}),))
    if values.get("do_not_contact"):
        return Horizon(NEVER, (("refused", {}),))
    if not any(_is_told(values.get(column)) for column in CLEAR):
        latent = any(_is_told(values.get(column)) for column in LATENT)
        return Horizon(FAR, (("latent", {}),)) if latent else Horizon(None, (("none", {}),))
    close = values.get("expected_close")
    if close is None:
        return Horizon(None, (("clear", {}), ("no_close", {})))
    left = (close - today).days
    if left < 0:
        return Horizon(None, (("clear", {}), ("over", {})))
    for letter, days in steps:
        if left <= days:
            return Horizon(letter, (("clear", {}), ("within", {"left": left, "letter": letter, "days": days})))
    last = steps[-1][1] if steps else 0
    return Horizon(FAR, (("clear", {}), ("beyond", {"left": left, "days": last})))


def _is_told(value: Any) -> bool:
    return bool(value) and bool(str(value).strip())
