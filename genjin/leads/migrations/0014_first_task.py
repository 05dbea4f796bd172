from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("leads", "0013_assigning"),
    ]

    operations = [
        migrations.AddField("lead", "task_due", models.DateTimeField(null=True)),
        migrations.AddField("lead", "task_side", models.CharField(max_length=6, null=True)),
    ]
