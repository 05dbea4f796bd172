"""What is to come: the next contact and what one side owes the other, with the day it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from genjin.followups.cells import plan_words as words
from genjin.followups.cells.clauses import Clause
from genjin.followups.cells.found import NextContact, Promised, Side, Span
from genjin.followups.cells.frames import find_frame
from genjin.followups.cells.mentions import Mention
from genjin.followups.cells.spans import LONGEST, end_of_promise
from genjin.followups.cells.timed import read_day
from genjin.kernel.moments import Precision

_MOST = 50
_THAT_DAY = re.compile(r"当[天日]|那天|同一?天")
# 25号回国，让回国后再约: what the clause before said of its day is said again.
_BY_THEN = re.compile(
    r"(?P<also>顺便|顺路|顺道|届时|到时候?)|(?:让|说|等)?(?:[他她我]们?)?(?P<what>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,2}(?:了|完|之?后|以后|再)"
)
# 周五上午有空 过去谈
_FREE = re.compile(r"(?:上午|下午|早上|晚上|中午|都|才|会)*(?:有空|有时间|方便|在(?:公司|厂里?|店里?|办公室|家)?)\s*")
# 约见，7.12下午两点
_AGREED = re.compile(r"约(?!束|等)|见面|拜访|接待|[小时分钟刻]+$|面谈")
_CLOCK_ONLY = re.compile(
    r"(?:上午|下午|早上|晚上|中午|\d{1,2}[:点]\d{0,2}分?半?|[一二两三四五六七八九十]{1,3}点半?|\s|见|左右)*"
)
_ONLY_WANTED = re.compile(
    r"(?:大[概约]|预计|估计|最[快迟晚]|应该)?(?:之?前|以?内|内)?(?:就|必须)?(?:要|给|完成|搞定)?(?:左右)?"
)
# 让报价，已报: nothing is left to do.
_DONE_AT_ONCE = re.compile(r"[，,\s]*(?:都|当[场天]|马上)?已(?!经?[通安]|安排|申请)")
_WHO_THEY = re.compile(rf"{words.THEM.pattern}|秘书|助理|[老副]总|(?:主任|经理|[科局处院校厂店站所园]长)(?!助理)")


@dataclass(frozen=True, slots=True)
class Plans:
    contacts: tuple[NextContact, ...]
    promises: tuple[Promised, ...]


def read_plans(clauses: Sequence[Clause], anchor: date, text: str, begin: int, after_offer: bool = False) -> Plans:
    """The plans and promises of one entry (or of the words before the first), counted from its day `anchor`."""
    contacts: list[NextContact] = []
    promises: list[Promised] = []
    coming: Mention | None = None
    for index, clause in enumerate(clauses):
        clause = _same_day(clause, coming)
        if promises and promises[-1].due is None and (due := _time_alone(clause, anchor)) is not None:
            # 补一份测算，三天内
            promises[-1] = replace(promises[-1], due=due[0], due_precision=due[1])
            continue
        if (again := _said_again(clause, clauses[index - 1] if index else None, text)) is not None:
            contacts += (c for c in _timed(again, anchor, text, begin) if isinstance(c, NextContact))
        agreed = _agreed_day(clause, clauses[index - 1] if index else None, anchor)
        if agreed is not None:
            contacts.append(agreed)
            continue
        coming = clause.days[-1] if clause.days else None
        timed = list(_timed(clause, anchor, text, begin))
        if len(timed) == 1 and promises and _same_deed(promises[-1], timed[0], text):
            # 脱敏后发，明早发出: one deed, and its day.
            promises.pop()
        for found in timed:
            if isinstance(found, NextContact):
                contacts.append(found)
            else:
                promises.append(found)
        if not any(isinstance(found, Promised) for found in timed):
            taken = [_span_of(f) for f in timed[:_MOST]]
            promises.extend(_untimed(clause, text, begin, taken, first=index == 0 and begin > 0))
    return Plans(tuple(contacts), tuple(_apart(promises)))


def _same_day(clause: Clause, coming: Mention | None) -> Clause:
    """11.3回国，回来当天联系: 当天 is the day the clause before named."""
    if coming is None or (named := _THAT_DAY.search(clause.text[:10])) is None:
        return clause
    if clause.days and clause.days[0].start != clause.start + named.start():
        return clause
    that = replace(coming, start=clause.start + named.start(), end=clause.start + named.end())
    return replace(clause, days=(that,))


# 要求补充案例，明天补发: the act without a thing is the one asked for.
_VERB_ALONE = re.compile(
    r"(?:[今明后]天|周[一二三四五六日]|前|内|就|下班|之)(?:上午|下午|就|会|再)?(?P<act>补发|补寄|发来?|寄来?|给到?|提供|报|回|交|送|出|补|传)(?:过来|过去|给我|给他)?$"
)


def _same_deed(before: Promised, found: NextContact | Promised, text: str) -> bool:
    if before.due is not None or not isinstance(found, Promised) or found.by != before.by:
        return False
    start, end = found.what_span
    alone = _VERB_ALONE.search(text[start:end])
    asked = text[slice(*before.what_span)]
    if 0 < start - before.what_span[1] <= 2 and alone and (asked.startswith("提供") or alone["act"][0] in asked):
        return True
    return 0 < start - before.what_span[1] <= 2 and any(
        verb in text[start:end] and verb in text[slice(*before.what_span)][-4:] for verb in "发寄送报改出"
    )


def _said_again(clause: Clause, before: Clause | None, text: str) -> Clause | None:
    """回国后再约 behind 25号回国 is of that day."""
    if before is None or not before.days or clause.days:
        return None
    named = _BY_THEN.match(clause.text.lstrip())
    day = before.days[-1]
    free = _FREE.fullmatch(text, day.end, before.end) is not None and words.CONTACT.match(clause.text.lstrip())
    if free:
        at = clause.start + len(clause.text) - len(clause.text.lstrip())
        return replace(clause, days=(replace(day, start=at, end=at),))
    if named is None or not (named["also"] or named["what"] in text[day.end : before.end][:8]):
        return None
    at = clause.start + len(clause.text) - len(clause.text.lstrip())
    return replace(clause, days=(replace(day, start=at, end=at + named.end() - (named.group()[-1] == "再")),))


def _agreed_day(clause: Clause, before: Clause | None, anchor: date) -> NextContact | None:
    """电话约见，7.12下午两点: nothing but the time of what the clause before agreed on."""
    if before is None or before.days or len(clause.days) != 1 or _AGREED.search(before.text[-12:]) is None:
        return None
    mention = clause.days[0]
    rest = clause.text[: mention.start - clause.start] + clause.text[mention.end - clause.start :]
    day, precision = mention.coming(anchor)
    if day is None or day <= anchor or not any(c in rest for c in "点:午") or not _CLOCK_ONLY.fullmatch(rest):
        return None
    return NextContact(day, precision, (mention.start, clause.start + len(clause.text.rstrip())))


def _time_alone(clause: Clause, anchor: date) -> tuple[date, Precision] | None:
    """The day of a clause that names nothing else."""
    if len(clause.days) != 1 or clause.end - clause.start > 16:
        return None
    mention = clause.days[0]
    rest = clause.text[: mention.start - clause.start] + clause.text[mention.end - clause.start :]
    day, precision = mention.coming(anchor)
    alone = _ONLY_WANTED.fullmatch(rest.strip()) is not None
    return (day, precision) if alone and day is not None and day >= anchor else None


def _span_of(found: NextContact | Promised) -> Span:
    return found.span if isinstance(found, NextContact) else found.what_span


def _apart(promises: Sequence[Promised]) -> Iterator[Promised]:
    end = -1
    for promise in sorted(promises, key=lambda p: p.what_span):
        if promise.what_span[0] >= end:
            end = promise.what_span[1]
            yield promise


def _timed(clause: Clause, anchor: date, text: str, begin: int) -> Iterator[NextContact | Promised]:
    for index, mention in enumerate(clause.days):
        stop = clause.days[index + 1].start if index + 1 < len(clause.days) else clause.end
        floor = clause.days[index - 1].end if index else clause.start
        day, precision = mention.coming(anchor)
        # 当天重开寄出 tells what was done, unless a day to come was named before.
        if day is None or day < anchor or (day == anchor and text.startswith("当", mention.start)):
            continue
        found = read_day(text, begin, mention, floor, stop)
        if found is None:
            continue
        side, span = found
        if side is None:
            yield NextContact(day, precision, span)
        else:
            yield Promised(side, span, day, precision)


def _untimed(clause: Clause, text: str, begin: int, taken: Sequence[Span], *, first: bool) -> Iterator[Promised]:
    """让发合同, 回去申请特价: owed though no time is named. first: what begins an entry tells what was done."""
    from_ = 0
    for _ in range(_MOST):
        frame = find_frame(clause.text, from_)
        if frame is None:
            return
        from_ = frame.deed + 1
        at = clause.start + frame.deed
        behind = text[at : min(at + LONGEST, clause.end)]
        told = first and frame.told
        if told or any(s <= at < e for s, e in taken) or words.NOT_OWED.search(behind) or words.BEFALLS.search(behind):
            continue
        if _DONE_AT_ONCE.match(text, clause.end) or text.startswith((f"，{text[at]}了", f" {text[at]}了"), clause.end):
            continue
        side = frame.side or _who_acted(text[begin : clause.start + frame.start])
        yield Promised(side, (clause.start + frame.start, end_of_promise(text, at + 1, clause.end)), None, None)
        return


def _who_acted(lead: str) -> Side:
    """Whoever was named last goes on; where nobody was, the writer tells of himself."""
    named = [(m.end(), side) for side, who in (("us", words.US), ("them", _WHO_THEY)) for m in who.finditer(lead[-40:])]
    return "them" if named and max(named)[1] == "them" else "us"
