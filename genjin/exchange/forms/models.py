"""Forms on the open web, the consent they asked for, and what was sent in (domain.md B2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class WebForm(Record):
    """One form. token: the secret of its address. consent_version: the newest of `FormConsent`.

    Units: min_seconds from opening to sending; per_hour submissions from one address; proof_bits of the puzzle.
    """

    name = models.TextField(null=True)
    title = models.TextField(null=True)
    intro = models.TextField(null=True)
    thanks = models.TextField(null=True)
    fields = models.JSONField(null=True)
    consent = models.TextField(null=True)
    consent_version = models.IntegerField(null=True)
    channel_id = models.BigIntegerField(null=True)
    campaign = models.TextField(null=True)
    lead_owner_id = models.BigIntegerField(null=True)
    lead_unit_id = models.BigIntegerField(null=True)
    reply_subject = models.TextField(null=True)
    reply_text = models.TextField(null=True)
    active = models.BooleanField(null=True)
    token = models.CharField(max_length=40, null=True)
    min_seconds = models.IntegerField(null=True)
    per_hour = models.IntegerField(null=True)
    proof_bits = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["token", "id"], name="web_form_token", condition=ALIVE),
            models.Index(fields=["created_at", "id"], name="web_form_created", condition=ALIVE),
        ]


class FormConsent(models.Model):
    """What a form asked people to agree to, word for word; a version never changes."""

    id = models.BigAutoField(primary_key=True)
    form_id = models.BigIntegerField()
    version = models.IntegerField()
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form_id", "version"], name="form_consent_version")]


class FormSubmission(models.Model):
    """What somebody sent, kept as it came before anything is made of it. Working data, outside the ledger.

    answers: encrypted JSON by column id. digest: tells equal answers. address: a keyed digest of the sender's address
    that changes daily and is forgotten after a day. reasons: why it looks like a robot's. challenge: sent once only.
    """

    class State(models.TextChoices):
        NEW = "new"
        ACCEPTED = "accepted"
        HELD = "held"
        DISCARDED = "discarded"
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    form_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    answers = models.TextField()
    digest = models.CharField(max_length=64)
    consent_version = models.IntegerField(null=True)
    reasons = models.JSONField(default=list)
    error = models.JSONField(null=True)
    challenge = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=32, default="")
    seconds = models.IntegerField(default=0)
    lead_id = models.BigIntegerField(null=True)
    operation_id = models.BigIntegerField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["form_id", "state", "-id"], name="form_sent_state"),
            models.Index(fields=["form_id", "digest", "created_at"], name="form_sent_digest"),
            models.Index(fields=["address", "created_at"], name="form_sent_address", condition=~Q(address="")),
            models.Index(fields=["created_at"], name="form_sent_forget", condition=~Q(address="")),
            models.Index(fields=["id"], name="form_sent_new", condition=Q(state="new")),
            models.Index(fields=["lead_id"], name="form_sent_lead", condition=Q(lead_id__isnull=False)),
        ]
