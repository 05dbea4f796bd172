"""Who could see a merged lead still sees it as the kept one: its owner and those it was shared with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from genjin.leads.models import Lead, LeadMerge
from genjin.people.models import Person
from genjin.tables.ledger.operation import Writer
from genjin.tables.models import Change, Share

Receiver = tuple[int | None, int | None]


def after_merge_write(writer: Writer, _table: str, row_ids: Sequence[int], _changed: frozenset[str]) -> None:
    """Hook of the merges table: shares follow the row's life, so undo and redo take them back and give them again."""
    for row in LeadMerge.objects.filter(pk__in=row_ids).order_by("pk"):
        applied = json.loads(row.shares) if row.shares else None
        if row.deleted_at is not None and applied is not None:
            _take_back(writer, row.lead_id or 0, applied)
            writer.derive("lead_merges", {row.pk: {"shares": None}})
        elif row.deleted_at is None and applied is None:
            given = _give(writer, row.lead_id or 0, row.merged_id or 0)
            writer.derive("lead_merges", {row.pk: {"shares": json.dumps(given)}})


def new_receivers(keep_owner: int | None, lead_id: int, owner_id: int | None) -> dict[Receiver, bool]:
    """Who gets to see the kept lead through this one, and whether to edit it. Shape: (person, unit) → can edit."""
    found: dict[Receiver, bool] = {}
    for share in Share.objects.filter(table="leads", row_id=lead_id).order_by("pk")[:200]:
        found[(share.person_id, share.unit_id)] = share.can_edit
    if owner_id is not None and Person.objects.filter(pk=owner_id, active=True, deleted_at=None).exists():
        found[(owner_id, None)] = True
    found.pop((keep_owner, None), None)
    return found


def _give(writer: Writer, keep: int, merged: int) -> dict[str, list[int]]:
    owners = dict(Lead.objects.filter(pk__in=(keep, merged)).values_list("pk", "owner_id"))
    present = {(s.person_id, s.unit_id): s for s in Share.objects.filter(table="leads", row_id=keep)}
    given: dict[str, list[int]] = {"added": [], "widened": []}
    for receiver, can_edit in new_receivers(owners.get(keep), merged, owners.get(merged)).items():
        share = present.get(receiver)
        if share is None:
            share = Share.objects.create(
                table="leads",
                row_id=keep,
                person_id=receiver[0],
                unit_id=receiver[1],
                can_edit=can_edit,
                created_at=writer.now,
                created_by_id=writer.actor.id,
            )
            given["added"].append(share.pk)
        elif can_edit and not share.can_edit:
            Share.objects.filter(pk=share.pk).update(can_edit=True)
            given["widened"].append(share.pk)
        else:
            continue
        writer.note("leads", keep, "", Change.Kind.SHARE, after=_facts(share, can_edit))
    return given


def _take_back(writer: Writer, keep: int, applied: Mapping[str, list[int]]) -> None:
    for share in Share.objects.filter(pk__in=applied["added"], table="leads"):
        writer.note("leads", keep, "", Change.Kind.SHARE, before=_facts(share, share.can_edit))
    Share.objects.filter(pk__in=applied["added"], table="leads").delete()
    Share.objects.filter(pk__in=applied["widened"], table="leads").update(can_edit=False)


def _facts(share: Share, can_edit: bool) -> dict[str, Any]:
    return {"person": share.person_id, "unit": share.unit_id, "edit": can_edit}
