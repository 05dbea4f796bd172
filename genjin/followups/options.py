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
CONSEQUENCES = Choice(
    (
        Option("none", Words("不做什么", "Nothing"), "gray", ("无",)),
        Option("lost", Words("记为流失", "Lost"), "red", ("流失",)),
        Option("pause", Words("暂缓", "Pause"), "violet", ("培育",)),
        Option("visit", Words("建上门任务", "Visit task"), "teal", ("上门任务",)),
        Option("retry", Words("隔几天再联系", "Try again"), "orange", ("再联系",)),
        Option("advance", Words("建推进任务", "Task to move on"), "green", ("转商机",)),
    )
)
TASK_KINDS = Choice(
    (
        Option("task", Words("任务", "Task"), "gray", ("待办", "事项")),
        Option("call", Words("电话", "Call"), "blue", ("打电话",)),
        Option("visit", Words("上门", "Visit"), "teal", ("拜访", "上门拜访")),
        Option("meeting", Words("会面", "Meeting"), "violet", ("面谈", "会议")),
        Option("promise", Words("承诺", "Promise"), "orange", ("答应的事",)),
    )
)
TASK_STATES = Choice(
    (
        Option("open", Words("未完成", "Open"), "blue", ("待办", "进行中")),
        Option("done", Words("已完成", "Done"), "green", ("完成", "办完")),
        Option("dropped", Words("已放弃", "Dropped"), "gray", ("放弃", "取消")),
    )
)
SIDES = Choice(
    (
        Option("ours", Words("我方", "We"), "teal", ("我们",)),
        Option("theirs", Words("对方", "They"), "orange", ("客户",)),
    )
)

WEEKDAYS = Choice(
    tuple(
        Option(str(n), Words(f"周{zh}", en), "gray", (f"星期{zh}",))
        for n, (zh, en) in enumerate(
            zip(
                "一二三四五六日",
                ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
                strict=True,
            ),
            1,
        )
    )
)
