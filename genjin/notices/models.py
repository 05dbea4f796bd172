"""Notices: what a person was told, when, whether they have seen it, and by which ways it went out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.jobs.models import Outgoing
from genjin.tables.models import Record


class Notice(models.Model):
    """One thing one person is told. Words are made when it is read, from `kind` and `facts`.

    key: the same is never told twice to the same person. about: the row it leads to. operation_id: the operation it
    was written in, whose undo withdraws it. changed_at: told, read or withdrawn; what open pages hear of.
    routed_at: when it was decided by which ways it goes out beside the interface; deliver_at: not before; routing: how
    often that was decided. again_at: when a snoozed one is told again.
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
    changed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)
    deliver_at = models.DateTimeField(null=True)
    routed_at = models.DateTimeField(null=True)
    routing = models.SmallIntegerField(default=0)

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
            models.Index(fields=["changed_at"], name="notice_changed"),
            models.Index(fields=["deliver_at", "id"], name="notice_unrouted", condition=Q(routed_at__isnull=True)),
            models.Index(fields=["again_at"], name="notice_again", condition=Q(again_at__isnull=False)),
        ]


class NoticeChoice(models.Model):
    """By which ways one person wants one kind beside the interface; without a row the kind's own defaults count.

    mail: `now`, `digest` or `off`. robot: whether it also goes to the group robots of their unit.
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    mail = models.CharField(max_length=6)
    robot = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "kind"], name="notice_choice_once")]


class NoticeTimes(models.Model):
    """When one person is told outside the interface; without a row the defaults of `choices.Times` count.

    quiet: `work` tells in working hours only, `hours` not between quiet_from and quiet_to, `none` at any time.
    Units: minutes since midnight, local; remind_before in minutes, 0 for none. digest_at: empty for no digest.
    """

    person_id = models.BigIntegerField(primary_key=True)
    quiet = models.CharField(max_length=5)
    quiet_from = models.SmallIntegerField()
    quiet_to = models.SmallIntegerField()
    digest_at = models.SmallIntegerField(null=True)
    remind_before = models.SmallIntegerField()


class Robot(Record):
    """A robot of a chat group. url and secret: as `Secret` stores them. kinds: notice kinds with 、 between, empty: all
    that are urgent. for_unit_id: notices of people in this unit and below, empty: everybody's.
    """

    name = models.TextField(null=True)
    active = models.BooleanField(null=True)
    kind = models.CharField(max_length=8, null=True)
    url = models.TextField(null=True)
    secret = models.TextField(null=True)
    for_unit_id = models.BigIntegerField(null=True)
    kinds = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["created_at", "id"], name="robot_created", condition=Q(deleted_at__isnull=True))
        ]


class RobotMessage(Outgoing):
    """A message to one group, queued in the transaction that decided on it."""

    robot_id = models.BigIntegerField()
    text = models.TextField()

    @classmethod
    def rather_twice(cls) -> Q:
        """All of them: a group that hears something twice is better off than one that never hears it."""
        return Q()

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="robot_open", condition=Q(state__in=["waiting", "sending"])),
            models.Index(fields=["robot_id", "state", "sent_at"], name="robot_message_robot"),
            models.Index(fields=["-id"], name="robot_stuck", condition=Q(state__in=["failed", "unclear"])),
        ]


class Delivery(models.Model):
    """Which message outside the interface a notice went into. way: `mail` or `robot`."""

    id = models.BigAutoField(primary_key=True)
    notice_id = models.BigIntegerField()
    way = models.CharField(max_length=5)
    message_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["notice_id"], name="delivery_notice"),
            models.Index(fields=["way", "message_id"], name="delivery_message"),
        ]
