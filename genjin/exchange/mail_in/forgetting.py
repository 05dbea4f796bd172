"""Mails are kept for a while, then forgotten: what was made of them stays, and that they came, so that none is taken
twice."""

from __future__ import annotations

from datetime import timedelta

import orjson
from django.db.models import Q

from genjin.exchange.mail_in.message import ReadMail
from genjin.exchange.mail_in.models import KEEP_DAYS, Mailbox, TakenMail
from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.words import Words
from genjin.tables.fields.encrypted import cipher

AT_ONCE = 500


@periodic("mail_in.forget", every=timedelta(hours=6), words=Words("清除到期的邮件", "Forget old mails"))
def forget_mails(job: JobContext | None) -> dict[str, int]:
    """Words, sender and subject of mails past their mailbox's days are gone; of those that came by no mailbox, too."""
    days: dict[int | None, int | None] = {None: KEEP_DAYS}
    days.update(Mailbox.objects.values_list("pk", "keep_days"))
    return {"forgotten": sum(_forget(box, kept) for box, kept in days.items() if kept and kept > 0)}


def _forget(box: int | None, days: int) -> int:
    before = clock.now() - timedelta(days=days)
    mine = Q(mailbox_id=box) if box is not None else Q(mailbox_id__isnull=True)
    old = TakenMail.objects.filter(mine, created_at__lt=before, forgotten_at=None)
    nothing = cipher().encrypt(orjson.dumps(ReadMail().as_json()).decode())
    forgotten = 0
    while part := list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += TakenMail.objects.filter(pk__in=part).update(parts=nothing, forgotten_at=clock.now())
    return forgotten
