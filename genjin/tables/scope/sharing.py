"""Sharing of single records (domain.md I1)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.tables.definition import get_table
from genjin.tables.ledger.operation import single
from genjin.tables.models import Change, Share
from genjin.tables.scope.predicate import check_action, rows


def list_shares(actor: Actor, table: str, row_id: int) -> list[dict[str, Any]]:
    """Shares of a record in the actor's scope, with names."""
    if not rows(table, actor).filter(pk=row_id).exists():
        raise not_found(table)
    found = list(Share.objects.filter(table=table, row_id=row_id).order_by("id")[:200])
    people = _names("people", {s.person_id for s in found if s.person_id})
    units = _names("units", {s.unit_id for s in found if s.unit_id})
    return [
        {
            "id": s.pk,
            "person": {"id": s.person_id, "label": people.get(s.person_id, "")} if s.person_id else None,
            "unit": {"id": s.unit_id, "label": units.get(s.unit_id, "")} if s.unit_id else None,
            "can_edit": s.can_edit,
        }
        for s in found
    ]


def share_row(
    actor: Actor, table: str, row_id: int, *, person_id: int | None, unit_id: int | None, can_edit: bool
) -> int:
    """Shares one record with one person or one unit. Who may edit it may share it; sharing again changes the right."""
    if (person_id is None) == (unit_id is None):
        raise AppError(ErrorCode.BAD_REQUEST, what="person_id | unit_id")
    check_action(table, actor, "edit")
    if not get_table(table).owned or not rows(table, actor, "edit").filter(pk=row_id).exists():
        raise not_found(table)
    known = get_table("people" if person_id else "units").model._default_manager
    if not known.filter(pk=person_id or unit_id, deleted_at__isnull=True).exists():
        raise not_found("person" if person_id else "unit")
    with single(
        actor, verb="rows.share", table=table, via="panel", args={"person": person_id, "unit": unit_id}
    ) as writer:
        share, _ = Share.objects.update_or_create(
            table=table,
            row_id=row_id,
            person_id=person_id,
            unit_id=unit_id,
            defaults={"can_edit": can_edit, "created_at": clock.now(), "created_by_id": actor.id},
        )
        writer.note(
            table, row_id, "", Change.Kind.SHARE, after={"person": person_id, "unit": unit_id, "edit": can_edit}
        )
    return share.pk


def unshare(actor: Actor, share_id: int) -> None:
    """Ends a share; whoever may edit the record may do it."""
    share = Share.objects.filter(pk=share_id).first()
    if share is None or not rows(share.table, actor, "edit").filter(pk=share.row_id).exists():
        raise not_found("share")
    facts = {"person": share.person_id, "unit": share.unit_id}
    with single(actor, verb="rows.unshare", table=share.table, via="panel", args=facts) as writer:
        writer.note(share.table, share.row_id, "", Change.Kind.SHARE, before=facts)
        Share.objects.filter(Q(pk=share_id)).delete()


def _names(table: str, ids: set[Any]) -> dict[Any, str]:
    definition = get_table(table)
    title = definition.column(definition.title).attr
    return dict(definition.model._default_manager.filter(pk__in=ids).values_list("pk", title))
