"""What is to happen at a day that is named: a contact, or what one side owes by then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from genjin.followups.cells import plan_words as words
from genjin.followups.cells.deeds import DEED
from genjin.followups.cells.found import Side, Span
from genjin.followups.cells.mentions import Mention
from genjin.followups.cells.sides import ASKED, side_of
from genjin.followups.cells.spans import TRAILING, end_of_contact, end_of_promise

# Nobody's side means a contact.
Ahead = tuple[Side | None, Span]
# 带方案过去谈: what is brought along makes no promise of a meeting.
_BRINGS = re.compile(
    r"(?:再|先|我们?|安排)?(?:带|拿|领|陪)着?[^，,。；;\n]{1,8}?(?:过去|上门|去(?!测|化验|检|做|修|换|试)|来(?:$|[，,。；;\s]|复核|量|看|选|挑|谈|确认|试听|体验|店|门店|厂|公司|看|我们)|拜访|登门|汇报|见面|面谈)"
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
_MONEY = re.compile(r"(?:会计|财务|出纳|款|钱|保证金|押金|定金|订金|预付)\s*$")
_ANY_MONEY = re.compile(r"款|钱|定金|账")
_PAYS = re.compile(
    r"(?:先|会|就|能|可以?|一起)?(?:补?打|转|付|汇|结|到|给|补|清)(?:过来|给我们?|到账|齐|清|出)?(?=$|[，,。；;\s])"
)
_CAME = re.compile(r"[发寄送传]来(?!给)")
# 15号前把旧账结了 is still to be done.
_TO_SETTLE = re.compile(r"(?:先)?把[^，,。；;\n了]{1,10}了(?=$|[，,。；;\s])")
# What is so or becomes so by itself is owed by nobody.
_STATE = re.compile(r"[了着已]|过(?![去来])|以后才|不|没|未|才能|可能|估计|大概|据说|的$")
# 周末前要看到效果图: what the customer needs by then.
_NEEDS = re.compile(r"(?:看|收|拿|见|用|赶)到(?!方案|之?后|以后|再|了)|用(?=$|[，,。；;\s])")
_OPENS = re.compile(r"开(?=$|[，,。；;\s])")
# 约了24号带工程师来测漏
# 周五她去开会时帮我们提一下
_HELPS_US = re.compile(r"[^，,。；;\n]{0,12}[帮替](?:我们?|忙)(?!做|修|看看)[^，,。；;\n]{1,}")
_COMES = re.compile(r"(?:带|安排|派|和|跟|叫上?)[^，,。；;\n]{1,6}?(?:来|去|到|上门|过去|过来)")
# 年底换设备, 8月试产: the customer's own plans. 周一寄的 is done.
_OWN_PLANS = re.compile(
    r"[再就会要]*(?:大修|检修|停产|盘点|换(?!货|新件)|试产|投产|备货|进场|开工|施工|扩|装修|[进补拿]货)"
)
_WAS_DONE = re.compile(r"[^，,。；;\n]{1,6}的")
_DECIDES = re.compile(r"(?:内部)?开会(?:讨论|定|研究|商量|决定)")
# 他明天去北京开会: their own journey.
_ELSEWHERE = re.compile(
    r"(?:就|要)?(?:去|到|飞|回)[\u4e00-\u9fff]{1,5}(?:开会|出差|学习|培训|参展|旅游|休假)|(?:就|要)?去(?:银行|税务|工商|法院)"
)
# 周末再来付, 月底来签: what they come for is theirs to do.
_COMES_TO_BUY = re.compile(
    r"(?:再|会|就|要|都|[他她]们?|自己|亲自|派人)*(?:过来|来)(?:付|交|签|办|提货|取|下单|订|定|打款|结账|结)"
)
_MEETS = re.compile(r"签|评审|汇报|交流|考察")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day ahead with its words. at: where `body`, what is to happen, begins; stop: where its clause ends."""

    text: str
    begin: int
    mention: Mention
    before: str
    body: str
    at: int
    stop: int

    @property
    def lately(self) -> str:
        return self.text[max(self.begin, self.mention.start - 24) : self.mention.start]

    def contact(self, length: int) -> Ahead:
        """A contact whose verb is `length` characters of the body long."""
        return None, (self.mention.start, end_of_contact(self.text, self.at + length, self.stop))

    def owed(self, side: Side, start: int, length: int = 1) -> Ahead:
        return side, (start, end_of_promise(self.text, self.at + length, self.stop))


