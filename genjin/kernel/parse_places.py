"""Brings provinces, cities and districts to their short names. Source: kernel/reference/README.md."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

_TABLE = Path(__file__).parent / "reference" / "divisions.csv"
_REGIONS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}
# Not in the table of the mainland's divisions, yet common in customers' addresses.
_BEYOND = {"台湾省": "台湾", "香港特别行政区": "香港", "澳门特别行政区": "澳门"}
_MUNICIPALITIES = ("11", "12", "31", "50")
_PEOPLES = (
    "藏族|羌族|土家族|苗族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|朝鲜族|哈萨克族|哈萨克|柯尔克孜|"
    "瑶族|满族|畲族|黎族|水族|仡佬族|佤族|拉祜族|布朗族|纳西族|独龙族|怒族|普米族|土族|撒拉族|东乡族|保安族|裕固族|锡伯|塔吉克|"
    "各族|达斡尔族|仫佬族|毛南族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})*自治[州县旗]$")
_SUFFIX = re.compile(r"(?:市|地区|盟|林区|新区|区|县)$")
_SEPARATORS = re.compile(r"[\s\-/|,，、>·.]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Short names, empty when the text does not tell."""

    province: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class _Divisions:
    """Full and short names to short ones; `homes` maps a city's short name to its province."""

    provinces: dict[str, str]
    cities: dict[str, str]
    districts: dict[str, str]
    homes: dict[str, str]


def short_place_name(full: str) -> str:
    """`江苏省` → `江苏`, `恩施土家族苗族自治州` → `恩施`, `浦东新区` → `浦东`, `和田地区` → `和田`."""
    if full in _REGIONS:
        return _REGIONS[full]
    short = _AUTONOMOUS.sub("", full)
    if short == full:
        short = full.removesuffix("省") if full.endswith("省") else _SUFFIX.sub("", full)
    # 东区 or 城关区 without its last character would be no name any more.
    return short if len(short) >= 2 else full


@cache
def _divisions() -> _Divisions:
    names: dict[str, str] = {}
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        names = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    found = _Divisions({}, {}, {}, {})
    for full, short in {
        **{name: short_place_name(name) for code, name in names.items() if len(code) == 2},
        **_BEYOND,
    }.items():
        found.provinces[full] = found.provinces[short] = short
    found.provinces["内蒙"] = "内蒙古"
    for code, full in names.items():
        province = found.provinces[names[code[:2]]]
        # The four municipalities have districts where other provinces have cities.
        if len(code) == 4 and code[:2] not in _MUNICIPALITIES and "直辖" not in full:
            _enter(found.cities, full)
            found.homes[short_place_name(full)] = province
        elif len(code) == 6:
            _enter(found.districts, full)
            ruled_by_province = "直辖" in names[code[:4]]
            if ruled_by_province:
                _enter(found.cities, full)
            if ruled_by_province or code[:2] in _MUNICIPALITIES:
                found.homes.setdefault(short_place_name(full), province)
    for code in _MUNICIPALITIES:
        _enter(found.cities, names[code])
        found.homes[short_place_name(names[code])] = short_place_name(names[code])
    return found


def _enter(into: dict[str, str], full: str) -> None:
    short = short_place_name(full)
    into[full] = short
    into.setdefault(short, short)


@lru_cache(maxsize=4096)
def parse_province(raw: str) -> Parsed[str]:
    """`江苏省`, `江苏`, `内蒙古自治区` → the short name; else as typed with the warning `unknown_place`."""
    text = narrow(raw).strip()
    if is_placeholder(text):
        return Parsed(None)
    short = _divisions().provinces.get(text)
    return Parsed(short) if short else Parsed(text, None, ("unknown_place",))


