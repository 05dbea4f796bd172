"""Mailings with their counts, and which leads stand behind each count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from genjin.jobs.models import Mail
from genjin.jobs.outbox import OUT
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.models import Lead
from genjin.service.letters.models import Letter
from genjin.service.letters.rules import REASONS
from genjin.service.letters.states import STATES, LetterState, describe_state, find_states, state_of
from genjin.service.mailings.models import Mailing
from genjin.tables.scope.predicate import check_action, rows

MAX_SHOWN = 50
MAX_LEADS = 500
OPTED_OUT = "opted_out_later"
_MAIL_FACTS = ("pk", "state", "undone", "last_error", "sent_at", "next_at")


@dataclass(slots=True)
class MailingCounts:
    """states: letters by state. skipped: leads without a letter, and letters held back at the last moment, by reason.

    last_at: when the last of those waiting goes out.
    """

    states: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    opted_out: int = 0
    last_at: datetime | None = None


def list_mailings(actor: Actor) -> list[Mailing]:
    """The newest 50 of the actor's reach; of those taken back only what had left in part."""
    check_action("mailings", actor, "see")
    living = list(rows("mailings", actor).order_by("-created_at", "-pk")[:MAX_SHOWN])
    gone = rows("mailings", actor, trash=True).order_by("-created_at", "-pk")[:MAX_SHOWN]
    left = [m for m in gone if _theirs(m.pk).filter(state__in=OUT).exists()]
    return sorted([*living, *left], key=lambda m: (m.created_at, m.pk), reverse=True)[:MAX_SHOWN]


def find_mailing(actor: Actor, mailing_id: int) -> Mailing:
    """Raises not_found out of the actor's reach."""
    for trash in (False, True):
        found: Mailing | None = rows("mailings", actor, trash=trash).filter(pk=mailing_id).first()
        if found is not None:
            return found
    raise not_found("mailings")


def count_letters(mailing: Mailing) -> MailingCounts:
    """What became of it up to now."""
    counts = MailingCounts()
    counts.skipped.update({reason: len(leads) for reason, leads in mailing.skipped.items()})
    for mail in _theirs(mailing.pk).only(*_MAIL_FACTS).iterator(2_000):
        found = state_of(mail)
        if found.state == "skipped":
            counts.skipped[found.why] += 1
            continue
        counts.states[found.state] += 1
        if found.state == "waiting" and found.at is not None:
            counts.last_at = max(found.at, counts.last_at or found.at)
    counts.opted_out = Letter.objects.filter(mailing_id=mailing.pk, opted_out_at__isnull=False).count()
    return counts


def list_leads(actor: Actor, mailing: Mailing, group: str) -> list[dict[str, Any]]:
    """The leads behind one count, the actor's own scope of them, at most 500: title, state, why.

    group: a state of letters, a reason of `REASONS`, or `opted_out_later`. Raises unknown_option for another.
    """
    if group not in STATES and group not in REASONS and group != OPTED_OUT:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=group[:40])
    letters = list(Letter.objects.filter(mailing_id=mailing.pk).order_by("pk"))
    states = find_states(letters)
    chosen = {x.lead_id: states[x.pk] for x in letters if x.lead_id and _belongs(x, states[x.pk], group)}
    wanted = list(dict.fromkeys([*(mailing.skipped.get(group) or []), *chosen]))
    return show_leads(actor, wanted, chosen)


def show_leads(actor: Actor, lead_ids: Sequence[int], states: Mapping[int, LetterState]) -> list[dict[str, Any]]:
    """Shape: `MailingLeadOut` of the routes, for those of the actor's scope."""
    titles: dict[int, str] = {}
    for start in range(0, len(lead_ids), MAX_LEADS):
        found = rows("leads", actor).filter(pk__in=lead_ids[start : start + MAX_LEADS])
        titles.update({pk: company or contact or f"#{pk}" for pk, company, contact in _titles(found)})
    shown = []
    for lead in [i for i in lead_ids if i in titles][:MAX_LEADS]:
        state = states.get(lead)
        words, why = describe_state(state, actor.language) if state is not None else (None, None)
        shown.append({"id": lead, "title": titles[lead], "state_words": words, "why": why})
    return shown


def _titles(found: Any) -> list[tuple[int, str | None, str | None]]:
    assert found.model is Lead
    return list(found.values_list("pk", "company", "contact"))


def _belongs(letter: Letter, state: LetterState, group: str) -> bool:
    if group == OPTED_OUT:
        return letter.opted_out_at is not None
    return state.why == group if state.state == "skipped" else state.state == group


def _theirs(mailing_id: int) -> Any:
    return Mail.objects.filter(pk__in=Letter.objects.filter(mailing_id=mailing_id).values("mail_id"))
