"""Persons without a company: whether two entries are one person, from names, birth, identity number and address. Pure.

Each field in common or at odds has its points; a slip of a character counts most of a match. Missing says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler

from genjin.leads.duplicates.blocking import pairs_of_equals
from genjin.leads.duplicates.evidence import Evidence, Verdict

SUSPECT = 40


@dataclass(frozen=True, slots=True)
class FieldPoints:
    """same, near and other: points when equal, when a slip apart, when different."""

    same: float
    near: float
    other: float


# What the fields of a person weigh: the rarer a value is by chance, the more.
FIELDS: Mapping[str, FieldPoints] = {
    "identity": FieldPoints(55, 40, -25),
    "birth": FieldPoints(35, 22, -20),
    "surname": FieldPoints(16, 11, -10),
    "given_name": FieldPoints(14, 9, -10),
    "street": FieldPoints(16, 11, -5),
    "street_number": FieldPoints(8, 3, -3),
    "address": FieldPoints(8, 5, -2),
    "suburb": FieldPoints(12, 8, -6),
    "postcode": FieldPoints(10, 6, -6),
    "state": FieldPoints(2, 0, -4),
    "mobile": FieldPoints(45, 20, -5),
    "email": FieldPoints(45, 25, -5),
}
# Headers, folded, by field.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "identity": ("soc_sec_id", "ssn", "national_id", "id_number", "identity", "身份证号", "身份证", "证件号"),
    "birth": ("date_of_birth", "dob", "birth_date", "birthday", "出生日期", "生日"),
    "surname": ("surname", "last_name", "lastname", "family_name", "姓"),
    "given_name": ("given_name", "first_name", "firstname", "name", "名", "姓名"),
    "street": ("address_1", "street", "street_name", "地址", "街道"),
    "street_number": ("street_number", "house_number", "门牌号"),
    "address": ("address_2", "building", "地址2"),
    "suburb": ("suburb", "city", "town", "城市", "区县"),
    "postcode": ("postcode", "zip", "zip_code", "postal_code", "邮编"),
    "state": ("state", "province", "省份"),
    "mobile": ("mobile", "phone", "手机", "电话"),
    "email": ("email", "e-mail", "mail", "邮箱"),
}

PersonFacts = Mapping[str, str]


def fields_of(headers: Sequence[str]) -> dict[str, str]:
    """Field → header for a table of persons; empty unless it has a name and something to tell namesakes apart."""
    folded = {h.strip().casefold().replace(" ", "_"): h for h in headers}
    found = {f: next((folded[n] for n in names if n in folded), None) for f, names in HEADERS.items()}
    known = {f: h for f, h in found.items() if h is not None}
    named = "surname" in known or "given_name" in known
    return known if named and known.keys() & {"identity", "birth", "mobile", "email"} else {}


def read_person_row(row: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """The row's facts by field, folded; empty ones left out."""
    facts = {f: " ".join((row.get(h) or "").casefold().split()) for f, h in fields.items()}
    return {f: v for f, v in facts.items() if v}


def compare_persons(a: PersonFacts, b: PersonFacts) -> Verdict:
    """The verdict on two entries."""
    found = list(_collect(a, b))
    score = max(0, min(100, round(sum(e.points for e in found))))
    missing = tuple(f for f in FIELDS if not (a.get(f) and b.get(f)))
    return Verdict(score, tuple(sorted(found, key=lambda e: -abs(e.points))), missing)


def find_person_pairs(people: Sequence[PersonFacts]) -> dict[tuple[int, int], Verdict]:
    """Suspect pairs by index. Blocks: each fact that is rare by itself, and pairs of those that are not."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, facts in enumerate(people):
        for key in set(_keys(facts)):
            blocks[key].append(index)
    found: dict[tuple[int, int], Verdict] = {}
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for pair in pairs_of_equals(members):
            if pair in seen:
                continue
            seen.add(pair)
            verdict = compare_persons(people[pair[0]], people[pair[1]])
            if verdict.score >= SUSPECT:
                found[pair] = verdict
    return found


def _collect(a: PersonFacts, b: PersonFacts) -> Iterator[Evidence]:
    swapped = _swapped(a, b)
    for field, points in FIELDS.items():
        left, right = a.get(field, ""), b.get(field, "")
        if field in ("given_name", "surname") and swapped:
            left, right = a.get(field, ""), b.get("surname" if field == "given_name" else "given_name", "")
        if not left or not right:
            continue
        value = points.same if left == right else points.near if _near(left, right) else points.other
        yield Evidence(field, value, left, right)


def _swapped(a: PersonFacts, b: PersonFacts) -> bool:
    """Given name and surname in each other's column."""
    given, surname = a.get("given_name", ""), a.get("surname", "")
    return bool(given or surname) and (
        (given == b.get("surname", "") and surname == b.get("given_name", "")) and given != surname
    )


def _near(a: str, b: str) -> bool:
    if a.isdecimal() and b.isdecimal():
        return OSA.distance(a, b, score_cutoff=2) <= (2 if len(a) >= 7 else 1)
    shorter = min(len(a), len(b))
    return (
        OSA.distance(a, b, score_cutoff=2) <= (1 if shorter < 6 else 2)
        or JaroWinkler.similarity(a, b) >= 0.92
        or (shorter >= 4 and (a.replace(" ", "").startswith(b.replace(" ", "")[:shorter])))
    )


def _keys(facts: PersonFacts) -> Iterator[str]:
    def get(field: str, length: int = 40) -> str:
        return facts.get(field, "").replace(" ", "")[:length]

    for field in ("identity", "birth", "mobile", "email"):
        if get(field):
            yield f"{field}:{get(field)}"
    pairs = (
        ("surname", 4, "given_name", 3),
        ("surname", 4, "postcode", 4),
        ("given_name", 4, "postcode", 4),
        ("surname", 4, "suburb", 5),
        ("given_name", 4, "suburb", 5),
        ("street", 6, "suburb", 5),
        ("street", 6, "postcode", 4),
        ("street", 6, "street_number", 4),
        ("given_name", 3, "street", 5),
        ("surname", 3, "street", 5),
    )
    for one, length, other, other_length in pairs:
        if get(one) and get(other):
            yield f"{one}{other}:{get(one, length)}|{get(other, other_length)}"
    if len(get("identity")) >= 6:
        yield f"i1:{get('identity')[:4]}|{get('surname', 2)}"
        yield f"i2:{get('identity')[-4:]}|{get('surname', 2)}"
