"""Notices: what a person was told, when, and whether they have seen it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One thing one person is told. Words are made when it is read, from `kind` and `facts`.

    key: the same is never told twice to the same person. about: the row it leads to. operation_id: the operation it
    was written in, whose undo withdraws it.
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, null=True)
    facts = models.JSONField(default=dict)
    about_table = models.CharField(max_length=60, default="")
    about_id = models.BigIntegerField(null=True)
    operation_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "kind", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["person_id", "id"], name="notice_person"),
            models.Index(
                fields=["person_id", "id"],
                name="notice_unread",
                condition=Q(read_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(fields=["about_table", "about_id"], name="notice_about", condition=Q(about_id__isnull=False)),
            models.Index(fields=["operation_id"], name="notice_operation", condition=Q(operation_id__isnull=False)),
        ]
