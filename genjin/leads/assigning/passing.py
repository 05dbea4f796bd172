"""A lead that its owner did not take on goes on: to the supervisor, to the next seller by rule, or to the pool."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from genjin.leads.assigning.applying import apply_decisions, plan_leads
from genjin.leads.assigning.deciding import Decision
from genjin.leads.assigning.levels import NEXT, POOL
from genjin.leads.assigning.recording import who_had
from genjin.leads.assigning.team import load_team, save_turns
from genjin.tables.definition import Refusal
from genjin.tables.ledger.operation import Writer


@dataclass(frozen=True, slots=True)
class Passed:
    """One lead on its way. before: facts of why it goes on; step: how often it has moved, this time included."""

    lead_id: int
    owner_id: int | None
    unit_id: int | None
    before: Mapping[str, Any]
    step: int


def pass_on(writer: Writer, passed: Sequence[Passed], way: str) -> tuple[dict[int, list[int]], list[Refusal]]:
    """Writes who has them now. Answers the leads that ended with a supervisor, by supervisor, and refusals.

    Where nobody is left, or rules would send a lead back to whoever gave it away, the supervisor gets it; where nobody
    supervises, the pool.
    """
    if not passed:
        return {}, []
    decisions, inputs = _decide(passed, way)
    refused = apply_decisions(
        writer,
        decisions,
        inputs,
        steps={p.lead_id: p.step for p in passed},
        before={p.lead_id: p.before for p in passed},
    )
    got: dict[int, list[int]] = defaultdict(list)
    for decision in decisions:
        if decision.how == "supervisor" and decision.person_id is not None:
            got[decision.person_id].append(decision.lead_id)
    return dict(got), refused


def _decide(passed: Sequence[Passed], way: str) -> tuple[list[Decision], Mapping[int, Mapping[str, Any]]]:
    if way == POOL:
        return [Decision(p.lead_id, "pool") for p in passed], {}
    if way != NEXT:
        team = load_team()
        return [_to_supervisor(p, team.supervisor_of(p.unit_id, [p.owner_id or 0])) for p in passed], {}
    ids = [p.lead_id for p in passed]
    had = who_had(ids)
    for p in passed:
        had.setdefault(p.lead_id, set()).update({p.owner_id} if p.owner_id is not None else ())
    plan = plan_leads(ids, had=had)
    save_turns(plan.outcome.turns)
    by_lead = {p.lead_id: p for p in passed}
    found: list[Decision] = []
    for decision in plan.outcome.decisions:
        if decision.how == "rule":
            found.append(replace(decision, how="next"))
        elif decision.how == "none":
            p = by_lead[decision.lead_id]
            found.append(_to_supervisor(p, plan.team.supervisor_of(p.unit_id, had[p.lead_id])))
        else:
            found.append(decision)
    return found, plan.inputs


def _to_supervisor(passed: Passed, supervisor: int | None) -> Decision:
    if supervisor is None:
        return Decision(passed.lead_id, "pool", facts={"reason": "nobody_pool"})
    return Decision(passed.lead_id, "supervisor", supervisor)
