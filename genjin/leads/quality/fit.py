"""Why a lead has its score, for one reader: no verdict on what that reader may not read (domain.md B9, I4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, not_found
from genjin.leads.models import Lead
from genjin.leads.quality.conditions import FACTS, parse_condition
from genjin.leads.quality.custom_conditions import CustomColumns, describe_custom
from genjin.leads.quality.horizon import COLUMNS as HORIZON_COLUMNS
from genjin.leads.quality.horizon import grade_horizon, load_steps
from genjin.leads.quality.models import Criterion
from genjin.leads.quality.scoring import State, decode_reasons
from genjin.pipelines.models import Pipeline
from genjin.tables.definition import custom_columns, get_table
from genjin.tables.records.query import fetch_rows


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion the reader may know about. columns: where its values stand."""

    id: int
    words: str
    kind: str
    state: State
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HorizonProposal:
    """The grade by need and expected close, where the pipeline grades so. grade None: `reasons` say what is missing."""

    grade: str | None
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """score and grade None: nothing to go by yet, or not for this reader (`readable` False).

    hidden: how many criteria are about cells this reader does not read in full. Encrypted cells are among them even
    for those who may reveal them: a reveal is logged, a tick would not be.
    """

    readable: bool
    score: int | None
    grade: str | None
    given: str | None
    reasons: tuple[Reason, ...]
    hidden: int
    horizon: HorizonProposal | None = None


def explain_fit(actor: Actor, lead_id: int) -> Fit:
    """Raises not_found for a lead out of scope."""
    page = fetch_rows("leads", actor, [lead_id])
    if not page.rows:
        raise not_found("leads")
    place = {column: n for n, column in enumerate(page.columns)}
    cells, masked = page.rows[0]["cells"], set(page.rows[0]["masked"])
    given = cells[place["grade"]] if "grade" in place else None
    if "fit_score" not in place or "proposed_grade" not in place:
        return Fit(False, None, None, given, (), 0, _horizon(actor, lead_id))
    stored = Lead.objects.filter(pk=lead_id).values_list("fit_reasons", flat=True).first()
    _, states = decode_reasons(stored)
    custom = describe_custom(custom_columns("leads"))
    known: list[Reason] = []
    hidden = 0
    for criterion in Criterion.objects.filter(pk__in=states).order_by("position", "pk"):
        columns = _asked(criterion, custom)
        if columns is None:
            continue
        if any(not _reads(actor, c, place, masked) for c in columns):
            hidden += 1
            continue
        state = states[criterion.pk]
        known.append(Reason(criterion.pk, criterion.words or "", criterion.kind or "soft", state, columns))
    return Fit(
        True,
        cells[place["fit_score"]],
        cells[place["proposed_grade"]],
        given,
        tuple(known),
        hidden,
        _horizon(actor, lead_id),
    )


def _horizon(actor: Actor, lead_id: int) -> HorizonProposal | None:
    """None where the pipeline grades by intent, or the reader does not read all that the grade follows from."""
    access = actor.access("leads")
    if any(access.column(c) not in (ColumnRight.READ, ColumnRight.EDIT) for c in (*HORIZON_COLUMNS, "grade")):
        return None
    values = Lead.objects.filter(pk=lead_id).values("pipeline_id", "stage_kind", *HORIZON_COLUMNS).first()
    if values is None or not Pipeline.objects.filter(pk=values["pipeline_id"], scheme="horizon").exists():
        return None
    found = grade_horizon(values, load_steps(), clock.today())
    return HorizonProposal(found.grade, found.words(actor.language))


def _asked(criterion: Criterion, custom: CustomColumns) -> tuple[str, ...] | None:
    """The columns it is about; None for one that rests, as when its custom field has been retired since."""
    try:
        column, _, _ = parse_condition(criterion.condition, custom)
    except AppError:
        return None
    return FACTS.get(column, (column,))


def _reads(actor: Actor, column_id: str, place: dict[str, int], masked: set[Any]) -> bool:
    column = get_table("leads").column(column_id)
    right = actor.access("leads").column(column_id)
    if column.field.encrypted or right in (ColumnRight.HIDDEN, ColumnRight.MASKED):
        return False
    return column_id in place and place[column_id] not in masked
