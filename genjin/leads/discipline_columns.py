"""The lead's columns of follow-up discipline (domain.md D3, D4, D11, D14): what holds contact back, what presses."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.definition import Column
from genjin.tables.fields import Checkbox, Date, DateTime, LongText

DISCIPLINE = (
    Column(
        "handle_by",
        Words("最晚处理", "Handle by"),
        Date(),
        "handle_by",
        group="next",
        hidden_by_default=True,
        aliases=("处理期限",),
        help=Words("由紧急程度得出，联系上就算处理了", "Follows from the urgency; reaching the customer settles it"),
    ),
    Column(
        "paused_until",
        Words("暂缓到", "Paused until"),
        Date(),
        "paused_until",
        writable="never",
        group="next",
        hidden_by_default=True,
    ),
    Column(
        "pause_reason",
        Words("暂缓原因", "Why paused"),
        LongText(),
        "pause_reason",
        writable="never",
        group="next",
        hidden_by_default=True,
        width=180,
    ),
    Column(
        "do_not_contact",
        Words("勿联系", "Do not contact"),
        Checkbox(),
        "do_not_contact",
        group="contact",
        hidden_by_default=True,
        aliases=("不要联系", "请勿联系"),
    ),
    Column(
        "task_due",
        Words("最早到期的任务", "First task due"),
        DateTime(),
        "task_due",
        writable="never",
        group="system",
        hidden_by_default=True,
        width=134,
    ),
    Column(
        "neglected_at",
        Words("跟进期限", "Contact again by"),
        Date(),
        "neglected_at",
        writable="never",
        group="next",
        hidden_by_default=True,
        width=134,
        help=Words(
            "按等级的跟进频率，过了这天就是久未联系", "By the cadence of the grade; after that day it is neglected"
        ),
    ),
    Column(
        "pestered_at",
        Words("过勤联系", "Contacted too often"),
        DateTime(),
        "pestered_at",
        writable="never",
        group="next",
        hidden_by_default=True,
        width=134,
        help=Words("最近一次超过频率上限的联系", "The last contact that was more than the limit of the grade"),
    ),
)
