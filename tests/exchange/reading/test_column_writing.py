"""What one cell leaves open and its column decides: the order of day and month, the decimal mark; rarer headers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from genjin.exchange.reading.preview import preview_document
from genjin.exchange.reading.writing import find_writings

FIRMS = ("无锡恒砺轴承有限公司", "宁波锐界五金制品厂", "佛山泓澈环保设备有限公司", "青岛玖源纺织机械有限公司")


def read(
    tmp_path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8"
) -> dict[str, Any]:
    lines = [delimiter.join(line) for line in (header, *rows)]
    path = tmp_path / "线索.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return preview_document(path, as_of=date(2024, 6, 30))


def values(document: dict[str, Any], field: str) -> list[Any]:
    found = [row["values"].get(field) for row in document["rows"]]
    return [value.isoformat() if isinstance(value, date) else value for value in found]


def column(tmp_path: Path, header: str, cells: Sequence[str], **how: str) -> dict[str, Any]:
    return read(tmp_path, ("客户全称", header), list(zip(FIRMS, cells, strict=True)), **how)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("5/7/2024", "6/8/2024", "27/1/2024", "1/2/2024"), ("2024-07-05", "2024-08-06", "2024-01-27", "2024-02-01")),
        (("7/5/2024", "8/6/2024", "1/27/2024", "2/1/2024"), ("2024-07-05", "2024-08-06", "2024-01-27", "2024-02-01")),
        (("5.7.2024", "6.8.2024", "7.1.2024", "1.2.2024"), ("2024-07-05", "2024-08-06", "2024-01-07", "2024-02-01")),
    ],
)
def test_the_column_says_whether_the_day_comes_first(tmp_path: Path, cells: Sequence[str], days: Sequence[str]) -> None:
    assert values(column(tmp_path, "登记日期", cells), "created_at") == list(days)


def test_another_column_decides_where_one_leaves_it_open() -> None:
    open_days, decided, none = find_writings([["5/7/2024", "6/8/2024"], ["27/1/2024", "3/2/2024"], ["a", "b"]])
    assert (open_days.day_first, decided.day_first) == (True, True)
    assert none.day("5/7/2024") == "2024-7-5"
    both_ways = find_writings([["27/1/2024"], ["1/27/2024"], ["5/7/2024"]])
    assert both_ways[2].day_first is False


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (("431.000,00", "1.234,56", "980,5", "12.000"), (431_000, 1_234.56, 980.5, 12_000)),
        (("344 500,00", "1 234,56", "980,00", "12 000,00"), (344_500, 1_234.56, 980, 12_000)),
        (("¥344'500.00", "1'234.56", "980.00", "12'000.00"), (344_500, 1_234.56, 980, 12_000)),
        (("344,500.00", "1,234.56", "980.00", "12,000"), (344_500, 1_234.56, 980, 12_000)),
    ],
)
def test_the_column_says_what_its_points_and_commas_mean(
    tmp_path: Path, cells: Sequence[str], amounts: Sequence[float]
) -> None:
    assert values(column(tmp_path, "预计成交额(元)", cells), "amount") == list(amounts)


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("手提", ("13805126021", "13912345071", "15861500326", "13861690725"), "mobile"),
        ("聯絡窗口", ("顾明", "吴敏", "范一鸣", "卞志宏"), "contact"),
        ("产业别", ("化工", "机械", "纺织", "物流"), "industry"),
        ("所属同事", ("周凯", "周凯", "沈婷", "周凯"), "owner"),
        ("从哪了解到我们", ("展会", "官网", "展会", "抖音"), "source"),
        ("扫描时间", ("2024-05-09", "2024-05-10", "2024-05-11", "2024-05-12"), "created_at"),
        ("约访", ("2024-07-09", "2024-08-10", "2024-08-11", "2024-09-12"), "next_follow_at"),
        # In no list: days behind us are when it was written down, and no numbers of a telephone.
        ("入场", ("2024-05-09", "2024-05-10", "2024-05-11", "2024-05-12"), "created_at"),
        ("打印日期", ("2024-05-09", "2024-05-10", "2024-05-11", "2024-05-12"), None),
        ("审批人", ("顾明", "吴敏", "范一鸣", "卞志宏"), None),
    ],
)
def test_words_above_a_column(tmp_path: Path, header: str, cells: Sequence[str], field: str | None) -> None:
    assert column(tmp_path, header, cells)["mapping"][1]["field"] == field


def test_thousands_in_an_english_header(tmp_path: Path) -> None:
    assert values(column(tmp_path, "Est. Revenue (k RMB)", ("37", "676.5", "1", "2")), "amount")[:2] == [
        37_000,
        676_500,
    ]


def test_the_title_of_the_next_page_is_no_lead(tmp_path: Path) -> None:
    rows = [(FIRMS[0], "13805126021"), ("客户登记表（续）", ""), ("客户全称", "手提"), (FIRMS[1], "13912345071")]
    document = read(tmp_path, ("客户全称", "手提"), rows, encoding="utf-16")
    assert values(document, "company") == [FIRMS[0], FIRMS[1]]
