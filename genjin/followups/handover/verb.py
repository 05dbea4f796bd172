"""Handing leads over: looked at first, then one operation that can be undone, told to both sides once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.followups.handover.briefing import count_open
from genjin.followups.handover.dealing import Way, deal
from genjin.followups.models import Task
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.words import Words
from genjin.leads.assignment import write_owners
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.people.models import Person
from genjin.tables.definition import Refusal
from genjin.tables.ledger.operation import Writer
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.models import Change, Operation
from genjin.tables.scope.predicate import check_action, rows, visible_ids

VERB = "leads.hand_over"
# Who gets what while nobody is chosen: it is counted all the same.
NOBODY = 0
MAX_LEADS = 20_000
MAX_RECEIVERS = 50

GIVEN = register_kind(
    NoticeKind(
        "handover.given",
        Words("线索交接", "Handed over"),
        Words("{by}把你的 {count} 条线索交给了{to}", "{by} handed {count} of your leads over to {to}"),
    )
)
TAKEN = register_kind(
    NoticeKind(
        "handover.taken",
        Words("接手线索", "Taken over"),
        Words(
            "{by}交给你 {count} 条线索，每家都有交接说明",
            "{by} handed {count} leads over to you, with a brief for each",
        ),
    )
)
name_verb(VERB, Words("交接 {count} 条线索给{to}", "handed {count} leads over to {to}"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be handed over, and to whom. Either everything a person has, or the leads chosen."""

    person: int | None
    ids: Sequence[int] | None
    to: Sequence[int]
    way: Way


@dataclass(frozen=True, slots=True)
class Plan:
    """dealt: `{lead: person}` in the order of dealing. beyond: leads of the person that the actor may not edit."""

    dealt: Mapping[int, int]
    receivers: Mapping[int, str]
    beyond: int

    def shares(self) -> Counter[int]:
        return Counter(self.dealt.values())


def plan_handover(actor: Actor, wish: Wish) -> Plan:
    """Who would get what; writes nothing.

    Raises forbidden without the right to assign, unknown_option for a receiver who has left or from whom the leads are
    taken, limit above 20,000 leads.
    """
    check_action("leads", actor, "assign")
    receivers = _find_receivers(wish)
    leads, beyond = _find_leads(actor, wish)
    if len(leads) > MAX_LEADS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_LEADS)
    dealt = deal(leads, [(pk, unit) for pk, (_, unit) in receivers.items()] or [(NOBODY, None)], wish.way)
    return Plan(dealt, {pk: name for pk, (name, _) in receivers.items()}, beyond)


def preview_handover(actor: Actor, wish: Wish) -> tuple[Plan, dict[str, int]]:
    """The plan and what hangs on it: open leads, promises, plans."""
    plan = plan_handover(actor, wish)
    return plan, count_open(list(plan.dealt))


def hand_over(actor: Actor, wish: Wish, *, reason: str = "", via: str = "api") -> BulkAnswer:
    """Does what the preview showed, as one operation. Raises required without anybody to receive."""
    if not wish.to:
        raise AppError(ErrorCode.REQUIRED, field="to")
    plan = plan_handover(actor, wish)
    if not plan.dealt:
        raise not_found("leads")
    former = dict(Lead.objects.filter(pk__in=list(plan.dealt)).values_list("pk", "owner_id"))
    given: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    seen: set[int] = set()

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        # Doubts about the data are no reason to leave a lead with somebody who goes.
        refused = write_owners(writer, {i: plan.dealt[i] for i in part}, despite_flags=True)
        out = {r.row_id for r in refused}
        done = [i for i in part if i not in out and former.get(i) != plan.dealt[i]]
        taken.update(plan.dealt[i] for i in done)
        given.update(owner for i in done if (owner := former.get(i)) is not None)
        _give_tasks(writer, {i: (former.get(i), plan.dealt[i]) for i in done})
        seen.update(part)
        if len(seen) == len(plan.dealt) and wish.person is not None:
            _give_loose_tasks(writer, wish.person, wish.to[0])
        if len(seen) == len(plan.dealt):
            _tell(writer, actor, plan, given, taken)
        return refused

    to = "、".join(list(plan.receivers.values())[:3]) + ("…" if len(plan.receivers) > 3 else "")
    facts = {"to": to, "from": wish.person, "way": wish.way.value}
    return run_bulk(
        actor, list(plan.dealt), write, verb=VERB, column="owner", via=via, reason=reason, action="assign", facts=facts
    )


