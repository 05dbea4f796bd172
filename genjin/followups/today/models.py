"""What Today keeps of its own: leads put off for a while, a seller's outline of a talk, the weights of the ranking."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class Snooze(Record):
    """A lead that a person does not want to see in their Today until an instant. One living row a person and lead."""

    lead_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "until", "id"], name="snooze_person", condition=ALIVE),
            models.Index(fields=["lead_id", "id"], name="snooze_lead", condition=ALIVE),
        ]


class Outline(Record):
    """What the seller means to say to this customer next. One living row a lead."""

    lead_id = models.BigIntegerField(null=True)
    text = models.TextField(null=True)

    class Meta:
        indexes = [models.Index(fields=["lead_id", "id"], name="outline_lead", condition=ALIVE)]


class TodayWeight(Record):
    """How much one reason counts in the ranking of Today (see `ranking`).

    weight: points at full strength, 0 switches the reason off. days: over how many days it gathers its strength.
    """

    reason = models.CharField(max_length=20, null=True)
    weight = models.FloatField(null=True)
    days = models.FloatField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="today_weight_position", condition=ALIVE)]
