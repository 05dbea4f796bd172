"""Sending materials from a record: one operation logs the contact, makes the links and queues the mail (D12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal

from genjin.followups.guard.contacts import may_contact
from genjin.kernel.actor import Actor
from genjin.kernel.clock import ORGANISATION_ZONE, local
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.confirm_mail import fill_placeholders
from genjin.leads.models import Lead
from genjin.people.queries import organisation
from genjin.service.letters.writing import LetterDraft, add_letters, check_letters
from genjin.service.materials.facts import internal_kinds, is_sendable
from genjin.service.materials.links import is_closed, sign_sent
from genjin.service.materials.models import Material, Sending, SentMaterial
from genjin.service.materials.recipients import Addressee, find_addressee
from genjin.service.materials.rules import load_limits
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.ledger.repeated import find_repeated
from genjin.tables.scope.predicate import check_action, rows, visible_ids

Way = Literal["mail", "wechat"]
VERB = "materials.send"
MAX_MATERIALS = 20
_LETTER = "{称呼}您好：\n\n{附言}{资料}\n\n链接在 {有效期} 前有效。\n\n{发件人}\n{我方}"


@dataclass(frozen=True, slots=True)
class SendingDraft:
    """contact_id: empty for the main contact. guard_reason: why they are contacted although the guard says no (D3)."""

    materials: Sequence[int]
    way: Way
    contact_id: int | None = None
    text: str = ""
    guard_reason: str = ""


@dataclass(frozen=True, slots=True)
class SentLink:
    sent_id: int
    material_id: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SentOff:
    operation_id: int
    sending_id: int
    links: tuple[SentLink, ...]


def send_materials(
    actor: Actor, lead_id: int, draft: SendingDraft, base_url: str, *, client_key: str | None = None
) -> SentOff:
    """Writes it all in one transaction or nothing; the same `client_key` again answers as the first time.

    base_url: where the product is reached, without a slash at the end. The undo closes the links and stops a mail
    that has not left.
    Raises forbidden, not_found, material_empty, material_sendable, and what letters raise; the guard's refusal (D3).
    """
    check_action("sendings", actor, "create")
    check_action("letters" if draft.way == "mail" else "followups", actor, "create")
    if lead_id not in visible_ids("leads", actor, [lead_id], "edit"):
        raise not_found("leads")
    if earlier := _find_earlier(actor, client_key, base_url):
        return earlier
    materials = _find_materials(actor, draft.materials)
    to = find_addressee(actor, lead_id, draft.contact_id)
    title = Lead.objects.values_list("company", "contact").get(pk=lead_id)
    args = {"lead": lead_id, "title": title[0] or title[1] or f"#{lead_id}"}
    with single(actor, verb=VERB, table="leads", via="panel", args=args, client_key=client_key) as writer:
        sending_id = _log(writer, lead_id, draft, to)
        links = _make_links(writer, lead_id, sending_id, materials, base_url)
        if draft.way == "mail":
            told = {"letter": _write_letter(writer, lead_id, draft, to, links)}
        else:
            told = {"followup": _log_contact(writer, lead_id, draft, to, links)}
        writer.set("sendings", {sending_id: told})
        writer.operation.facts["args"]["sending"] = sending_id
        return SentOff(writer.operation.ensure_row(), sending_id, links)


def list_links(sending_id: int, base_url: str) -> tuple[SentLink, ...]:
    """The links of a sending, as they were given out."""
    sent = SentMaterial.objects.filter(sending_id=sending_id, deleted_at=None).order_by("pk")
    return tuple(SentLink(s.pk, s.material_id or 0, s.name or "", f"{base_url}/m/{sign_sent(s.pk)}") for s in sent)


def _find_materials(actor: Actor, ids: Sequence[int]) -> list[Material]:
    """In the order asked for. One that the actor does not see is as good as none."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise AppError(ErrorCode.MATERIAL_EMPTY)
    if len(wanted) > MAX_MATERIALS:
        raise AppError(ErrorCode.LIMIT, limit=MAX_MATERIALS)
    found = {m.pk: m for m in rows("materials", actor).filter(pk__in=wanted)}
    if len(found) < len(wanted):
        raise not_found("materials")
    internal = internal_kinds()
    for material in found.values():
        if not is_sendable(material, internal) or is_closed(material):
            raise AppError(ErrorCode.MATERIAL_SENDABLE, 409, name=material.name or "")
    return [found[i] for i in wanted]


