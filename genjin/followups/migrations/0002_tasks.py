"""Promises become tasks: one list for what people, outcomes and contacts ask for."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery

from genjin.kernel.clock import day_end, day_start

PAGE = 2_000
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
OPEN = Q(("deleted_at__isnull", True), ("state", "open"))


def fill(apps, schema_editor):
    """Every promise gets its kind, its instant, its turning points and the person who has the lead."""
    Task, Lead = apps.get_model("followups", "Task"), apps.get_model("leads", "Lead")
    after = 0
    while True:
        page = list(Task.objects.filter(pk__gt=after).order_by("pk")[:PAGE])
        if not page:
            break
        for task in page:
            task.kind, task.follows_owner = "promise", True
            task.due_at = None if task.due is None else day_start(task.due)
            task.state = "open" if task.done_at is None else "done"
            if task.state == "open":
                task.amber_at = task.due_at or NEVER
                task.red_at = NEVER if task.due is None else day_end(task.due)
        Task.objects.bulk_update(page, ["kind", "follows_owner", "due_at", "state", "amber_at", "red_at"], batch_size=200)
        after = page[-1].pk
    owner = Lead.objects.filter(pk=OuterRef("lead_id")).values("owner_id")[:1]
    Task.objects.filter(done_at=None).update(assignee_id=Subquery(owner))


def rename(apps, schema_editor):
    """What names the table from outside the ledger: roles, views, custom fields, shares."""
    Role = apps.get_model("people", "Role")
    for role in Role.objects.all():
        if "promises" in (role.rights or {}):
            rights = dict(role.rights)
            rights["tasks"] = rights.pop("promises")
            role.rights = rights
            role.save(update_fields=["rights"])
    for name in ("View", "CustomColumn", "Share"):
        apps.get_model("tables", name).objects.filter(table="promises").update(table="tasks")


class Migration(migrations.Migration):

    dependencies = [
        ("followups", "0001_initial"),
        ("leads", "0011_discipline"),
        ("people", "0003_working_time"),
        ("tables", "0004_default_roles"),
    ]

    operations = [
        migrations.RemoveIndex("promise", "promise_lead"),
        migrations.RemoveIndex("promise", "promise_due"),
        migrations.RenameModel("Promise", "Task"),
        migrations.AddField("task", "kind", models.CharField(max_length=10, null=True)),
        migrations.AddField("task", "note", models.TextField(null=True)),
        migrations.AddField("task", "assignee_id", models.BigIntegerField(null=True)),
        migrations.AddField("task", "follows_owner", models.BooleanField(null=True)),
        migrations.AddField("task", "given_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("task", "due_at", models.DateTimeField(null=True)),
        migrations.AddField("task", "dropped_at", models.DateTimeField(null=True)),
        migrations.AddField("task", "state", models.CharField(max_length=8, null=True)),
        migrations.AddField("task", "amber_at", models.DateTimeField(null=True)),
        migrations.AddField("task", "red_at", models.DateTimeField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(rename, migrations.RunPython.noop),
        migrations.RemoveField("task", "due"),
        migrations.AddIndex(
            "task",
            models.Index(fields=["lead_id", "id"], name="task_lead", condition=Q(("deleted_at__isnull", True))),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["followup_id"],
                name="task_followup",
                condition=Q(("deleted_at__isnull", True), ("followup_id__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            "task", models.Index(fields=["assignee_id", "red_at", "id"], name="task_assignee", condition=OPEN)
        ),
        migrations.AddIndex("task", models.Index(fields=["red_at", "id"], name="task_due", condition=OPEN)),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["given_by_id", "id"],
                name="task_given",
                condition=Q(("deleted_at__isnull", True), ("given_by_id__isnull", False)),
            ),
        ),
    ]
