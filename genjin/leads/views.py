"""The views a new installation starts with: everyday ones, and the templates of domain.md T with their own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_OPEN: Mapping[str, Any] = {"column": "status", "op": "in", "value": ["green", "amber", "red"]}


def _template(*columns: tuple[str, str]) -> list[dict[str, Any]]:
    """Columns in order, each with the header that the template gives it."""
    return [{"id": column, "label": header} for column, header in columns]


def _columns(*columns: str) -> list[dict[str, Any]]:
    return [{"id": column} for column in columns]


SHIPPED_VIEWS: Sequence[Mapping[str, Any]] = (
    {"name": "全部线索", "name_en": "All leads"},
    {
        "name": "我的跟进",
        "name_en": "My follow-ups",
        "filter": {"and": [{"column": "owner", "op": "me"}, _OPEN]},
        "sort": [["next_at", "asc"]],
    },
    {
        "name": "7 天内要联系",
        "name_en": "To contact in 7 days",
        "filter": {
            "and": [
                _OPEN,
                {"or": [{"column": "next_at", "op": "overdue"}, {"column": "next_at", "op": "next_days", "value": 7}]},
            ]
        },
        "sort": [["next_at", "asc"]],
    },
    {
        "name": "停滞",
        "name_en": "Stalled",
        "filter": {"column": "status", "op": "is", "value": "red"},
        "sort": [["status", "asc"]],
    },
    {
        "name": "久未联系",
        "name_en": "Neglected",
        "filter": {
            "and": [
                {"column": "neglected_at", "op": "overdue"},
                {"column": "do_not_contact", "op": "is", "value": False},
            ]
        },
        "sort": [["neglected_at", "asc"]],
        "columns": _columns(
            *("status", "company", "contact", "grade", "stage", "owner", "last_contact_at", "neglected_at"),
            *("last_followup", "next_at"),
        ),
    },
    {
        "name": "联系过勤",
        "name_en": "Contacted too often",
        "filter": {"column": "pestered_at", "op": "last_days", "value": 7},
        "sort": [["pestered_at", "desc"]],
        "columns": _columns(
            "company", "contact", "grade", "stage", "owner", "pestered_at", "last_contact_at", "last_followup"
        ),
    },
    {
        "name": "待接收",
        "name_en": "To accept",
        "filter": {"and": [{"column": "owner", "op": "me"}, {"column": "accept_by", "op": "not_empty"}]},
        "sort": [["accept_by", "asc"]],
        "columns": _columns("acceptance", "company", "contact", "mobile", "grade", "source", "need", "assigned_at"),
    },
    {
        "name": "待确认",
        "name_en": "To confirm",
        "filter": {
            "and": [
                {"column": "freshness", "op": "is", "value": "red"},
                {"column": "lost_at", "op": "empty"},
            ]
        },
        "sort": [["confirm_due_at", "asc"]],
        "columns": [
            {"id": column}
            for column in (
                "freshness",
                "number",
                "company",
                "contact",
                "mobile",
                "email",
                "bad_channels",
                "grade",
                "owner",
                "last_contact_at",
                "mail_opt_out_at",
            )
        ],
    },
    {
        "name": "未来 7 天将回收",
        "name_en": "Falling back in 7 days",
        "filter": {
            "or": [{"column": "recycle_at", "op": "overdue"}, {"column": "recycle_at", "op": "next_days", "value": 7}]
        },
        "sort": [["recycle_at", "asc"]],
        "columns": _columns(
            "recycling",
            "company",
            "contact",
            "grade",
            "stage",
            "owner",
            "last_followup",
            "last_contact_at",
            "touched_at",
        ),
    },
    {
        "name": "待清洗",
        "name_en": "To clean",
        "filter": {
            "and": [
                {"column": "flags", "op": "not_empty"},
                {"column": "flags_accepted", "op": "is", "value": False},
                {"column": "review_state", "op": "is_not", "value": "returned"},
            ]
        },
        "columns": _columns("company", "flags", "contact", "mobile", "email", "owner", "flags_accepted", "created_at"),
    },
    {
        "name": "退回待补",
        "name_en": "Returned",
        "filter": {"column": "review_state", "op": "is", "value": "returned"},
        "columns": _columns(
            "company", "owner", "flags", "completeness", "contact", "mobile", "industry", "size", "need"
        ),
    },
    {"name": "阶段看板", "name_en": "Stage board", "kind": "kanban", "group": "stage", "filter": {}},
    {
        "name": "潜在客户进度表",
        "name_en": "Prospect progress",
        "columns": _template(
            ("company", "姓名/公司名称"),
            ("mobile", "联系方式"),
            ("industry", "行业"),
            ("title", "职位"),
            ("stage", "状态"),
            ("next_at", "下次联系日期"),
            ("next_method", "跟进方式"),
            ("next_expected", "预计结果"),
            ("special_needs", "特殊需求"),
            ("competitors", "竞争对手情况"),
            ("remarks", "其他关注点"),
        ),
    },
    {
        "name": "销售线索信息登记表",
        "name_en": "Lead register",
        "columns": _template(
            ("number", "线索编号"),
            ("company", "公司名称"),
            ("industry", "行业类型"),
            ("size", "企业规模（员工数）"),
            ("contact", "联系人"),
            ("title", "职位"),
            ("mobile", "联系电话"),
            ("email", "邮箱"),
            ("source", "线索来源"),
            ("need", "需求描述"),
            ("grade", "意向等级"),
            ("owner", "负责人"),
            ("assigned_at", "分配时间"),
        ),
    },
    {
        "name": "客户进程管理表",
        "name_en": "Customer process",
        "columns": _template(
            ("company", "客户名称"),
            ("contact", "联系人信息"),
            ("status", "项目状态"),
            ("stage", "销售阶段"),
            ("last_contact_at", "最近一次联系日期"),
        ),
    },
)

ENQUIRY_VIEWS: Sequence[Mapping[str, Any]] = (
    {"name": "全部询价", "name_en": "All enquiries"},
    {
        "name": "待答复",
        "name_en": "To answer",
        "filter": {"column": "state", "op": "is", "value": "open"},
        "sort": [["date", "asc"]],
    },
)
