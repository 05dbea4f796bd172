"""Settings that judge a lead's data, and the verdicts of those who review them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class CleaningRule(Record):
    """One check of cleaning (B6). `entries`: what it looks for, by line or blank: names, prefixes, domains, a limit.

    `blocks`: a lead with this flag is kept out of assignment until somebody accepts it.
    """

    code = models.CharField(max_length=20, null=True)
    entries = models.TextField(null=True)
    active = models.BooleanField(null=True)
    blocks = models.BooleanField(null=True)
    position = models.IntegerField(null=True)


class Region(Record):
    """A set of provinces with a name (B9). Provinces by their short names, separated by 、 or commas."""

    name = models.TextField(null=True)
    provinces = models.TextField(null=True)
    position = models.IntegerField(null=True)


class Scorecard(Record):
    """Criteria that yield a fit score and propose a grade (B9); empty pipeline and unit: for every lead.

    a_from, b_from, c_from: lowest score of the grade; below c_from is D, empty c_from makes everything else C.
    cap: the best grade a lead may get that misses a hard criterion.
    """

    name = models.TextField(null=True)
    pipeline_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    active = models.BooleanField(null=True)
    a_from = models.IntegerField(null=True)
    b_from = models.IntegerField(null=True)
    c_from = models.IntegerField(null=True)
    cap = models.CharField(max_length=2, null=True)
    position = models.IntegerField(null=True)


class Criterion(Record):
    """One line of a scorecard. `condition`: `{"column", "op", "value"}` as JSON, see `quality.conditions`."""

    card_id = models.BigIntegerField(null=True)
    words = models.TextField(null=True)
    kind = models.CharField(max_length=4, null=True)
    condition = models.TextField(null=True)
    points = models.IntegerField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["card_id", "position", "id"], name="criterion_card", condition=ALIVE)]


class CompletenessField(Record):
    """What a complete lead has (B12). `columns`: ids, any one of which will do; `weight`: its share."""

    columns = models.TextField(null=True)
    weight = models.IntegerField(null=True)
    position = models.IntegerField(null=True)


class HorizonStep(Record):
    """Within how many days a clear need must close for a grade of the horizon scheme (D11)."""

    letter = models.CharField(max_length=1, null=True)
    days = models.IntegerField(null=True)


class Review(Record):
    """A data steward's verdict on one lead. The newest one of a lead is its state."""

    lead_id = models.BigIntegerField(null=True)
    verdict = models.CharField(max_length=10, null=True)
    note = models.TextField(null=True)
    at = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["lead_id", "at", "id"], name="review_lead", condition=ALIVE)]
