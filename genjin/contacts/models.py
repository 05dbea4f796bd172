"""Further persons of a lead. The main contact's cells stand on the lead's own row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class Contact(Record):
    """A person one can reach at a lead, besides its main contact."""

    lead_id = models.BigIntegerField(null=True)
    name = models.TextField(null=True)
    name_pinyin = models.TextField(null=True)
    name_initials = models.TextField(null=True)
    title = models.TextField(null=True)
    mobile = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)
    wechat = models.TextField(null=True)
    remarks = models.TextField(null=True)
    # Which of the cells above reach nobody any more, by column id: `|email|mobile|`.
    bad_channels = models.TextField(null=True)
    mail_opt_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="contact_lead", condition=ALIVE),
            models.Index(fields=["updated_at", "id"], name="contact_updated"),
            models.Index(fields=["mobile", "id"], name="contact_mobile", condition=ALIVE & Q(mobile__isnull=False)),
            models.Index(fields=["email", "id"], name="contact_email", condition=ALIVE & Q(email__isnull=False)),
        ]
