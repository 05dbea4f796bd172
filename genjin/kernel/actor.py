"""Who acts, as far as the engine needs to know. People implement it; the engine never asks for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from genjin.kernel.words import Language


class Reach(StrEnum):
    """How far a role sees in a table (domain.md I1)."""

    NONE = "none"
    OWN = "own"
    TEAM = "team"
    SUBTREE = "subtree"
    ALL = "all"


class ColumnRight(StrEnum):
    """What a role may do with a column. MASKED shows only what the field type's mask shows."""

    HIDDEN = "hidden"
    MASKED = "masked"
    READ = "read"
    EDIT = "edit"


ACTIONS = ("create", "edit", "delete", "export", "import", "assign", "approve", "configure")


@dataclass(frozen=True, slots=True)
class TableAccess:
    """One role's rights on one table. Columns not named in `columns` have the right of `default_column`."""

    reach: Reach = Reach.NONE
    actions: frozenset[str] = frozenset()
    columns: Mapping[str, ColumnRight] = field(default_factory=dict)
    default_column: ColumnRight = ColumnRight.EDIT

    def column(self, column_id: str) -> ColumnRight:
        right = self.columns.get(column_id, self.default_column)
        if right is ColumnRight.EDIT and "edit" not in self.actions and "create" not in self.actions:
            return ColumnRight.READ
        return right


class Actor(Protocol):
    """The person, token or system part on whose behalf something is read or written."""

    @property
    def id(self) -> int | None:
        """Person id; None for the system itself."""

    @property
    def name(self) -> str: ...

    @property
    def unit_id(self) -> int | None:
        """The unit the person belongs to."""

    @property
    def subtree_ids(self) -> tuple[int, ...]:
        """The person's unit and every unit below it."""

    @property
    def supervised_ids(self) -> tuple[int, ...]:
        """Units whose members' sensitive data this person may read; empty for a plain seller."""

    @property
    def stands_in_for(self) -> tuple[int, ...]:
        """Persons who are away today and for whom this one acts: their records are worked like one's own."""

    @property
    def role_id(self) -> int | None:
        """The person's role."""

    @property
    def language(self) -> Language: ...

    def access(self, table: str) -> TableAccess:
        """Rights on `table`; a table unknown to the role gives no rights at all."""


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The product itself: rules, migrations, sample data. Sees and may do everything."""

    name: str = "系统"
    id: int | None = None
    unit_id: int | None = None
    subtree_ids: tuple[int, ...] = ()
    supervised_ids: tuple[int, ...] = ()
    stands_in_for: tuple[int, ...] = ()
    role_id: int | None = None
    language: Language = "zh-CN"

    def access(self, table: str) -> TableAccess:
        return TableAccess(reach=Reach.ALL, actions=frozenset(ACTIONS))


SYSTEM = SystemActor()
