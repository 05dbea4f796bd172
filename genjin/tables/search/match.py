"""Search terms → row ids: FTS5 words on SQLite, a GIN array on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import TableDefinition
from genjin.tables.scope.predicate import branches, predicate
from genjin.tables.search.terms import query_terms

# Newest candidates looked at per alternative: enough for a person, bounded for the database.
CANDIDATES = 1_000

_SQLITE = """
SELECT e.row_id FROM tables_search_words w JOIN tables_searchentry e ON e.id = w.rowid
WHERE tables_search_words MATCH %s AND e."table" = %s {within} ORDER BY w.rowid DESC LIMIT %s
"""
# Walking back from the newest, most entries are refused: by a look for the letters, five times as fast as taking the
# entry apart. `<> 0`, since the planner takes that to refuse nothing and still counts by the word.
_POSTGRES = """
SELECT e.row_id FROM tables_searchentry e
WHERE {letters} string_to_array(e.terms, ' ') @> %s::text[] AND e."table" = %s {within} ORDER BY e.id DESC LIMIT %s
"""
_LETTERS = "strpos(e.terms, %s) <> 0 AND "
# A person's own few thousand rows: their entries are read and looked through, the word index is left alone.
_AMONG_FEW = """
SELECT e.row_id FROM tables_searchentry e
WHERE e."table" = %s AND e.row_id IN ({rows}) AND {holds} ORDER BY e.id DESC LIMIT %s
"""


def search_ids(
    definition: TableDefinition, actor: Actor, text: str, limit: int = CANDIDATES, *, commons: bool = False
) -> list[int]:
    """Ids of rows in the actor's scope found by `text`, newest first. Raises bad_filter for one-letter searches.

    commons: among rows that are nobody's, too.
    """
    alternatives = query_terms(text)
    if not alternatives:
        raise AppError(ErrorCode.BAD_FILTER, why="search_short")
    parts = branches(definition, actor, commons=commons)
    few = definition.parent is None and all(b.few for b in parts)
    mine = _living(definition, actor, commons)
    found: dict[int, None] = {}
    for words in alternatives:
        terms = sorted(definition.search_mark + w for w in words)
        newest = _run(_newest(definition.key, terms, CANDIDATES))
        if few and len(newest) == CANDIDATES:
            hits = _among_own(definition, mine, terms, limit)
        else:
            hits = _among_all(definition, mine, terms, limit, newest)
        found.update(dict.fromkeys(hits))
    return list(found)[:limit]


def _among_own(definition: TableDefinition, living: QuerySet[Any, Any], terms: Sequence[str], limit: int) -> list[int]:
    """A common word fills the list from the newest thousand; only for a rare one are all of them looked through."""
    found = _run(_among_few(definition.key, living.order_by("-pk")[:CANDIDATES], terms, limit))
    return found if len(found) >= limit else _run(_among_few(definition.key, living, terms, limit))


def _among_all(
    definition: TableDefinition, living: QuerySet[Any, Any], terms: Sequence[str], limit: int, newest: Sequence[int]
) -> list[int]:
    visible = _visible(living, newest)
    if len(visible) >= limit or len(newest) < CANDIDATES or len(visible) == CANDIDATES:
        return [i for i in newest if i in visible]
    # The newest were mostly other people's: go on among the rows that the actor may see.
    table = connection.ops.quote_name(definition.model._meta.db_table)
    rows, given = living.extra(where=[f"{table}.id = e.row_id"]).query.sql_with_params()
    return _run(_newest(definition.key, terms, limit, f"AND EXISTS ({rows})", given))


def _living(definition: TableDefinition, actor: Actor, commons: bool) -> QuerySet[Any, Any]:
    alive = definition.model._default_manager.filter(deleted_at__isnull=True)
    return alive.filter(predicate(definition, actor, commons=commons)).order_by().values("pk")


def _visible(living: QuerySet[Any, Any], ids: Sequence[int]) -> set[int]:
    if not ids:
        return set()
    return set(living.filter(pk__in=ids).values_list("pk", flat=True))


Statement = tuple[str, list[Any]]


def _newest(table: str, terms: Sequence[str], limit: int, within: str = "", given: Sequence[Any] = ()) -> Statement:
    if connection.vendor == "postgresql":
        statement = _POSTGRES.format(letters=_LETTERS * len(terms), within=within)
        return statement, [*terms, list(terms), table, *given, limit]
    return _SQLITE.format(within=within), [" AND ".join(f'"{t}"' for t in terms), table, *given, limit]


def _among_few(table: str, living: QuerySet[Any, Any], terms: Sequence[str], limit: int) -> Statement:
    rows, given = living.query.sql_with_params()
    words: list[Any]
    if connection.vendor == "postgresql":
        holds = _LETTERS * len(terms) + "string_to_array(e.terms, ' ') @> %s::text[]"
        words = [*terms, list(terms)]
    else:
        holds = " AND ".join(["instr(' ' || e.terms || ' ', %s) > 0"] * len(terms))
        words = [f" {t} " for t in terms]
    return _AMONG_FEW.format(rows=rows, holds=holds), [table, *given, *words, limit]


def _run(statement: Statement) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [int(r[0]) for r in cursor.fetchall()]
