from typing import Any

from django.db import migrations, models
from django.utils.timezone import now


def ask_for_refresh(apps: Any, _schema_editor: Any) -> None:
    """A million rows are worked out by the job that does so after a changed setting, not while everybody waits."""
    if apps.get_model("leads", "Lead").objects.exists():
        apps.get_model("jobs", "Job").objects.create(kind="leads.refresh", created_at=now())


class Migration(migrations.Migration):

    dependencies = [
        ("leads", "0015_pool"),
        ("jobs", "0002_schedule_and_outbox"),
    ]

    operations = [
        migrations.AddField("lead", "neglected_at", models.DateField(null=True)),
        migrations.AddField("lead", "pestered_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "lead",
            models.Index(
                condition=models.Q(("deleted_at__isnull", True), ("neglected_at__isnull", False)),
                fields=["neglected_at", "id"],
                name="lead_neglected",
            ),
        ),
        migrations.AddIndex(
            "lead",
            models.Index(
                condition=models.Q(("deleted_at__isnull", True), ("pestered_at__isnull", False)),
                fields=["pestered_at", "id"],
                name="lead_pestered",
            ),
        ),
        migrations.RunPython(ask_for_refresh, migrations.RunPython.noop, elidable=True),
    ]
