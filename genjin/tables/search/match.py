"""Search terms → row ids: FTS5 words on SQLite, a GIN array on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import TableDefinition
from genjin.tables.scope.predicate import predicate
from genjin.tables.search.terms import query_terms

# Newest candidates looked at per alternative: enough for a person, bounded for the database.
CANDIDATES = 1_000

_SQLITE = """
SELECT e.row_id FROM tables_search_words w JOIN tables_searchentry e ON e.id = w.rowid
WHERE tables_search_words MATCH %s AND e."table" = %s ORDER BY w.rowid DESC LIMIT %s
"""
_POSTGRES = """
SELECT row_id FROM tables_searchentry
WHERE string_to_array(terms, ' ') @> %s::text[] AND "table" = %s ORDER BY id DESC LIMIT %s
"""


def search_ids(definition: TableDefinition, actor: Actor, text: str, limit: int = CANDIDATES) -> list[int]:
    """Ids of rows in the actor's scope found by `text`, newest first. Raises bad_filter for one-letter searches."""
    alternatives = query_terms(text)
    if not alternatives:
        raise AppError(ErrorCode.BAD_FILTER, why="search_short")
    found: dict[int, None] = {}
    for terms in alternatives:
        for row_id in _candidates(definition.key, sorted(terms), limit):
            found[row_id] = None
    ids = list(found)[: limit * 2]
    if not ids:
        return []
    in_scope = set(
        definition.model._default_manager.filter(
            predicate(definition, actor), pk__in=ids, deleted_at__isnull=True
        ).values_list("pk", flat=True)
    )
    return [i for i in ids if i in in_scope][:limit]


def _candidates(table: str, terms: Sequence[str], limit: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES, [list(terms), table, limit])
        else:
            words = " AND ".join(f'"{t}"' for t in terms)
            cursor.execute(_SQLITE, [words, table, limit])
        return [int(r[0]) for r in cursor.fetchall()]
