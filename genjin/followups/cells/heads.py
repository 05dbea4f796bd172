"""Where entries begin: which dates of a cell date a contact, and which say when something is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from genjin.followups.cells import words
from genjin.followups.cells.mentions import NUMBERED, Mention

# How far ahead a day without a year is still rather a plan of this season than a contact of last year's.
_SEASON = timedelta(days=60)
_STRONG = re.compile(
    r"[\n\t;；。|]|【|(?<=\s)\[|(?<=\s)/(?=\s)|[①-⑳⑴-⒇❶-❿➀-➉]|(?:^|(?<=[\n\s;；。，,、]))[(（]?\d{1,2}[)）、](?!\d)|\d{1,2}\.\s+(?=\S)|(?:(?<=[a-z]{3})|(?<=\)))\.\s+|[●•▪◆■★☆√→►·]|\n\s*[-*]"
)
_WEAK = re.compile(r"[，,、!！?？:：)\]】…~]|\s")
_HALF_A_YEAR = timedelta(days=183)
_BY_THEN = re.compile(r"\s?(?:之?前|以前|以?内)")
_PARTS = re.compile(r"[，,、:：;；。\s]")
_TAIL = re.compile(r"[\s!！;；。，,、/|·●•▪◆■【\[-]")
_RELATIVE_PAST = re.compile(r"上|昨|前|大前|yes|last")
_RELATIVE_NOW = re.compile(r"今|这|本|tod")
_THIS_WEEK = re.compile(r"(?:这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末])")
_NAMED_CONTACT = re.compile(
    r"(?:首次|初次|再次|第?[一二三四五六]次)?(?:拜访|电话|上门|联系|跟进|沟通|回访|面谈|微信|来访|(?:tel|call|e?mail|visit|met|wechat|whatsapp|meeting)(?:\s+on)?)(?:时间|日期|于)?[:：]?\s?$"
)
_BY_PHONE = re.compile(r"(?:电话|手机|微信)[:：]\s?\Z")
_SIDES = ("客户", "对方", "我", "我们", "我方", "我司")
# 第3天3.12回访
_COUNTED = re.compile(r"[^，,。；;\d]{0,4}第[\d一二三四五六七八九十]{1,3}[天次周轮]")
# 8.11晚 is no new entry beside 8.11.
_LATER_THAT_DAY = re.compile(r"\s*(?:当天|当晚|上午|中午|下午|傍晚|晚上?|夜里|[01]?\d[:点])")
# 没打通x2（6/3: the act may stand before its day, when nothing stands between that ends a clause.
_ACT_FIRST = re.compile(r"[^，,、。；;\n\t|()（）]{2,40}[(（]?")


@dataclass(frozen=True, slots=True)
class Head:
    """An entry begins at `start`. body: where its text begins behind the date. mention: None without a date."""

    start: int
    body: int
    mention: Mention | None


def find_heads(text: str, mentions: Sequence[Mention], reference: date) -> list[Head]:
    """The beginnings of the entries, in the order of the text."""
    heads: list[Head] = []
    finder = _Finder(text, mentions, reference)
    for index, mention in enumerate(mentions):
        if (head := finder.try_head(index, mention, heads)) is not None:
            heads.append(head)
    return heads


class _Finder:
    def __init__(self, text: str, mentions: Sequence[Mention], reference: date) -> None:
        self.text = text
        self.mentions = mentions
        self.reference = reference
        self.listed = self._is_list_of_days()

    def try_head(self, index: int, mention: Mention, heads: Sequence[Head]) -> Head | None:
        if mention.kind in ("ahead",) or (heads and mention.start < heads[-1].body):
            return None
        if mention.kind == "near" and not self._may_be_past(mention):
            return None
        floor = heads[-1].body if heads else 0
        begin, strong, initial = self._place(mention.start, floor)
        if heads and self._same_day(mention, heads[-1]) and _LATER_THAT_DAY.match(self.text, mention.end):
            return None
        if mention.kind in ("full", "date") and (first := self._acts_first(mention.start, floor, heads)) is not None:
            return Head(first, first, mention) if self._is_past(mention, heads, sure=False) else None
        body = self._body(mention)
        tail = self._tail(index, body)
        if not initial:
            return self._in_running_text(mention, body, tail, heads)
        if not strong and self._is_told_again(index, tail):
            return None
        said_by = self.text[begin : mention.start].strip()
        if said_by in _SIDES and words.DONE_MARK.search(tail) is None and words.METHOD.search(tail) is None:
            return None
        if not self._dates_a_contact(mention, tail, strong, heads, named=bool(said_by)):
            return None
        # 首次拜访4月3日：the contact is named before its day.
        named = begin < mention.start and words.METHOD.search(self.text, begin, mention.start) is not None
        return Head(begin, begin if named else body, mention)

    def _may_be_past(self, mention: Mention) -> bool:
        word = self.text[mention.start : mention.end]
        return bool(_RELATIVE_PAST.match(word) or _RELATIVE_NOW.match(word))

    def _is_surely_past(self, mention: Mention) -> bool:
        return _RELATIVE_PAST.match(self.text, mention.start) is not None and mention.kind in ("near", "weekday")

    def _place(self, at: int, floor: int) -> tuple[int, bool, bool]:
        """Where the entry would begin, whether a strong mark stands before it, whether it begins a clause."""
        line = max(floor, at - 14)
        before = self.text[line:at]
        marks = [m.end() for m in _STRONG.finditer(before)]
        strong_at = line + marks[-1] if marks else (floor if line == floor else -1)
        if strong_at >= 0:
            between = self.text[strong_at:at]
            if not between.strip(" \t\u3000:,，、-—(（【["):
                return at, (bool(marks) or floor == 0), True
            if (marks or floor == 0) and _COUNTED.fullmatch(between.strip(" \t,，")):
                return at, True, True
            act = _NAMED_CONTACT.fullmatch(between.strip(" \t,，"))
            if act is not None and (marks or floor == 0):
                # 首次拜访4月3日：
                return strong_at + len(between) - len(between.lstrip(" \t,，")), True, True
            name = words.NAME_ONLY.fullmatch(between.lstrip())
            if name is not None and (marks or floor == 0):
                return strong_at + len(between) - len(between.lstrip()), True, True
        if at == floor or _WEAK.match(self.text, at - 1):
            return at, False, True
        if self.text[max(floor, at - 1) : at] in ("于", "在", "自") or (
            at - floor < 20 and not self.text[floor:at].strip()
        ):
            return at, False, True
        return at, False, False

    def _is_list_of_days(self) -> bool:
        """10.10 发报价，10.13 问，10.14 改价重发: days one after the other, each behind a mark."""
        dated = [m for m in self.mentions if m.kind in ("full", "date") and not _is_refused(self.text, m.start)]
        marks = {self.text[m.start - 1] if m.start else " " for m in dated}
        if len(dated) < (3 if "".join(marks).isspace() else 4) or not all(_PARTS.match(mark) for mark in marks):
            return False
        days = [m.past(self.reference)[0] for m in dated]
        known = [day for day in days if day is not None]
        follows = len(known) == len(days) and all(a < b for a, b in pairwise(known))
        return follows and known[-1] - known[0] <= _HALF_A_YEAR

    def _same_day(self, mention: Mention, head: Head) -> bool:
        return (
            head.mention is not None
            and mention.kind in ("full", "date")
            and mention.past(self.reference) == head.mention.past(self.reference)
        )

    def _is_told_again(self, index: int, tail: str) -> bool:
        """3/5 电话，约3/8上门; 3/8 上门: what the next entry tells of that day was its plan."""
        following = self.mentions[index + 1] if index + 1 < len(self.mentions) else None
        mention = self.mentions[index]
        if following is None or mention.kind not in NUMBERED or following.kind not in NUMBERED:
            return False
        if following.past(self.reference) != mention.past(self.reference):
            return False
        return words.HAPPENED.search(tail) is None and "了" not in tail and self._place(following.start, mention.end)[1]

    def _acts_first(self, at: int, floor: int, heads: Sequence[Head]) -> int | None:
        """Where 没打通（6/3）, Met Mr. Tan at the fair 4/16 begin: the cell, or with the day in brackets an item of it."""
        bracketed = self.text[at - 1 : at] in ("(", "（") if at else False
        if heads and not bracketed:
            return None
        line = max(floor, at - 44)
        marks = [m.end() for m in _STRONG.finditer(self.text, line, at)]
        if not marks and (heads or line):
            return None
        start = marks[-1] if marks and (heads or bracketed) else 0
        before = self.text[start:at]
        first = start + len(before) - len(before.lstrip())
        if _ACT_FIRST.fullmatch(self.text, first, at) is None:
            return None
        if not bracketed and words.FAILED.search(before) is None and ":" in before:
            return None
        if words.FAILED.search(before) is None and words.BACKGROUND_BEFORE.search(before):
            return None
        told = words.METHOD.search(before) or (bracketed and words.SPOKEN_OF.search(before))
        return first if told else None

    def _body(self, mention: Mention) -> int:
        match = words.SKIP_AFTER_DATE.match(self.text, mention.end)
        return match.end() if match else mention.end

    def _tail(self, index: int, body: int) -> str:
        following = self.mentions[index + 1].start if index + 1 < len(self.mentions) else len(self.text)
        return self.text[body : min(body + 60, max(following, body))]

    def _in_running_text(self, mention: Mention, body: int, tail: str, heads: Sequence[Head]) -> Head | None:
        """…让我明天再打3.12打了聊了: without marks only a full date with a contact right behind it."""
        colon = self.text[mention.end : mention.end + 1] == ":"
        sure = mention.kind in ("full", "date") or self._is_surely_past(mention)
        if not heads or not (sure or colon):
            return None
        named = words.PERSON.match(tail)
        rest = tail[named.end() :] if named and named["latin"] is None else tail
        reported = named is not None and words.DONE_MARK.match(rest) is not None
        if _is_refused(self.text, mention.start) and not (reported or self._is_surely_past(mention)):
            return None
        told = reported or words.METHOD.match(rest)
        plan = words.PLAN_AFTER.match(tail) or words.BARE_PLAN.match(tail)
        if not (colon or told) or (plan and not self._is_surely_past(mention)):
            return None
        return Head(mention.start, body, mention) if self._is_past(mention, heads, sure=False) else None

    def _dates_a_contact(
        self, mention: Mention, tail: str, strong: bool, heads: Sequence[Head], *, named: bool
    ) -> bool:
        text = self.text
        # 电话: before figures names a number, before a day the way of the contact.
        by = named or (mention.words is not None and _BY_PHONE.search(text, max(0, mention.start - 4), mention.start))
        if not by and _is_refused(text, mention.start):
            return False
        behind = re.match(r"\s*", text[mention.end : mention.end + 4])
        plan = words.PLAN_AFTER.match(text, mention.end + (behind.end() if behind else 0)) or words.PLAN_AFTER.match(
            tail
        )
        past = self._is_surely_past(mention) or words.TRIED_AGAIN.match(tail) or words.WAS_BEFORE.match(tail)
        clause, rest = _first_clause(tail)
        if self.listed and mention.kind in ("full", "date") and not _BY_THEN.match(text, mention.end):
            return self._is_past(mention, heads, sure=True)
        # A day with its year that is over, with more behind it, was no plan: 2025/9/25再访，换了校长.
        if plan and not past and not (strong and mention.kind == "full" and rest.strip()):
            return False
        if not clause.strip():
            return False
        return self._tells(mention, clause, rest, strong, heads)

    def _tells(self, mention: Mention, clause: str, rest: str, strong: bool, heads: Sequence[Head]) -> bool:
        """Whether the words behind the day tell of a contact that was made; how much it takes depends on the day."""
        text = self.text
        done = words.DONE_MARK.search(clause) is not None
        method = words.METHOD.search(clause)
        # 今天回访，石姐说看了: what she made of it shows that it was done.
        contacted = bool(words.CONTACTED.match(clause) and words.REACTION.match(rest))
        acted = done or contacted or method is not None or words.PERSON.match(clause) is not None
        if not self._is_past(mention, heads, sure=done):
            return False
        told = acted or words.REACHED.search(clause) is not None or words.HAPPENED.search(clause) is not None
        colon = text[mention.end : mention.end + 1] == ":"
        moves_on = self._moves_on(mention, heads)
        if strong and not heads:
            if mention.kind in ("full", "date") and len(clause.strip()) > 1 and not words.BACKGROUND.match(clause):
                return True
            return told or bool(rest.strip())
        if mention.kind in ("full", "date") or (mention.of_a_week and moves_on):
            return strong or (
                told if colon else self._is_told(mention, clause, rest, done, method, self._is_wished(mention, heads))
            )
        if colon:
            return told
        if (
            not contacted
            and words.BARE_PLAN.match(clause)
            and not (strong and done)
            and words.HAPPENED.search(clause) is None
        ):
            return False
        if strong:
            return acted and (done or moves_on)
        if mention.kind == "near":
            return acted and moves_on and (contacted or method is not None or not _THIS_WEEK.match(text, mention.start))
        if mention.kind == "month" and done and method is not None:
            return True
        return moves_on and acted and (done or (method is not None and bool(words.PERSON.search(clause + rest[:12]))))

    def _is_wished(self, mention: Mention, heads: Sequence[Head]) -> bool:
        """Whether the entry so far names a wish: a bare act at a later day is its plan; 8.20面谈，8.27发方案 has none."""
        if not heads or heads[-1].mention is None or not (mention.kind in ("full", "date") or mention.of_a_week):
            return True
        said = words.WISHED_BEFORE.search(self.text, max(heads[-1].body, mention.start - 200), mention.start)
        return said is not None or not self._moves_on(mention, heads)

    def _is_told(
        self, mention: Mention, clause: str, rest: str, done: bool, method: re.Match[str] | None, wished: bool
    ) -> bool:
        """Behind a comma or a blank only what was done, or a contact with somebody named, is history."""
        if method is not None and (done or words.PERSON.match(clause, method.end())):
            return True
        if words.BARE_PLAN.match(clause) and words.HAPPENED.search(clause) is None:
            if words.REACTION.match(rest):
                return True
            over = mention.past(self.reference)[0] != self.reference
            return over and not wished and words.DELIVERED.match(clause) is not None
        if not done and words.ASKED_VISIT_BARE.match(clause) and self._was_planned(mention.start, rest):
            return False
        happened = done or words.HAPPENED.search(clause) is not None
        if happened or method is not None or words.PERSON.match(clause) is not None:
            return True
        return not wished and len(clause.strip()) > 1

    def _moves_on(self, mention: Mention, heads: Sequence[Head]) -> bool:
        """A day without a month is history only when it lies behind the entry before it."""
        last = heads[-1].mention if heads else None
        if last is None:
            return True
        before, _ = last.past(self.reference)
        day, _ = mention.past(self.reference)
        return before is None or day is None or day > before

    def _was_planned(self, at: int, rest: str) -> bool:
        """约好、要求上门，…: a bare 上门 behind it is that plan, unless its result follows."""
        before = self.text[max(0, at - 16) : at]
        asked = re.search(r"约|要求|让|想|请|考虑|答应|定", before) is not None
        return asked and not words.DONE_MARK.search(rest[:12])

    def _is_past(self, mention: Mention, heads: Sequence[Head], *, sure: bool) -> bool:
        day, _ = mention.past(self.reference)
        if day is None or day > self.reference:
            return False
        if (mention.kind != "date" and mention.kind != "month") or mention.kind == "full":
            return True
        if sure and mention.kind != "month":
            return True
        coming, _ = mention.coming(self.reference)
        if coming is None or coming == day:
            return True
        return not (coming - self.reference <= _SEASON and self.reference - day > 2 * _SEASON)


def _is_refused(text: str, at: int) -> bool:
    """Whether the words right before a date make it a term, a wish or a plan: 合同到, 让, 下次跟进："""
    before = text[max(0, at - 12) : at]
    return bool(words.NOT_HEAD_BEFORE.search(before) or words.NOT_HEAD_BEFORE_BLANK.search(before))


def _first_clause(tail: str) -> tuple[str, str]:
    match = re.search(r"[，,。；;\n|]|\s/\s|[①-⑳]", tail)
    if match is None:
        return tail, ""
    return tail[: match.start()], tail[match.end() :]


def cut_entries(text: str, heads: Sequence[Head]) -> Iterator[tuple[Head, int]]:
    """Each head with the end of its entry, list marks and separators off."""
    for index, head in enumerate(heads):
        end = heads[index + 1].start if index + 1 < len(heads) else len(text)
        yield head, trim_end(text, head.start, end, last=index + 1 == len(heads))


_LIST_MARK_END = re.compile(r"(?:[(]\d{1,2}[)]|(?<![\d./-])\d{1,2}[、.)]|[①-⑳⑴-⒇❶-❿➀-➉●•▪◆■★☆√→►*])$")


def trim_end(text: str, start: int, end: int, *, last: bool) -> int:
    """Without the blanks, separators and the next item's number at the end."""
    while end > start:
        if not last and (mark := _LIST_MARK_END.search(text[max(start, end - 5) : end])):
            end -= len(mark.group())
        elif _TAIL.match(text, end - 1):
            end -= 1
        else:
            return end
    return end
