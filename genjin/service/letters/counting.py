"""Letters as contacts with the customer (domain.md D3): they count for whoever writes or calls next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from genjin.followups.guard.mails import ProductMail, count_mails
from genjin.jobs.models import Mail
from genjin.jobs.outbox import OUT
from genjin.service.letters.models import Letter

State = Mail.State
PAGE = 500
# A letter may wait for quiet hours, days off and its mail server; it counts when it went out.
WAITED = timedelta(days=30)


def mail_key(mail_id: int) -> str:
    return f"mail:{mail_id}"


def _letters(lead_ids: Sequence[int], since: datetime, until: datetime) -> list[ProductMail]:
    """Those sent in that time, and those that are about to be."""
    written = Letter.objects.filter(lead_id__in=lead_ids, created_at__gte=since - WAITED, created_at__lte=until)
    rows = list(written.exclude(mail_id=None).values_list("mail_id", "lead_id", "created_at"))
    mails: dict[int, Mail] = {}
    for start in range(0, len(rows), PAGE):
        wanted = Mail.objects.filter(pk__in=[r[0] for r in rows[start : start + PAGE]])
        mails.update({m.pk: m for m in wanted.filter(state__in=(State.WAITING, *OUT))})
    found = []
    for mail_id, lead_id, created_at in rows:
        mail = mails.get(mail_id or 0)
        at = (mail.sent_at or mail.handed_at or created_at) if mail is not None else None
        if mail is not None and at is not None and since <= at <= until:
            found.append(ProductMail(lead_id or 0, at, mail_key(mail.pk)))
    return found


count_mails(_letters)
