"""The library of materials, what was sent of it, and how often it was looked at (domain.md D12)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.tables.models import Record

ALIVE = Q(deleted_at__isnull=True)


class MaterialKind(Record):
    """A kind of material. called: words by which a cadence asks for it (案例分享). internal: for our eyes only."""

    name = models.CharField(max_length=60, null=True)
    called = models.TextField(null=True)
    internal = models.BooleanField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="material_kind_position", condition=ALIVE)]


class MaterialRule(Record):
    """The one row of rules for materials.

    Units: megabytes of one file; link_days a link works; per_hour files handed out to one address.
    """

    name = models.CharField(max_length=60, null=True)
    megabytes = models.IntegerField(null=True)
    link_days = models.IntegerField(null=True)
    per_hour = models.IntegerField(null=True)


class Material(Record):
    """One piece of the library. file_id: the version of `MaterialFile` that counts now; industries, products, words:
    lists as typed, separated by commas. grades: `|A|B|`. retired: sent no more, and links that were sent are closed.
    """

    name = models.TextField(null=True)
    name_pinyin = models.TextField(null=True)
    name_initials = models.TextField(null=True)
    kind_id = models.BigIntegerField(null=True)
    industries = models.TextField(null=True)
    products = models.TextField(null=True)
    grades = models.CharField(max_length=20, null=True)
    words = models.TextField(null=True)
    text = models.TextField(null=True)
    link = models.TextField(null=True)
    valid_until = models.DateField(null=True)
    retired = models.BooleanField(null=True)
    file_id = models.BigIntegerField(null=True)
    file_name = models.TextField(null=True)
    file_size = models.BigIntegerField(null=True)
    version = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind_id", "id"], name="material_kind", condition=ALIVE),
            models.Index(fields=["updated_at", "id"], name="material_updated", condition=ALIVE),
        ]


class MaterialFile(models.Model):
    """One version of a material's file, never changed: the ledger says which one counts. stored: name in the storage.

    content: the type found by looking into it.
    """

    id = models.BigAutoField(primary_key=True)
    material_id = models.BigIntegerField()
    version = models.IntegerField()
    stored = models.CharField(max_length=200)
    file_name = models.TextField()
    content = models.CharField(max_length=100)
    size = models.BigIntegerField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material_id", "version"], name="material_file_version")]


class Sending(Record):
    """Materials sent to one person of a lead in one go. way: `mail` or `wechat`. contact_id: empty for the main one.

    letter_id, followup_id: the contact it is, a mail of ours or one logged.
    """

    lead_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)
    person_id = models.BigIntegerField(null=True)
    way = models.CharField(max_length=10, null=True)
    contact_id = models.BigIntegerField(null=True)
    contact = models.TextField(null=True)
    text = models.TextField(null=True)
    followup_id = models.BigIntegerField(null=True)
    letter_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "at", "id"], name="sending_lead", condition=ALIVE),
            models.Index(fields=["letter_id", "id"], name="sending_letter", condition=ALIVE),
            models.Index(fields=["followup_id", "id"], name="sending_followup", condition=ALIVE),
        ]


class SentMaterial(Record):
    """One material of a sending, as it was then: its own link. views_told: what the reader chose on the page.

    name, file_id: as sent; a file replaced later does not change what the customer gets.
    """

    lead_id = models.BigIntegerField(null=True)
    sending_id = models.BigIntegerField(null=True)
    material_id = models.BigIntegerField(null=True)
    name = models.TextField(null=True)
    kind_id = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField(null=True)
    views_told = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="sent_material_lead", condition=ALIVE),
            models.Index(fields=["sending_id", "id"], name="sent_material_sending", condition=ALIVE),
            models.Index(fields=["material_id", "id"], name="sent_material_material", condition=ALIVE),
        ]


class Viewing(models.Model):
    """That a reader who agreed to it opened the page of a sent material, or looked at what is in it. When, nothing of
    who or from where.
    """

    class What(models.TextChoices):
        OPENED = "opened"
        READ = "read"

    id = models.BigAutoField(primary_key=True)
    sent_id = models.BigIntegerField()
    what = models.CharField(max_length=10, choices=What.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sent_id", "at"], name="viewing_sent")]


class Knock(models.Model):
    """How often one address asked within an hour: for wrong links, or for files. address: a digest that changes daily
    and is forgotten after a day.
    """

    id = models.BigAutoField(primary_key=True)
    address = models.CharField(max_length=32)
    what = models.CharField(max_length=10)
    hour = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "what", "hour"], name="knock_once")]
        indexes = [models.Index(fields=["hour"], name="knock_hour")]
