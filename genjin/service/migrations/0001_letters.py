from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('contact_id', models.BigIntegerField(null=True)),
                ('name', models.TextField(null=True)),
                ('address', models.TextField(null=True)),
                ('subject', models.TextField(null=True)),
                ('text', models.TextField(null=True)),
                ('kind', models.CharField(max_length=10, null=True)),
                ('guard_reason', models.TextField(null=True)),
                ('mailing_id', models.BigIntegerField(null=True)),
                ('mail_id', models.BigIntegerField(null=True)),
                ('opted_out_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['lead_id', 'created_at', 'id'], name='letter_lead'), models.Index(condition=models.Q(('mailing_id__isnull', False)), fields=['mailing_id', 'id'], name='letter_mailing'), models.Index(fields=['mail_id'], name='letter_mail')],
            },
        ),
    ]
