"""What the timeline and the brief of Today tell of materials (domain.md D6, D12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from genjin.followups.enclosed import Enclosed, MaterialBrief, Suggested, tell_enclosed, tell_material_brief
from genjin.kernel.actor import Actor
from genjin.leads.models import Lead
from genjin.service.materials.facts import propose_materials, sees_materials
from genjin.service.materials.models import MaterialKind, Sending, SentMaterial
from genjin.service.materials.proposal import Proposed
from genjin.service.materials.viewing import NONE, Views, count_views, may_tell
from genjin.tables.scope.predicate import rows, visible_ids

MOST_SENT = 20
MOST_SUGGESTED = 3
# Kinds of timeline item that a sending may be, and how it names them.
_CONTACTS = {"followup": "followup_id", "letter": "letter_id"}


def list_sent(actor: Actor, lead_id: int) -> list[Enclosed]:
    """What was sent to this lead, the latest first, as far as the actor may see it."""
    return _show(list(rows("sent_materials", actor).filter(lead_id=lead_id).order_by("-pk")[:MOST_SENT]))


def may_send(actor: Actor, lead_id: int) -> bool:
    """Whether the actor may send materials to this lead at all."""
    allowed = all("create" in actor.access(table).actions for table in ("sendings", "followups"))
    return allowed and sees_materials(actor) and lead_id in visible_ids("leads", actor, [lead_id], "edit")


def suggest(found: Proposed, language: str) -> Suggested:
    """One proposal in the reader's words."""
    reasons = tuple(reason.words(language) for reason in found.reasons)
    return Suggested(found.material.id, found.material.name, found.material.kind, reasons)


def _enclosed(actor: Actor, kind: str, ids: Sequence[int]) -> Mapping[int, Sequence[Enclosed]]:
    attr = _CONTACTS.get(kind)
    if attr is None:
        return {}
    sendings = dict(rows("sendings", actor).filter(**{f"{attr}__in": list(ids)}).values_list("pk", attr))
    sent = list(rows("sent_materials", actor).filter(sending_id__in=list(sendings)).order_by("pk"))
    found: dict[int, list[Enclosed]] = defaultdict(list)
    for row, shown in zip(sent, _show(sent), strict=True):
        found[sendings[row.sending_id]].append(shown)
    return found


def _brief(actor: Actor, lead_id: int) -> MaterialBrief | None:
    if not sees_materials(actor):
        return None
    fitting = [p for p in propose_materials(actor, lead_id) if p.fits][:MOST_SUGGESTED]
    return MaterialBrief(
        sent=tuple(list_sent(actor, lead_id)),
        suggested=tuple(suggest(p, actor.language) for p in fitting),
        may_send=may_send(actor, lead_id),
    )


def _show(sent: Sequence[SentMaterial]) -> list[Enclosed]:
    sendings = Sending.objects.in_bulk([s.sending_id for s in sent if s.sending_id])
    leads = Lead.objects.in_bulk({s.lead_id for s in sent if s.lead_id})
    kinds = dict(MaterialKind.objects.values_list("pk", "name"))
    views = count_views([s.pk for s in sent])
    return [_one(s, sendings, leads, kinds, views.get(s.pk, NONE)) for s in sent]


def _one(
    sent: SentMaterial,
    sendings: Mapping[int, Sending],
    leads: Mapping[int, Lead],
    kinds: Mapping[int, str | None],
    views: Views,
) -> Enclosed:
    sending, lead = sendings.get(sent.sending_id or 0), leads.get(sent.lead_id or 0)
    at = (sending.at if sending else None) or sent.created_at
    return Enclosed(
        id=sent.pk,
        material_id=sent.material_id or 0,
        name=sent.name or "",
        kind=kinds.get(sent.kind_id or 0) or "",
        at=at,
        told=sending is not None and lead is not None and may_tell(sent, sending, lead),
        opens=views.opens,
        reads=views.reads,
        opened_at=views.opened_at,
        last_at=views.last_at,
        expires_at=sent.expires_at or at,
    )


tell_enclosed(_enclosed)
tell_material_brief(_brief)
