"""Rules applied: to new leads by a job, to chosen ones at once; one operation a batch, a reason for each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.kernel.actor import SYSTEM, Actor
from genjin.leads.assigning.deciding import Decision, Outcome, decide
from genjin.leads.assigning.models import WaitingLead
from genjin.leads.assigning.recording import Note, who_had, write_notes
from genjin.leads.assigning.rules import ReadyRule, find_matches, load_rules
from genjin.leads.assigning.team import Team, load_team, save_turns
from genjin.leads.assignment import write_owners
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.models import Lead
from genjin.leads.pool.state import DECLINED
from genjin.tables.definition import Column, Refusal, get_table
from genjin.tables.ledger.operation import Writer
from genjin.tables.rowreader import read_by_ids

VERB = "leads.assign_by_rule"
BATCH = 10_000
NEEDS = ("id", "unit_id", "province", "industry", "products")
STATE_OF = {"rule": "waiting", "next": "waiting", "supervisor": "ended", "pool": "ended"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What rules say of some leads. inputs: the values that were seen, by lead and column."""

    outcome: Outcome
    rules: Mapping[int, ReadyRule]
    inputs: Mapping[int, Mapping[str, Any]]
    team: Team


def plan_leads(
    ids: Sequence[int],
    *,
    rules: Sequence[ReadyRule] | None = None,
    had: Mapping[int, Collection[int]] | None = None,
) -> Plan:
    """Decides about the leads and writes nothing."""
    ready = load_rules() if rules is None else list(rules)
    team = load_team()
    matches = find_matches(ready, ids)
    columns = _input_columns(ready)
    custom = any(c.is_custom for c in columns)
    attrs = tuple(
        dict.fromkeys((*NEEDS, *(c.attr for c in columns if not c.is_custom), *(("custom",) if custom else ())))
    )
    leads = [dict(zip(attrs, row, strict=True)) for row in read_by_ids(Lead, ids, attrs, living=True)]
    by_id = {lead["id"]: lead for lead in leads}
    ordered = [by_id[i] for i in ids if i in by_id]
    outcome = decide(ordered, [r.rule for r in ready], matches, team, who_had(ids) if had is None else had)
    by_rule = {r.rule.id: r for r in ready}
    inputs = {
        d.lead_id: _inputs(by_id[d.lead_id], columns, by_rule[d.rule_id].columns)
        for d in outcome.decisions
        if d.rule_id is not None
    }
    return Plan(outcome, by_rule, inputs, team)


