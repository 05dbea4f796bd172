"""Leads as parties: their own cells and those of their further contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from genjin.contacts.models import Contact
from genjin.leads.duplicates.party import FACTS, Party, read_party
from genjin.leads.models import Lead
from genjin.tables.rowreader import PAGE, read_by_ids

_PERSON = ("name", "mobile", "phone", "email", "wechat")


def load_parties(ids: Iterable[int]) -> dict[int, Party]:
    """Living leads by id, their further contacts included. No scope: that is the caller's to check."""
    wanted = list(dict.fromkeys(ids))
    people = _load_people(wanted)
    rows = read_by_ids(Lead, wanted, ("id", *FACTS), living=True)
    return {row[0]: read_party(dict(zip(FACTS, row[1:], strict=True)), people.get(row[0], ())) for row in rows}


def _load_people(lead_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    living = Contact.objects.filter(deleted_at=None)
    for start in range(0, len(lead_ids), PAGE):
        part = living.filter(lead_id__in=lead_ids[start : start + PAGE]).values_list("lead_id", *_PERSON)
        for lead_id, name, *cells in part:
            if lead_id is not None:
                found[lead_id].append({"contact": name, **dict(zip(_PERSON[1:], cells, strict=True))})
    return found
