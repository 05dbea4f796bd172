"""Mails of the product itself as contacts (domain.md D3): modules above tell which they sent to a customer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from genjin.leads.models import ConfirmLink


class ProductMail(NamedTuple):
    """A mail to the customer of a lead, sent or about to be. key: the outbox's key of it."""

    lead_id: int
    at: datetime
    key: str


# Leads, since, until (both included) → their mails of that time, in any order.
MailSource = Callable[[Sequence[int], datetime, datetime], Iterable[ProductMail]]
_sources: list[MailSource] = []


def count_mails(source: MailSource) -> None:
    """Registers mails that count as contacts. Called once, at loading."""
    _sources.append(source)


def find_mails(lead_ids: Sequence[int], since: datetime, until: datetime) -> list[ProductMail]:
    return [mail for source in _sources for mail in source(lead_ids, since, until)]


def _confirmations(lead_ids: Sequence[int], since: datetime, until: datetime) -> list[ProductMail]:
    """Mails that ask whether the data are still right (B13)."""
    links = ConfirmLink.objects.filter(lead_id__in=lead_ids, created_at__gte=since, created_at__lte=until)
    return [ProductMail(lead, at, f"confirm:{pk}") for pk, lead, at in links.values_list("pk", "lead_id", "created_at")]


count_mails(_confirmations)
