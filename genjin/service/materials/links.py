"""The link to one sent material: signed, so that nobody guesses one, and closed when its time is over."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from genjin.kernel import clock
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.people.customer_actor import customer_actor
from genjin.people.models import Person
from genjin.service.materials.models import Material, MaterialFile, MaterialKind, Sending, SentMaterial
from genjin.service.materials.viewing import may_tell
from genjin.tables.ledger.operation import single

VIA = "material-link"


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """closed: it was valid and no longer is. told: whether views are counted. text, link: of the material as it is."""

    sent: SentMaterial
    sending: Sending
    name: str
    kind: str
    seller: str
    closed: bool
    told: bool
    text: str = ""
    link: str = ""
    file: MaterialFile | None = None


def sign_sent(sent_id: int) -> str:
    """The part of the address that stands for one sent material; the same each time."""
    return _signer().sign(str(sent_id))


def open_link(token: str) -> OpenedLink:
    """What the link opens. A sending that was undone, a retired or expired material close it.

    Raises link_unknown (404) for what we never sent.
    """
    sent = SentMaterial.objects.filter(pk=_read(token)).first()
    sending = Sending.objects.filter(pk=sent.sending_id or 0).first() if sent else None
    lead = Lead.objects.filter(pk=sent.lead_id or 0).first() if sent else None
    if sent is None or sending is None or lead is None:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404)
    material = Material.objects.filter(pk=sent.material_id or 0).first()
    kind = MaterialKind.objects.filter(pk=sent.kind_id or 0).values_list("name", flat=True).first()
    seller = Person.objects.filter(pk=sending.person_id or 0).values_list("name", flat=True).first()
    gone = sent.deleted_at is not None or sending.deleted_at is not None or lead.deleted_at is not None
    late = sent.expires_at is None or clock.now() >= sent.expires_at
    closed = gone or late or material is None or is_closed(material)
    shown = (sent, sending, sent.name or "", kind or "", seller or "", closed)
    if closed or material is None:
        return OpenedLink(*shown, told=False)
    return OpenedLink(
        *shown,
        told=may_tell(sent, sending, lead),
        text=material.text or "",
        link=material.link or "",
        file=MaterialFile.objects.filter(pk=sent.file_id).first() if sent.file_id else None,
    )


def is_closed(material: Material) -> bool:
    """Not sent any more, and not shown to those it was sent to."""
    late = material.valid_until is not None and material.valid_until < clock.today()
    return bool(material.retired) or material.deleted_at is not None or late


def choose_told(opened: OpenedLink, told: bool) -> None:
    """The reader's word whether the sender hears of views: an operation of the customer, as any other."""
    actor = customer_actor(opened.sending.contact or "")
    with single(actor, verb="materials.tell_views", table="sent_materials", via=VIA) as writer:
        writer.set("sent_materials", {opened.sent.pk: {"views_told": told}})


def _read(token: str) -> int:
    try:
        return int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        raise AppError(ErrorCode.LINK_UNKNOWN, 404) from None


def _signer() -> signing.Signer:
    return signing.Signer(salt="genjin.material", sep=".")
