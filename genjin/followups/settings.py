"""Settings of follow-up discipline as the engine knows them, and as rules want them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from genjin.followups.models import ContactPolicy, OutcomeRule, SignalWord, UrgencyRule
from genjin.followups.options import CONSEQUENCES, OUTCOMES, WEEKDAYS
from genjin.kernel.words import Words
from genjin.leads.options import URGENCIES
from genjin.leads.quality.conditions import read_words
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, LongText, Number, Text
from genjin.tables.ledger.verbs import name_verb
from genjin.tables.rowreader import read_living

# A weekly sample where nothing is set: on Mondays, so many leads a seller.
MONDAY, SAMPLE_SIZE = 1, 3
_ORDER = Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70)

OUTCOME_RULES = register(
    TableDefinition(
        key="outcome_rules",
        words=Words("联系结果的后续", "What outcomes lead to"),
        model=OutcomeRule,
        title="outcome",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("outcome", Words("结果", "Outcome"), OUTCOMES, "outcome", required=True, width=140),
            Column("consequence", Words("后续", "Then"), CONSEQUENCES, "consequence", width=140),
            Column(
                "days",
                Words("天数", "Days"),
                Text(40),
                "days",
                width=140,
                help=Words(
                    "再联系可写 1,3,7：第几次没联系上，隔几天",
                    "To try again: 1,3,7 after the first, second, third miss",
                ),
            ),
            _ORDER,
        ),
    )
)
SIGNAL_WORDS = register(
    TableDefinition(
        key="signal_words",
        words=Words("购买信号词", "Words of buying signals"),
        model=SignalWord,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("name", Words("信号", "Signal"), Text(60), "name", required=True, width=160),
            Column("words", Words("词，用顿号分开", "Words, separated by commas"), LongText(), "words", width=420),
            _ORDER,
        ),
    )
)
URGENCY_RULES = register(
    TableDefinition(
        key="urgency_rules",
        words=Words("紧急程度与处理期限", "Urgency and handle-by date"),
        model=UrgencyRule,
        title="urgency",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("urgency", Words("紧急程度", "Urgency"), URGENCIES, "urgency", required=True, width=160),
            Column("days", Words("几天内处理", "Handle within (days)"), Number(), "days", width=140),
            _ORDER,
        ),
    )
)
CONTACT_POLICIES = register(
    TableDefinition(
        key="contact_policies",
        words=Words("联系规则", "Rules of contact"),
        model=ContactPolicy,
        title="name",
        settings=True,
        default_sort=(("name", "asc"),),
        columns=(
            Column("name", Words("规则", "Rule"), Text(60), "name", writable="never", width=120),
            Column("quiet_hours", Words("安静时段", "Quiet hours"), Text(20), "quiet_hours", width=120),
            Column("holidays", Words("休息日不自动联系", "None on days off"), Checkbox(), "holidays", width=140),
            Column("late_hours", Words("几小时内补记", "Log within (hours)"), Number(), "late_hours", width=120),
            Column(
                "signal_days", Words("有信号后几天内联系", "After a signal (days)"), Number(), "signal_days", width=150
            ),
            Column(
                "talk_stage", Words("A 级进入此阶段约面谈", "A leads talk in stage"), Text(60), "talk_stage", width=180
            ),
            Column("sample_day", Words("每周哪天抽查", "Spot checks drawn on"), WEEKDAYS, "sample_day", width=120),
            Column("sample_size", Words("每人抽几条", "Drawn a seller"), Number(0, 0), "sample_size", width=110),
        ),
    )
)
for _verb in ("outcome_rules.seed", "signal_words.seed", "urgency_rules.seed", "contact_policies.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))


@dataclass(frozen=True, slots=True)
class Policy:
    quiet_hours: str = ""
    holidays: bool = False
    late_hours: int | None = None
    signal_days: int | None = None
    talk_stage: str = ""
    sample_day: int = MONDAY
    sample_size: int = SAMPLE_SIZE


@dataclass(frozen=True, slots=True)
class Outcome:
    consequence: str
    days: tuple[int, ...]


def load_policy() -> Policy:
    attrs = ("quiet_hours", "holidays", "late_hours", "signal_days", "talk_stage", "sample_day", "sample_size")
    rows = read_living(ContactPolicy, *attrs, order="id")
    if not rows:
        return Policy()
    quiet, holidays, late, signal, talk, day, size = rows[0]
    drawn = (int(day) if day else MONDAY, SAMPLE_SIZE if size is None else min(size, 50))
    return Policy(quiet or "", bool(holidays), late, signal, talk or "", *drawn)


def load_outcomes() -> Mapping[str, Outcome]:
    rows = read_living(OutcomeRule, "outcome", "consequence", "days")
    return {outcome: Outcome(then, _days(days)) for outcome, then, days in rows if outcome and then}


def load_signals() -> list[tuple[str, tuple[str, ...]]]:
    """Signals with their words, longest word first so that the most telling one is named."""
    rows = read_living(SignalWord, "name", "words")
    return [(name, tuple(sorted(read_words(words), key=len, reverse=True))) for name, words in rows if name]


def load_urgencies() -> dict[str, int]:
    rows: tuple[tuple[Any, ...], ...] = read_living(UrgencyRule, "urgency", "days")
    return {urgency: days for urgency, days in rows if urgency and days is not None and 0 <= days <= 3_650}


def _days(text: str | None) -> tuple[int, ...]:
    return tuple(min(int(w), 3_650) for w in read_words(text) if w.isdigit())
