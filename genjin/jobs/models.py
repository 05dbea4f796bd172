"""Background work as rows: enqueued in the transaction that needs it, so it is never lost and never runs early."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work. worker: whose process has it; attempts: how often it was taken; next_at: not before."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    actor_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    words = models.TextField(default="")
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    cancel_asked = models.BooleanField(default=False)
    worker = models.CharField(max_length=100, default="")
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    # What an administrator reads; `error` is what the person who asked for the work reads.
    last_error = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="job_open", condition=Q(state__in=["waiting", "running"])),
            models.Index(fields=["-id"], name="job_failed", condition=Q(state="failed")),
            models.Index(fields=["finished_at"], name="job_finished"),
            models.Index(fields=["actor_id", "id"], name="job_actor"),
        ]


class Schedule(models.Model):
    """When a piece of periodic work is due next. Which work there is, the code says."""

    name = models.CharField(primary_key=True, max_length=40)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)


class Outgoing(models.Model):
    """A message on its way to somebody else's server, queued in the transaction of what it speaks of.

    key: the same is never queued twice. handed_at: given to the server, whose answer is still out. unclear: the
    connection broke off after that, so nobody knows. undone: cancelled with its operation; redoing lets it go out.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNCLEAR = "unclear"
        CANCELLED = "cancelled"

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=120, null=True, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    worker = models.CharField(max_length=100, default="")
    beat_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="")
    undone = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @classmethod
    def rather_twice(cls) -> Q:
        """Messages that go out again when their worker died before the server's answer: none, unless told so."""
        return Q(pk__in=())


class Mail(Outgoing):
    """A mail to send. about: the record it speaks of. operation_id: the operation it was queued in, whose undo cancels
    it. headers: beside those every mail has, or instead of them; an empty one leaves it out.
    """

    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(null=True)
    headers = models.JSONField(default=dict)
    about_table = models.CharField(max_length=60, default="")
    about_id = models.BigIntegerField(null=True)
    operation_id = models.BigIntegerField(null=True)

    @classmethod
    def rather_twice(cls) -> Q:
        """What colleagues are told; a customer is never written to twice unless somebody decides it."""
        return Q(kind="notices")

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="mail_open", condition=Q(state__in=["waiting", "sending"])),
            models.Index(fields=["-id"], name="mail_stuck", condition=Q(state__in=["failed", "unclear"])),
            models.Index(fields=["operation_id"], name="mail_operation", condition=Q(operation_id__isnull=False)),
            models.Index(fields=["about_table", "about_id"], name="mail_about", condition=Q(about_id__isnull=False)),
        ]
