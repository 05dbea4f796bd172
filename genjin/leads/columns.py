"""The columns of the lead register (domain.md A1), in their default order."""

from __future__ import annotations

from typing import Any

from genjin.kernel.words import Words
from genjin.leads.assigning.acceptance import ACCEPT_NEEDS, describe_acceptance
from genjin.leads.discipline_columns import DISCIPLINE
from genjin.leads.form_columns import FORM
from genjin.leads.freshness_columns import FRESHNESS
from genjin.leads.options import METHODS, URGENCIES
from genjin.leads.pool.columns import POOL_COLUMNS
from genjin.leads.quality.columns import QUALITY_COLUMNS
from genjin.leads.referral_columns import REFERRAL
from genjin.leads.status import NEEDS, describe_status
from genjin.tables.definition import Column, Computed
from genjin.tables.fields import (
    AutoNumber,
    Checkbox,
    Date,
    DateTime,
    Email,
    Encrypted,
    Grade,
    Link,
    LongText,
    Money,
    PersonLink,
    Phone,
    Stage,
    Status,
    Text,
)
from genjin.tables.fields.base import FieldType


def _more(group: str, column_id: str, zh: str, en: str, field: FieldType, *aliases: str, **facts: Any) -> Column:
    """A column of the record panel that the grid hides until asked for."""
    facts.setdefault("attr", column_id)
    return Column(column_id, Words(zh, en), field, hidden_by_default=True, group=group, aliases=tuple(aliases), **facts)


IDENTITY = (
    Column(
        "status",
        Words("状态", "Status"),
        Status(),
        "red_at",
        writable="never",
        sort_attr="red_at",
        computed=Computed(NEEDS, describe_status),
        width=194,
        help=Words(
            "绿：按计划；黄：今天到期或已过一半；红：逾期或停滞",
            "Green: on plan; amber: due or past half; red: overdue or stalled",
        ),
    ),
    Column(
        "number",
        Words("编号", "Number"),
        AutoNumber(),
        "number",
        writable="never",
        sort_attr="number_rank",
        width=92,
        unique=True,
        aliases=("线索编号", "Lead No", "Lead number"),
    ),
    Column(
        "company",
        Words("公司", "Company"),
        Text(200),
        "company",
        sort_attr="company_pinyin",
        width=184,
        aliases=("公司名称", "客户名称", "企业名称", "单位名称", "姓名/公司名称", "Company name"),
    ),
    Column(
        "contact",
        Words("联系人", "Contact"),
        Text(100),
        "contact",
        width=64,
        aliases=("联系人姓名", "姓名", "Contact name"),
    ),
    Column(
        "title",
        Words("职位", "Position"),
        Text(100),
        "title",
        width=100,
        hidden_by_default=True,
        aliases=("职务", "岗位"),
    ),
    Column(
        "mobile",
        Words("手机", "Mobile"),
        Phone(),
        "mobile",
        mask="unless_owner",
        width=102,
        aliases=("手机号", "手机号码", "联系电话", "联系方式", "Mobile phone"),
    ),
)

SELLING = (
    Column(
        "grade",
        Words("等级", "Grade"),
        Grade(),
        "grade",
        sort_attr="grade_rank",
        width=52,
        aliases=("意向等级", "客户等级", "线索等级"),
    ),
    Column(
        "stage",
        Words("阶段", "Stage"),
        Stage(),
        "stage_id",
        writable="verb",
        sort_attr="stage_rank",
        width=92,
        aliases=("销售阶段", "跟进阶段"),
    ),
    Column(
        "owner",
        Words("负责人", "Owner"),
        PersonLink(),
        "owner_id",
        writable="verb",
        width=84,
        aliases=("业务员", "销售", "跟进人"),
    ),
    Column(
        "next_at",
        Words("下次联系", "Next contact"),
        DateTime(),
        "next_at",
        writable="verb",
        width=134,
        aliases=("下次联系日期", "下次联系时间", "下次跟进", "下次跟进时间", "下次跟进日期"),
    ),
    Column(
        "amount",
        Words("预计金额", "Expected amount"),
        Money(),
        "amount",
        width=82,
        sums=True,
        aliases=("金额", "预计成交金额", "商机金额"),
    ),
    Column(
        "source",
        Words("来源", "Source"),
        Link("channels"),
        "channel_id",
        width=92,
        aliases=("线索来源", "来源渠道", "客户来源", "渠道"),
    ),
    Column("last_followup", Words("最近跟进", "Last follow-up"), Text(), "last_followup", writable="never", width=200),
    Column(
        "last_contact_at",
        Words("最近联系", "Last contact"),
        DateTime(),
        "last_contact_at",
        writable="never",
        hidden_by_default=True,
        width=134,
        aliases=("最近一次联系日期", "最后联系时间", "最近联系日期"),
    ),
    Column(
        "expected_close",
        Words("预计成交", "Expected close"),
        Date(),
        "expected_close",
        hidden_by_default=True,
        aliases=("预计成交日期", "预计签约"),
    ),
    Column("urgency", Words("紧急程度", "Urgency"), URGENCIES, "urgency", hidden_by_default=True, aliases=("紧急度",)),
    Column(
        "assigned_at",
        Words("分配时间", "Assigned"),
        DateTime(),
        "assigned_at",
        writable="never",
        hidden_by_default=True,
        width=134,
    ),
)

