"""Letters as rows. What became of one, its mail in the outbox knows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class Letter(Record):
    """One mail of ours to one person of one lead.

    contact_id: empty for the lead's main contact. name, address: as they were when it was written.
    kind: `single` and `materials` are sent by hand, `bulk` by itself. mail_id: its mail in the outbox.
    guard_reason: why it was sent although the customer was contacted often enough, or wants no mail.
    mailing_id: the bulk mail it is part of. opted_out_at: when its reader followed its link and opted out.
    """

    lead_id = models.BigIntegerField(null=True)
    contact_id = models.BigIntegerField(null=True)
    name = models.TextField(null=True)
    address = models.TextField(null=True)
    subject = models.TextField(null=True)
    text = models.TextField(null=True)
    kind = models.CharField(max_length=10, null=True)
    guard_reason = models.TextField(null=True)
    mailing_id = models.BigIntegerField(null=True)
    mail_id = models.BigIntegerField(null=True)
    opted_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # Also those that were taken back after they had been sent: the customer has read them.
            models.Index(fields=["lead_id", "created_at", "id"], name="letter_lead"),
            models.Index(fields=["mailing_id", "id"], name="letter_mailing", condition=Q(mailing_id__isnull=False)),
            models.Index(fields=["mail_id"], name="letter_mail"),
        ]
