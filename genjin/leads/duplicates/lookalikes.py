"""While typing (domain.md C7): whom the facts look like. Others' leads only as "somebody's", limited and logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_phones import parse_phone
from genjin.kernel.pinyin import pinyin_key
from genjin.leads.duplicates.collision_kinds import TO_RULE
from genjin.leads.duplicates.compare import compare
from genjin.leads.duplicates.evidence import Evidence, Verdict
from genjin.leads.duplicates.loading import load_parties
from genjin.leads.duplicates.lookup import find_candidates
from genjin.leads.duplicates.models import LookalikeGuess
from genjin.leads.duplicates.pairs import LeadCard, load_cards
from genjin.leads.duplicates.party import Party, read_party
from genjin.leads.duplicates.points import Points, load_points
from genjin.leads.models import Lead
from genjin.notices.telling import News, tell
from genjin.people.leaders import leaders_of
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action, visible_ids

_HOUR = timedelta(hours=1)
_MOST = 10
_SOMEBODYS = (Evidence("somebodys", 0),)
# A name that is still being typed is looked up by its beginning from this length on.
_BEGINNING = 4
_OF_A_BEGINNING = 20


@dataclass(frozen=True, slots=True)
class Lookalike:
    """card is None for a row outside the asker's scope: nothing of it is told but that it is there."""

    card: LeadCard | None
    score: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lookalikes:
    matches: list[Lookalike]
    limited: bool


def find_lookalikes(actor: Actor, facts: Mapping[str, str], exclude: int | None = None) -> Lookalikes:
    """Leads that the typed facts look like, most alike first. Raises forbidden for who neither creates nor edits leads.

    Look-ups are counted by person and hour, and so are the leads of others that were hinted at; beyond either limit
    only the asker's own leads are told.
    """
    _check_may_ask(actor)
    points = load_points()
    party = read_party(facts)
    verdicts = find_suspects(party, points, exclude)
    visible = visible_ids("leads", actor, verdicts)
    hidden = [i for i in verdicts if i not in visible]
    limited = _count(actor, facts, hidden, verdicts, points)
    cards = load_cards(visible)
    matches = [Lookalike(cards[i], v.score, v.evidence) for i, v in verdicts.items() if i in cards]
    if hidden and not limited:
        # One line for all of them, and the lowest score: how many and how much would tell.
        matches.append(Lookalike(None, int(points["threshold.typing"]), _SOMEBODYS))
    return Lookalikes(sorted(matches, key=lambda m: -m.score)[:_MOST], limited)


def ask_manager(actor: Actor, facts: Mapping[str, str], note: str) -> int:
    """Writes the question down where the manager sees it. Raises required when nothing is named."""
    _check_may_ask(actor)
    check_action("collision_requests", actor, "create")
    cells: dict[str, Any] = {name: text.strip() for name, text in facts.items() if text.strip()}
    if not cells:
        raise AppError(ErrorCode.REQUIRED, column="company")
    row = {k: v for k, v in cells.items() if k not in ("province", "city")}
    for column in ("mobile", "phone"):
        if column in row:
            read = parse_phone(row[column]).value
            row[column] = read.text if read else row[column]
    row |= {"note": note.strip() or None, "state": "open", "owner": actor.id, "unit": actor.unit_id}
    with single(actor, verb="duplicates.ask", table="collision_requests") as writer:
        (request_id,) = writer.create("collision_requests", [row])
        title = cells.get("company") or cells.get("contact") or next(iter(cells.values()))
        leaders = leaders_of(actor.unit_id, actor.id)
        told = {"by": actor.name, "title": title}
        news = [News(person, TO_RULE, told, ("collision_requests", request_id), str(request_id)) for person in leaders]
        tell(news, operation_id=writer.operation.ensure_row())
    return request_id


def _check_may_ask(actor: Actor) -> None:
    if "create" not in actor.access("leads").actions:
        check_action("leads", actor, "edit")


def find_suspects(party: Party, points: Points, exclude: int | None = None) -> dict[int, Verdict]:
    """Leads that look like the party, whoever has them, most alike first. No scope: that is the caller's to check."""
    (candidates,) = find_candidates([party])
    candidates |= _named_like(party)
    candidates.discard(exclude or 0)
    leads = load_parties(candidates)
    verdicts = {i: compare(party, lead, points) for i, lead in leads.items()}
    found = [(i, v) for i, v in verdicts.items() if v.score >= points["threshold.typing"]]
    return dict(sorted(found, key=lambda p: (-p[1].score, p[0])))


def _named_like(party: Party) -> set[int]:
    """Leads whose name begins as the typed one does, also with characters of the same sound."""
    if party.name is None or party.name.is_latin or len(party.name.bare) < _BEGINNING:
        return set()
    begin = pinyin_key(party.company)
    near = Lead.objects.filter(deleted_at=None, company_pinyin__gte=begin, company_pinyin__lt=f"{begin}\U0010ffff")
    return set(near.order_by("company_pinyin", "pk").values_list("pk", flat=True)[:_OF_A_BEGINNING])


def _count(
    actor: Actor, facts: Mapping[str, str], hidden: Sequence[int], verdicts: Mapping[int, Verdict], points: Points
) -> bool:
    """Counts the look-up and logs each hint. True when the person has used up the hour."""
    if actor.id is None:
        return False
    now = clock.now()
    LookalikeGuess.objects.filter(person_id=actor.id, lead_id=None, at__lt=now - _HOUR).delete()
    last_hour = LookalikeGuess.objects.filter(person_id=actor.id, at__gte=now - _HOUR)
    told = list(last_hour.values_list("lead_id", flat=True))
    hinted = {i for i in told if i is not None}
    guesses = sum(1 for i in told if i is None)
    limited = guesses >= points["limit.guesses"] or len(hinted | set(hidden)) > points["limit.hints"]
    asked = {name: text for name, text in facts.items() if text}
    rows = [] if limited else [LookalikeGuess(person_id=actor.id, at=now)]
    if not limited:
        rows += [
            LookalikeGuess(person_id=actor.id, at=now, lead_id=i, score=verdicts[i].score, asked=asked) for i in hidden
        ]
    LookalikeGuess.objects.bulk_create(rows)
    return limited
