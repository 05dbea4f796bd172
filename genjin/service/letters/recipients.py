"""Who letters would go to, with the facts that decide whether they may."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from genjin.contacts.dead_channels import is_bad
from genjin.contacts.models import Contact
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.service.letters.rules import Recipient
from genjin.tables.definition import get_table
from genjin.tables.scope.mask import check_readable
from genjin.tables.scope.predicate import rows

PAGE = 500
_LEAD = ("id", "company", "contact", "email", "bad_channels", "mail_opt_out_at")
_CONTACT = ("id", "lead_id", "name", "email", "bad_channels", "mail_opt_out_at")
# A lead, and a further contact of it; None for its main contact.
Target = tuple[int, int | None]


def check_addresses_readable(actor: Actor, *, contacts: bool) -> None:
    """Raises column_forbidden when the actor may not read addresses: nobody writes to what they may not know."""
    for table in ("leads", "contacts") if contacts else ("leads",):
        definition = get_table(table)
        column = definition.column("email")
        if check_readable(definition, actor, column, "read") is ColumnRight.MASKED:
            raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column="email", use="read")


def find_recipients(actor: Actor, targets: Iterable[Target]) -> dict[Target, Recipient]:
    """Those of the targets whose lead the actor works; a further contact only of the lead that is named with it."""
    wanted = list(dict.fromkeys(targets))
    scoped: dict[int, Mapping[str, Any]] = {}
    for part in _pages(dict.fromkeys(lead for lead, _ in wanted)):
        scoped.update({row["id"]: row for row in rows("leads", actor, "edit").filter(pk__in=part).values(*_LEAD)})
    persons: dict[int, Mapping[str, Any]] = {}
    for part in _pages(c for _, c in wanted if c is not None):
        persons.update({row["id"]: row for row in rows("contacts", actor).filter(pk__in=part).values(*_CONTACT)})
    return _recipients(wanted, scoped, persons)


def read_recipient(lead_id: int, contact_id: int | None) -> Recipient | None:
    """One recipient for the product itself, whose rights were checked before; None when the lead or person is gone."""
    leads = {row["id"]: row for row in Lead.objects.filter(pk=lead_id, deleted_at=None).values(*_LEAD)}
    persons = {row["id"]: row for row in Contact.objects.filter(pk=contact_id or 0, deleted_at=None).values(*_CONTACT)}
    return _recipients([(lead_id, contact_id)], leads, persons).get((lead_id, contact_id))


def opted_out_addresses(addresses: Collection[str]) -> set[str]:
    """Those of the addresses whose reader opted out, on whichever living lead or contact they stand."""
    found: set[str] = set()
    for part in _pages(addresses):
        for model in (Lead, Contact):
            out = model._default_manager.filter(email__in=part, deleted_at=None, mail_opt_out_at__isnull=False)
            found.update(address for address in out.values_list("email", flat=True) if address)
    return found


def _recipients(
    wanted: Sequence[Target], leads: Mapping[int, Mapping[str, Any]], persons: Mapping[int, Mapping[str, Any]]
) -> dict[Target, Recipient]:
    sources: dict[Target, tuple[str, Mapping[str, Any]]] = {}
    for lead_id, contact_id in wanted:
        lead = leads.get(lead_id)
        person = None if contact_id is None else persons.get(contact_id)
        if lead is None or (contact_id is not None and (person is None or person["lead_id"] != lead_id)):
            continue
        if person is not None:
            sources[lead_id, contact_id] = (person["name"] or "", person)
        else:
            sources[lead_id, None] = (lead["contact"] or lead["company"] or "", lead)
    out = opted_out_addresses({row["email"] for _, row in sources.values() if row["email"]})
    return {
        target: Recipient(
            *target,
            name=name,
            address=row["email"] or "",
            dead=is_bad(row["bad_channels"], "email"),
            opted_out=row["mail_opt_out_at"] is not None or row["email"] in out,
        )
        for target, (name, row) in sources.items()
    }


def _pages(ids: Iterable[Any]) -> Iterable[list[Any]]:
    wanted = list(ids)
    return (wanted[start : start + PAGE] for start in range(0, len(wanted), PAGE))
