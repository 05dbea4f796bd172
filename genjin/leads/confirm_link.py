"""The link by which a customer confirms, corrects or opts out without signing in (domain.md B13).

The link carries a signed number and nothing else; when it ends and whether it was used stands in the database. It
shows the few cells of `ASKED` and writes them as one operation of the customer, which can be undone like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from genjin.kernel import clock
from genjin.kernel.actor import SystemActor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language
from genjin.leads.models import ConfirmLink, Lead
from genjin.people.customer_actor import customer_actor
from genjin.tables.definition import get_table
from genjin.tables.ledger.operation import single
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import parse_cell

ASKED = ("company", "contact", "title", "mobile", "phone", "email", "wechat")
VIA = "confirm-link"
_SALT = "genjin.confirm-link"


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What the opened link shows. values: text of `ASKED` by column id."""

    link_id: int
    lead_id: int
    values: Mapping[str, str]
    expires_at: datetime


class RefusedAnswer(Exception):
    """Some of what the customer wrote cannot be: errors by column id, nothing was written."""

    def __init__(self, errors: Mapping[str, AppError]) -> None:
        super().__init__("refused")
        self.errors = errors


def sign_link(link_id: int) -> str:
    """The part of the address that stands for the link."""
    return signing.dumps(link_id, salt=_SALT)


def open_link(token: str) -> OpenLink:
    """Raises link_unknown (404: forged, or the lead is gone), link_expired or link_used (410)."""
    link = _find(token)
    cells = Lead.objects.filter(pk=link.lead_id, deleted_at=None).values(*ASKED).first()
    if cells is None:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404)
    return OpenLink(link.pk, link.lead_id, {c: cells[c] or "" for c in ASKED}, link.expires_at)


def answer_link(token: str, typed: Mapping[str, str], shown: Mapping[str, str], language: Language) -> int:
    """Writes what the customer changed and that the data are confirmed. Returns the operation.

    shown: what the page had in its fields when it was opened; only what differs from it is written, so that a
    colleague's edit made meanwhile stays. Raises as `open_link`; RefusedAnswer for values that cannot be.
    """
    opened = open_link(token)
    cells = _read(opened, typed, shown, language)
    return _write(opened, {**cells, "confirmed_at": clock.now()}, "leads.confirm_link")


def opt_out(token: str) -> int:
    """No more mail of this kind to this customer. Returns the operation. Raises as `open_link`."""
    return _write(open_link(token), {"mail_opt_out_at": clock.now()}, "leads.opt_out")


def _find(token: str) -> ConfirmLink:
    try:
        link_id = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404) from None
    link = ConfirmLink.objects.filter(pk=link_id).first()
    if link is None:
        raise AppError(ErrorCode.LINK_UNKNOWN, 404)
    if link.used_at is not None:
        raise AppError(ErrorCode.LINK_USED, 410)
    if clock.now() >= link.expires_at:
        raise AppError(ErrorCode.LINK_EXPIRED, 410)
    return link


def _read(opened: OpenLink, typed: Mapping[str, str], shown: Mapping[str, str], language: Language) -> dict[str, Any]:
    columns = get_table("leads").by_id()
    context = build_parse_context(SystemActor(language=language))
    cells: dict[str, Any] = {}
    errors: dict[str, AppError] = {}
    for column in ASKED:
        said = typed.get(column, "").strip()
        if said == shown.get(column, opened.values[column]).strip():
            continue
        try:
            cells[column] = parse_cell(columns[column], said, context)
        except AppError as error:
            errors[column] = error
    if cells.get("company", True) is None:
        errors["company"] = AppError(ErrorCode.REQUIRED, column=columns["company"].words.in_language(language))
    if errors:
        raise RefusedAnswer(errors)
    return cells


def _write(opened: OpenLink, cells: Mapping[str, Any], verb: str) -> int:
    title = opened.values["company"] or opened.values["contact"]
    actor = customer_actor(opened.values["contact"] or title)
    args = {"title": title, "columns": [c for c in cells if c in ASKED]}
    with single(actor, verb=verb, table="leads", via=VIA, args=args) as writer:
        # Of two answers at once the second is told that the link has been used.
        if not ConfirmLink.objects.filter(pk=opened.link_id, used_at=None).update(used_at=writer.now):
            raise AppError(ErrorCode.LINK_USED, 410)
        writer.set("leads", {opened.lead_id: dict(cells)})
        return writer.operation.ensure_row()
