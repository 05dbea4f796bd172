"""Whose promise it is: ours or theirs."""

from __future__ import annotations

import re
from collections import deque

from genjin.followups.cells import plan_words as words
from genjin.followups.cells.deeds import TO_THEM, TO_US, thing_side
from genjin.followups.cells.found import Side

_ENGLISH_SUBJECT = re.compile(
    r"(?<![a-z])(?:(?P<us>we|i|engineering|factory|production|warehouse|our\s+team)|he|she|they|client|customer|buyer)(?![a-z])"
)
# 我方回复…，周五给答复: who spoke last goes on speaking.
# 让下周二前给变更单: what the customer has done.
_ASKED_BY = re.compile(r"(?:让|叫|要求)\s*$")
_BUYS = re.compile(r"付|签|盖|审|批|确[认定]|打款|汇|转账|结清|定(?!制)|验收|测试|下单")
_SELLING = re.compile(r"(?:ship|deliver|quote|refund|produce|issue)(?![a-z])")
_THEY_REPLY = re.compile(r"(?<![a-z])(?:reply|replied|replies|said|says)[^;；\n]*$")
_THEY_WRITE = re.compile(r"(?:客户|对方|他们?|她们?)(?:回|说|答|讲|表示)")
_WE_SPOKE = re.compile(
    r"我(?:方|们|司)?(?:回复|答应|表示|请示)(?![^。；;\n]*(?:他|她|客户|对方)(?:说|表示))[^。；;\n]*$"
)
# 我回来汇报，周一答复: whoever had to ask answers.
_WE_WENT = re.compile(
    r"(?:^|[，,。；;\s])(?:(?:我说?|我们|我方|我司|技术|研发|开发|法务|商务|工艺|售前|实施|产品经理|设计师|工程师|售后|仓库|工厂|生产)(?:[要得先去再会])*(?:做|帮|改|评估|评审|研究|算|测|审核|核价|排期|整理|[^，,。；;\n]{0,4}(?:确认|协调|核))|(?:我说?|我们|我方)?(?:回来|回去|[去再先要得])*(?:汇报|请示|问(?!题)|申请|商量|核实|咨询|查|了解))[^，,。；;\n]{0,8}[，,。；;\s]+$"
)
_GIVES_WORD = re.compile(r"回复|答复|回话|回信|反馈|给|出|发出|交")
_OURS_TO_DO = re.compile(r"(?:重新|再)(?:做|改|报|出|算|调)[^。；;\n]*$")
_TO_US = re.compile(
    r"[^，,。；;\n]{0,6}(?:发|寄|送|传|拿|带)[^，,。；;\n给]{1,8}过?来(?=$|[，,。；;\s])|[^，,。；;\n]{0,4}安排[^，,。；;\n]{0,6}(?:跟|和|与|给|联系|找)(?:我们?|我方)|[^，,。；;\n]{0,8}把[^，,。；;\n]{1,12}(?:给|发|寄|传|交|送|带|签|拿)(?:(?:给|到)?我(?![去来会先])|过来|回来)"
)
_TO_THEM = re.compile(r"(?:答复|回复|回话|回)(?:客户|他们?|她们?|对方)|给(?:他们?|她们?|客户|对方)(?!的)")
_REFERRED = re.compile(
    r"(?<![他她说要])(?<!客户)(?<!对方)(?:请示|问(?:下|一下)?领导|(?<!预算)(?<!经费)申请(?!下来|到|单|表|书)|(?:反馈|汇报|上报)(?:给)?(?:领导|公司|总部|老板))(?:(?!说)[^。；;\n]){0,8}$"
)
_MONEY_OWED = re.compile(r"款|账|付|财务|差额|余额|欠")
_SETTLES = re.compile(r"(?:先|会|再|一起)?[补结清](?:上|齐|掉|清|完|$|[^，,。；;\n]{0,3}(?:款|金|钱))")
_OUR_PAPER = re.compile(r"[给出][^，,。；;\n]{0,4}(?:排产|报价|测算|发货|装箱|施工|交货)")
# 收到后两天内排产: what they send first sets us to work.
_RECEIVED = re.compile(r"收(?:到|齐)[a-z]{0,4}(?:之?后|就)?\s*$")
_OWE_US = re.compile(r"款|账|发票|图纸|说|答应")
# 催质检报告，说最迟周一要给到; 少配件包一个，9.3补到
_PRESSED = re.compile(r"催(?!款|尾款|货款|付)|[少缺漏][了个一发\u4e00-\u9fff]{1,6}[，,。；;\s]")
# 色差，要求退货，下周一前给处理意见: who is complained of answers.
_COMPLAINED = re.compile(r"投诉|退货|退回|色差|异响|漏[油水气电]|故障|不良|质量问题|坏了|报警|破损|抱怨")
_ANSWERS = re.compile(r"意见|答复|回复|说法|方案|处理|结果")
_THEIR_PAPER = re.compile(r"把[^，,。；;\n]{0,2}(?:需求|图纸|尺寸|清单|名单|执照|订单|要求)")
# 提交我司资质, 把应答函送去: ours it is, or away from us it goes.
_OUR_OWN = re.compile(
    r"[^，,。；;\n]{0,6}(?:提交|递交|发|寄|送|交)我(?:司|们的|们公司)|[^，,。；;\n]{0,16}[送寄发拿交]过?去(?=$|[，,。；;\s])|[^，,。；;\n]{0,8}告诉(?:他|她|客户|对方)"
)
_ASKS_US = re.compile(r"(?:让|要|叫|请|催)(?:我们?|我方|我司)")
# 出图, 交标书: whoever they go to, they are the seller's work.
_DRAWS = re.compile(r"[出画改][^，,。；;\n]{0,5}图|出[^，,。；;\n]{0,3}(?:清单|预算)|交[^，,。；;\n]{0,4}标书")
# 安排人来签合同, 安排财务打款
_THEY_COME = re.compile(
    r"(?:安排|派)[^，,。；;\n]{0,4}来[^，,。；;\n]{0,2}(?:签|付|验收|提货|取|拉|拿|考察|审)|(?:[他她]们?|自己|亲自)(?:过来|来)[^，,。；;\n]{0,3}(?:签|付|取|拉|拿|提|交|办)|派车(?:过?来)(?=$)|安排(?:财务|出纳)?(?:付|打款|打钱|转账|汇)"
)
# 一周之内改完送来: who makes it brings it.
_MADE = re.compile(r"[^，,。；;\n]{0,10}(?:改|修|重做|调)[好完一]?[^，,。；;\n]{0,3}[发送寄拿带]")
# 回款提醒…答复今天下午安排; 投标保证金
_MONEY_ASKED = re.compile(r"催|款|付|账")
_BILL = re.compile(r"承兑|汇票|支票|水单|回单")
_OUR_BOND = re.compile(r"(?:投标|中标|履约|招标|报名)[^。；;\n]*$")
# 让我们重新选型，下周一给结果
_SET_US_TO_WORK = re.compile(
    r"(?:让|要|叫|请)(?:我们?|我方)(?!等)[^，,。；;\n]*[，,\s]+$|提交(?:我们)?法务[^，,。；;\n]*[，,\s]+$"
)
# 客户：你们内部看下，周一给我回复: in their words 我 is them.
_SPOKEN_TO_US = re.compile(r"你们?(?!好)|客户[:：][^\n]*$")
_STOP = re.compile(r"[，,。；;\n]|(?<=[\u4e00-\u9fff])[ \t]+")
# The customer asked: what is answered then is ours.
ASKED = re.compile(
    r"提(?:了|出)[^，,。；;\n]{0,6}(?:问题|意见|要求|疑问|建议|修改|异议)|反映|投诉|催(?!款|尾款|货款|付)|问|咨询|询|想知道|能不能|能否|多少钱|要(?!等)"
)


