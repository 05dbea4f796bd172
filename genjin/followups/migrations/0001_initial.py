from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('followup_id', models.BigIntegerField(null=True)),
                ('text', models.TextField(null=True)),
                ('mentions', models.TextField(null=True)),
                ('pinned', models.BooleanField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['lead_id', 'id'], name='comment_lead')],
            },
        ),
        migrations.CreateModel(
            name='Followup',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField(null=True)),
                ('person_id', models.BigIntegerField(null=True)),
                ('method', models.CharField(max_length=20, null=True)),
                ('contact', models.TextField(null=True)),
                ('summary', models.TextField(null=True)),
                ('feedback', models.TextField(null=True)),
                ('outcome', models.CharField(max_length=20, null=True)),
                ('next_at', models.DateTimeField(null=True)),
                ('next_has_time', models.BooleanField(null=True)),
                ('next_method', models.CharField(max_length=20, null=True)),
                ('next_expected', models.TextField(null=True)),
                ('grade_from', models.CharField(max_length=2, null=True)),
                ('grade_to', models.CharField(max_length=2, null=True)),
                ('stage_from_id', models.BigIntegerField(null=True)),
                ('stage_to_id', models.BigIntegerField(null=True)),
                ('signals', models.TextField(null=True)),
                ('client_key', models.CharField(max_length=64, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['lead_id', 'at', 'id'], name='followup_lead'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['person_id', 'at', 'id'], name='followup_person'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['at', 'id'], name='followup_at')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('followup_id', models.BigIntegerField(null=True)),
                ('side', models.CharField(max_length=6, null=True)),
                ('text', models.TextField(null=True)),
                ('due', models.DateField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['lead_id', 'id'], name='promise_lead'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('done_at__isnull', True)), fields=['due', 'id'], name='promise_due')],
            },
        ),
    ]
