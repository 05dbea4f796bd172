"""What a new lead gets without anybody typing it: number, pipeline, stage, owner, unit."""

from __future__ import annotations

from typing import Any

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assigning.rules import has_rules
from genjin.leads.assigning.team import is_selling
from genjin.leads.next_contact import has_time_of_day
from genjin.leads.numbers import take_numbers
from genjin.people.models import Person
from genjin.pipelines.stages import StageBook, StageFacts, load_stages
from genjin.tables.ledger.operation import Writer

# What a closed lead holds; the first column is when it was closed.
_CLOSING = {"won": ("won_at", "won_amount"), "lost": ("lost_at", "lost_reason", "lost_to")}
# At least one of these says who the lead is.
IDENTITY = ("company", "contact", "mobile", "phone", "email", "wechat")


# Batches that programs send: whoever's key they use has not met the customer.
BATCH_VERB = "leads.intake"


def prepare_leads(actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Completes drafts in place. Shape: stored values by column id.

    Raises required when a draft names nobody, unknown_stage for a retired stage.
    """
    book = load_stages()
    units = _load_units(drafts)
    keeper = None
    if any("owner" not in draft for draft in drafts):
        keeper = actor.id if _keeps(actor, writer) else None
    unnumbered = [d for d in drafts if not d.get("number")]
    for draft, number in zip(unnumbered, take_numbers(len(unnumbered)) if unnumbered else (), strict=True):
        draft["number"] = number
    starts: dict[int | None, StageFacts | None] = {}
    for draft in drafts:
        if not any(draft.get(column) for column in IDENTITY):
            raise AppError(ErrorCode.REQUIRED, column="company")
        _place(draft, book, starts)
        _close(draft, book, writer)
        draft.setdefault("owner", keeper)
        _own(draft, actor, writer, units)
        if draft.get("next_at") is not None:
            draft.setdefault("next_has_time", has_time_of_day(draft["next_at"]))


def _place(draft: dict[str, Any], book: StageBook, starts: dict[int | None, StageFacts | None]) -> None:
    """starts: where a new lead of each pipeline begins, as far as anybody has asked."""
    stage = book.get(draft.get("stage"))
    if stage is not None and stage.retired:
        book.find(stage.id, stage.pipeline_id)
    if stage is None:
        pipeline = draft.get("pipeline") or book.default_pipeline_id
        if pipeline not in starts:
            starts[pipeline] = book.default_stage(pipeline)
        stage = starts[pipeline]
    if stage is not None:
        draft["stage"] = stage.id
        draft["pipeline"] = stage.pipeline_id


def _close(draft: dict[str, Any], book: StageBook, writer: Writer) -> None:
    """A lead that arrives closed, from an import: closed now, unless the file says when; an open one is not closed."""
    stage = book.get(draft.get("stage"))
    kind = stage.kind if stage is not None else "open"
    for closed, columns in _CLOSING.items():
        if closed == kind:
            draft.setdefault(columns[0], writer.now)
        elif draft.get(columns[0]) is not None:
            draft.update(dict.fromkeys(columns))


def _own(draft: dict[str, Any], actor: Actor, writer: Writer, units: dict[int, int | None]) -> None:
    owner = draft["owner"]
    if owner is not None:
        draft.setdefault("assigned_at", writer.now)
        draft.setdefault("unit", actor.unit_id if owner == actor.id else units.get(owner))
    else:
        draft.setdefault("unit", actor.unit_id)


def _keeps(actor: Actor, writer: Writer) -> bool:
    """Whether a lead that names no owner belongs to whoever enters it; otherwise the rules say, when there are any."""
    access = actor.access("leads")
    if is_selling(access):
        return True
    may_choose = access.column("owner") is ColumnRight.EDIT and writer.operation.facts["verb"] != BATCH_VERB
    return may_choose or not has_rules()


def _load_units(drafts: list[dict[str, Any]]) -> dict[int, int | None]:
    owners = {d["owner"] for d in drafts if d.get("owner") is not None}
    return dict(Person.objects.filter(pk__in=owners).values_list("pk", "unit_id")) if owners else {}
