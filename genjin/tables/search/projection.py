"""Keeps the search entries of rows in step with the rows, in the transaction that writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from genjin.tables.definition import TableDefinition
from genjin.tables.ledger.rowstore import as_json, read_rows
from genjin.tables.search.terms import row_terms

# One statement for all of a chunk. SQLite's word index puts down what it has gathered whenever a statement begins that
# fires triggers: an entry each made a piece of index each, and joining those took longer than everything else of an
# import. A server takes longer to plan one entry than to write it.
_CLASH = 'ON CONFLICT ("table", row_id) DO UPDATE SET terms = excluded.terms'
_UPSERT = {
    "sqlite": 'INSERT INTO tables_searchentry ("table", row_id, terms)'
    " SELECT %s, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s) WHERE true " + _CLASH,
    "postgresql": 'INSERT INTO tables_searchentry ("table", row_id, terms)'
    " SELECT %s, * FROM unnest(%s::bigint[], %s::text[]) " + _CLASH,
}
_DELETE = {
    "sqlite": 'DELETE FROM tables_searchentry WHERE "table" = %s AND row_id IN (SELECT value FROM json_each(%s))',
    "postgresql": 'DELETE FROM tables_searchentry WHERE "table" = %s AND row_id = ANY(%s)',
}


def update_entries(definition: TableDefinition, ids: Iterable[int]) -> None:
    """Writes the entries of living rows, removes those of rows in the trash."""
    attrs = (*definition.search_attrs, *definition.search_phones, *definition.search_exact)
    if not attrs:
        return
    wanted = list(ids)
    living = read_rows(definition.model, wanted, attrs, lock=False)
    write_entries(definition, living)
    gone = [i for i in wanted if i not in living]
    if gone:
        with connection.cursor() as cursor:
            among = gone if connection.vendor == "postgresql" else as_json(gone)
            cursor.execute(_DELETE[connection.vendor], [definition.key, among])


def write_entries(definition: TableDefinition, living: Mapping[int, Mapping[str, Any]]) -> None:
    """Writes the entries of rows whose attributes are known."""
    if not living or not (definition.search_attrs or definition.search_phones or definition.search_exact):
        return
    terms = {row_id: build_terms(definition, row) for row_id, row in sorted(living.items())}
    postgres = connection.vendor == "postgresql"
    given = [list(terms), list(terms.values())] if postgres else [as_json(list(terms.items()))]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT[connection.vendor], [definition.key, *given])


def build_terms(definition: TableDefinition, row: Mapping[str, Any]) -> str:
    """The row's search words, each with the table's mark before it."""
    words = row_terms(
        tuple([row.get(a) for a in definition.search_attrs]),
        tuple([row.get(a) for a in definition.search_phones]),
        tuple([row.get(a) for a in definition.search_exact]),
    )
    mark = definition.search_mark
    return " ".join([mark + w for w in words.split()]) if mark else words
