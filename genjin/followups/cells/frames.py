"""Owed though no time is named: the frames in which a clause says that something is still to be done, and by whom.

让/叫/要求 (us, or somebody of theirs), 答应/承诺, 等…, 尽快/回头/回去, 改好发…, 批了就…, 我去/他那边…: each frame says
that the deed is to come; whose it is says the frame where it can, else the deed itself, else who acted before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from genjin.followups.cells import frame_words as said
from genjin.followups.cells import plan_words as words
from genjin.followups.cells.deeds import AWAITED, MANNER, THEIR_THINGS, TO_US, VERB, WHERE_TO, deed_side, thing_side
from genjin.followups.cells.found import Side


@dataclass(frozen=True, slots=True)
class Frame:
    """Places in the clause: where the promise begins and where its deed does. side: None where only the deed tells.

    told: the same words at the beginning of an entry tell what was done.
    """

    start: int
    deed: int
    side: Side | None
    told: bool = False


def find_frame(clause: str, from_: int = 0) -> Frame | None:
    """The first thing that the clause, from `from_` on, says is still to be done."""
    thing = None if from_ else said.THING_FIRST.match(clause)
    if thing is not None:
        return Frame(thing.start("thing"), thing.end("thing"), "us")
    helps = None if from_ else said.HELPS_US.match(clause)
    if helps is not None:
        return Frame(helps.start("help"), helps.start("help"), "them")
    pays = None if from_ or said.IDLE.search(clause) else said.PAYS.match(clause)
    if pays is not None:
        at = pays.start(pays.lastgroup or 0)
        return Frame(at, at, "them", told=True)
    best: Frame | None = None
    for name, pattern in said.HEADS:
        for head in islice(pattern.finditer(clause, from_), said.MOST):
            frame = _framed(name, head, clause)
            if frame is not None:
                best = frame if best is None or frame.start < best.start else best
                break
    return best


def _framed(name: str, head: re.Match[str], clause: str) -> Frame | None:
    if said.DENIED.search(clause, max(0, head.start() - 8), head.start()) and name != "bare":
        return None
    manner = MANNER.match(clause, head.end())
    at = manner.end() if manner and name not in ("bare", "first", "waits") else head.end()
    how, deed = clause[head.end() : at], clause[at:]
    outright = (name == "asked" and (head["us"] or head["them"])) or (name == "self" and "负责" in how) or "帮忙" in how
    verb = _verb(name, deed) or (said.ANYTHING.match(deed) if outright else None)
    if verb is None:
        return None
    idle = (
        said.DENIED.search(how) or said.IDLE.search(clause[max(0, head.start() - 6) : at]) or said.NO_DEED.match(deed)
    )
    if idle or said.DONE.match(deed[verb.start() if name == "waits" else 0 :]) or deed.rstrip().endswith("的"):
        return None
    side = _CHECKS[name](head, verb, how, deed)
    if side is False:
        return None
    start = _start(name, head, clause)
    told = (name in ("self", "then") or (name == "bare" and deed.startswith(("把", "将")))) and not said.WILL.search(
        how
    )
    return Frame(start, at + verb.start(), side if side is not True else None, told)


def _start(name: str, head: re.Match[str], clause: str) -> int:
    """Without who asks or does it; with what it hangs on (等, 回去, 改好) or a thing named first (合同让我们起草)."""
    if name == "then" or (name == "soon" and not said.SOMETHING.fullmatch(clause, 0, head.start())):
        reported = re.match(r"(?:说|讲|表示|称)(?:这[批个次])?", head["in"])
        return head.start("in") + (reported.end() if reported else 0)
    if name == "waits":
        return head.start()
    whose = name in ("self", "soon") and said.SOMETHING.fullmatch(clause, 0, head.start())
    fronted = whose or (name in ("asked", "soon") and said.FRONTED.fullmatch(clause, 0, head.start()))
    start = head.start() - len(clause[: head.start()].lstrip()) if fronted else head.end()
    return start + len(clause[start:]) - len(clause[start:].lstrip())


def _verb(name: str, deed: str) -> re.Match[str] | None:
    """What is to be done, right behind its frame; 把 and 等 let something stand between, 再 and 重新 its object."""
    if name == "waits":
        return AWAITED.search(deed[:9])
    if name == "bare":
        return said.OFFICE.match(deed)
    if name == "first":
        return said.HANDS_OVER.match(deed)
    if re.match(r"(?:把|将)[^，,。；;\n]", deed):
        return VERB.search(deed, 2, 20)
    found = VERB.match(deed)
    if found is None and name == "sworn":
        later = VERB.search(deed, 0, 10)
        found = later if later and (later.lastgroup != "buy" or not later.group().startswith("试")) else None
    if found is None and name == "asked":
        later = re.match(r"[\u4e00-\u9fff]{1,6}?(?:再|重新)", deed)
        found = VERB.match(deed, later.end()) if later else None
    return found


def _of_asked(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    """让我们重报: us. 让发合同: us, unless the thing is theirs to give (让补图纸). 要合同, 催货 ask for no deed."""
    ask = head.group()
    if ask.startswith("希望") and how.startswith("能"):
        return False
    if head["us"]:
        return "us"
    if ask.startswith("催"):
        return False
    if head["them"]:
        return (
            False if re.match(r"来|到|参加|看(?!后|完)|过来|等|考虑|放心|[^，,。；;\n]{0,4}[和跟]我", deed) else "them"
        )
    if ask in ("请", "托", "提醒") or (ask == "要" and not re.match(r"再|重新|尽快|马上", how)):
        return False
    if words.NEEDED.match(deed) or (verb.lastgroup == "buy" and not deed.startswith("评估")) or deed.startswith("找"):
        return False
    if ask in ("要求", "希望", "要") and re.match(
        r"换|退|赔|改|降|减|安装|培训|开票|配|(?:把|将)[^，,。；;\n]{1,10}(?:写[进入]|加[进入]|列入|改成)", deed
    ):
        return False
    return "them" if verb.lastgroup == "give" and deed_side(deed) == "them" else "us"


def _of_sworn(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    if head.group().startswith("同意") and not re.match(r"签(?!了)|下单|赔|补|寄|送|介绍|推荐", deed):
        return False
    if verb.group().startswith("试"):
        return False
    return deed_side(how + deed) or True


def _of_waits(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    if re.search(
        r"再[^，,。；;\n]{0,2}(?:联系|说|谈|聊|定|议|看|约|打|问|去|来|考虑)|[回起]来|中标|通知|下来|[回答]复|回话|回信|反馈|消息|定(?!稿)|决定|合同$",
        deed[:14],
    ) and not re.search(r"批复", deed[:9]):
        return False
    if head["us"]:
        return "us"
    return "them"


def _of_soon(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    if head["us"] or head["them"]:
        return "us" if head["us"] else "them"
    if (actor := said.SUBJECT_BEFORE.search(head.string, 0, head.start())) is not None:
        return "us" if actor["us"] else "them"
    thing = said.FRONTED.fullmatch(head.string, 0, head.start())
    return deed_side(how + deed) or (thing_side(thing.group()) if thing else None) or True


def _of_then(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    mark = head["in"]
    if mark.startswith(("要求", "希望", "问", "想", "等")):
        return False
    if how.startswith("再") and re.match(r"定|说|看|议", deed):
        return False
    goes_on = re.match(r"就|再|马上|立即|第一|立刻", how) or said.THEN.search(mark) or head["us2"] or head["them2"]
    if (
        mark.endswith("了")
        and not (said.RESULT.search(mark) or WHERE_TO.match(how + deed))
        and not re.match(r"就|再|马上|立", how)
    ):
        return False
    told_to = WHERE_TO.match(how + deed)
    gives = re.match(rf"给[^，,。；;\n]{{0,3}}(?:{THEIR_THINGS})|(?:付|打|结)(?:款|尾款|余款|清|$)", deed)
    if verb.lastgroup in ("give", "make") and said.RESULT.search(mark):
        goes_on = gives = gives or verb
    gives = None if mark.endswith("到") else gives
    if (
        told_to is None
        and not gives
        and (verb.lastgroup != "buy" or mark.endswith("到"))
        and (not goes_on or (re.match(r"反馈|回复|告知", deed) and not said.RESULT.search(mark)))
    ):
        return False
    if head["us"] or head["us2"]:
        return "us"
    return "them" if head["them2"] else deed_side(how + deed) or True


def _of_self(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    if said.NARRATED.match(deed):
        return False
    if head["us"]:
        willing = said.WILL.search(how) is not None
        return "us" if willing or said.BACK_OFFICE.match(deed) else False
    if TO_US.search(deed):
        return "them"
    willing = re.search(r"去|会|再|先|回|自己|自行|同步|负责|也", how) is not None and verb.lastgroup != "give"
    return "them" if willing or said.THEIR_WORK.match(deed) else False


def _of_bare(head: re.Match[str], verb: re.Match[str], how: str, deed: str) -> Side | bool:
    if deed.startswith("约") and head.group().endswith("要"):
        return False
    return "them" if verb.group().startswith(("把", "将")) and deed_side(deed) == "them" else "us"


_CHECKS: dict[str, Callable[[re.Match[str], re.Match[str], str, str], Side | bool]] = {
    "asked": _of_asked,
    "sworn": _of_sworn,
    "waits": _of_waits,
    "soon": _of_soon,
    "then": _of_then,
    "self": _of_self,
    "bare": _of_bare,
    "first": _of_bare,
}
