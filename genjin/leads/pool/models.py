"""Settings of the pool and of recycling (domain.md C3, C4)."""

from __future__ import annotations

from django.db import models

from genjin.tables.models import Record


class Pool(Record):
    """Leads without an owner that some people may take, and how many.

    unit_id: whose people, with all units below; empty for everybody. filter: which leads, as a filter tree in JSON;
    empty for all. per_day, max_held: leads a person may claim a day, and open leads they may have; empty for no limit.
    cool_off_days: how long somebody may not take back what they had themselves.
    """

    name = models.TextField(null=True)
    unit_id = models.BigIntegerField(null=True)
    filter = models.TextField(null=True)
    per_day = models.IntegerField(null=True)
    max_held = models.IntegerField(null=True)
    cool_off_days = models.IntegerField(null=True)
    active = models.BooleanField(null=True)
    position = models.IntegerField(null=True)


class RecycleRule(Record):
    """When an owner loses a lead they do nothing about; the first active rule that fits a lead counts.

    Units: days and warn_days in calendar days. Empty pipeline, letter or stage: every one. `action`: what happens then.
    """

    pipeline_id = models.BigIntegerField(null=True)
    letter = models.CharField(max_length=2, null=True)
    stage_id = models.BigIntegerField(null=True)
    days = models.IntegerField(null=True)
    warn_days = models.IntegerField(null=True)
    action = models.CharField(max_length=10, null=True)
    active = models.BooleanField(null=True)
    position = models.IntegerField(null=True)
