"""What happened with a lead: contacts made, promises given, remarks of colleagues."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class Followup(Record):
    """One contact with the customer (domain.md D1) and what was planned and changed with it."""

    lead_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    person_id = models.BigIntegerField(null=True)
    method = models.CharField(max_length=20, null=True)
    contact = models.TextField(null=True)
    summary = models.TextField(null=True)
    feedback = models.TextField(null=True)
    outcome = models.CharField(max_length=20, null=True)
    next_at = models.DateTimeField(null=True)
    next_has_time = models.BooleanField(null=True)
    next_method = models.CharField(max_length=20, null=True)
    next_expected = models.TextField(null=True)
    grade_from = models.CharField(max_length=2, null=True)
    grade_to = models.CharField(max_length=2, null=True)
    stage_from_id = models.BigIntegerField(null=True)
    stage_to_id = models.BigIntegerField(null=True)
    signals = models.TextField(null=True)
    client_key = models.CharField(max_length=64, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "at", "id"], name="followup_lead", condition=ALIVE),
            models.Index(fields=["person_id", "at", "id"], name="followup_person", condition=ALIVE),
            models.Index(fields=["at", "id"], name="followup_at", condition=ALIVE),
        ]


class Promise(Record):
    """What we owe the customer (side `ours`) or the customer owes us (`theirs`), by when."""

    lead_id = models.BigIntegerField(null=True)
    followup_id = models.BigIntegerField(null=True)
    side = models.CharField(max_length=6, null=True)
    text = models.TextField(null=True)
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="promise_lead", condition=ALIVE),
            models.Index(fields=["due", "id"], name="promise_due", condition=ALIVE & Q(done_at__isnull=True)),
        ]


class Comment(Record):
    """A colleague's remark on a lead or on one follow-up (D9). `mentions` are person ids, comma-separated."""

    lead_id = models.BigIntegerField(null=True)
    followup_id = models.BigIntegerField(null=True)
    text = models.TextField(null=True)
    mentions = models.TextField(null=True)
    pinned = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["lead_id", "id"], name="comment_lead", condition=ALIVE)]
