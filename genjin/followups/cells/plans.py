"""What is to come: the next contact and what one side owes the other, with the day it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from genjin.followups.cells import plan_words as words
from genjin.followups.cells.clauses import Clause
from genjin.followups.cells.found import NextContact, Promised, Side, Span
from genjin.followups.cells.mentions import Mention
from genjin.followups.cells.sides import ASKED, side_of
from genjin.kernel.moments import Precision

_TRAILING = ' \t\n，,。；;、！!？?…~～”"）)'
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\s！!~。；;，,]+$")
# Longer and more than anybody writes; they keep a hostile text from costing more than its length.
_LONGEST = 80
_MOST = 50
_STOP_CONTACT = re.compile(r"[，,。；;\n！!？?]")
# 带方案过去谈: what is brought along makes no promise of a meeting.
_BRINGS = re.compile(
    r"(?:再|先|我们?|安排)?(?:带|拿|领|陪)着?[^，,。；;\n]{1,8}?(?:过去|上门|去(?:谈|聊|看|量|见|签|拜访|给|他|她)|来(?:试听|体验|店|门店|厂|公司|看|我们)|拜访|登门|汇报|见面|面谈)"
)
_DISPOSES = re.compile(r"(?:我们?|他们?|她|客户|对方|能|会|先|再|就)*把")
# 要报价，明天回: an answer, where nobody asked it is a return home.
_JUST_ANSWERS = re.compile(r"回(?=$|[，,。；;\s])")
# 送货时再谈二期: the occasion is no promise.
_THEN = re.compile(r"(?:时候?|之?后|完)(?:再|去)?$")
_RINGS = re.compile(
    r"(?:再|先|我)*[给跟和向][^，,。；;\n]{1,5}?[打回通]个?电?话|(?:再|先|我)*给(?:他|她|客户|对方|[\u4e00-\u9fff][总工姐哥])电话|回(?:他|她|客户|对方)个?电话|约(?:在|好|定)"
)
# 能不能年底付: a question.
_MAY_WE = re.compile(r"(?:能不能|能否|可否|可不可以|是否)\s*$")
_THAT_DAY = re.compile(r"当[天日]|那天|同一?天")
_MONEY = re.compile(r"(?:会计|财务|出纳|款|钱|保证金|押金|定金|订金|预付)\s*$")
_PAYS = re.compile(
    r"(?:先|会|就|能|可以?|一起)?(?:补?打|转|付|汇|结|到|给|补|清)(?:过来|给我们?|到账|齐|清|出)?(?=$|[，,。；;\s])"
)
_CAME = re.compile(r"[发寄送传]来(?!给)")
# 15号前把旧账结了 is still to be done.
_TO_SETTLE = re.compile(r"(?:先)?把[^，,。；;\n了]{1,10}了(?=$|[，,。；;\s])")
# What is so or becomes so by itself is owed by nobody.
_STATE = re.compile(r"[了过着已]|以后才|不|没|未|才能|可能|估计|大概|据说|的$")
_ONLY_WANTED = re.compile(r"(?:之?前|以?内|内)?(?:就|必须)?(?:要|给|完成|搞定)?")
_DECIDES = re.compile(r"(?:内部)?开会(?:讨论|定|研究|商量|决定)")
_MEETS = re.compile(r"签|评审|汇报|交流|考察")


@dataclass(frozen=True, slots=True)
class Plans:
    contacts: tuple[NextContact, ...]
    promises: tuple[Promised, ...]


def read_plans(clauses: Sequence[Clause], anchor: date, text: str, begin: int, after_offer: bool = False) -> Plans:
    """The plans and promises of one entry (or of the words before the first), counted from its day `anchor`."""
    contacts: list[NextContact] = []
    promises: list[Promised] = []
    coming: Mention | None = None
    for clause in clauses:
        clause = _same_day(clause, coming)
        if promises and promises[-1].due is None and (due := _time_alone(clause, anchor)) is not None:
            # 补一份测算，三天内
            promises[-1] = replace(promises[-1], due=due[0], due_precision=due[1])
            continue
        coming = clause.days[-1] if clause.days else None
        timed = list(_timed(clause, anchor, text, begin))
        for found in timed:
            if isinstance(found, NextContact):
                contacts.append(found)
            else:
                promises.append(found)
        if not any(isinstance(found, Promised) for found in timed):
            promises.extend(_untimed(clause, text, begin, taken=[_span_of(f) for f in timed[:_MOST]]))
    return Plans(tuple(contacts), tuple(_apart(promises)))


def _same_day(clause: Clause, coming: Mention | None) -> Clause:
    """11.3回国，回来当天联系: 当天 is the day the clause before named."""
    if coming is None or (named := _THAT_DAY.search(clause.text[:10])) is None:
        return clause
    if clause.days and clause.days[0].start != clause.start + named.start():
        return clause
    that = replace(coming, start=clause.start + named.start(), end=clause.start + named.end())
    return replace(clause, days=(that,))


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
        found = _one(clause, mention, floor, stop, text, begin)
        if found is None:
            continue
        side, span = found
        if side is None:
            yield NextContact(day, precision, span)
        else:
            yield Promised(side, span, day, precision)


def _one(
    clause: Clause, mention: Mention, floor: int, stop: int, text: str, begin: int
) -> tuple[Side | None, Span] | None:
    """What is to happen at the day named: (None, span) for a contact, (side, span) for a promise."""
    before = text[floor : mention.start]
    behind = text[mention.end : stop]
    gap = words.BETWEEN.match(behind)
    skip = gap.end() if gap else 0
    body = behind[skip:]
    if words.NOT_OWED.search(before[-6:] + behind):
        return None
    their_call = words.THEIR_CALL.search(body[:16])
    if their_call is not None:
        return "them", (mention.start, _end(text, mention.end + skip + their_call.end(), stop, clause))
    # 把视频和参数转给他: what is named behind 把 is no contact.
    contact = None if _DISPOSES.match(body) else words.CONTACT.search(body[:24])
    promise = _find_promise(body) or (None if contact else _find_loose(body) or _find_any(before, mention, text, body))
    appointed = words.APPOINTED.search(before)
    if appointed is not None and promise is not None and promise["them"] and _MEETS.search(body[:16]):
        return None, (mention.start, _contact_end(text, mention.end + skip + 1, stop))
    if (brings := _BRINGS.match(body)) is not None:
        return None, (mention.start, _contact_end(text, mention.end + skip + brings.end(), stop))
    if (paid := _PAYS.match(body)) is not None and _MONEY.search(before):
        # 货款周五打
        return "them", (mention.start, mention.end + skip + paid.end())
    if (served := _ours_to_serve(before, body, contact)) is not None:
        return "us", (mention.start - served, _end(text, mention.end + skip + 1, stop, clause))
    if contact is not None and _is_contact(contact, promise, body):
        return None, (mention.start, _contact_end(text, mention.end + skip + contact.end(), stop))
    if promise is not None:
        if _MAY_WE.search(before):
            return None
        if promise["us"] and words.NEEDED.match(promise.group()) and words.WISHED.search(before):
            return None
        side = side_of(before, body[: promise.start()], promise, text, begin, mention.start)
        return side, (
            _with_object(text, clause, mention, before),
            _end(text, mention.end + skip + promise.start() + 1, stop, clause),
        )
    # 定了3号和7号: of several numbers none is a day.
    if appointed is not None and not re.search(r"[和、]", text[mention.start : mention.end]):
        return None, (mention.start, mention.end + skip)
    if _JUST_ANSWERS.match(body) and (ASKED.search(text[max(begin, mention.start - 24) : mention.start])):
        return "us", (mention.start, mention.end + skip + 1)
    if not body.strip(_TRAILING + ".") and words.BY.search(before):
        return _before_its_day(before, floor, mention, text, begin)
    return None


def _find_any(before: str, mention: Mention, text: str, body: str) -> re.Match[str] | None:
    """11月8日前互换文本: work with a deadline, or of somebody named, though its verb is none we know."""
    named = words.BY_WHOM.search(before)
    due = words.BY_THEN.match(text, mention.end) or text.startswith("内", mention.end - 1)
    if not (named or due) or words.WISHED.search(before) or "每" in before:
        return None
    match = words.ANY.match(body)
    if (
        match is None
        or words.DONE.match(body.replace("完", ""))
        or _STATE.search(match.group())
        or words.NO_WORK.search(match.group())
    ):
        return None
    return match


def _ours_to_serve(before: str, body: str, contact: re.Match[str] | None) -> int | None:
    """售后小李周五到现场处理, 次日上门更换: work on the spot, no mere visit; how long its subject is."""
    if contact is None or not contact["meeting"]:
        return None
    staff = words.OUR_STAFF.search(before)
    if staff is not None:
        return len(before) - staff.start()
    return 0 if words.SERVICE.match(body[contact.end() :]) or words.SENT.match(body) else None


def _before_its_day(
    before: str, floor: int, mention: Mention, text: str, begin: int
) -> tuple[Side | None, Span] | None:
    """reply with PI by Wed: the act stands before its time."""
    act = words.PROMISE.search(before.strip())
    if (
        act is not None
        and not words.DONE.match(before[act.start() :])
        and not words.DONE_BEFORE.search(before[: act.start()])
    ):
        at = floor + len(before) - len(before.lstrip()) + act.start()
        return side_of(before[: act.start()], "", act, text, begin, at), (at, mention.end)
    called = words.CONTACT.search(before)
    if called is not None and not re.search(r"[了过]", before[called.start() :]):
        return None, (floor + called.start(), mention.end)
    return None


def _find_promise(body: str) -> re.Match[str] | None:
    """The first act owed in `body`; none that is done or denied."""
    for match in words.PROMISE.finditer(body[:30]):
        if _CAME.match(body, match.start()):
            return None
        to_settle = _TO_SETTLE.match(body) is not None
        if (
            not to_settle
            and words.DONE.match(body[match.start() : match.end() + 2])
            and not re.match(r"改好|[^了]{1,6}完", body[match.start() :])
        ):
            return None
        if words.DONE_BEFORE.search(body[: match.start()]):
            return None
        return match
    return None


def _find_loose(body: str) -> re.Match[str] | None:
    """收到后两天内排产: an act told by its verb alone, right behind its day."""
    lead = words.SUBJECT.match(body)
    match = words.LOOSE.match(body, lead.end() if lead else 0)
    if match is None or _TO_SETTLE.match(body):
        return match
    done = words.DONE.match(match.group().replace("完", ""))
    return None if done or _STATE.search(match.group()) else match


def _is_contact(contact: re.Match[str], promise: re.Match[str] | None, body: str) -> bool:
    if promise is None:
        return not re.match(r"[^，,。；;\n]{0,3}(?:了(?!解)|过(?!去|来))", body[contact.end() :])
    if _DECIDES.match(body):
        return False
    if _RINGS.match(body) or (promise["them"] and contact.group().startswith("再")):
        return True
    if _THEN.search(body[: contact.start()]):
        return True
    if contact.group() in ("过去", "过来") and promise.start() < contact.start():
        return False
    if contact["meeting"] and contact.group().startswith("来") and promise.group().startswith(("安排", "派")):
        return True
    if contact["meeting"]:
        return contact.start() <= promise.start() or (
            promise.start() + 2 >= contact.start()
            and promise["them"] is None
            and not promise.group().startswith(("送", "派", "配送", "发货"))
        )
    return contact.start() < promise.start() and contact.group() not in ("约", "微信")


def _with_object(text: str, clause: Clause, mention: Mention, before: str) -> int:
    """图纸后天给: the thing that stands before its day belongs to the promise."""
    thing = re.search(rf"(?:{words.THEIR_OBJECTS}|{words.OUR_OBJECTS})\s*$", before)
    return mention.start - (len(before) - thing.start()) if thing and len(before) <= 8 else mention.start


def _untimed(clause: Clause, text: str, begin: int, taken: Sequence[Span]) -> Iterator[Promised]:
    """让发合同, 回去申请特价: owed though no time is named."""
    for mark in islice(words.OWED.finditer(clause.text), _MOST):
        at = clause.start + mark.end()
        if any(s <= at < e for s, e in taken):
            continue
        kind = mark.lastgroup or ""
        rest = clause.text[mark.end() : mark.end() + _LONGEST]
        if kind != "finished" and (
            words.DONE.match(rest[kind == "wait" : 14])
            or words.NOT_OWED.search(rest)
            or words.DONE_BEFORE.search(clause.text[max(0, mark.start() - 12) : mark.start()])
        ):
            return
        side: Side = "them" if kind in ("duethem", "agreed", "wait", "theirs", "return", "finished") else "us"
        if kind == "soon":
            act = words.PROMISE.match(rest) or words.LOOSE.match(rest)
            if act is None:
                return
            side = side_of(clause.text[max(0, mark.start() - 12) : mark.start()], "", act, text, begin, at)
        starts_inside = kind in ("back", "due", "duethem", "wait", "soon")
        start = clause.start + mark.start() if starts_inside else at
        if kind == "mine" and len(rest.strip(_TRAILING)) <= 2:
            # 合同我来拟
            start = clause.start + len(clause.text) - len(clause.text.lstrip())
        if kind == "theirs" or kind == "wait":
            start = at if kind == "theirs" else start
        yield Promised(side, (start, _end(text, at + 1, clause.end, clause)), None, None)
        return


def _end(text: str, least: int, stop: int, clause: Clause) -> int:
    """To the end of the clause, marks and pictures off."""
    # A sentence that goes on without any mark is cut: what is owed is said near its time.
    cut = _EMOJI.sub("", text[least : min(stop, least + _LONGEST)])
    return least + len(cut.rstrip(_TRAILING))


def _contact_end(text: str, least: int, stop: int) -> int:
    """The verb with its object: 下周二找他."""
    match = _STOP_CONTACT.search(text, least, min(stop, least + 12))
    end = match.start() if match else min(stop, least + 12)
    cut = _EMOJI.sub("", text[least:end])
    return least + len(cut.rstrip(_TRAILING)) if len(cut) <= 8 else least
