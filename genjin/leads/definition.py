"""Leads, channels, size bands and number patterns as the engine knows them."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.leads.advance import advance_cells
from genjin.leads.assignment import assign_cells
from genjin.leads.channels import find_channel, find_size_band
from genjin.leads.columns import LEAD_COLUMNS
from genjin.leads.intake import prepare_leads
from genjin.leads.models import Channel, Lead, NumberPattern, SizeBand
from genjin.leads.next_contact import plan_cells
from genjin.leads.options import CHANNEL_KINDS
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
from genjin.leads.refresh import after_settings_write
from genjin.leads.staging import LeadsInStages, check_stages_unused
from genjin.pipelines.users import register_stage_user
from genjin.tables.definition import Column, TableDefinition, extend, register
from genjin.tables.fields import DateTime, Link, LongText, Number, Text
from genjin.tables.ledger.verbs import name_verb

LEADS = register(
    TableDefinition(
        key="leads",
        words=Words("线索", "Leads"),
        model=Lead,
        title="company",
        owned=True,
        default_sort=(("created_at", "desc"),),
        search_attrs=("company", "contact", "wechat"),
        search_phones=("mobile", "phone"),
        search_exact=("email", "number"),
        derive=derive_keys,
        derive_needs=KEY_NEEDS,
        cell_verbs={"stage": advance_cells, "owner": assign_cells, "next_at": plan_cells},
        after_write=(after_lead_write,),
        prepare=(prepare_leads,),
        complete=(complete_leads,),
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
            Column("retired_at", Words("停用时间", "Retired at"), DateTime(), "retired_at", width=130),
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

extend("stage_visits", after_write=(after_visit_write,))
extend("stages", after_write=(check_stages_unused, after_settings_write))
register_stage_user(LeadsInStages())
extend("cadences", after_write=(after_settings_write,))

name_verb("leads.advance", Words("推进 {count} 条线索到{to}", "advanced {count} leads to {to}"))
name_verb("leads.assign", Words("分配 {count} 条线索给{to}", "assigned {count} leads to {to}"))
for _verb in ("channels.seed", "size_bands.seed", "number_patterns.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
