"""The workbook that the bench imports: 30 columns as a sales team keeps them, invented companies, some bad cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from genjin.sample import words
from tests.bench.story import mix

HEADERS = (
    "客户名称", "统一社会信用代码", "行业", "规模", "省份", "城市", "详细地址", "联系人", "职务", "手机", "座机",
    "邮箱", "微信", "线索来源", "市场活动", "意向产品", "需求描述", "痛点", "采购计划", "合作意愿", "预计金额",
    "预计成交日期", "紧急程度", "意向等级", "下次联系时间", "下次联系方式", "预计结果", "特殊需求", "竞争对手", "备注",
)  # fmt: skip
_SIZES = ("20-99人", "100-499人", "500人以上", "10人")
_SOURCES = ("官网", "展会", "老客户介绍", "电话营销", "百度推广")
_PRODUCTS = ("密封件", "伺服电机、减速机", "视觉检测", "输送线改造", "MES 系统", "备件年框")
_PLANS = ("二季度启动", "年内招标", "分两期", "等总部批预算", "")
_URGENCIES = ("紧急", "缓急", "不紧急", "可慢反应")
_METHODS = ("电话", "拜访", "微信", "邮件")
_GRADES = ("A", "B", "C", "A+", "B-", "")


def write_sheet(path: Path, rows: int, seed: int = 0) -> None:
    """`rows` leads that no database of the bench has, every fiftieth with a cell that cannot be read."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("客户进程表")
    for number, row in enumerate([HEADERS, *_rows(rows, seed)]):
        sheet.write_row(number, 0, row)
    book.close()


def _rows(rows: int, seed: int) -> Iterator[list[Any]]:
    for number in range(rows):
        yield _row(seed * 10_000_019 + number)


def _row(n: int) -> list[Any]:
    province, city = words.CITIES[mix(n, 51) % len(words.CITIES)]
    trade, industry = words.TRADES[mix(n, 52) % len(words.TRADES)]
    brand = "".join(_pick(words.BRANDS_FIRST, n, 53 + k) + _pick(words.BRANDS_SECOND, n, 57 + k) for k in range(2))
    wrong = n % 50 == 0
    return [
        f"{city}{brand}{trade}{_pick(words.SUFFIXES, n, 61)}",
        f"91{mix(n, 62):010}{mix(n, 63) % 10**6:06}" if n % 3 else "",
        industry,
        _pick(_SIZES, n, 64),
        province,
        city,
        f"{city}高新区创业路{mix(n, 65) % 900 + 1}号",
        _pick(words.SURNAMES, n, 66) + _pick(words.GIVEN, n, 67),
        _pick(words.TITLES, n, 68),
        "1380000" if wrong else f"1{_pick(('36', '37', '52', '59', '78', '87'), n, 69)}{mix(n, 70) % 10**8:08}",
        f"0510-8{mix(n, 71) % 10**7:07}" if n % 4 == 0 else "",
        f"kehu{mix(n, 72) % 10**8}@example.com" if n % 3 == 0 else "",
        f"wx_{mix(n, 73) % 10**7}" if n % 5 == 0 else "",
        _pick(_SOURCES, n, 74),
        "春季展会" if n % 6 == 0 else "",
        _pick(_PRODUCTS, n, 75),
        (_pick(words.NEEDS, n, 76) or "").format(n=2 + n % 17),
        "备件贵，停机损失大" if n % 4 == 1 else "",
        _pick(_PLANS, n, 77),
        "愿意试用" if n % 5 == 2 else "",
        "面议之后再说吧" if wrong else (f"{mix(n, 78) % 400 + 1}万" if n % 2 else (mix(n, 78) % 400 + 1) * 10_000),
        f"2027-{mix(n, 79) % 12 + 1:02}-{mix(n, 80) % 28 + 1:02}",
        _pick(_URGENCIES, n, 81),
        _pick(_GRADES, n, 82),
        f"2026/12/{mix(n, 83) % 28 + 1} 14:30" if n % 3 == 1 else "",
        _pick(_METHODS, n, 84) if n % 3 == 1 else "",
        _pick(words.EXPECTED, n, 85) if n % 3 == 1 else "",
        "需要防爆认证" if n % 9 == 0 else "",
        _pick(words.COMPETITORS, n, 86) or "",
        f"第 {n} 行，来自旧表" if n % 2 else "",
    ]


def _pick(values: Any, n: int, salt: int) -> Any:
    return values[mix(n, salt) % len(values)]
