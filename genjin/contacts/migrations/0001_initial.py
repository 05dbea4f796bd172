from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('updated_by_id', models.BigIntegerField(null=True)),
                ('deleted_at', models.DateTimeField(null=True)),
                ('custom', models.JSONField(default=dict)),
                ('lead_id', models.BigIntegerField(null=True)),
                ('name', models.TextField(null=True)),
                ('name_pinyin', models.TextField(null=True)),
                ('name_initials', models.TextField(null=True)),
                ('title', models.TextField(null=True)),
                ('mobile', models.TextField(null=True)),
                ('phone', models.TextField(null=True)),
                ('email', models.TextField(null=True)),
                ('wechat', models.TextField(null=True)),
                ('remarks', models.TextField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['lead_id', 'id'], name='contact_lead'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('mobile__isnull', False)), fields=['mobile', 'id'], name='contact_mobile')],
            },
        ),
    ]
