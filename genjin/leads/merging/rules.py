"""Which lead's value a merged cell gets, and why. Pure: values in, proposal with its reason out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from genjin.kernel.parse_names import is_salutation, is_same_person
from genjin.kernel.words import Words

Why = Literal[
    "same", "only", "none", "kept", "newer", "longer", "joined", "earliest", "first_contact",
    "furthest", "later", "fuller_name", "same_person", "read_only", "decide", "chosen",
]  # fmt: skip

WHY: Mapping[str, Words] = {
    "same": Words("都相同", "The same everywhere"),
    "only": Words("只有一条有", "Only one has it"),
    "none": Words("都空着", "Empty everywhere"),
    "kept": Words("保留的那条", "From the lead that is kept"),
    "newer": Words("较新，{date}", "Newer, {date}"),
    "longer": Words("更完整", "More complete"),
    "joined": Words("都留，接在一起", "All kept, joined"),
    "earliest": Words("先来的那条，{date}", "From the earlier lead, {date}"),
    "first_contact": Words("先有效接触，{date}", "First contact, {date}"),
    "furthest": Words("更靠后", "Further on"),
    "later": Words("更晚，且未过期", "Later, and not past"),
    "fuller_name": Words("姓名更全", "The fuller name"),
    "same_person": Words("与选定的联系人一致", "Goes with the chosen contact"),
    "read_only": Words("你不能改这一列，留保留的那条", "You may not change this column; the kept lead's stays"),
    "decide": Words("一条已成交，一条没有，由你定", "One is won, another is not: yours to decide"),
    "chosen": Words("你选的", "Your choice"),
}

# Which rule proposes a column's value in a new installation; administrators change it. Texts not named here: the
# longer; everything else: the newer.
RULES: Mapping[str, str] = {
    "stage": "furthest",
    "owner": "first_contact",
    "next_at": "later",
    "contact": "fuller_name",
    "title": "same_person",
    "mobile": "same_person",
    "email": "same_person",
    "wechat": "same_person",
    "source": "earliest",
    "campaign": "earliest",
    "products": "joined",
    "pain_points": "joined",
    "special_needs": "joined",
    "competitors": "joined",
    "remarks": "joined",
}
_TEXTS = frozenset({"text", "long_text"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One lead's value of one column, with what the rules weigh.

    changed_at: since when it holds the value. created_at, touched_at: of the lead: when it came in, when it was first
    contacted. stage: (kind, position, pipeline) of the value where the column is the stage.
    contact: the lead's main contact. dead: a person who has left, a stage that is retired.
    """

    lead_id: int
    value: Any
    changed_at: datetime
    created_at: datetime
    touched_at: datetime | None = None
    stage: tuple[str, int, int | None] | None = None
    contact: str | None = None
    dead: bool = False

    @property
    def filled(self) -> bool:
        return self.value is not None and self.value != ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """leads: whose values make the result, in this order; empty where all are. at: the date the reason names."""

    leads: tuple[int, ...]
    why: Why
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know beside the candidates. person: the chosen main contact, once it is chosen."""

    keep: int
    now: datetime
    person: str | None = None


def shipped_rule(column_id: str, kind: str) -> str:
    """The rule that a column starts with."""
    return RULES.get(column_id, "longer" if kind in _TEXTS else "newer")


def propose(rule: str, candidates: Sequence[Candidate], setting: Setting, *, locked: bool = False) -> Proposal:
    """Whose value to take. A filled cell beats an empty one; the rule decides among different ones.

    locked: the reader may not change the column, so an empty cell of the kept lead is filled and nothing else.
    """
    filled = [c for c in candidates if c.filled]
    if not filled:
        return Proposal((), "none")
    kept = next((c for c in filled if c.lead_id == setting.keep), None)
    first = kept or filled[0]
    alike = len({repr(c.value) for c in filled}) == 1
    if alike and len(filled) == len(candidates):
        return Proposal((first.lead_id,), "same")
    if locked and kept is not None:
        return Proposal((kept.lead_id,), "read_only")
    # A number that only one lead has may still be another person's than the chosen contact's.
    if alike and rule != "same_person":
        return Proposal((first.lead_id,), "only" if len(filled) == 1 else "same")
    return _RULES.get(rule, _kept)(filled, first, setting)


def _kept(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    return Proposal((first.lead_id,), "kept")


def _newer(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    best = max(filled, key=lambda c: (c.changed_at, c.lead_id == setting.keep))
    return Proposal((best.lead_id,), "newer", best.changed_at)


def _longer(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    best = max(filled, key=lambda c: (len(str(c.value)), c.lead_id == setting.keep))
    if len(str(best.value)) == len(str(first.value)):
        return Proposal((first.lead_id,), "kept")
    return Proposal((best.lead_id,), "longer")


def _joined(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    ordered = sorted(filled, key=lambda c: (c.lead_id != setting.keep, c.created_at, c.lead_id))
    return Proposal(tuple(c.lead_id for c in ordered), "joined")


def _earliest(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    best = min(filled, key=lambda c: (c.created_at, c.lead_id))
    return Proposal((best.lead_id,), "earliest", best.created_at)


def _first_contact(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    touched = [c for c in filled if c.touched_at is not None and not c.dead]
    if not touched:
        return Proposal((first.lead_id,), "kept")
    best = min(touched, key=lambda c: (c.touched_at or setting.now, c.lead_id))
    return Proposal((best.lead_id,), "first_contact", best.touched_at)


def _furthest(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    """The furthest open stage; a lost lead comes back to life when the other is still open."""
    known = [c for c in filled if c.stage is not None]
    kinds = {c.stage[0] for c in known if c.stage}
    if "won" in kinds and len(kinds) > 1:
        return Proposal((), "decide")
    still = [c for c in known if c.stage and c.stage[0] == "open"] or known
    if len({c.stage[2] for c in still if c.stage}) != 1:
        return Proposal((first.lead_id,), "kept")
    best = max(still, key=lambda c: (not c.dead, c.stage[1] if c.stage else 0, c.lead_id == setting.keep))
    return Proposal((best.lead_id,), "furthest")


def _later(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    moments = [c for c in filled if isinstance(c.value, datetime) and c.value > setting.now]
    if not moments:
        return _newer(filled, first, setting)
    best = max(moments, key=lambda c: (c.value, c.lead_id == setting.keep))
    return Proposal((best.lead_id,), "later")


def _fuller_name(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    if not is_salutation(str(first.value)):
        return Proposal((first.lead_id,), "kept")
    full = [c for c in filled if not is_salutation(str(c.value))]
    return Proposal((full[0].lead_id,), "fuller_name") if full else Proposal((first.lead_id,), "kept")


def _same_person(filled: Sequence[Candidate], first: Candidate, setting: Setting) -> Proposal:
    """Values of the chosen contact only: another person's number goes to a further contact, not to this one."""
    own = [c for c in filled if c.contact is None or is_same_person(c.contact, setting.person)]
    if not own:
        return Proposal((), "same_person")
    if len({repr(c.value) for c in own}) == 1:
        kept = next((c for c in own if c.lead_id == setting.keep), own[0])
        return Proposal((kept.lead_id,), "only" if len(filled) == 1 else "same_person")
    return _newer(own, own[0], setting)


_RULES: Mapping[str, Callable[[Sequence[Candidate], Candidate, Setting], Proposal]] = {
    "kept": _kept,
    "newer": _newer,
    "longer": _longer,
    "joined": _joined,
    "earliest": _earliest,
    "first_contact": _first_contact,
    "furthest": _furthest,
    "later": _later,
    "fuller_name": _fuller_name,
    "same_person": _same_person,
}


def join_texts(texts: Sequence[str]) -> str:
    """Different texts one after the other, each once. Example: `周一在` and `周一在` give `周一在`."""
    parts: list[str] = []
    for text in texts:
        if not any(text in part for part in parts):
            parts = [p for p in parts if p not in text]
            parts.append(text)
    return "\n".join(parts)
