"""Closed lists of the follow-up log."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.fields import Choice, Option

OUTCOMES = Choice(
    (
        Option("visit_requested", Words("要求上门", "Asked for a visit"), "teal", ("要求拜访",)),
        Option("recontact", Words("可再联系", "May be contacted again"), "blue", ("再联系",)),
        Option("current", Words("当前需要", "Needs it now"), "green", ("有需求",)),
        Option("future", Words("将来需要", "Needs it later"), "violet", ("以后需要",)),
        Option("not_needed", Words("不需要", "Not needed"), "gray", ("暂不需要", "没需求")),
        Option("purchased", Words("已购买", "Bought already"), "yellow", ("已采购",)),
        Option("unreachable", Words("联系不上", "Not reached"), "orange", ("未接通", "没联系上")),
        Option("dead_number", Words("空号/停机", "Number is dead"), "red", ("空号", "停机", "号码不存在")),
    )
)
SIDES = Choice(
    (
        Option("ours", Words("我方", "We"), "teal", ("我们",)),
        Option("theirs", Words("对方", "They"), "orange", ("客户",)),
    )
)