def read_day(text: str, begin: int, mention: Mention, floor: int, stop: int) -> Ahead | None:
    """What the words from `floor` to `stop` say of the day; the entry's own words begin at `begin`."""
    before, behind = text[floor : mention.start], text[mention.end : stop]
    gap = words.BETWEEN.match(behind)
    skip = gap.end() if gap else 0
    day = _Day(text, begin, mention, before, behind[skip:], mention.end + skip, stop)
    # 下月起涨价 begins then; 20号前要到货 is their need.
    needed = gap is not None and "要" in gap.group() and words.NEEDED.match(day.body)
    if words.NOT_OWED.search(before[-6:] + behind) or _NEEDS.match(day.body) or behind.startswith("起") or needed:
        return None
    # 把视频和参数转给他: what is named behind 把 is no contact.
    contact = None if _DISPOSES.match(day.body) else words.CONTACT.search(day.body[:24])
    befalls = words.BEFALLS.search(before[-6:] + behind)
    if befalls is not None and (contact is None or befalls.end() > len(before[-6:]) + skip + contact.start()):
        return None
    promise = _find_promise(day.body) or (None if contact else _find_by_verb(before, mention, text, day.body))
    return (
        _by_its_form(day)
        or _appointed(day, promise)
        or _served(day, contact)
        or (day.contact(contact.end()) if contact is not None and _is_contact(contact, promise, day.body) else None)
        or (_owed_then(day, promise) if promise is not None else _told_shortly(day, floor))
    )


def _by_its_form(day: _Day) -> Ahead | None:
    """What its form alone decides: 周二联系我, 货款周五打, 委员会周三开."""
    their_call = words.THEIR_CALL.search(day.body[:16]) or _HELPS_US.match(day.body)
    if their_call is not None:
        return day.owed("them", day.mention.start, their_call.end())
    paid = _PAYS.match(day.body)
    by_them = _MONEY.search(day.before) or (day.body.startswith("打过来") and _ANY_MONEY.search(day.lately))
    if paid is not None and by_them:
        return "them", (day.mention.start, day.at + paid.end())
    if _OPENS.match(day.body) and (opens := _who_opens(day)) is not None:
        return opens, (_with_object(day), day.at + 1)
    return None


def _appointed(day: _Day, promise: re.Match[str] | None) -> Ahead | None:
    """约了24号带工程师来测漏, 下周二带方案过去: they meet, whatever is done there."""
    meets = promise is not None and (
        (promise["them"] is not None and _MEETS.search(day.body[:16])) or _COMES.match(day.body)
    )
    if meets and words.APPOINTED.search(day.before):
        return day.contact(1)
    brings = _BRINGS.match(day.body)
    ours = words.OUR_STAFF.search(day.before)
    return day.contact(brings.end()) if brings is not None and ours is None else None


def _served(day: _Day, contact: re.Match[str] | None) -> Ahead | None:
    """售后小李周五到现场处理, 次日上门更换: work on the spot, no mere visit."""
    if contact is None or not contact["meeting"]:
        return None
    staff = words.OUR_STAFF.search(day.before)
    if staff is not None:
        return day.owed("us", day.mention.start - (len(day.before) - staff.start()))
    serves = words.SERVICE.match(day.body[contact.end() :]) or words.SENT.match(day.body)
    return day.owed("us", day.mention.start) if serves else None


def _owed_then(day: _Day, promise: re.Match[str]) -> Ahead | None:
    of_theirs = day.mention.kind in ("month", "holiday") and _OWN_PLANS.match(promise.group())
    if of_theirs or _MAY_WE.search(day.before) or _WAS_DONE.fullmatch(day.body.rstrip(TRAILING)):
        return None
    needed = words.NEEDED.match(promise.group()) or (day.before.endswith("要") and re.match("[送发]到", day.body))
    if promise["us"] and needed and words.WISHED.search(day.before):
        return None
    side = side_of(day.before, day.body[: promise.start()], promise, day.text, day.begin, day.mention.start)
    return day.owed(side, _with_object(day), promise.start() + 1)


