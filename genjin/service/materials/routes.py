"""Materials over HTTP: files of the library, what to send to a lead and what was sent."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, BinaryIO, Literal, cast

from django.conf import settings
from django.http import FileResponse, HttpRequest
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import Field

from genjin.followups.guard.contacts import may_contact
from genjin.followups.today.routes import EnclosedOut
from genjin.jobs.mailing import can_send
from genjin.kernel.actor import Actor
from genjin.kernel.errors import not_found
from genjin.kernel.messages import message
from genjin.people.access import request_actor
from genjin.people.models import Person
from genjin.service.materials.brief import list_sent, may_send, suggest
from genjin.service.materials.content import ENDINGS
from genjin.service.materials.facts import propose_materials
from genjin.service.materials.library import find_file, keep_file, list_versions
from genjin.service.materials.page import send_file
from genjin.service.materials.recipients import list_addressees
from genjin.service.materials.rules import load_limits
from genjin.service.materials.sending import MAX_MATERIALS, SendingDraft, send_materials
from genjin.service.materials.viewing import count_views
from genjin.tables.scope.predicate import rows, visible_ids

router = Router(tags=["materials"])


class KeptOut(Schema):
    operation: int
    id: int


class FileVersionOut(Schema):
    """Units: bytes."""

    version: int
    file_name: str
    size: int
    created_at: datetime
    by: str | None
    current: bool


class MaterialOut(Schema):
    """sent, opened: how often it was sent to leads of the reader's scope, and of those how many were opened."""

    id: int
    versions: list[FileVersionOut]
    sent: int
    opened: int


class LibraryOut(Schema):
    """What may be uploaded. Units: megabytes."""

    endings: list[str]
    megabytes: int


class MaterialRecipientOut(Schema):
    """contact: empty for the main contact. mail_refusal: why no mail goes there, empty when one does."""

    contact: int | None
    name: str
    title: str
    email: str | None
    mail_refusal: str | None
    yields: bool


class ProposedMaterialOut(Schema):
    """fits: worth proposing by itself."""

    id: int
    name: str
    kind: str
    fits: bool
    reasons: list[str]


class LeadMaterialsOut(Schema):
    """guard: why the customer should not be contacted now, empty when they may be. Units: days."""

    may_send: bool
    recipients: list[MaterialRecipientOut]
    proposed: list[ProposedMaterialOut]
    sent: list[EnclosedOut]
    guard: str | None
    link_days: int
    can_send: bool


class SendMaterialsIn(Schema):
    materials: list[int] = Field(max_length=MAX_MATERIALS * 5)
    way: Literal["mail", "wechat"]
    contact: int | None = None
    text: str = Field("", max_length=5_000)
    guard_reason: str = Field("", max_length=2_000)
    client_key: str | None = Field(None, max_length=64)


class SentLinkOut(Schema):
    material: int
    name: str
    url: str


class SendMaterialsOut(Schema):
    operation: int
    links: list[SentLinkOut]


@router.get("/materials/limits", response=LibraryOut)
def limits(request: HttpRequest) -> dict[str, Any]:
    """What may be uploaded."""
    return {"endings": list(ENDINGS), "megabytes": load_limits().megabytes}


@router.post("/materials/files", response={201: KeptOut})
def upload(
    request: HttpRequest,
    file: File[UploadedFile],
    material: Annotated[int | None, Form()] = None,
    kind: Annotated[int | None, Form()] = None,
) -> Status[dict[str, int]]:
    """A file as a new material, or as the next version of `material`."""
    kept = keep_file(
        request_actor(request),
        cast(BinaryIO, file),
        file.name or "",
        file.size or 0,
        material_id=material,
        kind=kind,
    )
    return Status(201, {"operation": kept.operation_id, "id": kept.material_id})


@router.get("/materials/{int:material_id}", response=MaterialOut)
def one_material(request: HttpRequest, material_id: int) -> dict[str, Any]:
    """The versions of its file and what became of it where it was sent."""
    actor = request_actor(request)
    found = rows("materials", actor).filter(pk=material_id).values_list("file_id", flat=True)
    if not found:
        raise not_found("materials")
    versions = list_versions(material_id)
    people = dict(Person.objects.filter(pk__in={v.created_by_id for v in versions}).values_list("pk", "name"))
    sent = list(rows("sent_materials", actor).filter(material_id=material_id).values_list("pk", flat=True))
    return {
        "id": material_id,
        "versions": [
            {
                "version": v.version,
                "file_name": v.file_name,
                "size": v.size,
                "created_at": v.created_at,
                "by": people.get(v.created_by_id or 0),
                "current": v.pk == found[0],
            }
            for v in versions
        ],
        "sent": len(sent),
        "opened": len(count_views(sent)),
    }


@router.get("/materials/{int:material_id}/file")
def download(request: HttpRequest, material_id: int, version: int | None = None) -> FileResponse:
    """The current version of the file, or a former one, to be kept."""
    return send_file(find_file(request_actor(request), material_id, version))


@router.get("/leads/{int:lead_id}/materials", response=LeadMaterialsOut)
def lead_materials(request: HttpRequest, lead_id: int) -> dict[str, Any]:
    """What to send to this lead, to whom, and what was sent."""
    actor = request_actor(request)
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    proposed = propose_materials(actor, lead_id)
    refusal = may_contact([lead_id], automatic=False)[lead_id].why
    return {
        "may_send": may_send(actor, lead_id),
        "recipients": _recipients(actor, lead_id),
        "proposed": [{**asdict(suggest(p, actor.language)), "fits": p.fits} for p in proposed],
        "sent": list_sent(actor, lead_id),
        "guard": message(refusal, actor.language) if refusal else None,
        "link_days": load_limits().link_days,
        "can_send": can_send(),
    }


@router.post("/leads/{int:lead_id}/materials", response={201: SendMaterialsOut})
def send(request: HttpRequest, lead_id: int, body: SendMaterialsIn) -> Status[dict[str, Any]]:
    """Sends by mail, or makes links to send by WeChat; logged, counted as a contact, undone as a whole."""
    draft = SendingDraft(body.materials, body.way, body.contact, body.text, body.guard_reason)
    base_url = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    done = send_materials(request_actor(request), lead_id, draft, base_url, client_key=body.client_key)
    links = [{"material": link.material_id, "name": link.name, "url": link.url} for link in done.links]
    return Status(201, {"operation": done.operation_id, "links": links})


def _recipients(actor: Actor, lead_id: int) -> list[dict[str, Any]]:
    return [
        {
            "contact": one.contact_id,
            "name": one.name,
            "title": one.title,
            "email": one.email,
            "mail_refusal": message(one.refusal, actor.language) if one.refusal else None,
            "yields": one.yields,
        }
        for one in list_addressees(actor, lead_id)
    ]
