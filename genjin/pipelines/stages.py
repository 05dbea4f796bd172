"""The stages as values: loaded once per write, asked by rules that know no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from genjin.kernel.errors import AppError, ErrorCode
from genjin.pipelines.models import Pipeline, Stage
from genjin.tables.fields.choice import fold
from genjin.tables.rowreader import read_living

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class StageFacts:
    """One stage. requires: column ids that must be filled to enter. allowance_days: working days, None for no limit."""

    id: int
    pipeline_id: int | None
    name: str
    kind: str
    position: int
    is_default: bool = False
    allowance_days: int | None = None
    progress: float = 0.0
    definition: str = ""
    requires: tuple[str, ...] = ()
    retired: bool = False

    @property
    def is_open(self) -> bool:
        return self.kind == "open"


@dataclass(frozen=True, slots=True)
class StageBook:
    """All stages of all pipelines, retired ones too, since visits and old records name them."""

    by_id: Mapping[int, StageFacts]
    default_pipeline_id: int | None
    by_name: Mapping[tuple[int | None, str], StageFacts] = field(default_factory=dict)

    def get(self, stage_id: int | None) -> StageFacts | None:
        return self.by_id.get(stage_id) if stage_id is not None else None

    def in_pipeline(self, pipeline_id: int | None) -> list[StageFacts]:
        """Stages in use, in order."""
        found = [s for s in self.by_id.values() if s.pipeline_id == pipeline_id and not s.retired]
        return sorted(found, key=lambda s: (s.position, s.id))

    def default_stage(self, pipeline_id: int | None) -> StageFacts | None:
        """What a new record starts in: the stage marked so, else the first open one."""
        stages = self.in_pipeline(pipeline_id)
        return next((s for s in stages if s.is_default), next((s for s in stages if s.is_open), None))

    def find(self, raw: object, pipeline_id: int | None) -> StageFacts:
        """The stage meant by an id, `#id`, `{"id"}` or a name within the pipeline. Raises unknown_stage."""
        if isinstance(raw, Mapping):
            raw = raw.get("id")
        found = None
        if isinstance(raw, int) and not isinstance(raw, bool):
            found = self.get(raw)
        elif isinstance(raw, str):
            text = raw.strip()
            digits = text.removeprefix("#")
            if text.startswith("#") and digits.isdigit():
                found = self.get(int(digits))
            else:
                found = self.by_name.get((pipeline_id, fold(text)))
        if found is None or found.retired:
            names = "、".join(s.name for s in self.in_pipeline(pipeline_id))
            raise AppError(ErrorCode.UNKNOWN_STAGE, value=str(raw)[:40], stages=names)
        return found


_ATTRS = (
    "id", "pipeline_id", "name", "kind", "position", "is_default", "allowance_days", "progress", "definition",
    "requires", "retired_at",
)  # fmt: skip


def load_stages() -> StageBook:
    """Two small queries."""
    return _build(read_living(Pipeline, "id", "is_default"), read_living(Stage, *_ATTRS))


@lru_cache(maxsize=8)
def _build(pipelines: Rows, rows: Rows) -> StageBook:
    default = next((i for i, is_default in pipelines if is_default), pipelines[0][0] if pipelines else None)
    stages = [_facts(dict(zip(_ATTRS, row, strict=True))) for row in rows]
    return StageBook({s.id: s for s in stages}, default, _names(stages))


def _names(stages: Iterable[StageFacts]) -> dict[tuple[int | None, str], StageFacts]:
    names: dict[tuple[int | None, str], StageFacts] = {}
    for stage in stages:
        if not stage.retired:
            names.setdefault((stage.pipeline_id, fold(stage.name)), stage)
    return names


def _facts(row: Mapping[str, Any]) -> StageFacts:
    return StageFacts(
        id=row["id"],
        pipeline_id=row["pipeline_id"],
        name=row["name"] or "",
        kind=row["kind"] or "open",
        position=row["position"] or 0,
        is_default=bool(row["is_default"]),
        allowance_days=row["allowance_days"],
        progress=row["progress"] or 0.0,
        definition=row["definition"] or "",
        requires=split_ids(row["requires"]),
        retired=row["retired_at"] is not None,
    )


def split_ids(text: str | None) -> tuple[str, ...]:
    """`amount，need` → ("amount", "need")."""
    parts = (text or "").replace("，", ",").replace("、", ",").split(",")
    return tuple(p.strip() for p in parts if p.strip())
