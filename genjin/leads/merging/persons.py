"""Main contacts of merged leads: who is not the chosen one stays as a further contact. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from genjin.kernel.parse_names import is_salutation, is_same_person

REACH = ("mobile", "phone", "email", "wechat")
PERSON = ("contact", "title", *REACH)


def further_contacts(
    result: Mapping[str, Any], leads: Sequence[Mapping[str, Any]], known: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Contacts to add so that no name and no number of a main contact is lost.

    Shape: `result` and `leads` by column id of the lead (`contact`, `title`, `mobile`, …); `known` and the answer by
    column id of a contact (`name`, …). One person in two leads gives one contact; somebody already known with these
    numbers gives none.
    """
    added: list[dict[str, Any]] = []
    present = [dict(k) for k in known]
    for lead in leads:
        person = _left_over(lead, result)
        if person is None:
            continue
        same = next((p for p in (*added, *present) if is_same_person(p.get("name"), person["name"])), None)
        fresh = person if same is None else {c: v for c, v in person.items() if c not in REACH or same.get(c) != v}
        if same is not None and not any(c in fresh for c in REACH):
            continue
        if any(same is one for one in added) and not any(same and same.get(c) for c in REACH if c in fresh):
            _complete(same or {}, fresh)
        else:
            added.append(fresh)
    return added


def _complete(person: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Adds what another lead knows of the same person; the full name stays or comes."""
    name = more["name"] if is_salutation(str(person["name"])) else person["name"]
    person.update({**more, **person, "name": name})


def _left_over(lead: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any] | None:
    """What of this lead's main contact the result does not hold; None when it holds everything."""
    reach = {c: lead[c] for c in REACH if lead.get(c) and lead[c] != result.get(c)}
    name = lead.get("contact")
    if name and not is_same_person(name, result.get("contact")):
        # Another person: all they can be reached by, also where the chosen one has the same switchboard.
        facts = {"name": name, "title": lead.get("title"), **{c: lead.get(c) for c in REACH}}
        return {c: v for c, v in facts.items() if v}
    if not reach:
        return None
    return {"name": name or result.get("contact") or lead.get("company") or lead["number"], **reach}
