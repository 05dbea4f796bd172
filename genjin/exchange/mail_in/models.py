"""Mailboxes whose mails become leads, how far each was read, and what was taken (domain.md B5)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)
# Days that a mail is kept unless its mailbox says otherwise.
KEEP_DAYS = 180


class Mailbox(Record):
    """One folder of one mailbox. password: as `Secret` stores it. password_host: the only server it is ever sent to.

    since: mails that arrived before this day are left alone. keep_days: how long what was taken is kept; NULL: always.
    """

    name = models.TextField(null=True)
    active = models.BooleanField(null=True)
    host = models.TextField(null=True)
    port = models.IntegerField(null=True)
    security = models.CharField(max_length=8, null=True)
    user = models.TextField(null=True)
    password = models.TextField(null=True)
    password_host = models.TextField(null=True)
    folder = models.TextField(null=True)
    since = models.DateField(null=True)
    keep_days = models.IntegerField(null=True)
    channel_id = models.BigIntegerField(null=True)
    lead_owner_id = models.BigIntegerField(null=True)
    lead_unit_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["created_at", "id"], name="mailbox_created", condition=ALIVE)]


class MailboxState(models.Model):
    """How far a mailbox was read. Working data, outside the ledger.

    place: server, user and folder that uid_validity and last_uid belong to. in_folder: mails there at the last look.
    tried_at, looked_at: the last attempt, the last that went well. error: of the last attempt, `{"code", "data"}`.
    failing_since: the first attempt since then that did not go well.
    """

    mailbox_id = models.BigIntegerField(primary_key=True)
    place = models.CharField(max_length=64, default="")
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    in_folder = models.BigIntegerField(null=True)
    tried_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    error = models.JSONField(null=True)
    failing_since = models.DateTimeField(null=True)


class TakenMail(models.Model):
    """A mail that came in, kept before anything is made of it. Working data, outside the ledger.

    parts: encrypted JSON of `ReadMail`, the text cut to a limit, attachments by name only. key: tells a mail from its
    copies, so that it is taken once whichever way it comes. reason: `{"code", …facts}`, why it is no new lead or what
    to look at. door: imap, pipe, api. forgotten_at: its days are over, parts are of an empty mail since.
    """

    class State(models.TextChoices):
        NEW = "new"
        LEAD = "lead"
        NOTE = "note"
        SKIPPED = "skipped"
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    mailbox_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=4)
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    parts = models.TextField()
    reason = models.JSONField(null=True)
    error = models.JSONField(null=True)
    lead_id = models.BigIntegerField(null=True)
    operation_id = models.BigIntegerField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"], name="taken_mail_state"),
            models.Index(fields=["mailbox_id", "state", "-id"], name="taken_mail_box"),
            models.Index(
                fields=["mailbox_id", "created_at"], name="taken_mail_kept", condition=Q(forgotten_at__isnull=True)
            ),
            models.Index(fields=["lead_id"], name="taken_mail_lead", condition=Q(lead_id__isnull=False)),
        ]
