"""Leads, channels, size bands and number patterns as the engine knows them."""

from __future__ import annotations

from genjin.contacts.dead_channels import forget_marks
from genjin.jobs.outbox import on_refused
from genjin.kernel.words import Words
from genjin.leads.advance import advance_cells
from genjin.leads.assigning import definition as assigning_tables
from genjin.leads.assigning.answering import accept_cells
from genjin.leads.assigning.intake import queue_cleaned, queue_new
from genjin.leads.assignment import assign_cells
from genjin.leads.bad_channels import bounced, stop_mails
from genjin.leads.channel_tree import after_channel_write, check_costs
from genjin.leads.channels import find_channel, find_size_band
from genjin.leads.columns import LEAD_COLUMNS
from genjin.leads.intake import prepare_leads
from genjin.leads.models import Channel, ChannelCost, FreshnessPeriod, Lead, NumberPattern, SizeBand
from genjin.leads.next_contact import plan_cells
from genjin.leads.options import CHANNEL_KINDS
from genjin.leads.pool.book import COMMONS
from genjin.leads.pool.recycling import RECYCLING
from genjin.leads.quality import definition as quality_tables
from genjin.leads.quality.book import QUALITY
from genjin.leads.quality.rejudge import after_lead_judged, after_quality_settings_write
from genjin.leads.quality.reviewing import review_cells
from genjin.leads.recompute import (
    DERIVED,
    KEY_NEEDS,
    SOURCE,
    TRIGGERS,
    after_lead_write,
    after_visit_write,
    complete_leads,
    derive_keys,
    follow_leads,
)
from genjin.leads.referrals import check_referrals, refer_cells
from genjin.leads.refresh import JOB, after_settings_write, ask_once
from genjin.leads.staging import LeadsInStages, check_stages_unused
from genjin.leads.stand_ins import check_stand_ins
from genjin.leads.switching import switch_cells
from genjin.people.working.days import on_days_changed
from genjin.pipelines.users import register_stage_user
from genjin.tables.definition import Column, TableDefinition, extend, register
from genjin.tables.fields import Date, DateTime, Link, LongText, Money, Number, Text
from genjin.tables.ledger.verbs import name_verb

__all__ = ["CHANNELS", "LEADS", "NUMBER_PATTERNS", "SIZE_BANDS", "assigning_tables", "quality_tables"]

LEADS = register(
    TableDefinition(
        key="leads",
        words=Words("线索", "Leads"),
        model=Lead,
        title="company",
        second_title="contact",
        owned=True,
        default_sort=(("created_at", "desc"),),
        search_attrs=("company", "contact", "wechat"),
        search_phones=("mobile", "phone"),
        search_exact=("email", "number"),
        derive=derive_keys,
        derive_needs=KEY_NEEDS,
        derivers=(QUALITY, RECYCLING),
        touched="touched_at",
        commons=COMMONS,
        stand_in=("stand_in_id", "stand_in_until"),
        cell_verbs={
            "stage": advance_cells,
            "pipeline": switch_cells,
            "owner": assign_cells,
            "accepted_at": accept_cells,
            "next_at": plan_cells,
            "referred_by": refer_cells,
            "review_state": review_cells,
        },
        after_write=(
            *(after_lead_write, check_stand_ins, check_referrals, forget_marks, stop_mails, after_lead_judged),
            queue_cleaned,
        ),
        prepare=(prepare_leads,),
        complete=(complete_leads, queue_new),
        follow=follow_leads,
        follow_on=TRIGGERS,
        follow_needs=(*SOURCE, *DERIVED),
        summary_columns=("number", "company", "contact", "stage", "owner"),
        columns=LEAD_COLUMNS,
    )
)

CHANNELS = register(
    TableDefinition(
        key="channels",
        words=Words("来源渠道", "Channels"),
        model=Channel,
        title="name",
        settings=True,
        default_sort=(("position", "asc"),),
        find_alias=find_channel,
        after_write=(after_channel_write,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=180),
            Column("parent", Words("上级渠道", "Parent"), Link("channels"), "parent_id", width=140),
            Column("kind", Words("类别", "Kind"), CHANNEL_KINDS, "kind", width=90),
            Column(
                "aliases",
                Words("别名", "Also called"),
                LongText(),
                "aliases",
                width=220,
                help=Words("导入时也认这些写法，用逗号分开", "Imports accept these too, separated by commas"),
            ),
            Column("position", Words("顺序", "Order"), Number(), "position", width=70),
            Column(
                "retired_at", Words("停用时间", "Retired at"), DateTime(), "retired_at", writable="never", width=130
            ),
        ),
    )
)

