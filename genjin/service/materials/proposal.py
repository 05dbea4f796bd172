"""Which material to send next, and why (domain.md D12). Pure: facts in, ranked materials with reasons out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from genjin.kernel.simplified import to_simplified
from genjin.kernel.words import Words

ReasonKey = Literal["grade", "aim", "industry", "product", "kind_opened", "kind_ignored", "sent", "opened"]
# How much each reason counts. What fits the customer comes before what the customer likes; sent already comes last.
POINTS: dict[ReasonKey, int] = {
    "grade": 3,
    "aim": 3,
    "industry": 3,
    "product": 3,
    "kind_opened": 2,
    "kind_ignored": -2,
    "sent": -20,
    "opened": 0,
}
# Said to be for other grades, or for other industries: not wrong, but seldom right.
OTHER_GRADE, OTHER_INDUSTRY = -3, -2
WORDS: dict[ReasonKey, Words] = {
    "grade": Words("适合 {what} 级", "for grade {what}"),
    "aim": Words("{what} 级的跟进方式里有“{more}”", "grade {what} is followed up with “{more}”"),
    "industry": Words("同行业：{what}", "same industry: {what}"),
    "product": Words("关注的产品：{what}", "a product of interest: {what}"),
    "kind_opened": Words("打开过{what}", "opened a {what} before"),
    "kind_ignored": Words("发过的{what}没打开", "did not open the {what} sent before"),
    "sent": Words("{what} 发过", "sent on {what}"),
    "opened": Words("看过了", "looked at"),
}


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """letter: of the grade. methods: the ways of the cadence for it. products: what it is interested in, as typed."""

    letter: str = ""
    methods: str = ""
    industry: str = ""
    products: str = ""


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """called: words by which a cadence asks for its kind."""

    id: int
    name: str
    kind_id: int | None = None
    kind: str = ""
    called: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    valid_until: date | None = None
    sendable: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending of a material. told: whether we would know if it had been opened."""

    material_id: int
    kind_id: int | None
    day: date
    told: bool = False
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    key: ReasonKey
    what: str = ""
    more: str = ""

    def words(self, language: str) -> str:
        return WORDS[self.key].in_language(language).format(what=self.what, more=self.more)


@dataclass(frozen=True, slots=True)
class Proposed:
    """fits: worth proposing by itself, not only to be found by who looks for it."""

    material: MaterialFacts
    score: int
    reasons: tuple[Reason, ...] = field(default=())

    @property
    def fits(self) -> bool:
        return self.score > 0


def propose(lead: LeadFacts, materials: Sequence[MaterialFacts], sent: Sequence[Sent], today: date) -> list[Proposed]:
    """All materials that may be sent, the best first; equal ones by name.

    Example: an open case of the lead's industry for a B lead, whose cadence says 案例分享, gets 9 points.
    """
    opened = {s.kind_id for s in sent if s.opened}
    ignored = {s.kind_id for s in sent if s.told and not s.opened} - opened
    ranked = [
        _judge(lead, material, sent, opened, ignored)
        for material in materials
        if material.sendable and (material.valid_until is None or material.valid_until >= today)
    ]
    return sorted(ranked, key=lambda p: (-p.score, p.material.name, p.material.id))


def _judge(
    lead: LeadFacts, material: MaterialFacts, sent: Sequence[Sent], opened: set[int | None], ignored: set[int | None]
) -> Proposed:
    reasons: list[Reason] = []
    score = 0
    if material.grades:
        score += _add(reasons, "grade", lead.letter) if lead.letter in material.grades else OTHER_GRADE
    if asked := next((word for word in material.called if word and word in lead.methods), None):
        reasons.append(Reason("aim", lead.letter or "C", asked))
        score += POINTS["aim"]
    if material.industries:
        same = _shared(material.industries, lead.industry)
        score += _add(reasons, "industry", same) if same else OTHER_INDUSTRY
    if product := _shared(material.products, lead.products):
        score += _add(reasons, "product", product)
    if material.kind_id is not None and material.kind_id in opened:
        score += _add(reasons, "kind_opened", material.kind)
    if material.kind_id is not None and material.kind_id in ignored:
        score += _add(reasons, "kind_ignored", material.kind)
    earlier = [s for s in sent if s.material_id == material.id]
    if earlier:
        score += _add(reasons, "sent", f"{max(s.day for s in earlier):%m-%d}")
        if any(s.opened for s in earlier):
            score += _add(reasons, "opened", "")
    return Proposed(material, score, tuple(reasons))


def _add(reasons: list[Reason], key: ReasonKey, what: str) -> int:
    reasons.append(Reason(key, what))
    return POINTS[key]


def _shared(named: Sequence[str], said: str) -> str | None:
    """The first named thing that the text speaks of, either way round: 轴承 and 滚动轴承 are the same interest."""
    folded = _fold(said)
    if not folded:
        return None
    return next((one for one in named if (own := _fold(one)) and (own in folded or folded in own)), None)


def _fold(text: str) -> str:
    return "".join(to_simplified(text).casefold().split())