def leads_of_handover(actor: Actor, operation_id: int) -> list[int]:
    """The leads of a handover that the reader sees now. Raises not_found for anything else."""
    found = Operation.objects.filter(pk=operation_id, verb=VERB).first()
    if found is None:
        raise not_found("operation")
    changes = Change.objects.filter(operation_id=operation_id, table="leads", column="owner").order_by("id")
    ids = list(dict.fromkeys(changes.values_list("row_id", flat=True)))
    visible = visible_ids("leads", actor, ids)
    if not visible:
        raise not_found("operation")
    return [i for i in ids if i in visible]


def _give_tasks(writer: Writer, moved: Mapping[int, tuple[int | None, int]]) -> None:
    """Open tasks of these leads that the former owner had by name; the others go along with the lead."""
    tasks = Task.objects.filter(lead_id__in=list(moved), deleted_at=None, state="open", follows_owner=False)
    cells = {
        pk: {"assignee": moved[lead][1]}
        for pk, lead, assignee in tasks.values_list("pk", "lead_id", "assignee_id")
        if lead is not None and assignee is not None and assignee == moved[lead][0]
    }
    writer.set("tasks", cells)


def _give_loose_tasks(writer: Writer, person: int, to: int) -> None:
    """Open tasks that hang on no lead: the first of the receivers gets them."""
    loose = Task.objects.filter(lead_id__isnull=True, assignee_id=person, deleted_at=None, state="open")
    writer.set("tasks", {pk: {"assignee": to} for pk in loose.values_list("pk", flat=True)})


def _tell(writer: Writer, actor: Actor, plan: Plan, given: Counter[int], taken: Counter[int]) -> None:
    """One piece of news for each side."""
    names = plan.receivers
    to = "、".join(names[p] for p in list(taken)[:3])
    news = [News(owner, GIVEN, {"by": actor.name, "count": n, "to": to}) for owner, n in given.items()]
    news += [News(person, TAKEN, {"by": actor.name, "count": n}) for person, n in taken.items()]
    if news:
        tell([n for n in news if n.person_id != actor.id], operation_id=writer.operation.ensure_row())


def _find_receivers(wish: Wish) -> dict[int, tuple[str, int | None]]:
    wanted = list(dict.fromkeys(wish.to))[:MAX_RECEIVERS]
    if not wanted:
        return {}
    people = Person.objects.filter(pk__in=wanted, active=True, deleted_at=None)
    found = {pk: (name, unit) for pk, name, unit in people.values_list("pk", "name", "unit_id")}
    for person in wanted:
        if person not in found or person == wish.person:
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=f"#{person}", table="people")
    return {pk: found[pk] for pk in wanted}


def _find_leads(actor: Actor, wish: Wish) -> tuple[list[tuple[int, int | None]], int]:
    """(id, unit) of the leads to deal, in order, and how many of the person's are out of reach."""
    mine = rows("leads", actor, "edit")
    if wish.ids is not None:
        found: list[Any] = []
        for start in range(0, len(wish.ids), 500):
            found += mine.filter(pk__in=list(wish.ids)[start : start + 500]).values_list("pk", "unit_id")
        return sorted(found), 0
    if wish.person is None:
        raise AppError(ErrorCode.BAD_REQUEST, what="person | ids")
    owned = list(mine.filter(owner_id=wish.person).order_by("pk").values_list("pk", "unit_id")[: MAX_LEADS + 1])
    every = Lead.objects.filter(owner_id=wish.person, deleted_at=None).count()
    return owned, max(0, every - len(owned))
