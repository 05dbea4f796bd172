"""The base that every exported workbook carries, so that what comes back can be told from what went out (domain.md B4).

A hidden column holds a seal a row: which record it is and a short keyed digest of each cell. It stands in the row, so
that sorting, deleting and copying carry it along. The head of that column names the file: who took it, when, from which
ledger position, which columns. Digests, not values: a column that somebody deletes before passing the file on is gone.
Everything is keyed with the installation's secrets: another installation's file, or one that was tampered with, opens
as any other.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import zlib
from array import array
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import orjson
from django.conf import settings

# Begins the head of the hidden column; like the error workbook's reasons, a sign no header of a person's begins with.
HEAD_SIGN = "※GJ1."
# The sheet that lists which records went out: it alone can tell which were deleted.
LIST_SHEET = "_genjin"
_PURPOSE = b"genjin workbook snapshot 1"
_ID_BYTES, _CELL_BYTES, _MAC_BYTES = 7, 3, 6
_EMPTY = bytes(_CELL_BYTES)
# Texts whose digest is remembered: options, names and dates recur, free text does not.
_REMEMBERED, _SHORT = 20_000, 24
_LIST_CHUNK = 30_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the head says. columns, labels: as exported, in order. position: the ledger's, before the rows were read.

    taken: instant in ISO form. nonce: makes the seals of one file worthless in another.
    """

    table: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    position: int
    actor_id: int | None
    actor_name: str
    taken: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class RowSeal:
    """What a row's seal says. digests: one a column of the snapshot."""

    row_id: int
    digests: tuple[bytes, ...]


class SealBook:
    """Seals and opens the rows of one file."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        key = hmac.new(_key(), snapshot.nonce.encode(), hashlib.sha256).digest()
        self._cell = hashlib.blake2b(key=key, digest_size=_CELL_BYTES)
        self._row = hashlib.blake2b(key=key, digest_size=_MAC_BYTES, person=b"row")
        self._known: dict[str, bytes] = {}

    def digest(self, value: Any) -> bytes:
        """Of the cell as it reads, whichever way a spreadsheet program stores it. An empty cell has zeros."""
        text = canonical(value)
        if not text:
            return _EMPTY
        found = self._known.get(text)
        if found is None:
            hasher = self._cell.copy()
            hasher.update(text.encode("utf-8", "surrogatepass"))
            found = hasher.digest()
            if len(text) <= _SHORT and len(self._known) < _REMEMBERED:
                self._known[text] = found
        return found

    def seal(self, row_id: int, cells: Iterable[Any]) -> str:
        """The text of the hidden cell for a row with these exported values."""
        known, digest = self._known, self.digest
        # Most texts recur or are empty: looked up here, before anything is made of them.
        body = row_id.to_bytes(_ID_BYTES, "big") + b"".join(
            [_EMPTY if c is None else (c.__class__ is str and known.get(c)) or digest(c) for c in cells]
        )
        return urlsafe_b64encode(body + self._mac(body)).decode().rstrip("=")

    def open(self, text: Any) -> RowSeal | None:
        """The inverse of `seal`; None for anything that is not a seal of this very file."""
        if not isinstance(text, str):
            return None
        try:
            sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError:
            return None
        body, mac = sealed[:-_MAC_BYTES], sealed[-_MAC_BYTES:]
        width = len(self.snapshot.columns)
        if len(body) != _ID_BYTES + width * _CELL_BYTES or not hmac.compare_digest(self._mac(body), mac):
            return None
        cells = body[_ID_BYTES:]
        digests = tuple(cells[i * _CELL_BYTES : (i + 1) * _CELL_BYTES] for i in range(width))
        return RowSeal(int.from_bytes(body[:_ID_BYTES], "big"), digests)

    def _mac(self, body: bytes) -> bytes:
        hasher = self._row.copy()
        hasher.update(body)
        return hasher.digest()


def write_head(snapshot: Snapshot) -> str:
    """The head of the hidden column: the snapshot and its signature, as text that any program keeps."""
    facts = [
        snapshot.table,
        snapshot.columns,
        snapshot.labels,
        snapshot.position,
        snapshot.actor_id,
        snapshot.actor_name,
        snapshot.taken,
        snapshot.nonce,
    ]
    packed = zlib.compress(orjson.dumps(facts), 9)
    return HEAD_SIGN + urlsafe_b64encode(_sign(packed) + packed).decode().rstrip("=")


def is_head(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith(HEAD_SIGN)


def read_head(cell: str) -> Snapshot | None:
    """The inverse of `write_head`; None when it is another installation's or was altered."""
    body = cell[len(HEAD_SIGN) :].strip()
    try:
        sealed = urlsafe_b64decode(body + "=" * (-len(body) % 4))
        signature, packed = sealed[:32], sealed[32:]
        if not hmac.compare_digest(_sign(packed), signature):
            return None
        table, columns, labels, position, actor_id, name, taken, nonce = orjson.loads(zlib.decompress(packed))
    except ValueError:
        return None
    return Snapshot(table, tuple(columns), tuple(labels), position, actor_id, name, taken, nonce)


def write_list(snapshot: Snapshot, ids: array[int]) -> Iterator[str]:
    """Cells of the hidden list of records: packed ids in pieces that fit a cell, signed together."""
    packed = zlib.compress(ids.tobytes(), 6)
    text = urlsafe_b64encode(_sign(snapshot.nonce.encode() + packed) + packed).decode()
    for start in range(0, len(text), _LIST_CHUNK):
        yield text[start : start + _LIST_CHUNK]


def read_list(snapshot: Snapshot, cells: Sequence[str]) -> array[int] | None:
    """The inverse of `write_list`; None when it does not belong to this file or was altered."""
    try:
        sealed = urlsafe_b64decode("".join(cells))
        signature, packed = sealed[:32], sealed[32:]
        if not hmac.compare_digest(_sign(snapshot.nonce.encode() + packed), signature):
            return None
        ids: array[int] = array("q")
        ids.frombytes(zlib.decompress(packed))
    except (ValueError, zlib.error):
        return None
    return ids


def canonical(value: Any) -> str:
    """One text for what programs store in several ways: 5 and 5.0, a day and its midnight, either line break."""
    if value is None:
        return ""
    kind = value.__class__
    if kind is str:
        text: str = value.strip()
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if kind is bool:
        return "是" if value else "否"
    if kind is int:
        return str(value)
    if kind is float:
        return f"{value:.14g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, datetime):
        if value.microsecond:
            # Serial numbers of spreadsheets are binary fractions of a day.
            value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        moment: str = value.isoformat(" ")[:19]
        return moment[:10] if moment.endswith(" 00:00:00") else moment
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _key() -> bytes:
    return hmac.new(urlsafe_b64decode(settings.KEYS.index), _PURPOSE, hashlib.sha256).digest()


def _sign(data: bytes) -> bytes:
    return hmac.new(_key(), data, hashlib.sha256).digest()
