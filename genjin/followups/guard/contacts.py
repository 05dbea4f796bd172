"""Whether these customers may be contacted now: asked by the composer, by mails of one's own and by bulk mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from genjin.followups.guard.mails import find_mails
from genjin.followups.guard.rules import Verdict, judge, quiet_until
from genjin.followups.models import Followup
from genjin.followups.reach import NOT_REACHED
from genjin.followups.settings import load_policy
from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.contact_guard import set_contact_guard
from genjin.leads.models import Lead
from genjin.pipelines.cadence import PAUSED, CadenceBook, load_cadences

PAGE = 500


def may_contact(
    lead_ids: Sequence[int], *, automatic: bool, now: datetime | None = None, leaving_out: Collection[str] = ()
) -> dict[int, Verdict]:
    """For each lead whether, when again and why. The count is the customer's: all sellers, mails of the product too.

    automatic: nobody is there to say why it is needed all the same, so quiet hours and days off hold as well.
    leaving_out: keys of mails that do not count, such as the one that is asked about.
    Rights and scope are the caller's to check.
    """
    at = now or clock.now()
    policy, book = load_policy(), load_cadences()
    quiet = quiet_until(at, policy.quiet_hours, holidays=policy.holidays) if automatic else None
    found: dict[int, Verdict] = {}
    for start in range(0, len(lead_ids), PAGE):
        part = list(lead_ids[start : start + PAGE])
        rows = list(
            Lead.objects.filter(pk__in=part).values("pk", "pipeline_id", "grade", "do_not_contact", "paused_until")
        )
        contacts = _contacts(part, at - timedelta(days=_longest(book)), at, leaving_out)
        for row in rows:
            rule = book.find(row["pipeline_id"], PAUSED if row["paused_until"] else row["grade"])
            refused = bool(row["do_not_contact"])
            verdict = judge(rule, row["grade"], contacts[row["pk"]], at, refused=refused)
            if verdict.allowed and quiet is not None:
                verdict = Verdict(False, quiet, AppError(ErrorCode.QUIET_NOW, 409))
            found[row["pk"]] = verdict
    return found


def _longest(book: CadenceBook) -> int:
    return max((rule.within_days for rule in book.rules.values()), default=1) + 1


def _contacts(
    lead_ids: Sequence[int], since: datetime, until: datetime, leaving_out: Collection[str]
) -> dict[int, list[datetime]]:
    """When these customers were reached, or written to by the product itself."""
    found: dict[int, list[datetime]] = defaultdict(list)
    made = Followup.objects.filter(lead_id__in=lead_ids, deleted_at=None, at__gte=since, at__lte=until)
    for lead, at, outcome in made.values_list("lead_id", "at", "outcome"):
        if at is not None and outcome not in NOT_REACHED:
            found[lead or 0].append(at)
    for mail in find_mails(lead_ids, since, until):
        if mail.key not in leaving_out:
            found[mail.lead_id].append(mail.at)
    return found


def _held_back(lead_ids: Sequence[int]) -> dict[int, Any]:
    """Leads that no automatic mail may go to now."""
    return {lead: v.again_at for lead, v in may_contact(lead_ids, automatic=True).items() if not v.allowed}


set_contact_guard(_held_back)
