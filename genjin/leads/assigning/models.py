"""Rules of assignment, service levels, shares of people, and what each automatic decision left behind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)
# Decisions somebody still has to answer.
OPEN = ("waiting", "escalated")


class AssignmentRule(Record):
    """One rule of C1; the first in order that fits a lead and finds somebody decides.

    conditions: a filter tree over the lead register as JSON; empty fits every lead. pipeline_id, unit_id: only leads of
    these. target: person, unit or pool. team_id: whose sellers, with all units below; empty: of the lead's own unit.
    profile: `|regions|industries|product_lines|`, what the seller's profile must share with the lead.
    """

    name = models.TextField(null=True)
    active = models.BooleanField(null=True)
    pipeline_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    conditions = models.TextField(null=True)
    target = models.CharField(max_length=10, null=True)
    person_id = models.BigIntegerField(null=True)
    team_id = models.BigIntegerField(null=True)
    method = models.CharField(max_length=20, null=True)
    profile = models.CharField(max_length=80, null=True)
    seniority = models.CharField(max_length=20, null=True)
    position = models.IntegerField(null=True)


class ServiceLevel(Record):
    """How long an owner has to take a lead on (C2); the row that names most of pipeline and grade counts.

    Units: accept_minutes in minutes of working time. on_timeout, on_decline: supervisor, next or pool.
    """

    pipeline_id = models.BigIntegerField(null=True)
    letter = models.CharField(max_length=2, null=True)
    active = models.BooleanField(null=True)
    accept_minutes = models.IntegerField(null=True)
    on_timeout = models.CharField(max_length=12, null=True)
    on_decline = models.CharField(max_length=12, null=True)
    position = models.IntegerField(null=True)


class AssignmentShare(Record):
    """What rules may give a person; `person_id` empty: everybody without a row. capacity: open leads held at most."""

    person_id = models.BigIntegerField(null=True)
    capacity = models.IntegerField(null=True)
    weight = models.IntegerField(null=True)


class Assignment(Record):
    """One decision about one lead: who got it, by which rule, why, and how they answered.

    how: rule, supervisor, next, pool, hand. state: waiting, accepted, declined, escalated, ended. facts: codes and
    numbers of the reason, words are made when read. inputs: JSON, the values that were seen, by column id; not a column
    of the table, since each reader gets only those they may read. step: how often it was passed on before.
    """

    lead_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    rule_id = models.BigIntegerField(null=True)
    how = models.CharField(max_length=12, null=True)
    state = models.CharField(max_length=12, null=True)
    facts = models.TextField(null=True)
    inputs = models.TextField(null=True)
    note = models.TextField(null=True)
    step = models.SmallIntegerField(null=True)
    at = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="assignment_lead", condition=ALIVE),
            models.Index(fields=["person_id", "at", "id"], name="assignment_person", condition=ALIVE),
        ]


class AssignmentTurn(models.Model):
    """Whose turn it is. Outside the ledger: undoing an assignment gives nobody a second turn.

    finish: the virtual time at which this person's share of the rule is used up.
    """

    pk = models.CompositePrimaryKey("rule_id", "person_id")
    rule_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    finish = models.FloatField()


class WaitingLead(models.Model):
    """A lead that rules still have to assign. Outside the ledger. held: its doubts keep it out until accepted."""

    lead_id = models.BigIntegerField(primary_key=True)
    held = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["held", "lead_id"], name="waiting_lead_held")]
