"""One search box over all searchable tables (domain.md A13)."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from genjin.kernel.actor import Actor, Reach
from genjin.people.access import request_actor
from genjin.tables.definition import TableDefinition, list_tables
from genjin.tables.records.query import fetch_rows
from genjin.tables.search.match import search_ids

router = Router(tags=["search"])


class HitOut(Schema):
    table: str
    id: int
    title: str
    subtitle: str
    number: str | None = None
    owner: str | None = None


class SearchOut(Schema):
    hits: list[HitOut]
    took_ms: float


@router.get("/search", response=SearchOut)
def search(request: HttpRequest, q: str, limit: int = 20) -> SearchOut:
    """Records by part of a name, pinyin, phone tail, mail or number, within the reader's scope."""
    begin = perf_counter()
    actor = request_actor(request)
    hits: list[HitOut] = []
    for definition in list_tables():
        if not (definition.search_attrs or definition.search_exact):
            continue
        if definition.settings or actor.access(definition.key).reach is Reach.NONE:
            continue
        ids = search_ids(definition, actor, q[:100], max(1, min(limit, 50)))
        hits += _hits(definition, actor, ids)
    return SearchOut(hits=hits[:limit], took_ms=round((perf_counter() - begin) * 1000, 2))


def _hits(definition: TableDefinition, actor: Actor, ids: list[int]) -> list[HitOut]:
    known = definition.by_id()
    wanted = tuple(c for c in (definition.title, *definition.summary_columns, "number", "owner") if c in known)
    hidden = {c for c in wanted if actor.access(definition.key).column(c).value == "hidden"}
    page = fetch_rows(definition.key, actor, ids, tuple(dict.fromkeys(c for c in wanted if c not in hidden)))
    found = []
    for row in page.rows:
        cells: dict[str, Any] = dict(zip(page.columns, row["cells"], strict=True))
        parts = [_text(cells.get(c)) for c in definition.summary_columns if c in cells]
        found.append(
            HitOut(
                table=definition.key,
                id=row["id"],
                title=_text(cells.get(definition.title)),
                subtitle=" ".join(p for p in parts if p),
                number=_text(cells.get("number")) or None,
                owner=_text(cells.get("owner")) or None,
            )
        )
    return found


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("label", ""))
    return "" if value is None else str(value)
