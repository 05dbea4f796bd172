"""Outcomes, faults and warnings of an import in words: what it is, that nothing is lost, what happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.exchange.imports.planned import PlannedRow
from genjin.kernel.messages import render
from genjin.kernel.words import Words
from genjin.leads.duplicates.evidence import KINDS

W = Words

# What the reader finds wrong with a cell; the engine's codes have their words in `kernel.messages`.
_FAULTS: dict[str, Words] = {
    "precision_lost": W(
        "Excel 把号码变成了科学计数，后几位已丢失", "Excel turned the number into scientific notation; digits are lost"
    ),
    "invalid": W("位数或格式不对", "Wrong length or form"),
    "unparseable": W("读不出日期", "Not a date"),
    "invalid_date": W("日历上没有这一天", "No such day in the calendar"),
    "too_long": W("太长，没有导入这一格", "Too long; the cell is left out"),
    "required": W("公司为空", "The company is missing"),
    "forbidden": W("你没有新建或修改的权限", "You may not create or change this"),
    "amount_required": W(
        "“{stage}”要有成交金额，先按默认阶段导入", "“{stage}” needs an amount; imported in the default stage"
    ),
    "reason_required": W("移到“{stage}”要写原因", "Moving to “{stage}” needs a reason"),
    "row_gone": W("这条找不到了，可能已删除，或不在你的范围内", "Not found: deleted, or outside your scope"),
    "cannot_clear": W("这一格不能清空，保留原来的", "This cell cannot be emptied; its value is kept"),
    "entered_meanwhile": W(
        "预览之后有人录入了相同的，没有重复新建", "Somebody entered the same meanwhile; not created twice"
    ),
}

_WARNINGS: dict[str, Words] = {
    "year_inferred": W("没写年份，按导入当年", "No year given; taken as the year of import"),
    "day_inferred": W("没写几号，按月初", "No day given"),
    "ambiguous_order": W("日和月的先后不明确", "Day and month could be swapped"),
    "leading_zero_restored": W("补回了区号前的 0", "The zero before the area code was restored"),
    "area_code_missing": W("没有区号", "No area code"),
    "several_numbers": W("有几个号码，取第一个", "Several numbers; the first is taken"),
    "several_addresses": W("有几个邮箱，取第一个", "Several addresses; the first is taken"),
    "multiple": W("有几个联系人，其余存为联系人", "Several persons; the others become contacts"),
    "about": W("是个大概的数", "An approximate amount"),
    "bound": W("是个上下限", "A bound, not an amount"),
    "undecided": W("金额未定，留空", "Undecided; left empty"),
    "range": W("是个范围，留空", "A range; left empty"),
    "foreign_currency": W("不是人民币，留空", "Not in yuan; left empty"),
    "not_a_number": W("不是金额，留空", "Not an amount; left empty"),
    "not_a_range": W("不是人数，留空", "Not a head count; left empty"),
    "too_large": W("数太大，留空", "Too large; left empty"),
    "unknown_place": W("认不出的地名，照原样", "Unknown place; kept as written"),
    "owner_unknown": W(
        "没有这个人，归导入者；名字记在备注里",
        "Nobody of that name; the importer owns it, the name goes to the remarks",
    ),
    "owner_kept": W(
        "你不能分配给别人，归导入者；名字记在备注里", "You may not assign to others; the name goes to the remarks"
    ),
    "channel_new": W("没有这个来源，导入时新建", "A new channel; it will be created"),
    "channel_noted": W("没有这个来源，记在备注里", "Unknown channel; noted in the remarks"),
    "number_unknown": W("系统里没有这个编号，会给新编号", "Unknown number; a new one is given"),
    "not_yours": W("你看不到这一格的原值，不改", "You cannot see the present value; it is left alone"),
    "copied_row": W("从另一行复制来的，作为新的一条", "Copied from another line; taken as a new record"),
    "no_followups": W("记在备注里", "Goes to the remarks"),
    "won_amount_taken": W("没有成交金额，用预计金额", "No won amount; the expected amount is taken"),
    "lost_reason_unsaid": W("没写流失原因，会注明“导入时未填原因”", "No reason given; that will be noted"),
}

_SKIPPED: dict[str, Words] = {
    "title": W("标题行", "Title"),
    "group_header": W("分组行", "Group line"),
    "repeat_header": W("重复的表头", "Repeated header"),
    "blank": W("空行", "Blank line"),
    "total": W("合计行", "Total"),
    "footer": W("表尾", "Footer"),
}

_EVIDENCE: dict[str, Words] = {
    "company": W("公司名相同：{value}", "Same company: {value}"),
    "mobile": W("手机相同：{value}", "Same mobile: {value}"),
    "phone": W("电话相同：{value}", "Same phone: {value}"),
    "number": W("编号相同：{value}", "Same number: {value}"),
    "line": W("与第 {value} 行相同", "Same as line {value}"),
}

_NEW = W("新建", "New")
_PARTIAL = W("新建，{n} 格有误留空", "New; {n} faulty cells left empty")
_UPDATE = W("更新 {n} 项", "Updates {n}")
_SAME = W("无变化", "Unchanged")
_CONFLICT = W("{n} 格冲突", "{n} conflicts")
_CONFLICT_UPDATE = W("{n} 格冲突，另更新 {m} 项", "{n} conflicts, updates {m} more")
_DUPLICATE = W("疑似重复", "Possible duplicate")
_SOMEBODYS = W("疑似已有人在跟", "Looks like somebody's")
_TWIN = W("与第 {line} 行重复", "Same as line {line}")


def row_words(row: PlannedRow, language: str) -> str:
    """The outcome in one phrase: `更新 3 项`, `错误：公司为空`."""
    if row.outcome == "error":
        return fault_words(row.error or "", row.data or {}, language)
    if row.outcome == "skipped":
        return _SKIPPED.get(row.error or "", W("跳过", "Skipped")).in_language(language)
    if row.outcome == "conflict":
        both = sum(c.theirs is not None for c in row.cells.values())
        rest = sum(c.changes for c in row.cells.values()) - both
        return (_CONFLICT_UPDATE if rest else _CONFLICT).in_language(language).format(n=both, m=rest)
    if row.outcome == "update":
        changed = sum(c.changes for c in row.cells.values()) + len(row.people) + bool(row.log)
        return _UPDATE.in_language(language).format(n=changed)
    if row.outcome == "duplicate" and row.match is not None:
        if row.match.line is not None:
            return _TWIN.in_language(language).format(line=row.match.line)
        return (_DUPLICATE if row.match.id is not None else _SOMEBODYS).in_language(language)
    if row.outcome == "partial":
        return _PARTIAL.in_language(language).format(n=sum(c.error is not None for c in row.cells.values()))
    return {"new": _NEW, "same": _SAME}.get(row.outcome, _DUPLICATE).in_language(language)


def fault_words(code: str, data: Mapping[str, Any], language: str) -> str:
    found = _FAULTS.get(code)
    return render(code, data, language) if found is None else found.in_language(language).format_map(_Facts(data))


def warning_words(code: str, language: str) -> str:
    found = _WARNINGS.get(code)
    return code if found is None else found.in_language(language)


def evidence_words(kind: str, value: str, language: str) -> str:
    found = _EVIDENCE.get(kind)
    if found is not None:
        return found.in_language(language).format(value=value)
    between = ": " if language == "en" else "："
    return between.join((KINDS[kind].in_language(language), value)) if kind in KINDS else value


class _Facts(dict[str, Any]):
    """Facts for a template; one that is missing reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""
