"""Which group robot tells what of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from genjin.notices.models import Robot


@dataclass(frozen=True, slots=True)
class GroupRobot:
    """kinds: empty for everything urgent. for_unit_id: None for everybody."""

    id: int
    kinds: frozenset[str]
    for_unit_id: int | None

    def tells(self, kind: str, *, urgent: bool, path: Sequence[int]) -> bool:
        """path: the person's unit and those above it."""
        if self.for_unit_id is not None and self.for_unit_id not in path:
            return False
        return kind in self.kinds if self.kinds else urgent


def load_robots() -> list[GroupRobot]:
    """Those that are switched on and have an address. One small query."""
    found = Robot.objects.filter(active=True, deleted_at=None, url__isnull=False).order_by("id")
    return [
        GroupRobot(pk, split_kinds(kinds), unit) for pk, kinds, unit in found.values_list("pk", "kinds", "for_unit_id")
    ]


def split_kinds(text: str | None) -> frozenset[str]:
    return frozenset(part for part in re.split(r"[、,，\s]+", text or "") if part)
