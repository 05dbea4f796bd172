"""Which leads a new row may be the same as (domain.md B7, first form): equal names and numbers after normalising."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genjin.contacts.models import Contact
from genjin.kernel.actor import Actor
from genjin.leads.models import Lead
from genjin.tables.scope.predicate import visible_ids

KEY_LIMIT = 120
_PAGE = 500
# Longest first, so that what is left of a suffix is never another one.
_SUFFIXES = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "公司", "集团")
_FOREIGN_SUFFIX = re.compile(r"(co\.?,?ltd|ltd|inc|llc|gmbh|corp)$")
_NOISE = re.compile(r"[\s()\[\]{}<>《》【】「」“”\"'·・,，.。、:：;；\-_/\\|&+*#@!?？！~～]+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two rows have in common. kind: company, mobile, phone. value: as the asking row wrote it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Match:
    """A lead that may be the same; `lead_id` is None when it is outside the asker's scope: "looks like somebody's"."""

    lead_id: int | None
    title: str | None
    number: str | None
    evidence: tuple[Evidence, ...]


def company_key(name: str | None) -> str | None:
    """A company name without width, case, brackets, blanks and the legal suffix; None when nothing is left.

    A branch keeps its whole name: 分公司 is an account of its own.
    Example: `无锡恒砺轴承（有限公司）` and `無 錫` differ; `无锡恒砺轴承 有限公司` gives 无锡恒砺轴承.
    """
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name or "").casefold())
    if not text.endswith(("分公司", "子公司", "办事处")):
        for suffix in _SUFFIXES:
            if text.endswith(suffix) and len(text) > len(suffix) + 1:
                text = text.removesuffix(suffix)
                break
        else:
            text = _FOREIGN_SUFFIX.sub("", text) or text
    return text[:KEY_LIMIT] or None


def find_matches(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> list[list[Match]]:
    """For each row the leads with the same company, mobile or phone; the one with most in common first.

    Shape: rows by column id (`company`, `mobile`, `phone`), phones as stored. Two or three queries per 500 rows.
    """
    found = _Found()
    _match_leads(
        found,
        "company_key",
        "company",
        [(i, company_key(r.get("company")), r.get("company")) for i, r in enumerate(rows)],
    )
    for column in ("mobile", "phone"):
        wanted = [(i, r.get(column), r.get(column)) for i, r in enumerate(rows)]
        _match_leads(found, column, column, wanted)
        _match_contacts(found, column, wanted)
    return _answer(actor, found, len(rows))


class _Found:
    """Evidence by row and lead."""

    def __init__(self) -> None:
        self.by_row: dict[int, dict[int, dict[str, Evidence]]] = defaultdict(lambda: defaultdict(dict))

    def add(self, index: int, lead_id: int, evidence: Evidence) -> None:
        self.by_row[index][lead_id].setdefault(evidence.kind, evidence)

    def lead_ids(self) -> set[int]:
        return {lead for leads in self.by_row.values() for lead in leads}


Wanted = list[tuple[int, Any, Any]]


def _match_leads(found: _Found, attr: str, kind: str, wanted: Wanted) -> None:
    source = Lead.objects.filter(deleted_at=None)
    for part, rows_by_key in _pages(wanted):
        for lead_id, key in source.filter(**{f"{attr}__in": part}).values_list("pk", attr):
            for index, written in rows_by_key[key]:
                found.add(index, lead_id, Evidence(kind, str(written)))


def _match_contacts(found: _Found, attr: str, wanted: Wanted) -> None:
    source = Contact.objects.filter(deleted_at=None, lead_id__isnull=False)
    for part, rows_by_key in _pages(wanted):
        pairs = list(source.filter(**{f"{attr}__in": part}).values_list("lead_id", attr))
        living = set(Lead.objects.filter(pk__in={p[0] for p in pairs}, deleted_at=None).values_list("pk", flat=True))
        for lead_id, key in pairs:
            for index, written in rows_by_key[key] if lead_id in living else ():
                found.add(index, lead_id, Evidence(attr, str(written)))


def _pages(wanted: Wanted) -> Iterable[tuple[list[Any], dict[Any, list[tuple[int, Any]]]]]:
    by_key: dict[Any, list[tuple[int, Any]]] = defaultdict(list)
    for index, key, written in wanted:
        if key:
            by_key[key].append((index, written))
    keys = list(by_key)
    for start in range(0, len(keys), _PAGE):
        yield keys[start : start + _PAGE], by_key


def _answer(actor: Actor, found: _Found, count: int) -> list[list[Match]]:
    ids = found.lead_ids()
    visible = visible_ids("leads", actor, ids)
    titles: dict[int, tuple[Any, Any, Any]] = {}
    wanted = list(visible)
    for start in range(0, len(wanted), _PAGE):
        page = Lead.objects.filter(pk__in=wanted[start : start + _PAGE])
        titles.update({pk: rest for pk, *rest in page.values_list("pk", "company", "contact", "number")})  # type: ignore[misc]
    answer: list[list[Match]] = []
    for index in range(count):
        matches = [_build(lead, tuple(e.values()), titles.get(lead)) for lead, e in found.by_row[index].items()]
        answer.append(sorted(matches, key=lambda m: (-len(m.evidence), m.lead_id or 0)))
    return answer


def _build(lead_id: int, evidence: tuple[Evidence, ...], facts: Any) -> Match:
    if facts is None:
        return Match(None, None, None, evidence)
    company, contact, number = facts
    return Match(lead_id, company or contact, number, evidence)
