"""Whether the search projection still equals the rows it was made from."""

from __future__ import annotations

from django.db import transaction

from genjin.tables.definition import TableDefinition
from genjin.tables.models import SearchEntry
from genjin.tables.search.projection import build_terms, update_entries

BATCH = 500


def compare_entries(definition: TableDefinition, *, repair: bool = False) -> int:
    """How many rows have a missing, stale or left-over entry; with `repair` they are rewritten."""
    attrs = (*definition.search_attrs, *definition.search_phones, *definition.search_exact)
    if not attrs:
        return 0
    wrong = 0
    last = 0
    while True:
        page = definition.model._default_manager.filter(pk__gt=last).order_by("pk")
        rows = list(page.values_list("pk", "deleted_at", *attrs)[:BATCH])
        if not rows:
            return wrong
        last = rows[-1][0]
        entries = dict(
            SearchEntry.objects.filter(table=definition.key, row_id__in=[r[0] for r in rows]).values_list(
                "row_id", "terms"
            )
        )
        differing = [
            row_id
            for row_id, deleted_at, *values in rows
            if entries.get(row_id)
            != (None if deleted_at else build_terms(definition, dict(zip(attrs, values, strict=True))))
        ]
        wrong += len(differing)
        if repair and differing:
            with transaction.atomic():
                update_entries(definition, differing)
