"""Spot checks over HTTP: thin doors to the week's sample, the verdict and the figures."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from genjin.followups.sampling.judging import judge_check
from genjin.followups.sampling.reading import list_drawn, list_figures, list_weeks
from genjin.people.access import request_actor

router = Router(tags=["spot checks"])


class CheckedContactOut(Schema):
    at: datetime
    method: str | None
    summary: str


class DrawnOut(Schema):
    """A drawn lead with what to judge it by."""

    id: int
    lead: int
    title: str
    seller: str
    grade: str | None
    stage: str | None
    completeness: int | None
    next_at: datetime | None
    verdict: Literal["ok", "more"] | None
    note: str | None
    judged_by: str | None
    contacts: list[CheckedContactOut]


class SampleOut(Schema):
    """week: the Monday shown; None where nothing was drawn yet. weeks: those there are, the latest first."""

    week: date | None
    weeks: list[date]
    drawn: list[DrawnOut]


class SampleFigureOut(Schema):
    seller: str
    week: date
    drawn: int
    ok: int
    more: int


class JudgeIn(Schema):
    verdict: Literal["ok", "more"]
    note: str = Field("", max_length=2_000)


class JudgedOut(Schema):
    operation: int | None


@router.get("/spot-checks", response=SampleOut)
def sample(request: HttpRequest, week: date | None = None) -> dict[str, Any]:
    """The leads drawn for a week, the latest without `week`."""
    actor = request_actor(request)
    weeks = list_weeks(actor)
    shown = week or (weeks[0] if weeks else None)
    drawn = [] if shown is None else [asdict(one) for one in list_drawn(actor, shown)]
    return {"week": shown, "weeks": weeks, "drawn": drawn}


@router.get("/spot-checks/figures", response=list[SampleFigureOut])
def figures(request: HttpRequest) -> list[dict[str, Any]]:
    """How each seller's sample went, by week."""
    return [asdict(one) for one in list_figures(request_actor(request))]


@router.post("/spot-checks/{int:check_id}/verdict", response=JudgedOut)
def judge(request: HttpRequest, check_id: int, body: JudgeIn) -> JudgedOut:
    """Records the verdict on one drawn lead and tells its seller."""
    return JudgedOut(operation=judge_check(request_actor(request), check_id, body.verdict, body.note))
