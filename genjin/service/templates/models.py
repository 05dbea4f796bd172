"""Templates as rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class MailTemplate(Record):
    """A mail that is written once and sent to many. subject, text: with places, checked when they are saved."""

    name = models.CharField(max_length=60, null=True)
    subject = models.TextField(null=True)
    text = models.TextField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="mail_template_position", condition=ALIVE)]
