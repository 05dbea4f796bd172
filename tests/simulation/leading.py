"""What those above do: supervisors reassign, the steward clears doubts, marketing writes, the pool ebbs."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

from genjin.kernel import clock
from genjin.leads.assigning.applying import assign_by_rules
from genjin.leads.assigning.models import Assignment, WaitingLead
from genjin.leads.assignment import assign_leads
from genjin.leads.confirm_mail import mail_confirmations
from genjin.leads.models import Lead
from genjin.leads.pool.state import IN_POOL
from genjin.leads.quality.reviewing import review_leads
from genjin.people.working.absences import load_absences
from tests.simulation.organisation import Cast, actor

# Shares of what is on the table that they see to at one time.
REASSIGNS, CLEARS = 0.6, 0.7
MAILED, POOLED = 60, 80


class Leaders:
    """did: as of the sellers."""

    def __init__(self, cast: Cast, random: Random, did: Counter[str]) -> None:
        self.cast = cast
        self.random = random
        self.did = did

    def reassign(self) -> None:
        """Each supervisor gives on what their people did not take on, and what ended with themselves."""
        away = load_absences(clock.today())
        for lead_id, team in self.cast.teams.items():
            here = [one for one in team if not away.is_away(one)]
            late = Assignment.objects.filter(state="escalated", person_id__in=team, deleted_at=None)
            found = [pk for pk in late.values_list("lead_id", flat=True) if self.random.random() < REASSIGNS]
            own = list(
                Lead.objects.filter(owner_id=lead_id, stage_kind="open", deleted_at=None).values_list("pk", flat=True)
            )
            for lead in [pk for pk in (*found, *own) if pk is not None]:
                owner = Lead.objects.filter(pk=lead).values_list("owner_id", flat=True).first()
                others = [one for one in here if one != owner]
                if others:
                    answer = assign_leads(actor(lead_id), [lead], self.random.choice(others), reason="改派")
                    self.did["reassigned by supervisors"] += len(answer.done)

    def clear_doubts(self) -> None:
        """The steward lets in most of what cleaning kept out; the rest stays in the queue."""
        held = WaitingLead.objects.filter(held=True).order_by("lead_id").values_list("lead_id", flat=True)
        ids = [pk for pk in held if self.random.random() < CLEARS]
        if ids:
            self.did["cleared by the steward"] += len(review_leads(actor(self.cast.steward), ids, "checked").done)

    def write_to_customers(self) -> None:
        """Marketing asks some customers to confirm their data: the mail the product sends by itself."""
        since = clock.now() - timedelta(days=7)
        known = Lead.objects.filter(stage_kind="open", deleted_at=None, created_at__lt=since, email__isnull=False)
        ids = list(known.order_by("pk").values_list("pk", flat=True))
        chosen = sorted(self.random.sample(ids, min(MAILED, len(ids))))
        if chosen:
            mailed = mail_confirmations(actor(self.cast.marketing), chosen, "https://genjin.example", again=True)
            self.did["mails asked for"] += len(chosen)
            self.did["mails held back: too often"] += len(mailed.plan.skipped.get("too_often", ()))

    def drain_pool(self) -> None:
        """The regional manager gives what has lain in the pool for three days to the next sellers by the rules."""
        since = clock.now() - timedelta(days=3)
        ids = list(
            Lead.objects.filter(IN_POOL, deleted_at=None, pooled_at__lt=since)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if ids:
            self.did["assigned out of the pool"] += len(assign_by_rules(actor(self.cast.manager), ids[:POOLED]).done)
