"""Files as other firms keep them: other words, delimiters, encodings and layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from genjin.exchange.reading.preview import preview_document

DAY = date(2024, 6, 30)
FIRMS = ("南京恒砺轴承有限公司", "苏州锐界五金制品厂", "无锡泓澈环保设备有限公司", "常州玖源纺织机械有限公司")
NAMES = ("顾明", "吴敏", "范一鸣", "卞志宏")
MOBILES = ("13805126021", "13912345071", "15861500326", "13861690725")
HEADER = (
    "客户单位",
    "联络人",
    "移动电话",
    "固话",
    "所在省",
    "所属行业",
    "业务员",
    "预估成交额(万元)",
    "下次回访日",
    "录入日期",
)
FIELDS = [
    "company",
    "contact",
    "mobile",
    "phone",
    "province",
    "industry",
    "owner",
    "amount",
    "next_follow_at",
    "created_at",
]
ROWS = [
    (f, n, m, f"0510-8578{i}234", "江苏省", "机械", "王强", f"{i + 1}0", f"2024/7/{i + 1}", f"2024-05-0{i + 1}")
    for i, (f, n, m) in enumerate(zip(FIRMS, NAMES, MOBILES, strict=True))
]


def fields(document: dict[str, Any]) -> list[str | None]:
    return [column["field"] for column in document["mapping"]]


def values(document: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row["values"].get(name) for name in names) for row in document["rows"]]


def read_text(folder: Path, text: str, encoding: str = "utf-8") -> dict[str, Any]:
    path = folder / "名单.csv"
    path.write_bytes(text.encode(encoding))
    return preview_document(path, as_of=DAY)


def read_sheet(folder: Path, rows: Sequence[Sequence[Any]], more: Callable[[Any], None] = lambda _: None) -> Any:
    path = folder / "名单.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)
        more(sheet)
    return preview_document(path, as_of=DAY)


def expect_all(document: dict[str, Any]) -> None:
    assert fields(document)[: len(FIELDS)] == FIELDS
    assert values(document, "company", "mobile", "amount", "next_follow_at") == [
        (f, m, (i + 1) * 100_000.0, f"2024-07-0{i + 1}") for i, (f, m) in enumerate(zip(FIRMS, MOBILES, strict=True))
    ]


@pytest.mark.parametrize("delimiter", [";", "|", "\t", "，", "¦", "||", "~", "\t "])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    expect_all(read_text(tmp_path, "\n".join(delimiter.join(row) for row in (HEADER, *ROWS))))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    expect_all(read_text(tmp_path, "\n".join(",".join(row) for row in (HEADER, *ROWS)), encoding))


def test_traditional_sheets_in_big5(tmp_path: Path) -> None:
    lines = ["公司名稱,聯絡人,職稱,預算（萬元）,負責業務"] + [
        f"台灣{i}精密股份有限公司,王大明,經理,30,林先生" for i in range(4)
    ]
    document = read_text(tmp_path, "\n".join(lines), "big5")
    assert fields(document) == ["company", "contact", "title", "amount", "owner"]
    assert values(document, "amount") == [(300_000.0,)] * 4


def test_columns_that_change_half_way(tmp_path: Path) -> None:
    top = [
        ("公司名称", "联系人", "手机", "金额"),
        *((f, n, m, 1000) for f, n, m in zip(FIRMS, NAMES, MOBILES, strict=True)),
    ]
    below = [
        ("公司名称", "手机", "联系人", "备注", "城市"),
        *((f, m, n, "后来的", "无锡") for f, n, m in zip(FIRMS, NAMES, MOBILES, strict=True)),
    ]
    document = read_sheet(tmp_path, [*top, *below])
    assert values(document, "company", "contact", "mobile") == list(zip(FIRMS, NAMES, MOBILES, strict=True)) * 2
    assert values(document, "amount", "note", "city") == [(1000.0, None, None)] * 4 + [(None, "后来的", "无锡")] * 4
    assert [s["row"] for s in document["skipped"]] == [6]


def test_a_second_table_beside_the_first_stays_out(tmp_path: Path) -> None:
    beside = [("销售", "目标"), ("王强", 100), ("刘洋", 200)]
    rows = [("公司", "联系人", "手机"), *zip(FIRMS, NAMES, MOBILES, strict=True)]
    document = read_sheet(tmp_path, [[*row, None, *(beside[i] if i < 3 else ())] for i, row in enumerate(rows)])
    assert fields(document) == ["company", "contact", "mobile", None, None, None]


def test_totals_averages_and_signatures_are_no_leads(tmp_path: Path) -> None:
    ends = [
        ("合    计", "", "", 4000), ("平均值", "", "", 1000), ("——以下空白——",),
        ("制表：张三", "", "审核：李四", "日期：2024-6-30"),
        ("部门负责人：", "", "分管领导：",), ("共 4 条记录",),
    ]  # fmt: skip
    rows = [(f, n, m, 1000) for f, n, m in zip(FIRMS, NAMES, MOBILES, strict=True)]
    document = read_sheet(tmp_path, [("客户名称", "联系人", "手机", "金额"), *rows, *ends])
    assert values(document, "company") == [(f,) for f in FIRMS]


def test_a_million_formatted_rows_hold_nothing(tmp_path: Path) -> None:
    document = read_sheet(
        tmp_path,
        [("公司", "联系人", "手机"), *zip(FIRMS, NAMES, MOBILES, strict=True)],
        lambda sheet: sheet.write_blank(1_048_575, 2, None, None),
    )
    assert values(document, "mobile") == [(m,) for m in MOBILES]


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("联系人手机", MOBILES, "mobile"),
        ("联系方式", [f"{n}：{m}" for n, m in zip(NAMES, MOBILES, strict=True)], "contact"),
        ("联系人电话", [f"051085781{i}34" for i in range(4)], "phone"),
        ("被拜访人", NAMES, "contact"),
        ("您是如何得知我们的", ["官网", "展会", "官网", "朋友"], "source"),
        ("Point of Contact", NAMES, "contact"),
        ("Prospect", FIRMS, "company"),
        ("意向采购额", ["3万", "5万", "待定", "1.2万"], "amount"),
        ("复访日期", ["2024/7/1", "2024/7/2", "2024/7/3", "2024/7/4"], "next_follow_at"),
        ("进线时间", ["2024/6/1", "2024/6/2", "2024/6/3", "2024/6/4"], "created_at"),
    ],
)
def test_words_above_a_column(tmp_path: Path, header: str, cells: Sequence[str], field: str) -> None:
    other = ("城市", ["无锡", "苏州", "南京", "常州"]) if field == "company" else ("公司", FIRMS)
    document = read_sheet(tmp_path, [(other[0], header), *zip(other[1], cells, strict=True)])
    assert fields(document)[1] == field


@pytest.mark.parametrize(
    ("text", "day"),
    [("二〇二四年十二月三十一日", "2024-12-31"), ("2024 03 01", "2024-03-01"), ("二零二四年二月三十日", None)],
)
def test_days_in_other_writings(tmp_path: Path, text: str, day: str | None) -> None:
    assert values(read_sheet(tmp_path, [("公司", "创建日期"), (FIRMS[0], text)]), "created_at") == [(day,)]


def test_a_position_in_brackets(tmp_path: Path) -> None:
    document = read_sheet(tmp_path, [("公司", "联系人"), (FIRMS[0], "王芳（采购经理）"), (FIRMS[1], "李明(小李)")])
    assert values(document, "contact", "title") == [("王芳", "采购经理"), ("李明(小李)", None)]


def test_a_unit_above_the_table_counts_where_the_header_names_none(tmp_path: Path) -> None:
    rows = [
        ("客户清单", "", "单位：万元"),
        ("公司", "合同额", "定金（元）", "预算金额"),
        (FIRMS[0], 15.5, 2000, ""),
        (FIRMS[1], "3万", "", ""),
    ]
    assert values(read_sheet(tmp_path, rows), "amount") == [(155_000.0,), (30_000.0,)]


def test_answers_of_a_survey(tmp_path: Path) -> None:
    header = (
        "序号,提交答卷时间,所用时间,1、您的公司名称：,2、您的姓名：,3、您的职务是？,4.手机号（必填）,7、预算（万元）"
    )
    lines = [
        f"{i + 1},2024/6/1 10:21:11,65秒,{f},{n},经理,{m},12"
        for i, (f, n, m) in enumerate(zip(FIRMS, NAMES, MOBILES, strict=True))
    ]
    document = read_text(tmp_path, "\n".join([header, *lines]), "gb18030")
    assert fields(document) == [None, "created_at", None, "company", "contact", "title", "mobile", "amount"]
    assert values(document, "created_at", "amount")[0] == ("2024-06-01", 120_000.0)


@pytest.mark.parametrize(("encoding", "stray"), [("utf-8", b"\xe7\x8e"), ("gb18030", b"\xff")])
def test_a_stray_byte_does_not_cost_the_file(tmp_path: Path, encoding: str, stray: bytes) -> None:
    path = tmp_path / "名单.csv"
    content = "\n".join(",".join(row) for row in (HEADER, *ROWS)).encode(encoding)
    path.write_bytes(content + stray + b"\n")
    assert values(preview_document(path, as_of=DAY), "company") == [(f,) for f in FIRMS]