def side_of(before: str, between: str, act: re.Match[str], text: str, begin: int, at: int) -> Side:
    """Whoever is named owes it; else selling acts are ours, buying acts theirs, and an answer goes to who asked.

    `before` stands before the day, `between` between it and `act`; the promise begins at `at`, its entry at `begin`.
    """
    near = before[-12:] + between
    lead = text[max(begin, at - 200) : at]
    deed = _STOP.split(text[at : at + 40], maxsplit=1)[0]
    if _SPOKEN_TO_US.search(lead[-24:]) and TO_US.search(deed):
        return "us"
    addressed = _by_address(near, act, text, at, lead) or _by_direction(deed, near)
    if addressed is not None:
        return addressed
    if act["them"] and _OUR_PAPER.search(deed) and words.THEM.search(near) is None:
        return "us"
    return _by_name(before, near, act, lead) or _by_the_act(near, between, act, lead)


def _by_address(near: str, act: re.Match[str], text: str, at: int, lead: str) -> Side | None:
    """发给我, 回她, 让我们: to whom it goes or who was asked says it all."""
    if _REFERRED.search(lead[-16:]):
        return "us"
    if _ASKED_BY.search(near) and not _BUYS.match(act.group()) and not TO_US.search(text[at : at + 20]):
        return "us"
    if _TO_US.match(text, at) and _ASKS_US.search(near) is None:
        return "them"
    if _OUR_OWN.match(text, at) and words.THEM.search(near) is None:
        return "us"
    if _TO_THEM.match(act.group()) or _ASKS_US.search(near):
        return "us"
    return None


