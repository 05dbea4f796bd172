"""Leads as records that stand in stages: what retiring or deleting a stage means for them."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.advance import build_move
from genjin.leads.models import Lead
from genjin.pipelines.models import Stage
from genjin.pipelines.stages import StageFacts
from genjin.pipelines.visits import Move, move_visits
from genjin.tables.ledger.operation import Writer


class LeadsInStages:
    """Implements `pipelines.users.StageUser`."""

    def count_in(self, stage_id: int) -> int:
        return Lead.objects.filter(stage_id=stage_id, deleted_at=None).count()

    def list_in(self, stage_id: int, limit: int) -> list[int]:
        return list(Lead.objects.filter(stage_id=stage_id, deleted_at=None).values_list("pk", flat=True)[:limit])

    def move(self, writer: Writer, ids: Sequence[int], target: StageFacts, reason: str) -> None:
        rows = writer.rows("leads", ids, ("stage_id", "won_amount", "lost_to"))
        cells = {
            lead: build_move(writer, target, reason=reason, amount=row["won_amount"], competitor=row["lost_to"])
            for lead, row in rows.items()
        }
        writer.set("leads", cells)
        move_visits(writer, {lead: Move(row["stage_id"], target.id, reason) for lead, row in rows.items()})


def check_stages_unused(_writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the stages table. Raises in_use when a stage with leads in it goes to the trash."""
    if "" not in changed:
        return
    trashed = Stage.objects.filter(pk__in=row_ids, deleted_at__isnull=False).values("pk")
    used = Lead.objects.filter(stage_id__in=trashed, deleted_at=None).count()
    if used:
        raise AppError(ErrorCode.IN_USE, 409, count=used)
