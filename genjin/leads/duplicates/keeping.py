"""The key projection in the database: which leads each key leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import sleep

from django.db import connection, transaction

from genjin.leads.duplicates.blocking import kept_keys
from genjin.leads.duplicates.party import Party

# Rows a transaction: what keeps everybody else waiting for at most about 25 ms.
CHUNK = 4_000
_PAUSE = 0.005
_INSERT = "INSERT INTO leads_duplicatekey (key, lead_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def keep_keys(parties: Mapping[int, Party]) -> None:
    """Adds the keys of these leads. Former ones stay until the next full scan."""
    rows = [(key, lead_id) for lead_id, party in parties.items() for key in kept_keys(party)]
    rows.sort()
    for start in range(0, len(rows), CHUNK):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_INSERT, rows[start : start + CHUNK])


def replace_keys(rows: Iterable[Sequence[tuple[int, int]]]) -> None:
    """Replaces the whole projection by `(key, lead)` rows that come in lists of `CHUNK`, in the order of keys.

    Each transaction exchanges one range of keys, so that look-ups go on meanwhile.
    """
    low = -1
    for part in rows:
        low = _exchange(low, part)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM leads_duplicatekey WHERE key > %s", [low])


def _exchange(low: int, rows: Sequence[tuple[int, int]]) -> int:
    high = rows[-1][0]
    with transaction.atomic(), connection.cursor() as cursor:
        # The first key may have begun in the range before.
        cursor.execute("DELETE FROM leads_duplicatekey WHERE key > %s AND key <= %s", [low, high])
        cursor.executemany(_INSERT, rows)
    sleep(_PAUSE)
    return high
