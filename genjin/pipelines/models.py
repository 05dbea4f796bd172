"""Pipelines, their stages, every visit of a record to a stage, and the contact cadence by grade."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class Pipeline(Record):
    """One sales process. `scheme` says which grading its records use (domain.md D11)."""

    name = models.TextField(null=True)
    position = models.IntegerField(null=True)
    is_default = models.BooleanField(null=True)
    scheme = models.CharField(max_length=10, null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="pipeline_position", condition=ALIVE)]


class Stage(Record):
    """One step of a pipeline (A2). A retired stage stays, for the visits that name it.

    allowance_days: working days a record may stay before it counts as stalled; None for no limit.
    progress: 0…1, the filled share of the stage ring. probability: percent.
    requires: comma-separated column ids that must be filled to enter.
    """

    pipeline_id = models.BigIntegerField(null=True)
    name = models.TextField(null=True)
    definition = models.TextField(null=True)
    position = models.IntegerField(null=True)
    kind = models.CharField(max_length=4, null=True)
    is_default = models.BooleanField(null=True)
    allowance_days = models.IntegerField(null=True)
    progress = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    requires = models.TextField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["pipeline_id", "position", "id"], name="stage_position", condition=ALIVE)]


class StageVisit(Record):
    """A record's stay in one stage (A3). Exactly one visit of a lead is open: `left_at` empty.

    stayed_seconds: length of the stay, known when it ends.
    """

    lead_id = models.BigIntegerField(null=True)
    stage_id = models.BigIntegerField(null=True)
    from_stage_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField(null=True)
    entered_by_id = models.BigIntegerField(null=True)
    left_at = models.DateTimeField(null=True)
    stayed_seconds = models.BigIntegerField(null=True)
    reason = models.TextField(null=True)

    class Meta:
        indexes = [
            # With all that the funnel asks of a visit: a quarter's leads are looked up in the index alone.
            models.Index(
                fields=["lead_id", "entered_at", "id", "stage_id", "from_stage_id", "left_at", "stayed_seconds"],
                name="visit_lead",
                condition=ALIVE,
            ),
            models.Index(fields=["stage_id", "entered_at", "id"], name="visit_stage", condition=ALIVE),
            models.Index(fields=["entered_at", "id"], name="visit_entered", condition=ALIVE),
        ]


class Cadence(Record):
    """How often a grade wants to be contacted (D2, template 分级跟进标准). Days are calendar days.

    `pipeline_id` empty: the rule for every pipeline that has none of its own. Letter P: leads that are paused (D4).
    most_contacts, within_days: at most so many contacts of a customer in so many days, today included (D3).
    """

    pipeline_id = models.BigIntegerField(null=True)
    letter = models.CharField(max_length=2, null=True)
    intent = models.TextField(null=True)
    min_days = models.IntegerField(null=True)
    max_days = models.IntegerField(null=True)
    most_contacts = models.IntegerField(null=True)
    within_days = models.IntegerField(null=True)
    methods = models.TextField(null=True)
    goal = models.TextField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["pipeline_id", "letter", "id"], name="cadence_letter", condition=ALIVE)]
