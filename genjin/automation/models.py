"""The links with which calendar programs read a person's plans. Stored as hashes only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CalendarLink(models.Model):
    """One person's secret address; a new one ends the former. hint: its last letters, to tell it by."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id"], name="calendar_link_one", condition=Q(ended_at__isnull=True))
        ]
