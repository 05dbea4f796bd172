"""The life of one sample lead, day by day. Pure: a random source and dates in, events out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from genjin.kernel.calendar import is_working_day
from genjin.sample import words

# Of the leads of each grade that are decided, the share won.
_WON_SHARE = {"A": 0.55, "B": 0.32, "C": 0.12}
# After this many days nearly every lead is decided; a young one seldom is.
_DECIDED_AFTER = 80
_GAP = {"A": (1, 4), "B": (3, 9), "C": (6, 16)}
OPEN_STAGES = 5
WON, LOST = "won", "lost"


@dataclass(frozen=True, slots=True)
class Event:
    """What a seller did with the lead on `day`. stage: index of the stage entered, WON, LOST or None."""

    day: date
    minute: int
    method: str
    summary: str
    feedback: str | None = None
    stage: int | str | None = None
    lost_reason: str | None = None
    promise: tuple[str, str, int] | None = None


@dataclass(slots=True)
class Story:
    """cells: of the new lead, by column id. next_days: days from the end of the story to the next contact."""

    day: date
    seller: int
    cells: dict[str, Any]
    events: list[Event] = field(default_factory=list)
    next_day: date | None = None
    next_minute: int | None = None
    next_method: str = "phone"
    next_expected: str = ""
    won_amount: int | None = None


def tell_stories(random: Random, count: int, sellers: int, today: date, days: int = 180) -> list[Story]:
    """`count` leads taken in over the last `days` days, working days mostly, oldest first."""
    calendar = [today - timedelta(days=d) for d in range(days, -1, -1)]
    weights = [1.0 if is_working_day(d) else 0.08 for d in calendar]
    begins = sorted(random.choices(calendar, weights, k=count))
    names: set[str] = set()
    return [_tell(random, day, sellers, today, names) for day in begins]


def _tell(random: Random, day: date, sellers: int, today: date, names: set[str]) -> Story:
    letter = random.choices("ABC", (0.24, 0.46, 0.3))[0]
    story = Story(day, random.randrange(sellers), _cells(random, letter, names))
    decided = random.random() < min(0.93, (today - day).days / _DECIDED_AFTER)
    fate = None if not decided else WON if random.random() < _WON_SHARE[letter] else LOST
    reach = OPEN_STAGES if fate == WON else random.choices(range(1, 6), (30, 28, 20, 13, 9))[0]
    events = list(_talks(random, day, letter, reach, fate, today))
    story.events = [e for e in events if e.day <= today]
    closed = bool(story.events) and story.events[-1].stage in (WON, LOST)
    if closed and story.events[-1].stage == WON:
        story.won_amount = int(story.cells["amount"] * random.uniform(0.82, 1.05) / 1_000_00) * 1_000_00
    if not closed:
        _plan(random, story, today, letter)
    return story


def _cells(random: Random, letter: str, names: set[str]) -> dict[str, Any]:
    province, city = random.choice(words.CITIES)
    trade, industry = random.choice(words.TRADES)
    company = ""
    while not company or company in names:
        brand = random.choice(words.BRANDS_FIRST) + random.choice(words.BRANDS_SECOND)
        company = f"{city}{brand}{trade}{random.choice(words.SUFFIXES)}"
    names.add(company)
    sign = random.choices(("+", "", "-"), (0.2, 0.6, 0.2))[0]
    surname, given = random.choice(words.SURNAMES), random.choice(words.GIVEN)
    need = random.choice(words.NEEDS).format(n=random.randint(2, 18))
    amount = round(random.lognormvariate(2.9, 0.7), 1)
    cells: dict[str, Any] = {
        "company": company,
        "contact": surname + given,
        "title": random.choice(words.TITLES),
        "mobile": f"1{random.choice(('38', '39', '51', '58', '77', '86', '88', '89'))}{random.randrange(10**8):08}",
        "province": province,
        "city": city,
        "industry": industry,
        "need": need,
        "grade": letter + sign,
        "amount": int(max(amount, 0.8) * 10_000) * 100,
        "competitors": random.choice(words.COMPETITORS),
        "next_expected": None,
    }
    if random.random() < 0.5:
        cells["special_needs"] = random.choice(("要能对接现有系统", "交期不超过八周", "三年质保", "要中英文资料"))
    return {k: v for k, v in cells.items() if v is not None}


def _talks(random: Random, begin: date, letter: str, reach: int, fate: str | None, today: date) -> Iterator[Event]:
    """Contacts with stage moves on the way; the last one closes the lead when it has a fate, else they go on."""
    low, high = _GAP[letter]
    day, stage = begin + timedelta(days=random.choice((0, 0, 0, 1, 1, 2))), 0
    for _ in range(40):
        day = _working(day)
        pool = words.FIRST_TALK if stage == 0 else words.MIDDLE_TALK if stage < 3 else words.LATE_TALK
        moves = stage < reach - 1 and random.random() < 0.55
        ends = stage >= reach - 1 and random.random() < 0.35
        promise = None
        if random.random() < 0.18:
            side = random.choice(("ours", "theirs"))
            texts = words.PROMISES_OURS if side == "ours" else words.PROMISES_THEIRS
            promise = (side, random.choice(texts), random.randint(1, 9))
        new_stage: int | str | None = stage + 1 if moves else fate if ends else None
        yield Event(
            day=day,
            minute=random.randint(9 * 60, 17 * 60 + 40),
            method=random.choices(("phone", "wechat", "visit", "meeting", "demo", "email"), (46, 24, 12, 7, 6, 5))[0],
            summary=random.choice(pool),
            feedback=random.choice(words.OBJECTIONS),
            stage=new_stage,
            lost_reason=random.choice(words.LOST_REASONS) if new_stage == LOST else None,
            promise=promise,
        )
        if new_stage in (WON, LOST) or day > today:
            return
        stage += moves
        day += timedelta(days=random.randint(low, high))


def _plan(random: Random, story: Story, today: date, letter: str) -> None:
    """Most open leads have a next date ahead, some are due, some were let slip: what a real table looks like."""
    _, high = _GAP[letter]
    roll = random.random()
    if roll < 0.62:
        day = today + timedelta(days=random.randint(1, high))
    elif roll < 0.76:
        day = today
    elif roll < 0.9:
        day = today - timedelta(days=random.randint(1, 9))
    else:
        return
    last = story.events[-1].day if story.events else story.day
    story.next_day = _working(max(day, last + timedelta(days=1)))
    story.next_minute = random.choice((None, 9 * 60, 10 * 60 + 30, 14 * 60, 15 * 60, 16 * 60 + 30))
    story.next_method = random.choice(("phone", "phone", "visit", "wechat", "demo"))
    story.next_expected = random.choice(words.EXPECTED)


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
