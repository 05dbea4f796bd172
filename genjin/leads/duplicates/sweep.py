"""All leads against each other in one go: keys sorted, blocks walked, every party read once.

Units: about 1.2 kB of memory and 0.2 ms of processor time a lead.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import heappush, heappushpop

from genjin.leads.duplicates.blocking import KEEP, KEY_BITS, PASSING, block_keys, pairs_of_block
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.keeping import CHUNK, replace_keys
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.party import Party
from genjin.leads.duplicates.points import Points
from genjin.leads.models import Lead

_PAGE = 1000
# Keys are sorted in as many parts as this, one after the other: a part's list is what costs memory.
_PARTS = 16
_ROLE_BITS = 3
_ORDINAL_BITS = 64 - KEY_BITS - _ROLE_BITS
_ROLES = (1 << _ROLE_BITS) - 1
_ORDINAL_MASK = (1 << _ORDINAL_BITS) - 1
Progress = Callable[[int, int], None]


class Sweep:
    """Everything a full scan holds: ids and parties by ordinal, keys as `digest | ordinal | role` in 64 bits."""

    def __init__(self, points: Points, progress: Progress) -> None:
        self.points = points
        self.progress = progress
        self.threshold = points["threshold.suspect"]
        self.most = int(points["limit.pairs"])
        self.ids = array("q")
        self.parties: list[Party] = []
        self.keys = [array("Q") for _ in range(_PARTS)]
        self.best: list[tuple[int, int, int, Verdict]] = []
        self.found: set[int] = set()

    def run(self) -> dict[tuple[int, int], Verdict]:
        """The best suspects, at most `limit.pairs`; `found` holds all there were. Replaces the key projection."""
        total = Lead.objects.filter(deleted_at=None).count()
        self._read(total)
        replace_keys(self._walk(total))
        return {(left, right): verdict for _, left, right, verdict in self.best}

    def _read(self, total: int) -> None:
        after = 0
        while True:
            living = Lead.objects.filter(deleted_at=None, pk__gt=after).order_by("pk")
            ids = list(living.values_list("pk", flat=True)[:_PAGE])
            if not ids:
                return
            after = ids[-1]
            parties = load_parties(ids)
            for lead_id in ids:
                if lead_id in parties:
                    self._add(lead_id, parties[lead_id])
            self.progress(len(self.ids), 2 * total)

    def _add(self, lead_id: int, party: Party) -> None:
        place = len(self.ids) << _ROLE_BITS
        self.ids.append(lead_id)
        self.parties.append(party)
        for key, role in block_keys(party).items():
            self.keys[key >> (KEY_BITS - 4)].append(key << (_ORDINAL_BITS + _ROLE_BITS) | place | role)

    def _walk(self, total: int) -> Iterator[Sequence[tuple[int, int]]]:
        """Compares block by block; yields what the projection keeps, in the order of keys."""
        for number in range(_PARTS):
            entries = sorted(self.keys[number])
            self.keys[number] = array("Q")
            seen: set[tuple[int, int]] = set()
            block: list[tuple[int, int]] = []
            last = -1
            for entry in entries:
                key = entry >> (_ORDINAL_BITS + _ROLE_BITS)
                if key != last:
                    if len(block) > 1:
                        self._compare(block, seen)
                    block, last = [], key
                block.append((entry >> _ROLE_BITS & _ORDINAL_MASK, entry & _ROLES))
            if len(block) > 1:
                self._compare(block, seen)
            kept = [entry for entry in entries if entry & (KEEP | PASSING) == KEEP]
            del entries
            for start in range(0, len(kept), CHUNK):
                yield [self._row(entry) for entry in kept[start : start + CHUNK]]
            self.progress(total + total * (number + 1) // _PARTS, 2 * total)

    def _row(self, entry: int) -> tuple[int, int]:
        return entry >> (_ORDINAL_BITS + _ROLE_BITS), self.ids[entry >> _ROLE_BITS & _ORDINAL_MASK]

    def _compare(self, block: Sequence[tuple[int, int]], seen: set[tuple[int, int]]) -> None:
        for pair in pairs_of_block(block):
            if pair in seen:
                continue
            seen.add(pair)
            a, b = pair
            both = a << _ORDINAL_BITS | b
            if both in self.found:
                continue
            verdict = compare(self.parties[a], self.parties[b], self.points)
            if verdict.score >= self.threshold:
                self.found.add(both)
                self._keep(self.ids[a], self.ids[b], verdict)

    def _keep(self, left: int, right: int, verdict: Verdict) -> None:
        """A heap of the best."""
        entry = (verdict.score, left, right, verdict)
        if len(self.best) < self.most:
            heappush(self.best, entry)
        elif entry[:3] > self.best[0][:3]:
            heappushpop(self.best, entry)
