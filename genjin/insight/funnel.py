"""The funnel from stage history, not from today's snapshot (domain.md G2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Case, IntegerField, Max, Value, When

from genjin.insight.figures import Slice, intake
from genjin.insight.period import Period
from genjin.pipelines.models import Pipeline, Stage, StageVisit
from genjin.tables.definition import get_table

# Newest finished stays per stage that the median is taken of.
STAYS = 5_000
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """reached: leads of the period that were ever in this stage or beyond. rate: of the step before, percent."""

    stage: int
    label: str
    kind: str
    progress: float
    reached: int
    rate: float | None
    before_rate: float | None
    median_days: float | None


def compute_funnel(chosen: Slice, period: Period) -> list[Step]:
    """Steps of the default pipeline for the leads taken in during the period, with the span before beside."""
    stages = list(_stages())
    if not stages:
        return []
    now = _reached(chosen, period, stages)
    before = _reached(chosen, period.before(), stages)
    medians = _medians(chosen, period, stages)
    steps: list[Step] = []
    for index, stage in enumerate(stages):
        steps.append(
            Step(
                stage.pk,
                stage.name or "",
                stage.kind or "open",
                stage.progress or 0.0,
                now[index],
                _rate(now, index),
                _rate(before, index),
                medians.get(stage.pk),
            )
        )
    return steps


def _stages() -> Any:
    pipeline = Pipeline.objects.filter(deleted_at=None).order_by("-is_default", "position", "id").first()
    found = Stage.objects.filter(pipeline_id=pipeline.pk if pipeline else None, deleted_at=None, retired_at=None)
    return found.exclude(kind="lost").order_by("position", "id")


def _reached(chosen: Slice, period: Period, stages: list[Stage]) -> list[int]:
    """For each stage, how many leads came at least that far."""
    places = [When(stage_id=s.pk, then=Value(i)) for i, s in enumerate(stages)]
    furthest = (
        StageVisit.objects.filter(deleted_at=None, lead_id__in=chosen.leads(intake(period)).values("pk"))
        .filter(stage_id__in=[s.pk for s in stages])
        .order_by()
        .values("lead_id")
        .annotate(place=Max(Case(*places, output_field=IntegerField())))
        .values_list("place", flat=True)
    )
    counts = Counter(furthest.iterator(chunk_size=5_000))
    reached, total = [0] * len(stages), 0
    for index in range(len(stages) - 1, -1, -1):
        total += counts.get(index, 0)
        reached[index] = total
    return reached


def _rate(reached: list[int], index: int) -> float | None:
    if index == 0 or not reached[index - 1]:
        return None
    return round(reached[index] / reached[index - 1] * 100, 1)


def _medians(chosen: Slice, period: Period, stages: list[Stage]) -> dict[int, float]:
    """Median days of finished stays, by stage."""
    found: dict[int, float] = {}
    leads = chosen.leads(intake(period)).values("pk")
    for stage in stages:
        stays = StageVisit.objects.filter(deleted_at=None, stage_id=stage.pk, left_at__isnull=False, lead_id__in=leads)
        seconds = list(stays.order_by("-entered_at").values_list("stayed_seconds", flat=True)[:STAYS])
        known = [s for s in seconds if s is not None]
        if known:
            found[stage.pk] = round(median(known) / _DAY, 1)
    return found


def stage_labels() -> dict[int, str]:
    """Names of all stages, retired ones too."""
    return dict(get_table("stages").model._default_manager.values_list("pk", "name"))
