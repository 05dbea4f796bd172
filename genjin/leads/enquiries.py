"""Enquiries 询价 (domain.md B14) as the engine knows them: seen and edited as their lead is."""

from __future__ import annotations

from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.clock import local
from genjin.kernel.words import Words
from genjin.leads.models import Enquiry
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import Choice, Date, DateTime, Link, LongText, Money, Number, Option, PersonLink, Text
from genjin.tables.ledger.operation import Writer

STATES = Choice(
    (
        Option("open", Words("待答复", "Open"), "orange", ("未答复", "未报价", "待报价")),
        Option("answered", Words("已答复", "Answered"), "teal", ("已回复",)),
        Option("quoted", Words("已报价", "Quoted"), "green", ("报价",)),
    )
)


def prepare_enquiries(_actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Completes drafts in place: today; quoted where a price stands, else open."""
    for draft in drafts:
        draft.setdefault("date", local(writer.now).date())
        draft.setdefault("state", "quoted" if draft.get("quoted_price") is not None else "open")


ENQUIRIES = register(
    TableDefinition(
        key="enquiries",
        words=Words("询价", "Enquiries"),
        model=Enquiry,
        title="product",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("date", "desc"),),
        prepare=(prepare_enquiries,),
        columns=(
            Column("date", Words("日期", "Date"), Date(), "day", width=110, aliases=("询价日期",)),
            Column(
                "lead",
                Words("线索", "Lead"),
                Link("leads"),
                "lead_id",
                required=True,
                width=200,
                aliases=("公司", "客户", "公司名称"),
            ),
            Column(
                "product",
                Words("产品", "Product"),
                Text(200),
                "product",
                required=True,
                width=220,
                aliases=("产品名称", "型号", "询价产品"),
            ),
            Column("quantity", Words("数量", "Quantity"), Number(4, 0), "quantity", width=80),
            Column("unit", Words("单位", "Unit"), Text(20), "unit", width=64),
            Column("state", Words("状态", "State"), STATES, "state", width=90),
            Column(
                "quoted_price",
                Words("报价（单价）", "Quoted unit price"),
                Money(),
                "quoted_price",
                width=110,
                aliases=("报价", "单价"),
            ),
            Column("note", Words("备注", "Note"), LongText(), "note", width=240),
            Column(
                "created_by", Words("登记人", "Entered by"), PersonLink(), "created_by_id", writable="never", width=84
            ),
            Column("created_at", Words("登记时间", "Entered"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)
