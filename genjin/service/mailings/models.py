"""Mailings as rows. What became of each letter, its mail knows; who got none and why stands here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import OwnedRecord

ALIVE = Q(deleted_at__isnull=True)


class Mailing(OwnedRecord):
    """subject, text: with their places, as they were when it was sent. chosen: leads that were meant.

    skipped: `{reason: [lead, …]}` of those who got no letter. cancelled_at: somebody stopped what was unsent.
    job_id: the work that wrote it, by which a worker that takes over finds what there is.
    """

    subject = models.TextField(null=True)
    text = models.TextField(null=True)
    chosen = models.IntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    skipped = models.JSONField(default=dict)
    job_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at", "id"], name="mailing_created"),
            models.Index(fields=["owner_id", "id"], name="mailing_owner", condition=ALIVE),
            models.Index(fields=["unit_id", "id"], name="mailing_unit", condition=ALIVE),
            models.Index(fields=["job_id"], name="mailing_job"),
        ]