CHANNEL_COSTS = register(
    TableDefinition(
        key="channel_costs",
        words=Words("渠道费用", "Channel costs"),
        model=ChannelCost,
        title="campaign",
        settings=True,
        default_sort=(("first", "desc"),),
        after_write=(check_costs,),
        columns=(
            Column("channel", Words("渠道", "Channel"), Link("channels"), "channel_id", required=True, width=160),
            Column("campaign", Words("活动", "Campaign"), Text(200), "campaign", width=160),
            Column("first", Words("开始", "From"), Date(), "first", required=True, aliases=("开始日期",)),
            Column("last", Words("结束", "To"), Date(), "last", required=True, aliases=("结束日期",)),
            Column("budget", Words("预算", "Budget"), Money(), "budget", sums=True, width=100),
            Column("cost", Words("实际费用", "Cost"), Money(), "cost", sums=True, width=100, aliases=("费用", "花费")),
            Column("note", Words("备注", "Note"), LongText(), "note", width=200),
        ),
    )
)

SIZE_BANDS = register(
    TableDefinition(
        key="size_bands",
        words=Words("企业规模", "Company sizes"),
        model=SizeBand,
        title="name",
        settings=True,
        default_sort=(("low", "asc"),),
        find_alias=find_size_band,
        after_write=(after_quality_settings_write,),
        columns=(
            Column("name", Words("名称", "Name"), Text(40), "name", required=True, width=140),
            Column("low", Words("最少人数", "From"), Number(), "low", required=True, width=90),
            Column("high", Words("最多人数", "To"), Number(), "high", width=90),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

NUMBER_PATTERNS = register(
    TableDefinition(
        key="number_patterns",
        words=Words("编号规则", "Number patterns"),
        model=NumberPattern,
        title="pattern",
        settings=True,
        columns=(
            Column("table", Words("表", "Table"), Text(40), "table", writable="never", width=120),
            Column(
                "pattern",
                Words("格式", "Pattern"),
                Text(60),
                "pattern",
                required=True,
                width=200,
                help=Words(
                    "{yyyy} 是年份，{seq:03} 是至少三位的流水号，放在最后",
                    "{yyyy} is the year, {seq:03} the sequence of three or more digits, at the end",
                ),
            ),
        ),
    )
)

FRESHNESS_PERIODS = register(
    TableDefinition(
        key="freshness_periods",
        words=Words("资料确认周期", "Freshness periods"),
        model=FreshnessPeriod,
        title="letter",
        settings=True,
        default_sort=(("letter", "asc"),),
        after_write=(after_settings_write,),
        columns=(
            Column(
                "letter",
                Words("线索等级", "Grade"),
                Text(2),
                "letter",
                width=110,
                help=Words("空着：没有单独一行的等级都用它", "Empty: for every grade without a row of its own"),
            ),
            Column("days", Words("多少天后要再确认", "Confirm again after (days)"), Number(0, 1), "days", width=150),
            Column(
                "link_days", Words("邮件链接有效天数", "Mailed link valid (days)"), Number(0, 1), "link_days", width=150
            ),
            Column("mail_subject", Words("核对邮件主题", "Subject of the mail"), Text(200), "mail_subject", width=200),
            Column(
                "mail_text",
                Words("核对邮件正文", "Text of the mail"),
                LongText(),
                "mail_text",
                width=320,
                help=Words(
                    "可以写 {称呼}、{公司}、{链接}、{有效期}、{发件人}、{我方}",
                    "May name {称呼} contact, {公司} company, {链接} link, {有效期} end, {发件人} sender, {我方} us",
                ),
            ),
        ),
    )
)

on_refused(bounced)
extend("stage_visits", after_write=(after_visit_write,))
extend("stages", after_write=(check_stages_unused, after_settings_write))
register_stage_user(LeadsInStages())
extend("cadences", after_write=(after_settings_write,))

on_days_changed(lambda writer: ask_once(JOB, writer))

name_verb("leads.advance", Words("推进 {count} 条线索到{to}", "advanced {count} leads to {to}"))
name_verb("leads.intake", Words("接口送来 {rows} 条线索", "{rows} leads came in by the API"))
name_verb("channels.retire", Words("停用渠道“{name}”", "retired the channel “{name}”"))
name_verb("leads.confirm", Words("确认 {count} 条线索的资料", "confirmed the data of {count} leads"))
name_verb("leads.mark_bad", Words("标记 {count} 条线索的联系方式失效", "marked contact data of {count} leads as dead"))
name_verb(
    "leads.mark_good", Words("标记 {count} 条线索的联系方式可用", "marked contact data of {count} leads as working")
)
name_verb("leads.mail_confirm", Words("给 {count} 家发核对邮件", "mailed {count} customers to check their data"))
name_verb("leads.bounce", Words("邮件退回，标记失效：{title}", "mail bounced, marked as dead: {title}"))
name_verb("leads.confirm_link", Words("客户核对资料：{title}", "the customer checked the data: {title}"))
name_verb("leads.opt_out", Words("客户不再收邮件：{title}", "the customer wants no more mail: {title}"))
name_verb("leads.assign", Words("分配 {count} 条线索给{to}", "assigned {count} leads to {to}"))
for _verb in ("channels.seed", "size_bands.seed", "number_patterns.seed", "freshness_periods.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
