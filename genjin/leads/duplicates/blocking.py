"""Which parties are worth comparing: those that share a key. Pure.

Each key is a digest of one fact that survives damage of the others: a number, an address, the sound of a name, a name
with one syllable left out together with the contact. Some keys have two sides: a name without place asks for all
places, while two names with different places need not meet; a Latin name asks for brands in pinyin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from genjin.leads.duplicates.company_name import CompanyName
from genjin.leads.duplicates.party import Party

# Digests of 32 bits: with role and ordinal beside them they fit 64 bits. Of a million leads' keys one in five hundred
# meets another by chance, which comparing refuses; a longer digest costs more than that.
KEY_BITS = 32
# Up to this many members all pairs of a block are compared; beyond, each with its next neighbours and the first.
_ALL_PAIRS = 24
_NEIGHBOURS = 6
_COMMON_LOCALS = frozenset(
    [
        "info",
        "sales",
        "service",
        "contact",
        "admin",
        "office",
        "mail",
        "hr",
        "export",
        "market",
        "marketing",
        "webmaster",
        "support",
        "manager",
    ]
)


# A party keeps a key to be found by, asks with it, or both. Two meet where one asks for what the other keeps. Plain
# numbers: flags of an enumeration cost more than everything else here.
KEEP, ASK, BOTH = 1, 2, 3
# Beside the role: the projection need not hold the key, since a column of the lead is indexed itself.
PASSING = 4


def block_keys(party: Party) -> dict[int, int]:
    """Role by digest of all the party's keys."""
    return _digest((*_mobile_keys(party), *_sure_keys(party), *_further_keys(party)))


def kept_keys(party: Party) -> Iterable[int]:
    """What the projection holds of a lead: mobiles are found by the lead's own column."""
    return (key for key, role in _digest((*_sure_keys(party), *_further_keys(party))).items() if role & KEEP)


def asked_keys(party: Party, *, thorough: bool = True) -> Iterable[int]:
    """Digests to look up. Without `thorough` only facts that tell a company by themselves, for many rows at once."""
    keys = (*_sure_keys(party), *_further_keys(party)) if thorough else tuple(_sure_keys(party))
    return (key for key, role in _digest(keys).items() if role & ASK)


def _digest(keys: Iterable[tuple[str, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for text, role in keys:
        digest = crc32(text.encode())
        found[digest] = found.get(digest, 0) | role
    return found


def pairs_of_block(members: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of (member, role) where one asks for what the other keeps. Linear in the length of a large block."""
    if len(members) <= _ALL_PAIRS:
        for index, (one, role) in enumerate(members):
            for other, other_role in members[index + 1 :]:
                if _meet(role, other_role):
                    yield one, other
        return
    first, first_role = members[0]
    for index, (one, role) in enumerate(members):
        if index > _NEIGHBOURS and _meet(first_role, role):
            yield first, one
        for other, other_role in members[index + 1 : index + 1 + _NEIGHBOURS]:
            if _meet(role, other_role):
                yield one, other


def pairs_of_equals(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The same for members that all keep and ask."""
    return pairs_of_block([(member, BOTH) for member in members])


def _meet(a: int, b: int) -> bool:
    return bool((a & ASK and b & KEEP) or (b & ASK and a & KEEP))


def asked_mobiles(party: Party) -> Iterator[str]:
    """Mobiles to look up: the party's, and those that a number with one digit too many may have been."""
    yield from party.mobiles
    for digits in party.broken:
        if len(digits) == 12:
            yield from {s for i in range(12) if (s := digits[:i] + digits[i + 1 :])[0] == "1"}


def _mobile_keys(party: Party) -> Iterator[tuple[str, int]]:
    for mobile in asked_mobiles(party):
        yield f"m{mobile}", BOTH | PASSING


def _sure_keys(party: Party) -> Iterator[tuple[str, int]]:
    if party.credit_code:
        yield f"c{party.credit_code}", BOTH
    for number in party.numbers:
        if len(number.digits) >= 7:
            yield f"t{number.digits[-7:]}", BOTH
    for wechat in party.wechats:
        yield f"w{wechat}", BOTH
    for address in party.emails:
        local, _, _ = address.partition("@")
        yield (f"e{address}" if local in _COMMON_LOCALS or len(local) < 5 else f"e{local}"), BOTH
    name = party.name
    if name is not None and not name.is_latin:
        sound, place = "".join(name.sound), name.places[-1] if name.places else ""
        yield f"n{sound}{place}", BOTH
        yield f"o{sound}", KEEP if place else ASK
        yield f"q{sound}", ASK if place else KEEP


def _further_keys(party: Party) -> Iterator[tuple[str, int]]:
    """Names in Latin letters, and names damaged where no other key bears it, held together by the contact."""
    name = party.name
    if name is not None:
        yield f"b{''.join(name.spelt)}", BOTH
        yield from _latin_keys(name)
    for person in party.people[:3]:
        if not person.whole:
            continue
        if name is None:
            yield f"p{person.sound}{party.city}", BOTH
        elif not name.is_latin:
            yield f"h{''.join(name.sound[:2])}{person.sound}", BOTH
            yield f"f{''.join(name.sound[1:])}{person.sound}", BOTH
            yield f"g{''.join((*name.sound[:1], *name.sound[2:]))}{person.sound}", BOTH
            if len(name.spelt) > 5:
                yield f"d{''.join(name.spelt[-5:])}{person.sound}", BOTH


def _latin_keys(name: CompanyName) -> Iterator[tuple[str, int]]:
    """A Latin name asks for brands in pinyin, and is found by them."""
    if name.is_latin:
        for word in (*name.words[:3], "".join(name.words[:2])):
            yield f"x{word}", ASK
            yield f"y{word}", KEEP
        return
    brand = "".join(name.sound[: name.brand_length])
    if len(brand) > 3:
        yield f"x{brand}", KEEP
        yield f"y{brand}", ASK
