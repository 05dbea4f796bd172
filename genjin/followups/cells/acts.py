"""What an entry says of itself: how the contact was made, with whom, whether it reached anybody, with what result."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from genjin.followups.cells import words
from genjin.followups.cells.found import Span

_VISITS = ("visit", "meeting")


@dataclass(frozen=True, slots=True)
class Act:
    method: str | None
    contact: str | None
    reached: bool | None
    outcome: str | None

    @property
    def says_something(self) -> bool:
        return self.method is not None or self.reached is not None or self.outcome is not None


def read_act(text: str, body: int, end: int, planned: Sequence[Span], original: str, start: int, *, buys: bool) -> Act:
    """The entry whose words begin at `body`; `planned`: spans of what is only to come; `buys`: it signals."""
    told = _without(text, body, end, planned)
    method = _method(told)
    failed = _failed(told)
    contact = _contact(told, text, original, start, body)
    outcome = "unreachable" if failed else _outcome(text[body:end], told, buys=buys)
    return Act(method, contact, _reached(told, failed, method, outcome), outcome)


def _without(text: str, body: int, end: int, planned: Sequence[Span]) -> str:
    """The words of the entry with the plans blanked out, so that places stay."""
    parts: list[str] = []
    at = body
    for start, stop in sorted(planned):
        if start >= at and stop <= end:
            parts += (text[at:start], " " * (stop - start))
            at = stop
    return "".join((*parts, text[at:end]))


def _method(told: str) -> str | None:
    again = words.AGAIN.match(told)
    if again is not None and words.TRIED_AGAIN.match(told):
        return "phone" if again["call"] else "visit"
    first: str | None = None
    for match in words.METHOD.finditer(told):
        if not words.FAILED.match(told, match.start()) and words.PLAN_BEFORE_METHOD.search(
            told[max(0, match.start() - 8) : match.start()]
        ):
            continue
        kind = match.lastgroup
        if first is None:
            first = kind
            if kind not in _VISITS:
                return kind
        elif kind == "demo":
            return kind
    return first


def _contact(told: str, text: str, original: str, start: int, body: int) -> str | None:
    """The first person of theirs; a name before the date counts."""
    for match in words.PERSON.finditer(text, start, min(start + 12, body)):
        if match["named"]:
            return original[match.start() : match.end()].strip()
    # 打给武总，秘书接的: whoever took the call is the one spoken to.
    taken = words.TOOK_THE_CALL.search(told)
    if taken is not None:
        return original[body + taken.start(1) : body + taken.end(1)].strip()
    role: str | None = None
    for match in words.PERSON.finditer(told):
        if words.OURS_BEFORE.search(told[max(0, match.start() - 6) : match.start()]):
            continue
        name = original[body + match.start() : body + match.end()].strip()
        # A word in small letters or in capitals only (IVR, emailed) is no name.
        if match["latin"] and (name.islower() or name.isupper()):
            continue
        if match["named"] or match["latin"]:
            return name if role is None or match.start() < 8 else role
        role = role or name
    return role


def _failed(told: str) -> bool:
    if words.TURNED_AWAY.search(told) and not re.search(r"分机|手机号|名片给|转接|转给", told):
        return True
    last = next(iter(deque(words.FAILED.finditer(told), maxlen=1)), None)
    if last is None:
        return False
    rest = told[last.end() :]
    if words.FAILED_AFTER_ALL.search(rest):
        return True
    needs = words.OUR_SENDING.sub(" ", words.NO_NEED.sub(" ", told[: last.start()]))
    return not words.ANSWERED.search(rest) and not words.CURRENT.search(needs)


def _outcome(whole: str, told: str, *, buys: bool) -> str | None:
    """The first that applies, by the words of this entry alone."""
    if any(
        not words.NOT_PURCHASED.search(told[max(0, m.start() - 8) : m.start()]) for m in words.PURCHASED.finditer(told)
    ):
        return "purchased"
    if words.VISIT_ASKED.search(whole):
        return "visit_requested"
    needs = words.NO_NEED.sub(lambda m: " " * len(m.group()), told)
    refused = words.NOT_NEEDED.search(told)
    if refused is None or words.CURRENT.search(needs[refused.end() :]) is None:
        if words.FUTURE_NEED.search(told) and (refused is None or words.FUTURE_DESPITE.search(told)):
            return "future"
        if refused is not None:
            return "not_needed"
    if buys or words.CURRENT.search(needs) or words.CURRENT_PROMISE.search(whole):
        return "current"
    if words.FUTURE_NEED.search(whole):
        return "future"
    return "recontact" if words.RECONTACT.search(whole) else None


def _reached(told: str, failed: bool, method: str | None, outcome: str | None) -> bool | None:
    if failed:
        return False
    if outcome is not None:
        return True
    if method in ("visit", "demo", "meeting"):
        return True
    if words.REACHED.search(told) and not (words.ONE_WAY.search(told) and not re.search(r"回(?:了|复)|说|收到", told)):
        return True
    return None