def assign_by_rules(
    actor: Actor,
    ids: Sequence[int],
    *,
    via: str = "api",
    reason: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> BulkAnswer:
    """Assigns the actor's leads among `ids` by the active rules, as one operation.

    A lead that no rule fits, or whose owner the rules would choose again, stays as it is. Doubtful leads are refused
    as suspect. Raises forbidden without the right to assign.
    """
    plan = plan_leads(list(dict.fromkeys(ids)))
    decisions = {d.lead_id: d for d in plan.outcome.decisions}
    save_turns(plan.outcome.turns)

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        return apply_decisions(writer, [decisions[i] for i in part if i in decisions], plan.inputs)

    return run_bulk(
        actor, ids, write, verb=VERB, column="owner", via=via, reason=reason, action="assign", progress=progress
    )


def apply_decisions(
    writer: Writer,
    decisions: Sequence[Decision],
    inputs: Mapping[int, Mapping[str, Any]],
    *,
    steps: Mapping[int, int] | None = None,
    before: Mapping[int, Mapping[str, Any]] | None = None,
) -> list[Refusal]:
    """Writes owners and reasons in this chunk. before: facts of what led here, by lead; steps: how often it moved."""
    moved = [d for d in decisions if d.how != "none"]
    refused = write_owners(writer, {d.lead_id: d.person_id for d in moved if d.how in ("rule", "next")})
    to_supervisor = {d.lead_id: d.person_id for d in moved if d.how == "supervisor"}
    refused += write_owners(writer, to_supervisor, clock=False)
    pooled = [d for d in moved if d.how == "pool"]
    came = before or {}
    given_back = {d.lead_id: None for d in pooled if came.get(d.lead_id, {}).get("before") == "declined"}
    refused += write_owners(writer, given_back, pool_reason=DECLINED)
    refused += write_owners(writer, {d.lead_id: None for d in pooled if d.lead_id not in given_back})
    writer.set("leads", {d.lead_id: {"unit": d.unit_id} for d in pooled if d.unit_id is not None})
    out = {r.row_id for r in refused}
    if writer.actor.id is None:
        # By nobody's hand: that no rule fits has to be told, too.
        unfit = [d for d in decisions if d.how == "none"]
        write_notes(writer, [Note(d.lead_id, None, "pool", "ended", facts=d.facts) for d in unfit])
    write_notes(
        writer,
        [
            Note(
                lead_id=d.lead_id,
                person_id=d.person_id,
                how=d.how,
                state=STATE_OF[d.how],
                rule_id=d.rule_id,
                facts={**came.get(d.lead_id, {}), **d.facts},
                inputs=inputs.get(d.lead_id, {}),
                step=(steps or {}).get(d.lead_id, 0),
            )
            for d in moved
            if d.lead_id not in out
        ],
    )
    waiting = WaitingLead.objects.filter(lead_id__in=[d.lead_id for d in decisions])
    waiting.exclude(lead_id__in=out).delete()
    waiting.filter(lead_id__in=out).update(held=True)
    return refused


def assign_waiting(progress: Callable[[int, int], None] | None = None) -> BulkAnswer:
    """Everything that waits for the rules, at most 10,000 leads; nobody's hand is on it."""
    found = WaitingLead.objects.filter(held=False).order_by("lead_id").values_list("lead_id", flat=True)
    ids = list(found[:BATCH])
    # Taken meanwhile by somebody, or gone: nothing to decide any more.
    open_leads = set(Lead.objects.filter(pk__in=ids, owner_id=None, deleted_at=None).values_list("pk", flat=True))
    WaitingLead.objects.filter(lead_id__in=[i for i in ids if i not in open_leads]).delete()
    wanted = [i for i in ids if i in open_leads]
    answer = assign_by_rules(SYSTEM, wanted, via="rule", progress=progress) if wanted else BulkAnswer(None, [])
    # Whatever became of them, they are not looked at again and again.
    WaitingLead.objects.filter(lead_id__in=ids, held=False).delete()
    return answer


def reassign(writer: Writer, ids: Sequence[int]) -> set[int]:
    """Gives leads that are taken from their owner to the next one by the rules; answers which found one.

    Neither the present owner nor anybody who turned the lead down gets it.
    """
    had: dict[int, Collection[int]] = {**who_had(ids)}
    for lead_id, row in writer.rows("leads", ids, ("owner_id",)).items():
        if row["owner_id"] is not None:
            had[lead_id] = {*had.get(lead_id, ()), row["owner_id"]}
    plan = plan_leads(ids, had=had)
    found = [d for d in plan.outcome.decisions if d.how in ("rule", "next")]
    save_turns(plan.outcome.turns)
    refused = {r.row_id for r in apply_decisions(writer, found, plan.inputs)}
    return {d.lead_id for d in found} - refused


def _input_columns(rules: Sequence[ReadyRule]) -> list[Column]:
    by_id = get_table("leads").by_id()
    names = dict.fromkeys(c for rule in rules for c in rule.columns)
    return [by_id[c] for c in names if c in by_id]


def _inputs(lead: Mapping[str, Any], columns: Sequence[Column], seen: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in columns:
        if column.id not in seen or column.field.encrypted:
            continue
        if column.is_custom:
            value = (lead["custom"] or {}).get(column.custom_key)
        else:
            value = None if lead[column.attr] is None else column.field.dump(lead[column.attr])
        if value is not None:
            found[column.id] = value
    return found
