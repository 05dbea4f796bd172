"""The merge itself: one operation, undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.contacts.models import Contact
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden, not_found
from genjin.leads.advance import advance_cells
from genjin.leads.assignment import write_owners
from genjin.leads.duplicates import mark_merged
from genjin.leads.merging.moving import move_rows
from genjin.leads.merging.persons import REACH
from genjin.leads.merging.plan import (
    Choice,
    ColumnPlan,
    MergePlan,
    build_plan,
    companion_cells,
    find_obstacle,
    find_undecided,
)
from genjin.leads.merging.reading import MergeFacts, read_facts
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.scope.predicate import check_action, visible_ids

# More side by side nobody can compare; more duplicates of one customer are merged in several goes.
MAX_LEADS = 20
_BY_VERB = ("stage", "owner", "next_at")


@dataclass(frozen=True, slots=True)
class MergeAnswer:
    operation_id: int | None
    keep: int
    merged: tuple[int, ...]
    moved: int


def merge_leads(
    actor: Actor,
    keep: int,
    others: Sequence[int],
    choices: Mapping[str, Choice] | None = None,
    reason: str = "",
    *,
    via: str = "panel",
) -> MergeAnswer:
    """Makes one lead of several: `keep` gets the values, and all that hangs on the others; those go to the trash.

    choices: by column the lead whose value to take, several where texts are joined, none for an empty cell; the
    others as the rules propose.
    Raises not_found, forbidden, limit, merge_unreadable, merge_undecided, and what is wrong with a choice.
    """
    ids = check_ids(actor, [keep, *others])
    # A statement of the whole before anything is written: half a merge is no merge.
    with single(actor, verb="leads.merge", table="leads", via=via, reason=reason, args={}) as writer:
        writer.rows("leads", ids, ("owner_id",))
        facts = read_facts(actor, ids)
        if set(facts.rows) != set(ids):
            raise not_found("leads")
        obstacle = find_obstacle(actor, facts)
        if obstacle is not None:
            raise obstacle
        plan = build_plan(actor, facts, keep, choices or {}, known_contacts(ids))
        undecided = find_undecided(plan)
        if undecided is not None:
            raise undecided
        number = facts.rows[keep]["number"]
        writer.operation.facts["args"] = {"keep": keep, "number": number, "count": len(ids)}
        moved = _write(writer, facts, plan)
    return MergeAnswer(writer.operation.id, keep, plan.others, moved)


def check_ids(actor: Actor, wanted: Sequence[int]) -> list[int]:
    """The leads to merge, each once. Raises bad_request for fewer than two, limit, forbidden, not_found."""
    ids = list(dict.fromkeys(wanted))
    if len(ids) < 2:
        raise AppError(ErrorCode.BAD_REQUEST, what="ids")
    if len(ids) > MAX_LEADS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_LEADS)
    check_action("leads", actor, "edit")
    if visible_ids("leads", actor, ids, "edit") != set(ids):
        raise not_found("leads")
    if "delete" not in actor.access("leads").actions:
        raise forbidden("delete", "leads")
    return ids


def known_contacts(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Further contacts of these leads, which all become the kept lead's."""
    rows = Contact.objects.filter(lead_id__in=list(ids), deleted_at=None).order_by("pk")
    return list(rows.values("name", *REACH)[:2_000])


def _write(writer: Writer, facts: MergeFacts, plan: MergePlan) -> int:
    keep, others = plan.keep, plan.others
    # First what says that these are merged: an undo in several transactions takes it back in its first.
    writer.create(
        "lead_merges",
        [{"lead": keep, "merged": i, **{c: facts.rows[i][c] for c in ("number", "company")}} for i in others],
    )
    writer.trash("leads", others)
    mark_merged(writer, keep, others)
    _write_cells(writer, facts, plan)
    moved = move_rows(writer, keep, others)
    if plan.contacts:
        writer.create("contacts", [{"lead": keep, **person} for person in plan.contacts])
    return moved


def _write_cells(writer: Writer, facts: MergeFacts, plan: MergePlan) -> None:
    keep = plan.keep
    cells = {p.column.id: p.value for p in plan.columns if p.column.id not in _BY_VERB}
    following = plan.of("next_at")
    if following is not None and following.chosen:
        cells.update(next_at=following.value, **companion_cells(facts, "next_at", following.chosen[0]))
    elif following is not None:
        cells.update(next_at=None, next_has_time=None)
    writer.set("leads", {keep: cells})
    owner = plan.of("owner")
    if owner is not None and owner.value != facts.rows[keep]["owner_id"]:
        for refusal in write_owners(writer, {keep: owner.value}, clock=False):
            raise refusal.error
    stage = plan.of("stage")
    if stage is not None and stage.value is not None and stage.value != facts.rows[keep]["stage_id"]:
        _move_stage(writer, facts, keep, stage)


def _move_stage(writer: Writer, facts: MergeFacts, keep: int, stage: ColumnPlan) -> None:
    """Through the verb of the column, which may refuse; a closed lead's closing comes along as it was."""
    giver = companion_cells(facts, "stage", stage.chosen[0])
    extra = {"amount": giver["won_amount"], "lost_reason": giver["lost_reason"], "competitor": giver["lost_to"]}
    given = {k: v for k, v in extra.items() if v is not None}
    for refusal in advance_cells(writer.actor, writer, [CellEdit(keep, "stage", stage.value, given)]):
        raise refusal.error
    closed = {c: giver[c] for c in ("won_at", "lost_at") if giver[c] is not None}
    if closed:
        writer.set("leads", {keep: closed})