def _by_direction(deed: str, near: str) -> Side | None:
    """发我 comes from them, 发过去 goes to them."""
    if _MADE.match(deed) and "我" not in deed:
        return None
    if TO_US.search(deed) or _THEY_COME.search(deed):
        return "them"
    return "us" if TO_THEM.search(deed) and not words.THEM.search(near) else None


def _by_name(before: str, near: str, act: re.Match[str], lead: str) -> Side | None:
    """The side named last before the act; what only one side can owe needs no name."""
    word = act.group()
    ours = [m.end() for m in words.US.finditer(near)]
    theirs = [m.end() for m in words.THEM.finditer(near)]
    if act.re is words.LOOSE and _SETTLES.match(word) and _MONEY_OWED.search(lead[-20:]):
        return "them"
    if "保证金" in lead[-12:] + word and _OUR_BOND.search(lead):
        return "us"
    if not ours and _BILL.search(lead[-20:]) and re.match(r"寄|给|送|拿|转", word):
        return "them"
    if not ours and word.startswith("安排") and len(word) <= 4 and _MONEY_ASKED.search(lead[-30:]):
        return "them"
    if not theirs and ((act["them"] and _OUR_PAPER.search(word)) or _DRAWS.match(word)):
        return "us"
    if not ours and _THEIR_PAPER.match(word):
        return "them"
    if not theirs and _RECEIVED.search(before) and not _MONEY_OWED.search(word):
        return "us"
    if ours or theirs:
        return "us" if max(ours, default=-1) >= max(theirs, default=-1) else "them"
    if _SELLING.match(word):
        return "us"
    if word[:1].isascii() and (named := next(iter(deque(_ENGLISH_SUBJECT.finditer(lead[-80:]), maxlen=1)), None)):
        return "us" if named["us"] and not _THEY_REPLY.search(lead[-80:]) else "them"
    if word[:1].isascii() and _THEY_WRITE.search(lead[-40:]):
        return "them"
    return None


def _by_the_act(near: str, between: str, act: re.Match[str], lead: str) -> Side:
    word = act.group()
    if _GIVES_WORD.match(word) and _WE_WENT.search(lead[-24:]) and not words.REPORTED.search(near):
        return "us"
    if act.re in (words.LOOSE, words.ANY) and words.REPORTED.search(near):
        return "them"
    if _COMPLAINED.search(lead[-30:]) and not _MONEY_OWED.search(lead[-30:] + word) and _ANSWERS.search(word):
        return "us"
    if _SET_US_TO_WORK.search(lead[-24:]) and _ANSWERS.search(word):
        return "us"
    if lead.endswith("答应") and ASKED.search(lead[-20:]):
        return "us"
    if act["us"] or _WE_SPOKE.search(lead[-40:]):
        return "us"
    if act["bare"] and (side := thing_side(_STOP.split(lead)[-1][-8:])) is not None:
        return side
    if act["bare"]:
        if word.endswith(("过去", "过来")):
            return "us" if word.endswith("过去") else "them"
        return _of_whom(word, lead)
    if re.match(r"回复|答复|回话|回信", word) or re.search(r"(?:全部|书面|逐[条项一个])$", between):
        asked = [m.end() for m in ASKED.finditer(lead)]
        told = words.SAID.search(near) is not None or not asked or re.search(r"说|看|收到", lead[asked[-1] :])
        return "them" if told else "us"
    return "them"


def _of_whom(word: str, lead: str) -> Side:
    """23号补, 8.11前提供: what is owed is what was spoken of last; handing over is the seller's."""
    if word in ("还", "退", "退回", "还回"):
        return "them"
    if _OURS_TO_DO.search(lead[-14:]) or (_PRESSED.search(lead[-24:]) and not _MONEY_OWED.search(lead[-24:])):
        return "us"
    asked = [m.end() for m in ASKED.finditer(lead[-40:])]
    if _OWE_US.search(lead[-40:][asked[-1] if asked else 0 :]):
        return "them"
    return "us" if asked or word != "给" else "them"
