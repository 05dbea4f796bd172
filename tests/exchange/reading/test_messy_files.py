"""Whole files as other firms keep them, each with what a perfect import gives: every field of every row, no more."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from genjin.exchange.reading.preview import preview_document

Record = dict[str, Any]
# The cells of the file, and its records by row number.
File = tuple[list[list[str]], dict[int, Record]]
_PLACES = (("江苏", "无锡", "0510"), ("浙江", "宁波", "0574"), ("广东", "佛山", "0757"), ("四川", "成都", "028"))
_BRANDS = ("恒砺", "锐界", "泓澈", "玖源", "启迅", "远拓", "卓泽", "铭岳")
_TRADES = ("轴承", "五金制品", "环保设备", "阀门", "包装材料")
_NAMES = tuple(a + b for a in "王李张刘陈杨" for b in ("明", "伟", "一鸣", "文博", "静"))


def invent(r: random.Random, count: int) -> list[Record]:
    """Companies with days that leave open which number is the month, and some that do not."""
    chosen = r.sample([(place, b, t) for place in _PLACES for b in _BRANDS for t in _TRADES], count)
    return [
        {
            "company": f"{place[1]}{brand}{trade}有限公司",
            "contact": r.choice(_NAMES),
            "mobile": f"1{r.choice(('38', '57', '86'))}{r.randrange(10**8):08}",
            "phone": f"{place[2]}-{r.randrange(22222222, 88888888)}",
            "province": place[0],
            "amount": float(r.randrange(3, 900) * 1_000 + r.choice((0, 500.5, 250.25))),
            "next_follow_at": date(2024, 7, 1) + timedelta(days=r.randrange(60)),
            "created_at": date(2024, r.randrange(1, 7), r.randrange(1, 29)),
            "source": r.choice(("展会", "官网", "抖音")),
            "owner": r.choice(("周凯", "沈婷", "郑浩")),
            "note": r.choice(("已加微信", "价格敏感", "图纸已收")),
        }
        for place, brand, trade in chosen
    ]


def kept(record: Record, *without: str) -> Record:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in record.items()
        if name not in without
    }


def european(r: random.Random) -> File:
    """Semicolons, 1.234,56 and day before month, under two lines of titles and above a signature."""
    header = ["客户全称", "联络人", "手提", "线索来源", "预计成交额(元)", "回访时间", "登记日期", "业务员", "备忘"]
    lines, truth = [["2024年上半年客户登记"], ["编制单位：销售二部"], header], {}
    for x in invent(r, 24):
        amount = f"{x['amount']:,.2f}".translate(str.maketrans(",.", ".,"))
        days = [f"{d.day}/{d.month}/{d.year}" for d in (x["next_follow_at"], x["created_at"])]
        lines.append([x["company"], x["contact"], x["mobile"], x["source"], amount, *days, x["owner"], x["note"]])
        truth[len(lines)] = kept(x, "phone", "province")
    return [*lines, ["制表人：沈婷"]], truth


def pages(r: random.Random) -> File:
    """Printed pages, one below the other: title, header, eight rows, a sum and the number of the page."""
    header = [
        "客户名号",
        "负责联系",
        "联系电话",
        "省/市",
        "来源方式",
        "意向金额（千元）",
        "预约回访",
        "登录时间",
        "业务代表",
        "补充",
    ]
    lines: list[list[str]] = []
    truth: dict[int, Record] = {}
    for number, x in enumerate(invent(r, 24)):
        if number % 8 == 0:
            lines += [["客户登记表" + ("（续）" if number else "")], header]
        days = [x["next_follow_at"].isoformat().replace("-", "/"), f"{x['created_at'].isoformat()} 09:12:33"]
        thousands = f"{x['amount'] / 1_000:.5f}"
        lines.append(
            [
                x["company"],
                x["contact"],
                x["mobile"],
                x["province"],
                x["source"],
                thousands,
                *days,
                x["owner"],
                x["note"],
            ]
        )
        truth[len(lines)] = kept(x, "phone")
        if number % 8 == 7:
            lines += [["本页小计", "", "", "", "", "3210.5"], [f"第 {number // 8 + 1} 页 共 3 页"]]
    return lines, truth


def bars(r: random.Random) -> File:
    """Bars, two persons in a cell, blanks between the thousands, points between day and month."""
    header = ["客户", "联系人&电话", "总机", "项目金额", "计划回访", "建立日期", "渠道来源", "归属销售", "需求描述"]
    lines, truth = [["导出时间：2024-06-30 18:20"], header], {}
    people = invent(r, 40)
    for x, other in zip(people[:20], people[20:], strict=True):
        persons = f"{x['contact']} {x['mobile']} & {other['contact']} {other['mobile']}"
        amount = f"{x['amount']:,.2f}".translate(str.maketrans(",.", " ,"))
        days = [f"{d.day}.{d.month}.{d.year}" for d in (x["next_follow_at"], x["created_at"])]
        lines.append([x["company"], persons, x["phone"], amount, *days, x["source"], x["owner"], x["note"]])
        truth[len(lines)] = kept(x, "province")
    return lines, truth


def check(path: Path, truth: dict[int, Record]) -> None:
    document = preview_document(path, as_of=date(2024, 6, 30))
    assert {row["row"]: row["values"] for row in document["rows"]} == truth
    assert document["counts"] == {"ok": len(truth), "partial": 0, "rejected": 0}


@pytest.mark.parametrize(
    ("make", "delimiter", "encoding"),
    [(european, ";", "utf-16"), (pages, ",", "gb18030"), (pages, "\t", "utf-8"), (bars, "|", "utf-8-sig")],
)
def test_text_files(tmp_path: Path, make: Callable[[random.Random], File], delimiter: str, encoding: str) -> None:
    lines, truth = make(random.Random(7))
    width = max(map(len, lines))
    path = tmp_path / "客户.txt"
    text = "\r\n".join(delimiter.join([*line, *[""] * (width - len(line))]) for line in lines)
    path.write_bytes(text.encode(encoding))
    check(path, truth)


def test_a_workbook_with_a_logo_a_header_on_two_levels_and_sums_in_its_groups(tmp_path: Path) -> None:
    path = tmp_path / "跟踪表.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.merge_range(0, 0, 0, 9, "恒达集团 HENGDA GROUP")
    sheet.write_row(3, 0, ["统计区间：2024.1-2024.6"])
    for text, left, right in (("客户信息", 1, 2), ("联系方式", 3, 3), ("商务信息", 4, 6), ("时间", 7, 8)):
        if left < right:
            sheet.merge_range(4, left, 4, right, text)
        else:
            sheet.write(4, left, text)
    for column, text in ((0, "大区省份"), (9, "情况说明")):
        sheet.merge_range(4, column, 5, column, text)
    sheet.write_row(5, 1, ["客户单位", "姓名", "手机", "标的额(万元)", "渠道", "跟进人", "首次登记", "约访日期"])
    truth: dict[int, Record] = {}
    at = 6
    for group in range(0, 20, 4):
        people = [{**x, "province": "江苏", "amount": float(int(x["amount"]))} for x in invent(random.Random(group), 4)]
        sheet.merge_range(at, 0, at + 3, 0, "江苏")
        for x in people:
            sheet.write_row(
                at, 1, [x["company"], x["contact"], x["mobile"], x["amount"] / 10_000, x["source"], x["owner"]]
            )
            sheet.write_datetime(at, 7, x["created_at"], day)
            sheet.write_row(at, 8, [x["next_follow_at"].isoformat(), x["note"]])
            at += 1
            truth[at] = kept(x, "phone")
        sheet.write_row(at, 1, ["江苏小计", "", "", 88.12])
        at += 1
    sheet.write_row(at, 0, ["制表：沈婷", "", "审核：周凯", "", "日期：2024-06-30"])
    book.close()
    check(path, truth)
