"""Whether two parties are the same customer, with everything that speaks for and against it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from genjin.kernel.parse_places import home_province
from genjin.leads.duplicates.evidence import Evidence, Verdict
from genjin.leads.duplicates.name_relation import relate_names
from genjin.leads.duplicates.party import FREE_HOSTS, Number, Party, Person
from genjin.leads.duplicates.points import DEFAULT_POINTS, Points

# Kind and both sides' text.
Found = tuple[str, str, str]
# Evidence after which no third row may bring the two together.
_APART = frozenset(
    {
        "credit_code_differs",
        "branch_differs",
        "company_elsewhere",
        "region_differs",
        "company_differs",
        "business_differs",
    }
)


def compare(a: Party, b: Party, points: Points = DEFAULT_POINTS) -> Verdict:
    """The verdict on two parties. Symmetric but for the sides of the texts.

    Example: the same name in other width, script or legal form is 75 points by itself; a name one character apart
    needs the same person or number beside it.
    """
    found = [Evidence(kind, points.get(kind, 0), left, right) for kind, left, right in _collect(a, b)]
    found.sort(key=lambda e: (-abs(e.points), e.kind))
    kinds = {e.kind for e in found}
    score = max(0, min(100, round(sum(e.points for e in found))))
    apart = bool(kinds & _APART) and "credit_code" not in kinds and score < points["threshold.suspect"]
    return Verdict(score, tuple(found), _uncomparable(a, b), apart)


def _collect(a: Party, b: Party) -> Iterator[Found]:
    if a.credit_code and b.credit_code:
        same = a.credit_code == b.credit_code
        yield "credit_code" if same else "credit_code_differs", a.credit_code, b.credit_code
    if a.name is not None and b.name is not None:
        for kind in relate_names(a.name, b.name):
            yield kind, a.company, b.company
        yield from _places(a, b)
    yield from _mobiles(a, b)
    yield from _landlines(a, b)
    yield from _emails(a, b)
    for wechat in a.wechats:
        if wechat in b.wechats:
            yield "wechat", wechat, wechat
            break
    yield from _people(a, b)


def _places(a: Party, b: Party) -> Iterator[Found]:
    """Where the names themselves name the same place, the address says nothing new."""
    assert a.name is not None and b.name is not None
    if a.name.places and b.name.places:
        return
    left, right = _whereabouts(a), _whereabouts(b)
    if (left[0] and right[0] and left[0] != right[0]) or (left[1] and right[1] and left[1] != right[1]):
        yield "place_differs", " ".join(filter(None, left)), " ".join(filter(None, right))


def _whereabouts(party: Party) -> tuple[str, str]:
    assert party.name is not None
    places = party.name.places
    if not places:
        return party.province, party.city
    province = home_province(places[-1]) or party.province
    return province, "" if places[-1] == province else places[-1]


def _mobiles(a: Party, b: Party) -> Iterator[Found]:
    common = [m for m in a.mobiles if m in b.mobiles]
    if common:
        yield "mobile", common[0], common[0]
        return
    near = _near_digits(a, b) or _near_digits(b, a, turned=True)
    if near is not None:
        yield "mobile_near", *near


def _near_digits(a: Party, b: Party, *, turned: bool = False) -> tuple[str, str] | None:
    """A number that lost or gained a digit beside a whole one, or two whole ones with one digit changed."""
    for one in a.broken:
        for other in (*b.mobiles, *(n.area + n.digits for n in b.numbers)):
            if OSA.distance(one, other, score_cutoff=1) <= 1:
                return (other, one) if turned else (one, other)
    if not turned:
        for one in a.mobiles:
            for other in b.mobiles:
                if OSA.distance(one, other, score_cutoff=1) <= 1:
                    return one, other
    return None


def _landlines(a: Party, b: Party) -> Iterator[Found]:
    pairs = ((_relate_numbers(x, y), x.text, y.text) for x in a.numbers for y in b.numbers)
    return _strongest(("phone", "phone_near", "switchboard"), pairs)


def _strongest(kinds: tuple[str, ...], pairs: Iterable[Found]) -> Iterator[Found]:
    """Of all that several numbers or persons of two parties have in common, what stands first in `kinds`."""
    alike = [pair for pair in pairs if pair[0]]
    if alike:
        yield min(alike, key=lambda pair: kinds.index(pair[0]))


def _relate_numbers(a: Number, b: Number) -> str:
    if a.digits == b.digits:
        if a.extension and b.extension and a.extension != b.extension:
            return "switchboard" if a.area == b.area or not (a.area and b.area) else ""
        if a.area == b.area:
            return "phone"
        # Old and new area code, or none written: the subscriber's number is the same.
        return "phone_near" if len(a.digits) >= 7 else ""
    # A digit lost, or put before all numbers when a city grew. One digit changed is the neighbour's number.
    grown = abs(len(a.digits) - len(b.digits)) == 1 and min(len(a.digits), len(b.digits)) >= 7
    if grown and (a.area == b.area or not a.area or not b.area) and OSA.distance(a.digits, b.digits) == 1:
        return "phone_near"
    return ""


def _emails(a: Party, b: Party) -> Iterator[Found]:
    pairs = ((_relate_emails(x, y), x, y) for x in a.emails for y in b.emails)
    return _strongest(("email", "email_near", "email_domain"), pairs)


def _relate_emails(a: str, b: str) -> str:
    if a == b:
        return "email"
    local, _, host = a.partition("@")
    other_local, _, other_host = b.partition("@")
    if local == other_local and len(local) >= 5 and OSA.distance(host, other_host) <= 2:
        return "email_near"
    if host == other_host:
        if len(local) >= 6 and not local[-1].isdecimal() and OSA.distance(local, other_local, score_cutoff=1) <= 1:
            return "email_near"
        return "" if host in FREE_HOSTS else "email_domain"
    return ""


def _people(a: Party, b: Party) -> Iterator[Found]:
    pairs = ((_relate_people(x, y), x.text, y.text) for x in a.people for y in b.people)
    return _strongest(("contact", "contact_sound", "contact_like"), pairs)


def _relate_people(a: Person, b: Person) -> str:
    """The same name, the same sound (张伟, 章伟, Zhang Wei), or only the surname on one side."""
    if a.whole and b.whole:
        if a.given == b.given:
            return "contact"
        return "contact_sound" if a.sound == b.sound else ""
    return "contact_like" if a.given[:1] == b.given[:1] and not a.given.isascii() else ""


def _uncomparable(a: Party, b: Party) -> tuple[str, ...]:
    """Lead columns that are empty on one side or on both."""
    pairs = (
        ("company", a.name, b.name),
        ("credit_code", a.credit_code, b.credit_code),
        ("contact", a.people, b.people),
        ("mobile", a.mobiles, b.mobiles),
        ("phone", a.numbers, b.numbers),
        ("email", a.emails, b.emails),
        ("wechat", a.wechats, b.wechats),
    )
    return tuple(column for column, left, right in pairs if not left or not right)
