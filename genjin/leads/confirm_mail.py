"""Mails that ask customers to check their data (domain.md B13): who gets one, who does not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from genjin.contacts.dead_channels import is_bad
from genjin.jobs.outbox import queue_mail
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.clock import local
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.confirm_link import sign_link
from genjin.leads.contact_guard import held_back
from genjin.leads.freshness import FreshnessBook, load_freshness
from genjin.leads.models import ConfirmLink, FreshnessPeriod
from genjin.people.queries import organisation
from genjin.tables.definition import get_table
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.records.edit import check_editable
from genjin.tables.scope.mask import check_readable
from genjin.tables.scope.predicate import check_action, rows

KIND = "confirm"
MAX_MAILS = 2_000
_ATTRS = ("id", "company", "contact", "email", "bad_channels", "mail_opt_out_at", "grade")
# Why a lead gets no mail, in the order in which it is asked.
REASONS = ("no_address", "bad_address", "opted_out", "waiting", "too_often")


@dataclass(frozen=True, slots=True)
class MailPlan:
    """ready: leads that get a mail. skipped: the others of the actor's scope, by reason."""

    ready: list[int]
    skipped: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mailed:
    operation_id: int | None
    plan: MailPlan


def plan_mails(actor: Actor, ids: Sequence[int], *, again: bool = False) -> MailPlan:
    """Who of these leads would get a mail. again: also those who have not answered the last one, still open.

    Raises forbidden, column_forbidden, limit above 2,000.
    """
    return _plan(_load(actor, ids), again)


def mail_confirmations(actor: Actor, ids: Sequence[int], base_url: str, *, again: bool = False) -> Mailed:
    """Queues a mail with a link of its own for each lead of the plan; undoing the operation cancels the unsent ones.

    base_url: where the product is reached, without a slash at the end. Raises as `plan_mails`.
    """
    found = _load(actor, ids)
    plan = _plan(found, again)
    letter = _Letter(load_freshness(), base_url, actor.name)
    with operation(
        actor, verb="leads.mail_confirm", table="leads", via="panel", args={"count": len(plan.ready)}
    ) as opened:
        for start in range(0, len(plan.ready), chunk_rows()):
            with opened.chunk() as writer:
                opened.ensure_row()
                for lead in plan.ready[start : start + chunk_rows()]:
                    letter.queue(writer, found[lead])
    return Mailed(opened.id, plan)


def find_reason(lead: Mapping[str, Any], waiting: bool, held: bool = False) -> str | None:
    """Why this lead gets no mail; None when it gets one. Pure."""
    asked = {
        "no_address": not lead["email"],
        "bad_address": is_bad(lead["bad_channels"], "email"),
        "opted_out": lead["mail_opt_out_at"] is not None,
        "waiting": waiting,
        "too_often": held,
    }
    return next((reason for reason in REASONS if asked[reason]), None)


def fill_placeholders(text: str, facts: Mapping[str, str]) -> str:
    """`{公司}` and the like replaced; what is not known stays as written. Pure."""
    for name, value in facts.items():
        text = text.replace("{" + name + "}", value)
    return text


@dataclass(slots=True)
class _Letter:
    """Writes the mails of one operation."""

    book: FreshnessBook
    base_url: str
    sender: str
    templates: dict[str, tuple[str, str]] = field(default_factory=dict)
    organisation: str = ""

    def __post_init__(self) -> None:
        self.organisation = organisation().name
        stored = FreshnessPeriod.objects.filter(deleted_at=None).order_by("id")
        for letter, subject, text in stored.values_list("letter", "mail_subject", "mail_text"):
            if text:
                self.templates[(letter or "").strip().upper()[:1]] = (subject or "", text)

    def queue(self, writer: Writer, lead: Mapping[str, Any]) -> None:
        link = ConfirmLink.objects.create(
            lead_id=lead["id"],
            email=lead["email"],
            created_at=writer.now,
            created_by_id=writer.actor.id,
            expires_at=self._end(lead["grade"], writer.now),
        )
        address = f"{self.base_url}/confirm/{sign_link(link.pk)}"
        subject, text = self._template(lead["grade"])
        facts = {
            "称呼": lead["contact"] or "",
            "公司": lead["company"] or "贵公司",
            "链接": address,
            "有效期": f"{local(link.expires_at):%Y-%m-%d}",
            "发件人": self.sender,
            "我方": self.organisation,
        }
        body = fill_placeholders(text, facts)
        queue_mail(
            to=lead["email"],
            subject=fill_placeholders(subject, facts),
            # A template that forgot the link would be a mail without a point.
            text=body if address in body else f"{body}\n\n{address}",
            kind=KIND,
            key=f"{KIND}:{link.pk}",
            about=("leads", lead["id"]),
        )

    def _end(self, grade: str | None, now: datetime) -> datetime:
        days = self.book.link_days(grade)
        if days is None:
            raise AppError(ErrorCode.REQUIRED, column=get_table("freshness_periods").column("link_days").words.zh)
        return now + timedelta(days=days)

    def _template(self, grade: str | None) -> tuple[str, str]:
        found = self.templates.get((grade or "")[:1].upper()) or self.templates.get("")
        if found is None:
            raise AppError(ErrorCode.REQUIRED, column=get_table("freshness_periods").column("mail_text").words.zh)
        return found


def _load(actor: Actor, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    check_action("leads", actor, "edit")
    definition = get_table("leads")
    check_editable(definition, actor, definition.column("confirmed_at"), None)
    check_readable(definition, actor, definition.column("email"), "read")
    if len(ids) > MAX_MAILS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_MAILS)
    found: dict[int, dict[str, Any]] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), 500):
        part = rows("leads", actor, "edit").filter(pk__in=wanted[start : start + 500])
        found.update({row["id"]: row for row in part.values(*_ATTRS)})
    return {i: found[i] for i in wanted if i in found}


def _plan(found: Mapping[int, Mapping[str, Any]], again: bool) -> MailPlan:
    waiting = set() if again else _waiting(list(found))
    held = held_back(list(found))
    plan = MailPlan([])
    for lead_id, lead in found.items():
        reason = find_reason(lead, lead_id in waiting, lead_id in held)
        (plan.ready if reason is None else plan.skipped.setdefault(reason, [])).append(lead_id)
    return plan


def _waiting(ids: Sequence[int]) -> set[int]:
    """Leads whose last link is still open."""
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        links = ConfirmLink.objects.filter(lead_id__in=ids[start : start + 500])
        found.update(links.filter(used_at=None, expires_at__gt=clock.now()).values_list("lead_id", flat=True))
    return found
