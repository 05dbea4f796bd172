

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followups', '0002_tasks'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPolicy',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('name', models.CharField(max_length=60, null=True)),
                ('quiet_hours', models.CharField(max_length=20, null=True)),
                ('holidays', models.BooleanField(null=True)),
                ('late_hours', models.IntegerField(null=True)),
                ('signal_days', models.IntegerField(null=True)),
                ('talk_stage', models.TextField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='followup',
            name='guard_reason',
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name='followup',
            name='late',
            field=models.BooleanField(null=True),
        ),
        migrations.CreateModel(
            name='OutcomeRule',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('outcome', models.CharField(max_length=20, null=True)),
                ('consequence', models.CharField(max_length=12, null=True)),
                ('days', models.TextField(null=True)),
                ('position', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['position', 'id'], name='outcome_rule_position')],
            },
        ),
        migrations.CreateModel(
            name='SignalWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('name', models.CharField(max_length=60, null=True)),
                ('words', models.TextField(null=True)),
                ('position', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['position', 'id'], name='signal_word_position')],
            },
        ),
        migrations.CreateModel(
            name='UrgencyRule',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('urgency', models.CharField(max_length=12, null=True)),
                ('days', models.IntegerField(null=True)),
                ('position', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['position', 'id'], name='urgency_rule_position')],
            },
        ),
    ]
