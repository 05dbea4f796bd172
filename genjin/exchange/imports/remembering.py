"""How files of one shape were mapped the last time: proposed again, to the person and to the organisation."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.exchange.imports.mapping import MappedColumn
from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.models import ImportRun, RememberedMapping
from genjin.exchange.reading.headers import fold_header
from genjin.kernel import clock

# The oldest of a person's are forgotten beyond these.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Recalled:
    """corrections: columns of the file that go elsewhere than guessed. header_row: set by hand then, from 1."""

    corrections: Mapping[int, str | None]
    header_row: int | None
    whose: str
    at: str

    def out(self) -> dict[str, Any]:
        """As kept with the run."""
        return {"whose": self.whose, "at": self.at}


def shape_of(headers: Sequence[str]) -> str:
    """Equal for files with the same header words in the same order; empty without a header."""
    words = [fold_header(h) for h in headers]
    while words and not words[-1]:
        words.pop()
    return hashlib.sha256("\n".join(words).encode()).hexdigest() if any(words) else ""


def remember(run: ImportRun) -> None:
    """Keeps the mapping that the person has confirmed by importing, as theirs and as the organisation's."""
    if not run.shape or run.origin is not None:
        return
    facts = {"columns": [m["column"] for m in run.mapping], "header_row": run.options.get("header_row")}
    for owner in dict.fromkeys((run.owner_id, None)):
        place = {"table": run.table, "shape": run.shape, "owner_id": owner}
        RememberedMapping.objects.filter(**place).delete()
        RememberedMapping.objects.create(**place, **facts, used_at=clock.now())
    mine = RememberedMapping.objects.filter(owner_id=run.owner_id).order_by("-pk").values_list("pk", flat=True)
    RememberedMapping.objects.filter(pk__in=list(mine[KEPT : KEPT + 100])).delete()


def recall(run: ImportRun, mapping: Sequence[MappedColumn], rules: PlainTable) -> Recalled | None:
    """What to propose for this run's shape: one's own before the organisation's; None when it is the guess anyway.

    A column that is no longer there, or not this person's to write, is left as guessed.
    """
    if not run.shape:
        return None
    found = RememberedMapping.objects.filter(table=run.table, shape=run.shape, owner_id=run.owner_id).first()
    whose = "own"
    if found is None:
        found = RememberedMapping.objects.filter(table=run.table, shape=run.shape, owner_id=None).first()
        whose = "organisation"
    if found is None:
        return None
    known = {*rules.columns, *rules.extra_fields, None}
    guessed = {m.index: m.column for m in mapping}
    corrections = {
        index: column
        for index, column in enumerate(found.columns)
        if column in known and (found.header_row is not None or guessed.get(index, column) != column)
    }
    if not corrections and found.header_row is None:
        return None
    return Recalled(corrections, found.header_row, whose, found.used_at.isoformat(timespec="seconds"))
