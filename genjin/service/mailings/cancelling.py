"""Stopping a mailing: what has not left does not leave; undoing that lets it go on."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.jobs.models import Mail
from genjin.jobs.outbox import UNSENT
from genjin.jobs.queue import cancel_job
from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.service.letters.models import Letter
from genjin.service.mailings.models import Mailing
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.scope.predicate import check_action, rows

STOPPED = "stopped"
State = Mail.State


def cancel_mailing(actor: Actor, mailing_id: int) -> int | None:
    """Stops it, and the work that still writes it. Returns the operation, None when it was stopped before.

    Raises forbidden, not_found.
    """
    check_action("mailings", actor, "create")
    mailing = rows("mailings", actor, "edit").filter(pk=mailing_id).first()
    if mailing is None:
        raise not_found("mailings")
    if mailing.job_id is not None:
        cancel_job(mailing.job_id)
    return stop_mailing(actor, mailing)


def stop_mailing(actor: Actor, mailing: Mailing) -> int | None:
    """The same without asking rights, for the work that was told to stop."""
    args = {"title": (mailing.subject or "")[:80]}
    with single(actor, verb="mailings.cancel", table="mailings", via="panel", args=args) as writer:
        known = writer.rows("mailings", [mailing.pk], ("cancelled_at",))
        if mailing.pk not in known or known[mailing.pk]["cancelled_at"] is not None:
            return None
        writer.set("mailings", {mailing.pk: {"cancelled_at": writer.now}})
        return writer.operation.ensure_row()


def follow_cancel(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of mailings: their unsent mails follow, whether somebody stops them or takes that back."""
    if "cancelled_at" not in changed:
        return
    for mailing, row in writer.rows("mailings", row_ids, ("cancelled_at",), trashed=True).items():
        mails = Mail.objects.filter(pk__in=Letter.objects.filter(mailing_id=mailing).values("mail_id"))
        if row["cancelled_at"] is not None:
            mails.filter(state__in=UNSENT).update(state=State.CANCELLED, last_error=STOPPED)
        else:
            stopped = mails.filter(state=State.CANCELLED, last_error=STOPPED, undone=False)
            stopped.update(state=State.WAITING, last_error="", attempts=0)
