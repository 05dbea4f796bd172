"""Tables whose records stand in stages. They register here, so that retiring a stage can move their records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from genjin.pipelines.stages import StageFacts
from genjin.tables.ledger.operation import Writer


class StageUser(Protocol):
    """One table with a stage column."""

    def count_in(self, stage_id: int) -> int:
        """Living records in the stage."""

    def list_in(self, stage_id: int, limit: int) -> list[int]:
        """Some of them."""

    def move(self, writer: Writer, ids: Sequence[int], target: StageFacts, reason: str) -> None:
        """Moves them with their visits, without asking what `target` requires."""


_users: list[StageUser] = []


def register_stage_user(user: StageUser) -> None:
    """Called once per table, when its module loads."""
    _users.append(user)


def stage_users() -> tuple[StageUser, ...]:
    return tuple(_users)