@lru_cache(maxsize=4096)
def parse_city(raw: str) -> Parsed[str]:
    """`沧州市`, `恩施土家族苗族自治州`, `浦东新区` → the short name; else as typed with the warning `unknown_place`."""
    text = narrow(raw).strip()
    if is_placeholder(text):
        return Parsed(None)
    known = _divisions()
    short = known.cities.get(text) or known.districts.get(text)
    return Parsed(short) if short else Parsed(text, None, ("unknown_place",))


@lru_cache(maxsize=4096)
def parse_region(raw: str) -> Parsed[Place]:
    """Province and city out of one text: `江苏省苏州市`, `江苏-苏州`, `苏州`, `浙江省杭州市西湖区文三路`.

    Error `unknown_place` when the text begins with neither. What follows the city is left aside.
    """
    text = _SEPARATORS.sub("", narrow(raw))
    if is_placeholder(text):
        return Parsed(None)
    known = _divisions()
    province, rest = _longest_prefix(text, known.provinces)
    # 吉林 is a province and a city, 上海 both at once: alone it is read as the province.
    city, _ = _longest_prefix(rest, known.cities)
    if city and province and known.homes.get(city) not in (province, None):
        city = ""
    if not city and province:
        city, _ = _longest_prefix(rest, known.districts)
    if not province and city:
        province = known.homes.get(city, "")
    if not province and not city:
        return Parsed(None, "unknown_place")
    return Parsed(Place(province, city))


def is_province(text: str) -> bool:
    """True for the full or short name of a province."""
    return text in _divisions().provinces


def is_city(text: str) -> bool:
    """True for the full or short name of a prefecture-level city, or a district of a municipality."""
    known = _divisions()
    return text in known.cities or text in known.districts


def _longest_prefix(text: str, names: dict[str, str]) -> tuple[str, str]:
    for length in range(min(len(text), 16), 1, -1):
        short = names.get(text[:length])
        if short:
            return short, text[length:]
    return "", text


def split_leading_places(text: str) -> tuple[tuple[str, ...], str]:
    """Short names of the places a name begins with, widest first, and the rest: `福建省莆田市华发` → 福建, 莆田; 华发.

    Provinces and prefecture-level cities count in either form, districts and counties only with their last character
    (昆山市, 丰润区): half of their short names are also what companies call themselves.
    """
    begins = _beginnings()
    places: list[str] = []
    rest = text
    while len(places) < 3:
        fitting = (
            pair for pair in begins.get(rest[:2], ()) if rest.startswith(pair[0]) and len(rest) > len(pair[0]) + 1
        )
        full, short = next(fitting, ("", ""))
        if not full:
            break
        if short not in places:
            places.append(short)
        rest = rest[len(full) :]
    return tuple(places), rest


@cache
def _beginnings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of places and their short forms by their first two characters, longest first."""
    known = _divisions()
    districts = {full: short for full, short in known.districts.items() if full != short}
    names = districts | known.cities | known.provinces
    found: dict[str, list[tuple[str, str]]] = {}
    for full in sorted(names, key=len, reverse=True):
        found.setdefault(full[:2], []).append((full, names[full]))
    return {begin: tuple(pairs) for begin, pairs in found.items()}


def is_place(text: str) -> bool:
    """True for the full or short name of a province, city, district or county."""
    known = _divisions()
    return text in known.provinces or text in known.cities or text in known.districts


def short_place(text: str) -> str:
    """The short name of a known place, else the text."""
    known = _divisions()
    return known.provinces.get(text) or known.cities.get(text) or known.districts.get(text) or text


def home_province(place: str) -> str:
    """The province of a city's short name; a province is its own. Empty when unknown."""
    known = _divisions()
    return known.homes.get(place) or known.provinces.get(place, "")


def place_level(short: str) -> int:
    """0 for a province, 1 for a city, 2 for a district or county, 3 for no place; a name of several is the widest."""
    known = _divisions()
    levels = (known.provinces, known.cities, known.districts)
    return next((n for n, names in enumerate(levels) if short in names), len(levels))
