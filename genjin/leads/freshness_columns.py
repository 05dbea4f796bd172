"""The lead's columns of freshness (domain.md B13): confirmed when, due when, what no longer reaches the customer."""

from __future__ import annotations

from genjin.contacts.dead_channels import BAD_CHANNELS
from genjin.kernel.words import Words
from genjin.leads.freshness import NEEDS, describe_freshness
from genjin.tables.definition import Column, Computed
from genjin.tables.fields import Choice, DateTime, Option, Status

_LEVELS = Choice(
    (
        Option("red", Words("待确认", "To be confirmed"), "red", ("到期",)),
        Option("green", Words("有效", "Fresh"), "green", ("已确认",)),
        Option("done", Words("不用确认", "Need not be confirmed"), "gray"),
    )
)

FRESHNESS = (
    Column(
        "freshness",
        Words("资料确认", "Data confirmed"),
        Status("confirm_due_at", "confirm_due_at", _LEVELS),
        "confirm_due_at",
        writable="never",
        sort_attr="confirm_due_at",
        computed=Computed(NEEDS, describe_freshness),
        width=120,
        group="freshness",
        hidden_by_default=True,
    ),
    Column(
        "confirmed_at",
        Words("确认时间", "Confirmed at"),
        DateTime(),
        "confirmed_at",
        width=134,
        group="freshness",
        hidden_by_default=True,
        aliases=("资料确认时间",),
    ),
    Column(
        "confirm_due_at",
        Words("下次确认", "Confirm by"),
        DateTime(),
        "confirm_due_at",
        writable="never",
        width=134,
        group="freshness",
        hidden_by_default=True,
    ),
    Column(
        "bad_channels",
        Words("失效的联系方式", "Dead contact data"),
        BAD_CHANNELS,
        "bad_channels",
        width=140,
        group="freshness",
        hidden_by_default=True,
    ),
    Column(
        "mail_opt_out_at",
        Words("不再收邮件", "Wants no mail since"),
        DateTime(),
        "mail_opt_out_at",
        width=134,
        group="freshness",
        hidden_by_default=True,
    ),
)
