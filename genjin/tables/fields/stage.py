"""A stage of a pipeline: a link that also shows progress and kind."""

from __future__ import annotations

from typing import Any, ClassVar

from genjin.tables.fields.base import ShowContext
from genjin.tables.fields.link import Link


class Stage(Link):
    """Labels for stages are mappings `{label, progress 0…1, kind open|won|lost}`."""

    kind: ClassVar[str] = "stage"

    def __init__(self, table: str = "stages") -> None:
        super().__init__(table)

    def show(self, stored: Any, context: ShowContext) -> Any:
        if stored is None:
            return None
        facts = (context.labels or {}).get((str(self.link_table), stored))
        return {"id": stored, **facts} if isinstance(facts, dict) else {"id": stored, "label": facts or f"#{stored}"}
