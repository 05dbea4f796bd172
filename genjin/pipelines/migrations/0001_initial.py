from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Cadence',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('pipeline_id', models.BigIntegerField(null=True)),
                ('letter', models.CharField(max_length=2, null=True)),
                ('intent', models.TextField(null=True)),
                ('min_days', models.IntegerField(null=True)),
                ('max_days', models.IntegerField(null=True)),
                ('methods', models.TextField(null=True)),
                ('goal', models.TextField(null=True)),
                ('position', models.IntegerField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['pipeline_id', 'letter', 'id'], name='cadence_letter')],
            },
        ),
        migrations.CreateModel(
            name='Pipeline',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('name', models.TextField(null=True)),
                ('position', models.IntegerField(null=True)),
                ('is_default', models.BooleanField(null=True)),
                ('scheme', models.CharField(max_length=10, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['position', 'id'], name='pipeline_position')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('pipeline_id', models.BigIntegerField(null=True)),
                ('name', models.TextField(null=True)),
                ('definition', models.TextField(null=True)),
                ('position', models.IntegerField(null=True)),
                ('kind', models.CharField(max_length=4, null=True)),
                ('is_default', models.BooleanField(null=True)),
                ('allowance_days', models.IntegerField(null=True)),
                ('progress', models.FloatField(null=True)),
                ('probability', models.FloatField(null=True)),
                ('requires', models.TextField(null=True)),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['pipeline_id', 'position', 'id'], name='stage_position')],
            },
        ),
        migrations.CreateModel(
            name='StageVisit',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('stage_id', models.BigIntegerField(null=True)),
                ('from_stage_id', models.BigIntegerField(null=True)),
                ('entered_at', models.DateTimeField(null=True)),
                ('entered_by_id', models.BigIntegerField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('stayed_seconds', models.BigIntegerField(null=True)),
                ('reason', models.TextField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['lead_id', 'entered_at', 'id'], name='visit_lead'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['stage_id', 'entered_at', 'id'], name='visit_stage'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['entered_at', 'id'], name='visit_entered')],
            },
        ),
    ]
