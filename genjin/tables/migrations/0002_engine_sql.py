"""What the ORM cannot say: the word index of search and, on PostgreSQL, the transaction id that orders changes."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE tables_search_words USING fts5(
        terms, content='tables_searchentry', content_rowid='id', detail=none, columnsize=0)""",
    """CREATE TRIGGER tables_search_added AFTER INSERT ON tables_searchentry BEGIN
        INSERT INTO tables_search_words(rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER tables_search_removed AFTER DELETE ON tables_searchentry BEGIN
        INSERT INTO tables_search_words(tables_search_words, rowid, terms) VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER tables_search_changed AFTER UPDATE ON tables_searchentry BEGIN
        INSERT INTO tables_search_words(tables_search_words, rowid, terms) VALUES ('delete', old.id, old.terms);
        INSERT INTO tables_search_words(rowid, terms) VALUES (new.id, new.terms); END""",
]
POSTGRES = [
    "CREATE INDEX tables_search_words ON tables_searchentry USING gin (string_to_array(terms, ' '))",
    """ALTER TABLE tables_change ADD COLUMN txid bigint NOT NULL
        DEFAULT (pg_current_xact_id()::text::bigint)""",
    "CREATE INDEX change_txid ON tables_change (txid, id)",
]
POSTGRES_BACK = ["DROP INDEX tables_search_words", "ALTER TABLE tables_change DROP COLUMN txid"]
SQLITE_BACK = [
    "DROP TRIGGER tables_search_added",
    "DROP TRIGGER tables_search_removed",
    "DROP TRIGGER tables_search_changed",
    "DROP TABLE tables_search_words",
]


def run(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def back(apps, schema_editor):
    for statement in POSTGRES_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_initial")]
    operations = [migrations.RunPython(run, back)]
