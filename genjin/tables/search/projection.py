"""Keeps the search entries of rows in step with the rows, in the transaction that writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from genjin.tables.definition import TableDefinition
from genjin.tables.ledger.rowstore import read_rows
from genjin.tables.search.terms import row_terms

_UPSERT = """
INSERT INTO tables_searchentry ("table", row_id, terms) VALUES (%s, %s, %s)
ON CONFLICT ("table", row_id) DO UPDATE SET terms = excluded.terms
"""
# One statement for all: a server that plans each anew takes longer to plan one entry than to write it.
_UPSERT_MANY = """
INSERT INTO tables_searchentry ("table", row_id, terms) SELECT %s, * FROM unnest(%s::bigint[], %s::text[])
ON CONFLICT ("table", row_id) DO UPDATE SET terms = excluded.terms
"""
_DELETE = 'DELETE FROM tables_searchentry WHERE "table" = %s AND row_id = %s'


def update_entries(definition: TableDefinition, ids: Iterable[int]) -> None:
    """Writes the entries of living rows, removes those of rows in the trash."""
    attrs = (*definition.search_attrs, *definition.search_phones, *definition.search_exact)
    if not attrs:
        return
    wanted = list(ids)
    living = read_rows(definition.model, wanted, attrs, lock=False)
    write_entries(definition, living)
    gone = [(definition.key, i) for i in wanted if i not in living]
    if gone:
        with connection.cursor() as cursor:
            cursor.executemany(_DELETE, gone)


def write_entries(definition: TableDefinition, living: Mapping[int, Mapping[str, Any]]) -> None:
    """Writes the entries of rows whose attributes are known."""
    if not living or not (definition.search_attrs or definition.search_phones or definition.search_exact):
        return
    terms = {row_id: build_terms(definition, row) for row_id, row in sorted(living.items())}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_UPSERT_MANY, [definition.key, list(terms), list(terms.values())])
        else:
            cursor.executemany(_UPSERT, [(definition.key, *entry) for entry in terms.items()])


def build_terms(definition: TableDefinition, row: Mapping[str, Any]) -> str:
    """The row's search words, each with the table's mark before it."""
    words = row_terms(
        [row.get(a) for a in definition.search_attrs],
        [row.get(a) for a in definition.search_phones],
        [row.get(a) for a in definition.search_exact],
    )
    mark = definition.search_mark
    return " ".join(mark + w for w in words.split()) if mark else words
