"""Leads that may be the same as given parties: a few indexed statements for hundreds of parties.

The key projection follows the leads by a job, so what was written since is found by the lead's own indexed columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from genjin.contacts.models import Contact
from genjin.leads.duplicates.blocking import ASK, block_keys
from genjin.leads.duplicates.company_name import company_key
from genjin.leads.duplicates.party import Party
from genjin.leads.models import Lead

PAGE = 900
# A key that more leads share says nothing; the names or numbers that matter are found by others.
MOST_OF_A_KEY = 40


def find_candidates(parties: Sequence[Party], *, fresh: bool = True) -> list[set[int]]:
    """For each party the leads that share a key, name or number. fresh: also those the projection lacks as yet."""
    found: list[set[int]] = [set() for _ in parties]
    askers: dict[int, list[int]] = defaultdict(list)
    for index, party in enumerate(parties):
        for key, role in block_keys(party):
            if role & ASK:
                askers[key].append(index)
    for key, leads in _leads_of(list(askers)).items():
        for index in askers[key]:
            found[index].update(leads)
    if fresh:
        _add_fresh(parties, found)
    return found


def _leads_of(keys: Sequence[int]) -> dict[int, list[int]]:
    by_key: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), PAGE):
            part = keys[start : start + PAGE]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT key, lead_id FROM leads_duplicatekey WHERE key IN ({marks})", part)
            for key, lead_id in cursor.fetchall():
                if len(by_key[key]) < MOST_OF_A_KEY:
                    by_key[key].append(lead_id)
    return by_key


def _add_fresh(parties: Sequence[Party], found: list[set[int]]) -> None:
    names = ((i, company_key(p.company)) for i, p in enumerate(parties))
    _add_leads(found, "company_key", _by_value(names))
    mobiles = _by_value((i, m) for i, p in enumerate(parties) for m in p.mobiles)
    _add_leads(found, "mobile", mobiles)
    _add_contacts(found, mobiles)
    _add_leads(found, "phone", _by_value((i, n.text) for i, p in enumerate(parties) for n in p.numbers))


def _by_value(wanted: Iterable[tuple[int, Any]]) -> dict[Any, list[int]]:
    askers: dict[Any, list[int]] = defaultdict(list)
    for index, value in wanted:
        if value:
            askers[value].append(index)
    return askers


def _add_leads(found: list[set[int]], attr: str, askers: Mapping[Any, list[int]]) -> None:
    living = Lead.objects.filter(deleted_at=None)
    for part in _parts(askers):
        for lead_id, value in living.filter(**{f"{attr}__in": part}).values_list("pk", attr):
            for index in askers[value]:
                found[index].add(lead_id)


def _add_contacts(found: list[set[int]], askers: Mapping[Any, list[int]]) -> None:
    living = Contact.objects.filter(deleted_at=None, lead_id__isnull=False)
    for part in _parts(askers):
        for lead_id, value in living.filter(mobile__in=part).values_list("lead_id", "mobile"):
            for index in askers[value]:
                found[index].add(int(lead_id or 0))


def _parts(askers: Mapping[Any, list[int]]) -> Iterator[list[Any]]:
    values = list(askers)
    for start in range(0, len(values), PAGE):
        yield values[start : start + PAGE]
