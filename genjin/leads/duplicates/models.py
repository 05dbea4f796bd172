"""Suspect pairs, what people decided about them, the keys they are found by, and who asked for what while typing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import OwnedRecord, Record

ALIVE = Q(deleted_at__isnull=True)


class DuplicatePair(Record):
    """Two leads that may be the same customer; `left_id` is always the smaller id. state: open, different, merged.

    `evidence` names kinds and points only (`company:60 mobile:35`): the texts are read afresh, under the reader's mask.
    """

    left_id = models.BigIntegerField(null=True)
    right_id = models.BigIntegerField(null=True)
    score = models.SmallIntegerField(null=True)
    evidence = models.TextField(null=True)
    state = models.CharField(max_length=10, null=True)
    found_by = models.CharField(max_length=10, null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-score", "id"], name="duplicate_pair_queue", condition=ALIVE),
            models.Index(fields=["left_id", "right_id"], name="duplicate_pair_left"),
            models.Index(fields=["right_id", "left_id"], name="duplicate_pair_right"),
        ]


class CollisionRequest(OwnedRecord):
    """A seller asks the manager whether what is being typed is somebody's. Belongs to who asks, so the manager sees it.

    Holds only what was typed: whose lead it looks like is for the manager to look up, within the manager's scope.
    ruling, lead_id: who gets which lead; against_id: who had it when it was ruled on. basis: JSON, the rule and the
    facts it was ruled on, as they were then.
    """

    company = models.TextField(null=True)
    contact = models.TextField(null=True)
    mobile = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)
    wechat = models.TextField(null=True)
    credit_code = models.TextField(null=True)
    note = models.TextField(null=True)
    state = models.CharField(max_length=10, null=True)
    answer = models.TextField(null=True)
    ruling = models.CharField(max_length=10, null=True)
    lead_id = models.BigIntegerField(null=True)
    against_id = models.BigIntegerField(null=True)
    basis = models.TextField(null=True)
    ruled_by_id = models.BigIntegerField(null=True)
    ruled_at = models.DateTimeField(null=True)
    appeal = models.TextField(null=True)
    appealed_by_id = models.BigIntegerField(null=True)
    appealed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at", "id"], name="collision_created", condition=ALIVE),
            models.Index(fields=["unit_id", "created_at", "id"], name="collision_unit", condition=ALIVE),
            models.Index(fields=["owner_id", "created_at", "id"], name="collision_owner", condition=ALIVE),
            models.Index(
                fields=["against_id", "id"], name="collision_against", condition=ALIVE & Q(against_id__isnull=False)
            ),
        ]


class DuplicatePoint(Record):
    """One number of the matcher that administrators may change: points of an evidence, a threshold, a limit."""

    key = models.CharField(max_length=40, null=True)
    points = models.FloatField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="duplicate_point_position", condition=ALIVE)]


class DuplicateKey(models.Model):
    """A lead can be found by `key`, a digest of one fact. A projection: kept by the scan, never history.

    Keys of former values stay until the next full scan; they only propose a pair that comparing refuses.
    """

    pk = models.CompositePrimaryKey("key", "lead_id")
    key = models.BigIntegerField()
    lead_id = models.BigIntegerField()


class DuplicateScan(models.Model):
    """How far the keys and pairs follow the leads: everything written before `seen_until` is in. One row."""

    seen_until = models.DateTimeField(null=True)


class LookalikeGuess(models.Model):
    """What somebody asked while typing. `lead_id` is set where a row outside the asker's scope was hinted at."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    lead_id = models.BigIntegerField(null=True)
    score = models.SmallIntegerField(null=True)
    asked = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["person_id", "at"], name="lookalike_person")]
