"""Groups out of pairs: the surest pairs first, and no pair brings two together that something rules out. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from genjin.leads.duplicates.blocking import block_keys, pairs_of_block
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Verdict
from genjin.leads.duplicates.party import Party
from genjin.leads.duplicates.points import DEFAULT_POINTS, Points

# Members of two groups compared before the groups become one.
_WITNESSES = 12


def find_pairs(parties: Mapping[int, Party], points: Points = DEFAULT_POINTS) -> dict[tuple[int, int], Verdict]:
    """Suspect pairs among parties held in memory, by (smaller id, larger id)."""
    blocks: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row_id, party in parties.items():
        for key, role in block_keys(party).items():
            blocks[key].append((row_id, role))
    seen: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Verdict] = {}
    for members in blocks.values():
        for pair in pairs_of_block(sorted(members)):
            if pair in seen:
                continue
            seen.add(pair)
            verdict = compare(parties[pair[0]], parties[pair[1]], points)
            if verdict.score >= points["threshold.suspect"]:
                found[pair] = verdict
    return found


def find_groups(pairs: Mapping[tuple[int, int], int], are_apart: Callable[[int, int], bool]) -> list[list[int]]:
    """Groups of two and more, each sorted; `pairs` holds scores."""
    group_of: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for one, other in sorted(pairs, key=lambda p: (-pairs[p], p)):
        a, b = group_of.setdefault(one, one), group_of.setdefault(other, other)
        left, right = groups.setdefault(a, [one]), groups.setdefault(b, [other])
        if a == b or _ruled_out(left, right, pairs, are_apart):
            continue
        left += right
        for member in right:
            group_of[member] = a
        del groups[b]
    return sorted(sorted(g) for g in groups.values() if len(g) > 1)


def _ruled_out(
    left: Sequence[int],
    right: Sequence[int],
    pairs: Mapping[tuple[int, int], int],
    are_apart: Callable[[int, int], bool],
) -> bool:
    return any(
        (min(a, b), max(a, b)) not in pairs and are_apart(a, b) for a in left[:_WITNESSES] for b in right[:_WITNESSES]
    )


def pair_scores(verdicts: Mapping[tuple[int, int], Verdict]) -> dict[tuple[int, int], int]:
    return {pair: verdict.score for pair, verdict in verdicts.items()}


def groups_of(
    parties: Mapping[int, Party], verdicts: Mapping[tuple[int, int], Verdict], points: Points
) -> list[list[int]]:
    """The groups of `find_pairs`' answer."""
    return find_groups(pair_scores(verdicts), lambda a, b: compare(parties[a], parties[b], points).apart)
