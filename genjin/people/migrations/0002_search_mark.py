from django.db import migrations

MARKS = [('people', 'p'), ('units', 'u')]


def mark_words(apps, schema_editor):
    """Search words of these tables get their mark (TableDefinition.search_mark)."""
    for table, mark in MARKS:
        schema_editor.execute(
            "UPDATE tables_searchentry SET terms = %s || replace(terms, ' ', %s) WHERE \"table\" = %s",
            [mark, f" {mark}", table],
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("tables", "0003_views")]
    operations = [migrations.RunPython(mark_words, migrations.RunPython.noop)]
