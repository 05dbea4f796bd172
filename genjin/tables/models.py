"""The engine's own tables, and the base every registered table's model inherits."""

from __future__ import annotations

from django.db import models


class Record(models.Model):
    """A row the engine reads and writes. Empty is always NULL, so that "empty" and its sorting mean one thing."""

    id = models.BigAutoField(primary_key=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    updated_by_id = models.BigIntegerField(null=True)
    deleted_at = models.DateTimeField(null=True)
    custom = models.JSONField(default=dict)

    class Meta:
        abstract = True


class OwnedRecord(Record):
    """A row that belongs to a person and a unit: the two keys scope filters by."""

    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Operation(models.Model):
    """One named, reasoned, reversible write. Holds 1…n chunks of changes."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        UNDONE = "undone"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=100)
    via = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    table = models.CharField(max_length=40)
    reason = models.TextField(default="")
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices)
    undoes_id = models.BigIntegerField(null=True)
    rows = models.IntegerField(default=0)
    cells = models.IntegerField(default=0)
    client_key = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "id"], name="operation_actor"),
            models.Index(fields=["undoes_id"], name="operation_undoes"),
        ]


class Change(models.Model):
    """One cell's before and after, or one row's creation, deletion or return. Never altered, no key to rows.

    kind `revert` marks what undo and redo wrote: derived from the history, so undo does not count it as a value of
    its own. For `create`, `after` holds all cells of the row in one line.
    """

    class Kind(models.TextChoices):
        CREATE = "create"
        SET = "set"
        DELETE = "delete"
        RESTORE = "restore"
        REVERT = "revert"
        # Not values: what was looked at or shown to others, for the history only.
        REVEAL = "reveal"
        SHARE = "share"

    id = models.BigAutoField(primary_key=True)
    operation_id = models.BigIntegerField()
    chunk = models.IntegerField(default=0)
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    column = models.CharField(max_length=40, default="")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["table", "row_id", "column", "id"], name="change_cell"),
            models.Index(fields=["operation_id", "id"], name="change_operation"),
        ]


class Seal(models.Model):
    """A link of the chain over salted digests of changes `first_id`…`last_id` (I2)."""

    id = models.BigAutoField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()


class NumberSequence(models.Model):
    """The allocator of business numbers. Outside the ledger: a number is never given twice, not even after undo."""

    key = models.CharField(max_length=60)
    year = models.IntegerField()
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="sequence_key_year")]


class Share(models.Model):
    """One record shown to one more person, or to one more unit, than its owner and unit allow."""

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    can_edit = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["table", "person_id", "row_id"], name="share_person"),
            models.Index(fields=["table", "unit_id", "row_id"], name="share_unit"),
            models.Index(fields=["table", "row_id"], name="share_row"),
        ]


class CustomColumn(models.Model):
    """A field a team added. `key` (`c17`) is stable for ever; the label may change."""

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=12)
    label = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    options = models.JSONField(default=dict)
    position = models.IntegerField(default=0)
    indexed = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="custom_column_key")]


class SearchEntry(models.Model):
    """What one row can be found by: a projection kept by the commit that writes the row."""

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    terms = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "row_id"], name="search_entry_row")]


class View(models.Model):
    """A saved way to look at a table (domain.md A6). `words` holds the names of shipped views by language."""

    class Shared(models.TextChoices):
        PRIVATE = "private"
        TEAM = "team"
        ALL = "all"

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="")
    kind = models.CharField(max_length=12, default="grid")
    shared = models.CharField(max_length=8, choices=Shared.choices, default=Shared.PRIVATE)
    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    filter = models.JSONField(null=True)
    sort = models.JSONField(default=list)
    group = models.CharField(max_length=40, null=True)
    columns = models.JSONField(default=list)
    colour = models.CharField(max_length=20, null=True)
    position = models.IntegerField(default=0)
    system = models.BooleanField(default=False)
    # Ids of the roles whose people see this view first.
    default_roles = models.JSONField(default=list)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["table", "position", "id"], name="view_table")]
