"""A 跟进记录 cell as history: entries, the next contact, promises and signals, each with its characters (B11).

Source of the rules: the annotation guide of the follow-up cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from genjin.followups.cells import words
from genjin.followups.cells.acts import Act, read_act
from genjin.followups.cells.clauses import split_clauses
from genjin.followups.cells.fold import fold
from genjin.followups.cells.found import CellReading, Entry, NextContact, Promised, Signal
from genjin.followups.cells.heads import Head, cut_entries, find_heads
from genjin.followups.cells.mentions import Mention, find_mentions
from genjin.followups.cells.plans import read_plans
from genjin.followups.cells.signals import read_signals
from genjin.followups.cells.years import Dated, date_entries
from genjin.kernel.moments import Precision

_ITEM = re.compile(
    r"(?:^|\n)[\s]*(?:[(（]?\d{1,2}[)）、.](?!\d)|[①-⑳●•▪◆■★☆√→►·*-])?\s*|[①-⑳]\s*|(?<=[\s；;。])[(（]?\d{1,2}[)）、](?!\d)\s*"
)
_REST_OF_LINE = re.compile(r"[ \t:：】\])）]*\n")
# What follows a bar: the figure of a day, or nothing of the kind.
_BAR = re.compile(r"\|\s*((?:\d{1,4}[./年月-]\d)?)")
# 6.3/电话/无人接: a stroke behind a day and the way of contact parts columns, too.
_SLASHED = re.compile(r"\d/(?:电话|微信|拜访|上门|邮件|短信|面谈|视频|电联|来电)")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff\d])|(?<=\d)/(?=[\u4e00-\u9fff])")
# A plan that stands before the history is for the months to come; later is a day of the past.
_HALF_A_YEAR = timedelta(days=183)
_AHEAD = re.compile(r"计划|预计|准备|打算|拟|下次|下一?步|预约")
_LISTED = re.compile(r"\n|[①-⑳]|\d[)）、]")
_BACKGROUND = re.compile(
    r"^(?:【|\[|地址|税号|开户行|客户等级|等级|主营|规模|注册资本|客户编号|微信同号|规格|来源|行业|官网|网址|联系人|电话[:：]?\s*\d|手机[:：]?\s*\d|邮箱[:：]|备注[:：]?$|已报备|报备)"
)


def read_cell(cell: str, reference: date) -> CellReading:
    """Reads one cell written up to `reference`. Never raises; time grows with the length of the cell.

    Example, 2024-03-15: `3/5 电话张总说月底再联系；3.12拜访，下周寄样品` → entries of 2024-03-05 (phone, 张总) and
    2024-03-12 (visit); next contact 2024-03-31; we owe 下周寄样品 by 2024-03-18.
    """
    text = _columns_as_clauses(fold(cell))
    if not text.strip():
        return CellReading()
    mentions = find_mentions(text)
    heads = _with_undated(text, find_heads(text, mentions, reference), mentions)
    if not heads:
        return _without_entries(text, mentions, reference)
    days = date_entries([head.mention for head in heads], reference)
    taken = {id(head.mention) for head in heads}
    free = [m for m in mentions if id(m) not in taken]
    return _read_entries(cell, text, heads, days, free, reference)


def _columns_as_clauses(text: str) -> str:
    """3/5 | 电话 | 张总: where most parts between bars begin with no day, the bars part columns, not entries."""
    if _SLASHED.search(text):
        text = _SLASH.sub("，", text)
    parts = _BAR.findall(text)
    if len(parts) < 2 or 2 * sum(part != "" for part in parts) > len(parts):
        return text
    return text.replace("|", "，")


def _read_entries(
    cell: str,
    text: str,
    heads: Sequence[Head],
    days: Sequence[Dated],
    free: Sequence[Mention],
    reference: date,
) -> CellReading:
    entries: list[Entry] = []
    contacts: list[NextContact] = []
    promises: list[Promised] = []
    signals: list[Signal] = []
    at = 0
    while at < len(free) and free[at].start < heads[0].start:
        at += 1
    if at:
        contacts += _planned_before(text, heads[0], free[:at], reference)
    for (head, end), (day, precision) in zip(cut_entries(text, heads), days, strict=True):
        while at < len(free) and free[at].start < head.body:
            at += 1
        last = at
        while last < len(free) and free[last].start < end:
            last += 1
        clauses = list(split_clauses(text, head.body, end, free[at:last]))
        plans = read_plans(clauses, day or reference, text, head.body)
        planned = [*(c.span for c in plans.contacts), *(p.what_span for p in plans.promises)]
        given = list(read_signals(text, clauses, head.body, plans.promises))
        act = read_act(text, head.body, end, planned, cell, head.start, buys=bool(given))
        entries.append(_entry(head, end, day, precision, act))
        contacts += plans.contacts
        promises += plans.promises
        signals += given
        at = last
    newest = max((e.date for e in entries if e.date is not None), default=reference)
    coming = [c for c in contacts if c.date > newest]
    return CellReading(tuple(entries), coming[-1] if coming else None, tuple(promises), tuple(signals))


def _planned_before(text: str, first: Head, days: Sequence[Mention], reference: date) -> list[NextContact]:
    """下次联系：3月20日 may stand before the history. 约好周二过去，周二到了: that plan has come true."""
    true = text[first.mention.start : first.mention.end] if first.mention is not None else ""
    open_days = [m for m in days if text[m.start : m.end] != true]
    ahead = list(split_clauses(text, 0, first.start, open_days))
    soon = reference + _HALF_A_YEAR
    return [c for c in read_plans(ahead, reference, text, 0).contacts if c.date <= soon]


def _entry(head: Head, end: int, day: date | None, precision: Precision | None, act: Act) -> Entry:
    return Entry(
        (head.start, end),
        day,
        precision,
        act.method,
        act.contact,
        act.reached,
        act.outcome,
    )


def _without_entries(text: str, mentions: Sequence[Mention], reference: date) -> CellReading:
    """Only background, perhaps with a plan: 下次跟进：3月20日."""
    clauses = list(split_clauses(text, 0, len(text), mentions))
    plans = read_plans(clauses, reference, text, 0)
    coming = [c for c in plans.contacts if c.date > reference]
    return CellReading((), coming[-1] if coming else None, plans.promises, ())


def _with_undated(text: str, heads: list[Head], mentions: Sequence[Mention]) -> list[Head]:
    """Items of a list that tell of a contact without a day; in a cell without any day, its first telling clause."""
    if heads and _LISTED.search(text) is None:
        return heads
    stop = heads[0].start if heads else len(text)
    found = [*heads]
    starts = [m.end() for m in _ITEM.finditer(text)]
    dated = {head.start for head in heads}
    position = 0
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        while position < len(heads) and heads[position].start < start:
            position += 1
        until = heads[position].start if position < len(heads) else len(text)
        end = min(end, until)
        if start in dated or end <= start or _is_under_a_date(text, heads, position, start):
            continue
        undated = _telling(text, start, end, mentions, strict=bool(heads))
        if undated is not None:
            found.append(undated)
    return sorted(found, key=lambda h: h.start) if len(found) > len(heads) or stop else heads


def _is_under_a_date(text: str, heads: Sequence[Head], position: int, start: int) -> bool:
    """A day that has a line to itself dates all the lines below it."""
    if not position:
        return False
    mention = heads[position - 1].mention
    if mention is None:
        return False
    # Before its day, too, when the entry begins with what was done.
    return start <= mention.start or _REST_OF_LINE.match(text, mention.end) is not None


def _telling(text: str, start: int, end: int, mentions: Sequence[Mention], *, strict: bool) -> Head | None:
    """The first clause of the item that tells of a contact. strict: beside dated entries only its start."""
    for clause in split_clauses(text, start, min(end, start + 2000), ()):
        told = clause.text.strip()
        at = clause.start + len(clause.text) - len(clause.text.lstrip())
        if _tells(told, strict=strict):
            return Head(at, at, None)
        if strict:
            return None
    return None


def _tells(told: str, *, strict: bool) -> bool:
    if _BACKGROUND.match(told) or _AHEAD.match(told):
        return False
    if words.FAILED.search(told):
        return True
    method = words.METHOD.search(told)
    if method is not None and not words.PLAN_BEFORE_METHOD.search(told[max(0, method.start() - 8) : method.start()]):
        return not re.search(r"再|下次|改天|下周|明天|后天|月底", told[: method.start() + 6])
    if strict:
        return False
    if words.NOT_NEEDED.search(told) or words.PURCHASED.search(told):
        return True
    return bool(words.PERSON.search(told) and words.DONE_MARK.search(told)) or bool(
        re.search(r"考虑|感兴趣|有意向|需要|已报价|沟通过?|说|^回访|反馈|嫌|来问|^催", told)
    )
