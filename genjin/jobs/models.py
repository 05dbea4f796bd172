"""Background work as rows: enqueued in the transaction that needs it, so it is never lost and never runs early."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
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

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="job_open", condition=Q(state__in=["waiting", "running"])),
            models.Index(fields=["actor_id", "id"], name="job_actor"),
        ]
