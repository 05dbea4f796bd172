"""Files on their way in or out. Working data, not records: kept until they expire, never in the ledger."""

from __future__ import annotations

from django.db import models

from genjin.exchange.forms.models import FormConsent, FormSubmission, WebForm
from genjin.exchange.mail_in.models import Mailbox, MailboxState, TakenMail

__all__ = [
    "ExportRun",
    "FormConsent",
    "FormSubmission",
    "ImportRow",
    "ImportRun",
    "Mailbox",
    "MailboxState",
    "TakenMail",
    "WebForm",
]


class ImportRun(models.Model):
    """One file with the plan for its rows. Nothing of it is written to any table before the run.

    file: name in the file storage. as_of: the day that dates without a year are read by.
    base: ledger position the plan was made at; a cell changed after it by somebody else is a conflict.
    last_id: highest row id of the table then; a later row that looks the same was entered meanwhile.
    done_line: last line of the file that is written, so that a run taken up again goes on behind it.
    origin: of a workbook of ours, who took it when and what is to be said of it; see `imports.returned.facts_out`.
    shape: fingerprint of the header as it was found, which mappings are remembered by.
    digest: of the file's bytes, so that the same file is not imported twice at once.
    """

    class State(models.TextChoices):
        CHECKING = "checking"
        READY = "ready"
        RUNNING = "running"
        DONE = "done"
        CANCELLED = "cancelled"
        FAILED = "failed"

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    owner_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file = models.CharField(max_length=200)
    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    as_of = models.DateField()
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=255, default="")
    header_row = models.IntegerField(default=0)
    rows = models.IntegerField(default=0)
    mapping = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    base = models.BigIntegerField(default=0)
    last_id = models.BigIntegerField(default=0)
    done_line = models.IntegerField(default=0)
    operation_id = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    origin = models.JSONField(null=True)
    shape = models.CharField(max_length=64, default="")
    remembered = models.JSONField(null=True)
    digest = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(fields=["owner_id", "id"], name="import_run_owner"),
            models.Index(fields=["digest", "id"], name="import_run_digest"),
            models.Index(fields=["expires_at"], name="import_run_expiry"),
        ]


class ImportRow(models.Model):
    """One line of the file: what it says, what would happen to it, what the person decided.

    plan: the planned row as JSON text (see `imports.planned`), text because it is only ever read whole.
    edits: cells corrected by hand, `{column: text}`; they outlive a change of the mapping, as decisions do.
    choices: of cells changed in both places, `{column: "mine" | "theirs"}`.
    faulty: some cell has an error, whatever the outcome: the line belongs into the error workbook.
    """

    id = models.BigAutoField(primary_key=True)
    run_id = models.BigIntegerField()
    line = models.IntegerField()
    outcome = models.CharField(max_length=10)
    faulty = models.BooleanField(default=False)
    match_id = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=6, null=True)
    edits = models.JSONField(null=True)
    choices = models.JSONField(null=True)
    plan = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run_id", "line"], name="import_row_line")]
        indexes = [
            models.Index(fields=["run_id", "outcome", "line"], name="import_row_outcome"),
            models.Index(fields=["run_id", "line"], name="import_row_faulty", condition=models.Q(faulty=True)),
        ]


class RememberedMapping(models.Model):
    """How a person, or (owner_id None) the organisation, last mapped files of this shape. Proposed, never imposed.

    shape: fingerprint of the header as found. columns: one entry a column of the file. header_row: when set by hand.
    """

    id = models.BigAutoField(primary_key=True)
    table = models.CharField(max_length=40)
    owner_id = models.BigIntegerField(null=True)
    shape = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    header_row = models.IntegerField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shape", "table", "owner_id"], name="import_mapping_shape")]


class ExportRun(models.Model):
    """One export: the log of who took what out and when (domain.md I6), and where its file lies until it expires."""

    id = models.BigAutoField(primary_key=True)
    job_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True)
    owner_name = models.CharField(max_length=100)
    table = models.CharField(max_length=40)
    format = models.CharField(max_length=4)
    request = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    rows = models.IntegerField(null=True)
    file = models.CharField(max_length=200, default="")
    file_name = models.CharField(max_length=255, default="")

    class Meta:
        indexes = [
            models.Index(fields=["job_id"], name="export_run_job"),
            models.Index(fields=["owner_id", "id"], name="export_run_owner"),
            models.Index(fields=["expires_at"], name="export_run_expiry"),
        ]
