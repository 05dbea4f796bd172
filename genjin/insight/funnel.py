"""The funnel from stage history, not from today's snapshot (domain.md G2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from genjin.insight.figures import Slice, intake
from genjin.insight.period import Period
from genjin.pipelines.models import Pipeline, Stage, StageVisit
from genjin.tables.definition import get_table
from genjin.tables.rowreader import read_query

# Newest finished stays of a part of the leads that the medians are taken of.
STAYS = 20_000
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
    counts: Counter[int] = Counter()
    for part in chosen.leads(intake(period)):
        furthest = (
            StageVisit.objects.filter(deleted_at=None, lead_id__in=part.values("pk"))
            .filter(stage_id__in=[s.pk for s in stages])
            .order_by()
            .values("lead_id")
            .annotate(place=Max(Case(*places, output_field=IntegerField())))
            .values("place")
        )
        counts.update(_tally(furthest))
    reached, total = [0] * len(stages), 0
    for index in range(len(stages) - 1, -1, -1):
        total += counts.get(index, 0)
        reached[index] = total
    return reached


def _rate(reached: list[int], index: int) -> float | None:
    if index == 0 or not reached[index - 1]:
        return None
    return round(reached[index] / reached[index - 1] * 100, 1)


def _tally(furthest: QuerySet[Any]) -> dict[int, int]:
    """How many leads came how far: counted by the database, which need not hand over a row for each of them."""
    statement, parameters = furthest.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place, COUNT(*) FROM ({statement}) AS furthest GROUP BY place", parameters)
        return {int(place): int(count) for place, count in cursor.fetchall() if place is not None}


def _medians(chosen: Slice, period: Period, stages: list[Stage]) -> dict[int, float]:
    """Median days of finished stays, by stage."""
    stays: dict[int, list[int]] = {s.pk: [] for s in stages}
    for part in chosen.leads(intake(period)):
        finished = StageVisit.objects.filter(deleted_at=None, left_at__isnull=False, lead_id__in=part.values("pk"))
        newest = finished.filter(stage_id__in=list(stays), stayed_seconds__isnull=False).order_by("-entered_at")
        for stage, seconds in read_query(newest.values_list("stage_id", "stayed_seconds")[:STAYS]):
            stays[stage].append(seconds)
    return {stage: round(median(known) / _DAY, 1) for stage, known in stays.items() if known}


def stage_labels() -> dict[int, str]:
    """Names of all stages, retired ones too."""
    return dict(get_table("stages").model._default_manager.values_list("pk", "name"))
