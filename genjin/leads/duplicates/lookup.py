"""Leads that may be the same as given parties: a few indexed statements for hundreds of parties.

The key projection follows the leads by a job, so what was written since is found by the lead's own indexed columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from genjin.leads.duplicates.blocking import asked_keys, asked_mobiles
from genjin.leads.duplicates.company_name import company_key
from genjin.leads.duplicates.party import Party

PAGE = 900
# A key that more leads share says nothing; the names or numbers that matter are found by others.
MOST_OF_A_KEY = 40
# Plain statements: building these queries anew for every chunk of an import costs more than running them.
_LEADS = "SELECT {0}, id FROM leads_lead WHERE deleted_at IS NULL AND {0} IN ({{}})"
_CONTACTS = (
    "SELECT mobile, lead_id FROM contacts_contact"
    " WHERE deleted_at IS NULL AND lead_id IS NOT NULL AND mobile IN ({}) AND mobile IS NOT NULL"
)


def find_candidates(parties: Sequence[Party], *, thorough: bool = True) -> list[set[int]]:
    """For each party the leads that share a key, name or number. thorough: see `blocking.asked_keys`."""
    found: list[set[int]] = [set() for _ in parties]
    askers: dict[int, list[int]] = defaultdict(list)
    for index, party in enumerate(parties):
        for key in asked_keys(party, thorough=thorough):
            askers[key].append(index)
    _add("SELECT key, lead_id FROM leads_duplicatekey WHERE key IN ({})", askers, found)
    names = ((i, company_key(p.company)) for i, p in enumerate(parties))
    _add(_LEADS.format("company_key"), _by_value(names), found)
    mobiles = _by_value((i, m) for i, p in enumerate(parties) for m in asked_mobiles(p))
    _add(_LEADS.format("mobile"), mobiles, found)
    _add(_CONTACTS, mobiles, found)
    _add(_LEADS.format("phone"), _by_value((i, n.text) for i, p in enumerate(parties) for n in p.numbers), found)
    return found


def _by_value(wanted: Iterable[tuple[int, Any]]) -> dict[Any, list[int]]:
    askers: dict[Any, list[int]] = defaultdict(list)
    for index, value in wanted:
        if value:
            askers[value].append(index)
    return askers


def _add(statement: str, askers: Mapping[Any, list[int]], found: list[set[int]]) -> None:
    """Runs the statement, which yields (value, lead), for all values asked for."""
    values = list(askers)
    count: dict[Any, int] = defaultdict(int)
    with connection.cursor() as cursor:
        for start in range(0, len(values), PAGE):
            part = values[start : start + PAGE]
            cursor.execute(statement.format(", ".join(["%s"] * len(part))), part)
            for value, lead_id in cursor.fetchall():
                count[value] += 1
                if count[value] <= MOST_OF_A_KEY:
                    for index in askers[value]:
                        found[index].add(lead_id)
