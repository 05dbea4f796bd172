"""Who of the chosen leads would get the mail, who not and why, and what it would say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.service.letters.recipients import check_addresses_readable
from genjin.service.letters.rules import Recipient
from genjin.service.letters.writing import MAX_LETTERS, LetterDraft, judge_drafts
from genjin.service.templates.filling import Filler, Written
from genjin.tables.scope.predicate import check_action

PART = 500
MISSING = "missing_value"
TWICE = "same_address"


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """A letter that may go. not_before: when quiet hours are over, None for now."""

    draft: LetterDraft
    recipient: Recipient
    not_before: datetime | None


@dataclass(slots=True)
class MailingPlan:
    """skipped: leads by reason, a key of `letters.rules.REASONS`. missing: places without a value, with how many."""

    ready: list[ReadyLetter] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)

    def skip(self, lead_id: int, reason: str) -> None:
        self.skipped.setdefault(reason, []).append(lead_id)


def check_mailing(actor: Actor, subject: str, text: str, lead_ids: Sequence[int]) -> Filler:
    """Raises what `plan_mailing` raises; answers what fills the template."""
    check_action("mailings", actor, "create")
    check_action("letters", actor, "create")
    check_addresses_readable(actor, contacts=False)
    for column, value in (("subject", subject), ("text", text)):
        if not value.strip():
            raise AppError(ErrorCode.REQUIRED, column=column)
    if len(lead_ids) > MAX_LETTERS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_LETTERS)
    return Filler(actor, subject, text)


def plan_mailing(actor: Actor, subject: str, text: str, lead_ids: Sequence[int]) -> MailingPlan:
    """For each of these leads, once. Two leads with one address: the first gets it.

    Raises forbidden without the right to send mailings, required, template_broken, template_place, column_forbidden,
    limit above 10,000 leads.
    """
    filler = check_mailing(actor, subject, text, lead_ids)
    plan = MailingPlan()
    addresses: set[str] = set()
    wanted = list(dict.fromkeys(lead_ids))
    for start in range(0, len(wanted), PART):
        plan_part(plan, actor, filler.fill(wanted[start : start + PART]), wanted[start : start + PART], addresses)
    return plan


def plan_part(
    plan: MailingPlan, actor: Actor, filled: Mapping[int, Written], lead_ids: Sequence[int], addresses: set[str]
) -> None:
    """Adds these leads to the plan. addresses: those that have their letter already; grows."""
    drafts = [LetterDraft(lead, filled[lead].subject, filled[lead].text) for lead in lead_ids if lead in filled]
    for lead in lead_ids:
        if lead not in filled:
            plan.skip(lead, "not_found")
    for draft, (recipient, judgement) in zip(drafts, judge_drafts(actor, drafts, "bulk"), strict=True):
        lead, missing = draft.lead_id, filled[draft.lead_id].missing
        if recipient is None or judgement.reason is not None:
            plan.skip(lead, judgement.reason or "not_found")
        elif recipient.address in addresses:
            plan.skip(lead, TWICE)
        elif missing:
            plan.skip(lead, MISSING)
            for name in missing:
                plan.missing[name] = plan.missing.get(name, 0) + 1
        else:
            addresses.add(recipient.address)
            plan.ready.append(ReadyLetter(draft, recipient, judgement.not_before))
