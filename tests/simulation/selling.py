"""What sellers do when they look at their list of today: take leads on, contact customers, press on, claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from genjin.followups.log import FollowupDraft, PlannedStep, log_followup
from genjin.followups.proposal import propose_next
from genjin.followups.today.listing import fetch_today
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.assigning.answering import accept_leads, decline_leads
from genjin.leads.models import Lead
from genjin.leads.pool.state import IN_POOL
from genjin.leads.pool.verbs import claim_leads
from genjin.sample import words
from tests.simulation.conduct import Conduct
from tests.simulation.organisation import actor

TOO_OFTEN = (
    ErrorCode.TOO_OFTEN,
    ErrorCode.TOO_OFTEN_TODAY,
    ErrorCode.TOO_OFTEN_UNGRADED,
    ErrorCode.TOO_OFTEN_TODAY_UNGRADED,
)
_STAGES = ("初次接触", "需求确认", "方案讨论", "谈判阶段", "签约阶段", "已成交")
# What comes of a contact, of 100.
_OUTCOMES = (("unreachable", 14), ("dead_number", 1), ("not_needed", 6), ("purchased", 1), ("future", 4),
             ("visit_requested", 5), ("recontact", 8), ("current", 6), (None, 55))  # fmt: skip
_GRADES = ("A", "A-", "B+", "B", "B", "C+", "C", "C", "C")
_METHODS = ("phone", "wechat", "email", "visit")


class Seller:
    """One person with habits. did: what they did, and what the product said to it, counted."""

    def __init__(self, person_id: int, conduct: Conduct, random: Random, did: Counter[str]) -> None:
        self.id = person_id
        self.conduct = conduct
        self.random = random
        self.did = did

    def look(self) -> list[Mapping[str, Any]]:
        """Answers what waits to be taken on; returns the entries to contact, in the order of the list."""
        me = actor(self.id)
        today = fetch_today(me, self.id)
        self.did["looks"] += 1
        waiting = [e["id"] for e in today.entries if e["accept_by"] is not None]
        self._answer(me, waiting)
        chosen = [e for e in today.entries if self.random.random() >= self.conduct.skips][: self.conduct.contacts]
        if len(today.entries) < 3:
            self._claim(me)
        if today.done and self.random.random() < self.conduct.presses:
            chosen.append({**self.random.choice(today.done), "again": True})
        return chosen

    def contact(self, entry: Mapping[str, Any]) -> None:
        """Talks to the customer and logs it, as far as the lead is still theirs."""
        me = actor(self.id)
        lead = Lead.objects.filter(pk=entry["id"], owner_id=self.id).values("grade", "stage_id", "stage_kind").first()
        if lead is None or lead["stage_kind"] in ("won", "lost"):
            self.did["came too late"] += 1
            return
        draft = self._draft(me, entry, lead)
        try:
            log_followup(me, entry["id"], draft)
        except AppError as refused:
            self.did[f"warned: {refused.code.value}"] += 1
            if refused.code not in TOO_OFTEN or self.random.random() >= self.conduct.insists:
                return
            self.did["insisted"] += 1
            log_followup(me, entry["id"], FollowupDraft("phone", "客户要我回电", guard_reason="客户要求"))
        self.did["contacts"] += 1

    def _answer(self, me: Actor, waiting: list[int]) -> None:
        drawn = {lead: self.random.random() for lead in waiting}
        accepts, declines = self.conduct.accepts, self.conduct.declines
        accepted = [lead for lead, r in drawn.items() if r < accepts]
        declined = [lead for lead, r in drawn.items() if accepts <= r < accepts + declines]
        if accepted:
            self.did["accepted"] += len(accept_leads(me, accepted).done)
        if declined:
            self.did["declined"] += len(decline_leads(me, declined, "不在我的行业").done)

    def _claim(self, me: Actor) -> None:
        pooled = list(
            Lead.objects.filter(IN_POOL, deleted_at=None).order_by("pooled_at").values_list("pk", flat=True)[:2]
        )
        if pooled:
            try:
                self.did["claimed"] += len(claim_leads(me, pooled).done)
            except AppError as refused:
                self.did[f"claim refused: {refused.code.value}"] += 1

    def _draft(self, me: Actor, entry: Mapping[str, Any], lead: Mapping[str, Any]) -> FollowupDraft:
        names, weights = zip(*_OUTCOMES, strict=True)
        outcome = self.random.choices(names, weights)[0]
        if entry.get("again"):
            outcome = None
        planned = None
        if outcome in (None, "current") and self.random.random() < self.conduct.plans:
            at = propose_next(me, entry["id"]).at
            if at is not None:
                hour = f" {self.random.randrange(9, 18):02}:{self.random.choice((0, 30)):02}"
                timed = self.random.random() < 0.5
                planned = PlannedStep(f"{clock.local(at):%Y-%m-%d}{hour if timed else ''}", "phone", "确认参数")
        talked = outcome not in ("unreachable", "dead_number")
        return FollowupDraft(
            method=self.random.choice(_METHODS),
            summary=self.random.choice(words.MIDDLE_TALK) or "介绍了方案",
            outcome=outcome,
            next=planned,
            grade=self.random.choice(_GRADES) if talked and lead["grade"] is None else None,
            stage=self._move(entry) if outcome in (None, "current") and self.random.random() < 0.35 else None,
        )

    def _move(self, entry: Mapping[str, Any]) -> dict[str, Any] | None:
        stage = entry.get("stage")
        name = stage.get("label") if isinstance(stage, Mapping) else stage
        if name not in _STAGES[:-1]:
            return None
        target = _STAGES[_STAGES.index(name) + 1]
        return {"stage": target, "amount": f"{self.random.randrange(5, 80)}万" if target == _STAGES[-1] else None}
