"""What happened with a lead: contacts made, promises given, remarks of colleagues."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.followups.sampling.models import SpotCheck
from genjin.tables.models import Record

__all__ = ["SpotCheck"]

ALIVE = Q(deleted_at__isnull=True)
OPEN = Q(state="open")


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
    # Why the customer was contacted although the guard said no (D3); logged later than the rules want (D8).
    guard_reason = models.TextField(null=True)
    late = models.BooleanField(null=True)
    client_key = models.CharField(max_length=64, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "at", "id"], name="followup_lead", condition=ALIVE),
            models.Index(fields=["person_id", "at", "id"], name="followup_person", condition=ALIVE),
            models.Index(fields=["at", "id"], name="followup_at", condition=ALIVE),
        ]


class Task(Record):
    """Something somebody is to do (D14). A promise is a task with a side: we owe it (`ours`) or the customer does.

    lead_id: empty for a task of no lead. followup_id: the contact in which it was promised.
    follows_owner: nobody was named, so it goes along when the lead changes hands.
    due_at: an instant; a local midnight is a day without a time. state, amber_at, red_at: derived.
    """

    lead_id = models.BigIntegerField(null=True)
    followup_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=10, null=True)
    side = models.CharField(max_length=6, null=True)
    text = models.TextField(null=True)
    note = models.TextField(null=True)
    assignee_id = models.BigIntegerField(null=True)
    follows_owner = models.BooleanField(null=True)
    given_by_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, null=True)
    amber_at = models.DateTimeField(null=True)
    red_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="task_lead", condition=ALIVE),
            models.Index(fields=["followup_id"], name="task_followup", condition=ALIVE & Q(followup_id__isnull=False)),
            models.Index(fields=["assignee_id", "red_at", "id"], name="task_assignee", condition=ALIVE & OPEN),
            models.Index(fields=["red_at", "id"], name="task_due", condition=ALIVE & OPEN),
            models.Index(
                fields=["given_by_id", "id"], name="task_given", condition=ALIVE & Q(given_by_id__isnull=False)
            ),
        ]


class OutcomeRule(Record):
    """What follows from an outcome of a contact (D5). days: until when, or after how many days at each attempt."""

    outcome = models.CharField(max_length=20, null=True)
    consequence = models.CharField(max_length=12, null=True)
    days = models.TextField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="outcome_rule_position", condition=ALIVE)]


class SignalWord(Record):
    """Words by which a buying signal is heard (D10), separated by commas."""

    name = models.CharField(max_length=60, null=True)
    words = models.TextField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="signal_word_position", condition=ALIVE)]


class UrgencyRule(Record):
    """Within how many days a customer of an urgency must be handled (D11)."""

    urgency = models.CharField(max_length=12, null=True)
    days = models.IntegerField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="urgency_rule_position", condition=ALIVE)]


class ContactPolicy(Record):
    """The one row of rules for contacting customers.

    quiet_hours: `21:00-08:00`, no automatic mail then. holidays: none on days off either. late_hours: a contact is to
    be logged within so many clock hours (D8). signal_days: a signal plans a contact in so many days; empty plans none
    (H2). talk_stage: entering it, an A lead asks for a talk face to face (D15). sample_day, sample_size: on which
    weekday, `1` for Monday, how many leads a seller are drawn for supervisors to check (D8).
    """

    name = models.CharField(max_length=60, null=True)
    quiet_hours = models.CharField(max_length=20, null=True)
    holidays = models.BooleanField(null=True)
    late_hours = models.IntegerField(null=True)
    signal_days = models.IntegerField(null=True)
    talk_stage = models.TextField(null=True)
    sample_day = models.CharField(max_length=1, null=True)
    sample_size = models.IntegerField(null=True)


class Comment(Record):
    """A colleague's remark on a lead or on one follow-up (D9). `mentions` are person ids, comma-separated."""

    lead_id = models.BigIntegerField(null=True)
    followup_id = models.BigIntegerField(null=True)
    text = models.TextField(null=True)
    mentions = models.TextField(null=True)
    pinned = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["lead_id", "id"], name="comment_lead", condition=ALIVE)]
