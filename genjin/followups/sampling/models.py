"""What was drawn for whom to look at, and what they said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record


class SpotCheck(Record):
    """One lead drawn in one week. seller_id: who owned it then. week: its Monday. verdict: `ok`, `more` or open."""

    lead_id = models.BigIntegerField(null=True)
    seller_id = models.BigIntegerField(null=True)
    week = models.DateField(null=True)
    verdict = models.CharField(max_length=4, null=True)
    note = models.TextField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)

    class Meta:
        app_label = "followups"
        indexes = [
            models.Index(fields=["week", "seller_id", "id"], name="spot_check_week", condition=Q(deleted_at=None)),
            models.Index(fields=["lead_id", "id"], name="spot_check_lead", condition=Q(deleted_at=None)),
        ]