def _log(writer: Writer, lead_id: int, draft: SendingDraft, to: Addressee) -> int:
    sending = {
        "lead": lead_id,
        "at": writer.now,
        "person": writer.actor.id,
        "way": draft.way,
        "contact_row": to.contact_id,
        "contact": to.name or None,
        "text": clean_text(draft.text, MAX_LONG_TEXT),
    }
    return writer.create("sendings", [{k: v for k, v in sending.items() if v is not None}])[0]


def _log_contact(writer: Writer, lead_id: int, draft: SendingDraft, to: Addressee, links: Sequence[SentLink]) -> int:
    """What goes by WeChat leaves no mail behind: it is a contact like any other that a person logs."""
    verdict = may_contact([lead_id], automatic=False, now=writer.now)[lead_id]
    if verdict.why is not None and not draft.guard_reason.strip():
        raise verdict.why
    text = clean_text(draft.text, MAX_LONG_TEXT)
    contact: dict[str, Any] = {
        "lead": lead_id,
        "at": writer.now,
        "person": writer.actor.id,
        "method": "wechat",
        "contact": to.name or None,
        "summary": f"发资料：{_names(links)}" + (f"\n{text}" if text else ""),
        "guard_reason": clean_text(draft.guard_reason, MAX_LONG_TEXT),
    }
    return writer.create("followups", [{k: v for k, v in contact.items() if v is not None}])[0]


def _write_letter(writer: Writer, lead_id: int, draft: SendingDraft, to: Addressee, links: Sequence[SentLink]) -> int:
    """Raises what letters refuse: no address, an opt-out, too often, each with its words."""
    letter = LetterDraft(
        lead_id, _subject(writer.actor, links), _text(writer, draft, to, links), draft.contact_id, draft.guard_reason
    )
    check_letters(writer.actor, [letter], "materials")
    written = add_letters(writer, [letter], "materials")
    for refusal in written.refused:
        raise refusal.error
    return written.letters[letter.target]


def _make_links(
    writer: Writer, lead_id: int, sending_id: int, materials: Sequence[Material], base_url: str
) -> tuple[SentLink, ...]:
    days = load_limits().link_days
    drafts = [
        {
            "lead": lead_id,
            "sending": sending_id,
            "material": m.pk,
            "name": m.name,
            "kind": m.kind_id,
            "file": m.file_id,
            "expires_at": _end(m, writer.now, days),
        }
        for m in materials
    ]
    made = writer.create("sent_materials", [{k: v for k, v in d.items() if v is not None} for d in drafts])
    return tuple(
        SentLink(i, m.pk, m.name or "", f"{base_url}/m/{sign_sent(i)}") for m, i in zip(materials, made, strict=True)
    )


def _end(material: Material, now: datetime, days: int) -> datetime:
    """No longer than the material is valid, that day included."""
    usual = now + timedelta(days=days)
    if material.valid_until is None:
        return usual
    return min(usual, datetime.combine(material.valid_until + timedelta(days=1), time(), ORGANISATION_ZONE))


def _subject(actor: Actor, links: Sequence[SentLink]) -> str:
    return f"{organisation().name or actor.name}：{_names(links)}"[:250]


def _text(writer: Writer, draft: SendingDraft, to: Addressee, links: Sequence[SentLink]) -> str:
    ends = SentMaterial.objects.filter(pk__in=[link.sent_id for link in links]).values_list("expires_at", flat=True)
    text = clean_text(draft.text, MAX_LONG_TEXT)
    facts = {
        "称呼": to.name,
        "附言": f"{text}\n\n" if text else "",
        "资料": "\n\n".join(f"《{link.name}》\n{link.url}" for link in links),
        "有效期": f"{local(min(end for end in ends if end)):%Y-%m-%d}",
        "发件人": writer.actor.name,
        "我方": organisation().name,
    }
    return fill_placeholders(_LETTER, facts).strip()


def _names(links: Sequence[SentLink]) -> str:
    return "、".join(f"《{link.name}》" for link in links)


def _find_earlier(actor: Actor, client_key: str | None, base_url: str) -> SentOff | None:
    found = find_repeated(actor, client_key, VERB)
    if found is None or "sending" not in found.args or not Sending.objects.filter(pk=found.args["sending"]).exists():
        return None
    sending_id = int(found.args["sending"])
    return SentOff(found.pk, sending_id, list_links(sending_id, base_url))
