"""Damage of a second kind, none of which `damaging` knows: forms in English, zones, remarks, names said twice."""

from __future__ import annotations

import random

from genjin.kernel.parse_places import split_leading_places
from genjin.kernel.pinyin import read_syllables
from genjin.leads.duplicates.business_words import ENGLISH
from genjin.leads.duplicates.company_name import read_company_name
from tests.leads.duplicates.damaging import Damage, Row, form_of

_ZONES = ("高新区", "经济开发区", "开发区", "高新技术产业开发区", "工业园区")
_LABELS = (
    "[A]{}",
    "【重点】{}",
    "A类-{}",
    "（意向）{}",
    "{}（老客户）",
    "客户名称：{}",
    "12.{}",
    "{}(已联系)",
    "{}（展会）",
)
_DEPARTMENTS = ("采购部", "-设备科", "（工程部）", " 财务部", "技术中心", "总经办", "研发中心")


def form_in_english(row: Row, r: random.Random) -> None:
    head, form = form_of(row["company"])
    if form:
        row["company"] = head + r.choice((" Co.,Ltd", "Co., Ltd.", " Ltd.", " CO.,LTD", " Company Limited"))


def zone(row: Row, r: random.Random) -> None:
    places, rest = split_leading_places(row["company"])
    if len(places) == 1:
        row["company"] = f"{places[0]}市{r.choice(_ZONES)}{rest}"


def place_inside(row: Row, _r: random.Random) -> None:
    name = read_company_name(row["company"])
    if name is not None and len(name.places) == 1 and name.business:
        row["company"] = f"{name.brand}（{name.places[0]}）{name.business}{form_of(row['company'])[1]}"


def english_beside(row: Row, r: random.Random) -> None:
    name = read_company_name(row["company"])
    if name is None or not name.places:
        return
    trade = next((words[0].title() for chinese, words in ENGLISH.items() if chinese in name.business), "")
    place, brand = ("".join(read_syllables(text)).title() for text in (name.places[-1], name.brand))
    row["company"] = r.choice(("{}({})", "{1} {0}")).format(row["company"], f"{place} {brand} {trade} Co., Ltd.")


def pinyin_beside(row: Row, _r: random.Random) -> None:
    spelt = "".join(s.title() for s in read_syllables(form_of(row["company"])[0]))
    row["company"] = f"{row['company']}({spelt})"


def swap_trades(row: Row, _r: random.Random) -> None:
    head, form = form_of(row["company"])
    if len(head) >= 8:
        row["company"] = head[:-4] + head[-2:] + head[-4:-2] + form


def department(row: Row, r: random.Random) -> None:
    if form_of(row["company"])[1]:
        row["company"] += r.choice(_DEPARTMENTS)


def label(row: Row, r: random.Random) -> None:
    row["company"] = r.choice(_LABELS).format(row["company"])


FURTHER: tuple[Damage, ...] = (
    form_in_english, zone, place_inside, english_beside, pinyin_beside, swap_trades, department, label,
)  # fmt: skip


def give_agents(rows: list[Row], r: random.Random, count: int) -> list[tuple[int, int]]:
    """Pairs of companies that one agent speaks for: the same person and mobile, and yet two customers."""
    chosen = r.sample(range(len(rows)), 2 * count)
    pairs = list(zip(chosen[::2], chosen[1::2], strict=True))
    for one, other in pairs:
        for column in ("contact", "mobile"):
            rows[other][column] = rows[one][column]
    return pairs
