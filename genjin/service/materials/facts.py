"""What the proposal of materials goes by, gathered as far as this reader may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor, Reach
from genjin.kernel.clock import local
from genjin.leads.models import Lead
from genjin.leads.quality.conditions import read_words
from genjin.pipelines.cadence import load_cadences
from genjin.service.materials.models import Material, MaterialKind, Sending, SentMaterial
from genjin.service.materials.proposal import LeadFacts, MaterialFacts, Proposed, Sent, propose
from genjin.service.materials.viewing import count_views, may_tell
from genjin.tables.definition import get_table
from genjin.tables.scope.mask import visible_columns
from genjin.tables.scope.predicate import rows

# More than a library of one team; beyond it the newest are proposed and the others found by search.
MOST_MATERIALS = 1_000
MOST_SENT = 200
# A mail that nobody opened within a day may still be opened tomorrow.
IGNORED_AFTER = timedelta(days=2)


def sees_materials(actor: Actor) -> bool:
    return actor.access("materials").reach is not Reach.NONE


def propose_materials(actor: Actor, lead_id: int) -> list[Proposed]:
    """Ranked for a lead that the actor may see; none where they see no materials."""
    if not sees_materials(actor):
        return []
    lead = Lead.objects.get(pk=lead_id)
    return propose(_lead_facts(actor, lead), _materials(actor), _sent(actor, lead), clock.today())


def is_sendable(material: Any, internal: Mapping[int, bool]) -> bool:
    """Something is in it, and it is meant for customers. Whether its time is over is asked apart."""
    filled = bool(material.file_id or material.link or material.text)
    return filled and not material.retired and not internal.get(material.kind_id or 0, False)


def internal_kinds() -> dict[int, bool]:
    return {k: bool(internal) for k, internal in MaterialKind.objects.values_list("pk", "internal")}


def _lead_facts(actor: Actor, lead: Lead) -> LeadFacts:
    visible = {c.id for c in visible_columns(get_table("leads"), actor)}
    rule = load_cadences().find(lead.pipeline_id, lead.grade) if "grade" in visible else None
    letter = (lead.grade or "")[:1] if "grade" in visible else ""
    interest = [lead.products, lead.need] if "products" in visible else []
    return LeadFacts(
        letter=letter or (rule.letter if rule else ""),
        methods=rule.methods if rule else "",
        industry=(lead.industry or "") if "industry" in visible else "",
        products="\n".join(filter(None, interest)),
    )


def _materials(actor: Actor) -> list[MaterialFacts]:
    kinds = {k.pk: k for k in MaterialKind.objects.filter(deleted_at=None)}
    internal = internal_kinds()
    newest = rows("materials", actor).order_by("-updated_at", "-pk")[:MOST_MATERIALS]
    return [_facts(m, kinds.get(m.kind_id or 0), is_sendable(m, internal)) for m in newest]


def _facts(material: Material, kind: MaterialKind | None, sendable: bool) -> MaterialFacts:
    return MaterialFacts(
        id=material.pk,
        name=material.name or "",
        kind_id=kind.pk if kind else None,
        kind=(kind.name or "") if kind else "",
        called=tuple(read_words(kind.called)) if kind else (),
        industries=tuple(read_words(material.industries)),
        products=tuple(read_words(material.products)),
        grades=tuple((material.grades or "").strip("|").split("|")) if material.grades else (),
        valid_until=material.valid_until,
        sendable=sendable,
    )


def _sent(actor: Actor, lead: Lead) -> list[Sent]:
    found = list(rows("sent_materials", actor).filter(lead_id=lead.pk).order_by("-pk")[:MOST_SENT])
    sendings = {s.pk: s for s in Sending.objects.filter(pk__in=[f.sending_id for f in found])}
    views = count_views([f.pk for f in found])
    return [_one(f, sendings[f.sending_id or 0], lead, f.pk in views) for f in found if f.sending_id in sendings]


def _one(sent: SentMaterial, sending: Sending, lead: Lead, opened: bool) -> Sent:
    at = sending.at or sent.created_at
    waited = clock.now() - at >= IGNORED_AFTER
    return Sent(
        material_id=sent.material_id or 0,
        kind_id=sent.kind_id,
        day=local(at).date(),
        told=may_tell(sent, sending, lead) and waited,
        opened=opened,
    )
