from django.db import migrations, models

# What each grade allowed so far was nowhere written; these are the defaults of a new installation.
LIMITS = {"A": (1, 1), "B": (1, 1), "C": (2, 7)}


def fill(apps, schema_editor):
    for letter, (most, within) in LIMITS.items():
        apps.get_model("pipelines", "Cadence").objects.filter(letter=letter).update(
            most_contacts=most, within_days=within
        )


class Migration(migrations.Migration):

    dependencies = [
        ("pipelines", "0002_visit_index"),
    ]

    operations = [
        migrations.AddField("cadence", "most_contacts", models.IntegerField(null=True)),
        migrations.AddField("cadence", "within_days", models.IntegerField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
