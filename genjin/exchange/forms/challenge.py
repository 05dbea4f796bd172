"""A puzzle that costs a browser a blink and a robot its speed, without anybody else being asked. Signed, used once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

# A page may stay open for a working day before it is sent.
LIFE = timedelta(hours=24)
MAX_BITS = 22
# From this many submissions an hour on, each doubling makes the puzzle twice as hard for that address.
FREE = 100


@dataclass(frozen=True, slots=True)
class Challenge:
    """id: used once. opened_at: when the page was. bits: leading zero bits the answer's digest must have."""

    id: str
    form_id: int
    opened_at: datetime
    bits: int


def issue_challenge(form_id: int, now: datetime, bits: int) -> str:
    """A fresh puzzle for one opening of the page."""
    packed = {"f": form_id, "n": secrets.token_hex(12), "t": int(now.timestamp() * 1000), "b": bits}
    return _signer().sign_object(packed)


def read_challenge(text: str, form_id: int, now: datetime) -> Challenge | None:
    """The puzzle, if we made it for this form and not too long ago."""
    try:
        packed = _signer().unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    opened_at = datetime.fromtimestamp(packed["t"] / 1000, tz=now.tzinfo)
    if packed["f"] != form_id or not timedelta(0) <= now - opened_at + timedelta(seconds=1) <= LIFE:
        return None
    return Challenge(packed["n"], packed["f"], opened_at, packed["b"])


def is_solved(text: str, answer: str, bits: int) -> bool:
    """Whether sha256 of `text:answer` begins with `bits` zero bits."""
    digest = hashlib.sha256(f"{text}:{answer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - bits) == 0 if bits else True


def bits_for(base: int, earlier: int) -> int:
    """How hard the puzzle is for an address that sent `earlier` submissions within the hour."""
    return min(MAX_BITS, base + max(0, (earlier // FREE).bit_length()))


def _signer() -> signing.Signer:
    return signing.Signer(salt="genjin.forms")
