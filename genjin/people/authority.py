"""How much an actor may hand out: which units they place people in, which roles they give."""

from __future__ import annotations

from dataclasses import dataclass

from genjin.kernel.actor import Actor, Reach
from genjin.people.actor import PersonActor
from genjin.people.models import Role
from genjin.people.rules import check_role_grant, check_within


@dataclass(frozen=True, slots=True)
class Authority:
    """everywhere: units are not looked at. level, is_admin: those of the actor's role."""

    level: int
    is_admin: bool
    everywhere: bool
    unit_ids: frozenset[int]

    def check_unit(self, unit_id: int | None) -> None:
        """Raises not_found for a unit out of reach; no unit at all is for those who reach everywhere."""
        check_within(self.unit_ids, unit_id, everywhere=self.everywhere)

    def check_role(self, role: Role | None) -> None:
        """Raises role_too_high when the role is above the actor's own. Giving and taking are judged alike."""
        if role is not None:
            check_role_grant(
                actor_level=self.level,
                actor_is_admin=self.is_admin,
                role_level=role.level,
                role_is_admin=role.is_admin,
            )


def authority_of(actor: Actor, table: str = "people") -> Authority:
    """The actor's authority as of their reach in `table`. The product itself has all of it."""
    if actor.id is None:
        return Authority(level=0, is_admin=True, everywhere=True, unit_ids=frozenset())
    level, is_admin = (actor.level, actor.is_admin) if isinstance(actor, PersonActor) else (0, False)
    reach = actor.access(table).reach
    own = () if actor.unit_id is None else (actor.unit_id,)
    units = {Reach.TEAM: own, Reach.SUBTREE: actor.subtree_ids}.get(reach, ())
    return Authority(level, is_admin, everywhere=reach is Reach.ALL, unit_ids=frozenset(units))
