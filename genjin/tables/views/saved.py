"""Saved views: private, of a team, of everybody (domain.md A6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.tables.definition import get_table
from genjin.tables.filters.tree import conditions, parse_filter
from genjin.tables.models import View

MAX_VIEWS = 200


def visible_views(actor: Actor, table: str) -> list[View]:
    """Shipped views, one's own, one's team's and everybody's, in order."""
    wanted = Q(shared=View.Shared.ALL) | Q(owner_id=actor.id) | Q(shared=View.Shared.TEAM, unit_id=actor.unit_id)
    return list(View.objects.filter(wanted, table=table, deleted_at=None).order_by("position", "id")[:MAX_VIEWS])


def create_view(actor: Actor, table: str, values: Mapping[str, Any]) -> View:
    """Saves a view of the actor's. Raises bad_filter or unknown_column for what the table does not have."""
    _check(table, values)
    if View.objects.filter(table=table, owner_id=actor.id, deleted_at=None).count() >= MAX_VIEWS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_VIEWS)
    return View.objects.create(table=table, owner_id=actor.id, unit_id=actor.unit_id, **values)


def change_view(actor: Actor, view_id: int, values: Mapping[str, Any]) -> View:
    """Changes a view that `may_change` allows."""
    view = find_view(actor, view_id)
    if not may_change(actor, view):
        raise AppError(ErrorCode.FORBIDDEN, 403, action="edit", table=view.table)
    _check(view.table, values)
    shared = values.get("shared", view.shared)
    if "default_roles" in values:
        _claim_roles(actor, view, shared, values["default_roles"])
    elif shared != View.Shared.ALL:
        # Others would begin with a view they may not see.
        view.default_roles = []
    for name, value in values.items():
        setattr(view, name, value)
    view.save()
    return view


def delete_view(actor: Actor, view_id: int) -> None:
    view = find_view(actor, view_id)
    if not may_change(actor, view):
        raise AppError(ErrorCode.FORBIDDEN, 403, action="delete", table=view.table)
    view.deleted_at = clock.now()
    view.save(update_fields=["deleted_at"])


def find_view(actor: Actor, view_id: int) -> View:
    view = View.objects.filter(pk=view_id, deleted_at=None).first()
    if view is None or view not in visible_views(actor, view.table):
        raise not_found("view")
    return view


def may_change(actor: Actor, view: View) -> bool:
    """One's own views; views of everybody also for those who configure the table."""
    return view.owner_id == actor.id or "configure" in actor.access(view.table).actions


def may_set_default(actor: Actor, view: View) -> bool:
    """Whether the actor decides for whom the view comes first: who configures the table, for views of everybody."""
    return view.shared == View.Shared.ALL and "configure" in actor.access(view.table).actions


def _claim_roles(actor: Actor, view: View, shared: str, roles: Sequence[int]) -> None:
    """A role has one first view a table: the others give it up."""
    if "configure" not in actor.access(view.table).actions:
        raise AppError(ErrorCode.FORBIDDEN, 403, action="configure", table=view.table)
    if roles and shared != View.Shared.ALL:
        raise AppError(ErrorCode.DEFAULT_NOT_SHARED)
    for other in View.objects.filter(table=view.table).exclude(pk=view.pk).exclude(default_roles=[]):
        left = [role for role in other.default_roles if role not in roles]
        if left != other.default_roles:
            other.default_roles = left
            other.save(update_fields=["default_roles"])


def seed_views(table: str, shipped: Sequence[Mapping[str, Any]]) -> None:
    """Adds shipped views that are not there yet; changed ones are left as people made them, but for a missing name."""
    known = dict(View.objects.filter(table=table, system=True).values_list("name", "name_en"))
    for position, values in enumerate(shipped):
        if values["name"] in known:
            if not known[values["name"]] and values.get("name_en"):
                View.objects.filter(table=table, system=True, name=values["name"]).update(name_en=values["name_en"])
        else:
            View.objects.create(table=table, system=True, shared=View.Shared.ALL, position=position, **values)


def _check(table: str, values: Mapping[str, Any]) -> None:
    definition = get_table(table)
    known = definition.by_id()
    named = [c.column for c in conditions(parse_filter(values.get("filter")))]
    named += [s[0] for s in values.get("sort") or []] + [c["id"] for c in values.get("columns") or []]
    named += [values["group"]] if values.get("group") else []
    for column in named:
        if column not in known:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=column, table=table)
