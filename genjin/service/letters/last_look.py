"""Bulk letters are looked at once more when their turn comes (domain.md D3, D13): hours may lie between."""

from __future__ import annotations

from genjin.followups.guard.contacts import may_contact
from genjin.followups.guard.rules import YES
from genjin.jobs.mailing import Hold, check_before_sending
from genjin.jobs.models import Mail
from genjin.service.letters.counting import mail_key
from genjin.service.letters.models import Letter
from genjin.service.letters.recipients import read_recipient
from genjin.service.letters.rules import judge_letter
from genjin.service.letters.states import QUIET

State = Mail.State


def look_again(mail: Mail) -> Hold | None:
    """Never to whom it may no longer go; later when it is quiet now."""
    letter = Letter.objects.filter(mail_id=mail.pk, deleted_at=None).first()
    recipient = None if letter is None else read_recipient(letter.lead_id or 0, letter.contact_id)
    if letter is None or recipient is None:
        return Hold("not_found")
    lead_id = recipient.lead_id
    verdict = may_contact([lead_id], automatic=True, leaving_out=_waiting(lead_id, mail)).get(lead_id, YES)
    judgement = judge_letter(recipient, verdict)
    if judgement.reason is not None:
        return Hold(judgement.reason)
    return Hold(QUIET, judgement.not_before) if judgement.not_before is not None else None


def _waiting(lead_id: int, mail: Mail) -> set[str]:
    """This mail and those behind it: of two that wait for one customer, the first goes."""
    theirs = Letter.objects.filter(lead_id=lead_id, mail_id__isnull=False).values("mail_id")
    waiting = Mail.objects.filter(pk__in=theirs, state=State.WAITING).values_list("pk", flat=True)
    return {mail_key(pk) for pk in (*waiting, mail.pk)}


check_before_sending("letter.bulk", look_again)