NEXT_STEP = (
    _more("next", "next_has_time", "下次联系有钟点", "Next contact has a time", Checkbox(), writable="never"),
    _more("next", "next_method", "跟进方式", "Next method", METHODS, "下次联系方式"),
    _more("next", "next_expected", "预计结果", "Expected result", LongText(), width=200),
)

REACH = (
    _more(
        "contact", "phone", "座机", "Landline", Phone(), "电话", "固定电话", "公司电话", "Phone", mask="unless_owner"
    ),
    _more("contact", "email", "邮箱", "E-mail", Email(), "电子邮箱", "邮件", "电子邮件", "Email", width=180),
    _more("contact", "wechat", "微信", "WeChat", Text(100), "微信号"),
)

COMPANY = (
    _more("company", "industry", "行业", "Industry", Text(100), "行业类型", "所属行业"),
    _more(
        "company",
        "size",
        "规模",
        "Size",
        Link("size_bands"),
        "企业规模",
        "企业规模（员工数）",
        "员工数",
        "人员规模",
        attr="size_id",
    ),
    _more("company", "province", "省份", "Province", Text(40), "省", width=80),
    _more("company", "city", "城市", "City", Text(40), "市", width=80),
    _more("company", "address", "地址", "Address", Text(300), "公司地址", "详细地址", width=220),
    _more("company", "credit_code", "统一社会信用代码", "Credit code", Text(40), "信用代码", "税号", width=160),
    _more("company", "campaign", "活动", "Campaign", Text(200), "市场活动"),
)

NEED = (
    _more("need", "products", "关注产品", "Products of interest", LongText(), "意向产品", "产品", width=180),
    _more("need", "need", "需求描述", "Need", LongText(), "需求", "客户需求", width=240),
    _more("need", "pain_points", "痛点", "Pain points", LongText(), width=200),
    _more("need", "purchasing_plan", "采购计划", "Purchasing plan", LongText(), width=200),
    _more("need", "willingness", "合作意愿", "Willingness", LongText(), width=160),
    _more("need", "special_needs", "特殊需求", "Special needs", LongText(), width=200),
    _more("need", "competitors", "竞争对手情况", "Competitors", LongText(), "竞争对手", "竞争情况", width=200),
    _more("need", "remarks", "备注", "Remarks", LongText(), "其他关注点", "其他", "说明", width=200),
)

SENSITIVE = (
    _more("sensitive", "budget", "预算", "Budget", Encrypted(), "采购预算"),
    _more("sensitive", "authority", "决策权", "Decision authority", Encrypted(), "决策链", "决策人"),
)

CLOSING = (
    _more("closing", "won_amount", "成交金额", "Won amount", Money(), "签约金额", sums=True),
    _more("closing", "won_at", "成交时间", "Won at", DateTime(), writable="never", width=134),
    _more("closing", "lost_reason", "流失原因", "Reason lost", LongText(), "丢单原因", width=200),
    _more("closing", "lost_to", "输给谁", "Lost to", Text(200)),
    _more("closing", "lost_at", "流失时间", "Lost at", DateTime(), writable="never", width=134),
)

ACCEPTING = (
    _more(
        "system",
        "acceptance",
        "待接收",
        "To accept",
        Text(),
        attr="accept_by",
        sort_attr="accept_by",
        writable="never",
        computed=Computed(ACCEPT_NEEDS, describe_acceptance),
        width=150,
    ),
    _more("system", "accept_by", "接收期限", "Accept by", DateTime(), writable="never", width=134),
    _more("system", "accepted_at", "接收时间", "Accepted at", DateTime(), writable="verb", width=134),
)

SYSTEM = (
    _more("system", "pipeline", "销售流程", "Pipeline", Link("pipelines"), attr="pipeline_id", writable="verb"),
    _more("system", "stage_entered_at", "进入阶段", "In stage since", DateTime(), writable="never", width=134),
    _more("system", "unit", "组织", "Unit", Link("units"), attr="unit_id", writable="never"),
    _more("system", "protected", "保护", "Protected", Checkbox()),
    _more("system", "stand_in", "代跟", "Stand-in", PersonLink(), attr="stand_in_id", width=90),
    _more("system", "stand_in_until", "代跟到", "Stand-in until", Date(), width=110),
    _more(
        "system",
        "created_at",
        "创建时间",
        "Created",
        DateTime(),
        "录入时间",
        "登记时间",
        "创建日期",
        writable="never",
        width=134,
    ),
    _more("system", "created_by", "创建人", "Created by", PersonLink(), attr="created_by_id", writable="never"),
    _more("system", "updated_at", "更新时间", "Updated", DateTime(), writable="never", width=134),
    _more("system", "updated_by", "更新人", "Updated by", PersonLink(), attr="updated_by_id", writable="never"),
)

LEAD_COLUMNS: tuple[Column, ...] = (
    *IDENTITY,
    *SELLING,
    *NEXT_STEP,
    *DISCIPLINE,
    *REACH,
    *COMPANY,
    *REFERRAL,
    *FRESHNESS,
    *NEED,
    *SENSITIVE,
    *CLOSING,
    *QUALITY_COLUMNS,
    *ACCEPTING,
    *POOL_COLUMNS,
    *SYSTEM,
    *FORM,
)
