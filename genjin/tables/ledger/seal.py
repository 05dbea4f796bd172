"""A chain of digests over the ledger, so that tampering with the store shows (domain.md I2).

Each link covers a run of changes and the link before it. It digests salted digests of the values, never the values
alone, so a person's data can be erased (I7) by replacing a value with its digest while the chain still verifies.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from django.db import transaction

from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.tables.models import Change, Seal

LINK = 5_000
ERASED = "erased:"


@dataclass(frozen=True, slots=True)
class SealReport:
    """broken: the first change id of the link that does not verify."""

    ok: bool
    sealed: int
    unsealed: int
    broken: int | None = None


def seal_new(limit: int = 200) -> int:
    """Adds links over changes not sealed yet; returns how many changes were sealed."""
    count = 0
    for _ in range(limit):
        with transaction.atomic():
            last = Seal.objects.order_by("-id").first()
            batch = list(Change.objects.filter(id__gt=last.last_id if last else 0).order_by("id")[:LINK])
            if not batch:
                break
            salt = secrets.token_hex(16)
            Seal.objects.create(
                first_id=batch[0].pk,
                last_id=batch[-1].pk,
                count=len(batch),
                salt=salt,
                digest=_digest(last.digest if last else "", salt, batch),
                sealed_at=clock.now(),
            )
        count += len(batch)
    return count


def check_seal() -> SealReport:
    """Recomputes every link."""
    before, sealed, last_id = "", 0, 0
    for link in Seal.objects.order_by("id").iterator():
        batch = list(Change.objects.filter(id__gte=link.first_id, id__lte=link.last_id).order_by("id"))
        gap = Change.objects.filter(id__gt=last_id, id__lt=link.first_id).exists()
        if gap or len(batch) != link.count or _digest(before, link.salt, batch) != link.digest:
            return SealReport(False, sealed, 0, link.first_id)
        before, last_id = link.digest, link.last_id
        sealed += link.count
    return SealReport(True, sealed, Change.objects.filter(id__gt=last_id).count())


def _digest(before: str, salt: str, changes: Iterable[Change]) -> str:
    chain = hashlib.sha256(before.encode())
    for c in changes:
        facts = [c.pk, c.operation_id, c.table, c.row_id, c.column, c.kind]
        chain.update(orjson.dumps(facts))
        chain.update(_value_digest(salt, c.before).encode())
        chain.update(_value_digest(salt, c.after).encode())
    return chain.hexdigest()


def _value_digest(salt: str, value: Any) -> str:
    if isinstance(value, str) and value.startswith(ERASED):
        return value.removeprefix(ERASED)
    packed = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(salt.encode() + packed).hexdigest()


@periodic("ledger.seal", every=timedelta(minutes=1))
def run_seal(_: JobContext) -> dict[str, int]:
    """Seals what is new, a bounded part each time; once however many workers there are."""
    return {"sealed": seal_new(limit=20)}