def _told_shortly(day: _Day, floor: int) -> Ahead | None:
    """约在周三, 要报价明天回, reply by Wed: where no act is named behind the day."""
    # 定了3号和7号: of several numbers none is a day.
    named = day.text[day.mention.start : day.mention.end]
    if words.APPOINTED.search(day.before) and not re.search(r"[和、]", named):
        return None, (day.mention.start, day.at)
    if _JUST_ANSWERS.match(day.body) and (ASKED.search(day.lately) or "我说" in day.lately[-12:]):
        return "us", (day.mention.start, day.at + 1)
    if not day.body.strip(TRAILING + ".") and words.BY.search(day.before):
        return _before_its_day(day, floor)
    return None


def _before_its_day(day: _Day, floor: int) -> Ahead | None:
    """reply with PI by Wed: the act stands before its time."""
    before = day.before
    act = words.PROMISE.search(before.strip())
    if (
        act is not None
        and not words.DONE.match(before[act.start() :])
        and not words.DONE_BEFORE.search(before[: act.start()])
    ):
        at = floor + len(before) - len(before.lstrip()) + act.start()
        return side_of(before[: act.start()], "", act, day.text, day.begin, at), (at, day.mention.end)
    called = words.CONTACT.search(before)
    if called is not None and not re.search(r"[了过]", before[called.start() :]):
        return None, (floor + called.start(), day.mention.end)
    return None


def _find_by_verb(before: str, mention: Mention, text: str, body: str) -> re.Match[str] | None:
    return _find_loose(body) or _find_any(before, mention, text, body) or _find_deed(body)


def _who_opens(day: _Day) -> Side | None:
    """价格委员会周三开: they hold it. 问发票，今天开: we write it."""
    if day.before.rstrip().endswith("会"):
        return "them"
    return "us" if "票" in day.lately[-20:] else None


def _with_object(day: _Day) -> int:
    """图纸后天给, 余下40%月底付: the thing that stands before its day belongs to the promise."""
    before, at = day.before, day.mention.start
    if re.fullmatch(r"\s*[\u4e00-\u9fff]{2,5}会", before):
        return at - len(before.lstrip())
    rest = re.search(r"(?:余下|剩下|剩余|尾款|余款)[^，,。；;\n]{0,6}$", before)
    if rest is not None:
        return at - (len(before) - rest.start())
    who = r"(?:我们?|我方|他们?|她|客户|对方|财务|技术)?"
    thing = re.search(rf"(?:{words.THEIR_OBJECTS}|{words.OUR_OBJECTS})(?:[开做改盖写填打备装]好)?\s*{who}\s*$", before)
    return at - (len(before) - thing.start()) if thing and len(before) <= 10 else at


def _find_any(before: str, mention: Mention, text: str, body: str) -> re.Match[str] | None:
    """11月8日前互换文本: work with a deadline, or of somebody named, though its verb is none we know."""
    named = words.BY_WHOM.search(before)
    within = text.startswith("内", mention.end - 1) and "年" not in text[mention.start : mention.end]
    due = words.BY_THEN.match(text, mention.end) or within
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


def _find_deed(body: str) -> re.Match[str] | None:
    """明天远程查, 周五统计好: work by its class of verb, where nothing surer is said."""
    lead = words.SUBJECT.match(body)
    match = DEED.match(body, lead.end() if lead else 0)
    if (
        match is None
        or match["bare"] == "回"
        or _CAME.search(match.group())
        or words.DONE.match(match.group().replace("完", ""))
        or _STATE.search(match.group())
    ):
        return None
    return None if words.NO_WORK.search(match.group()) else match


def _find_promise(body: str) -> re.Match[str] | None:
    """The first act owed in `body`; none that is done or denied."""
    for match in words.PROMISE.finditer(body[:30]):
        if _CAME.match(body, match.start()):
            return None
        to_settle = _TO_SETTLE.match(body) is not None
        if (
            not to_settle
            and (done := words.DONE.match(body, match.start())) is not None
            and done.end() <= match.end() + 2
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
    if _ELSEWHERE.match(body):
        return False
    if promise is None:
        return not re.match(r"[^，,。；;\n]{0,3}(?:了(?!解)|过(?!去|来))", body[contact.end() :])
    if _DECIDES.match(body) or _COMES_TO_BUY.match(body):
        return False
    if _RINGS.match(body) or (promise["them"] and contact.group().startswith("再")):
        return True
    # 月底安排一次技术交流
    if (
        contact["meeting"]
        and promise.group().startswith("安排")
        and re.match(r"交流|拜访|见|会|参观|考察|演示|技术|产品|方案", contact.group())
    ):
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
