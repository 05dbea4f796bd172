"""Saved views of a table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from genjin.api.schemas import Labelled, ViewIn, ViewOut, ViewPatch
from genjin.kernel.actor import Actor
from genjin.kernel.words import to_traditional
from genjin.people.access import request_actor
from genjin.tables.definition import get_table
from genjin.tables.models import View
from genjin.tables.records.context import find_labels
from genjin.tables.views.saved import change_view, create_view, delete_view, may_change, may_set_default, visible_views

router = Router(tags=["views"])


def list_views(actor: Actor, table: str) -> list[ViewOut]:
    views = visible_views(actor, table)
    names = find_labels(actor, {"people": {v.owner_id for v in views if v.owner_id}})
    return [view_out(actor, v, names) for v in views]


def view_out(actor: Actor, view: View, names: dict[tuple[str, int], Any] | None = None) -> ViewOut:
    owner = None
    if view.owner_id is not None:
        label = (names or {}).get(("people", view.owner_id), actor.name if view.owner_id == actor.id else "")
        owner = Labelled(id=view.owner_id, label=str(label))
    return ViewOut(
        id=view.pk,
        name=_name(view, actor.language),
        kind="kanban" if view.kind == "kanban" else "grid",
        shared=view.shared,  # type: ignore[arg-type]
        filter=view.filter,
        sort=view.sort,
        group=view.group,
        columns=view.columns,
        colour=view.colour,
        position=view.position,
        owner=owner,
        system=view.system,
        editable=may_change(actor, view),
        first=actor.role_id is not None and actor.role_id in view.default_roles,
        default_roles=view.default_roles if may_set_default(actor, view) else None,
    )


def _name(view: View, language: str) -> str:
    """Shipped views have a name in every language; people's views have the one they gave."""
    if not view.system:
        return view.name
    if language == "en":
        return view.name_en or view.name
    return to_traditional(view.name) if language == "zh-TW" else view.name


@router.get("/tables/{table}/views", response=list[ViewOut])
def views(request: HttpRequest, table: str) -> list[ViewOut]:
    """The views the reader may use."""
    get_table(table)
    return list_views(request_actor(request), table)


@router.post("/tables/{table}/views", response=ViewOut)
def add_view(request: HttpRequest, table: str, body: ViewIn) -> ViewOut:
    """Saves a view."""
    actor = request_actor(request)
    return view_out(actor, create_view(actor, table, body.model_dump()))


@router.patch("/views/{view_id}", response=ViewOut)
def patch_view(request: HttpRequest, view_id: int, body: ViewPatch) -> ViewOut:
    """Changes a view."""
    actor = request_actor(request)
    values = body.model_dump(exclude_unset=True)
    if values.get("default_roles", []) is None:
        values["default_roles"] = []
    return view_out(actor, change_view(actor, view_id, values))


@router.delete("/views/{view_id}", response={204: None})
def remove_view(request: HttpRequest, view_id: int) -> tuple[int, None]:
    """Deletes a view."""
    delete_view(request_actor(request), view_id)
    return 204, None
