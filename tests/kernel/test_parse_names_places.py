"""Names, places, e-mails and head counts as they stand in sheets."""

from __future__ import annotations

import pytest

from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_headcount import Headcount, closest_band, parse_headcount
from genjin.kernel.parse_names import looks_like_company, looks_like_person, parse_company_name
from genjin.kernel.parse_places import Place, parse_city, parse_province, parse_region

BANDS = [(1, 49), (50, 99), (100, 499), (500, 999), (1000, None)]


@pytest.mark.parametrize(
    "text",
    [
        "⭐天津森泰木业有限公司",
        "  天津森泰木业有限公司\u3000",
        "✅ 天津森泰木业有限公司🔥",
        "\ufeff天津森泰木业有限公司",
    ],
)
def test_a_company_name_loses_what_surrounds_it(text: str) -> None:
    assert parse_company_name(text).value == "天津森泰木业有限公司"


def test_a_dash_is_no_company_and_a_page_is_too_long() -> None:
    assert (parse_company_name("-").value, parse_company_name("-").error) == (None, None)
    assert parse_company_name("厂" * 201).error == "too_long"


def test_companies_and_persons_are_told_apart() -> None:
    companies = ["宁波永发智能安防科技有限公司", "江西铜业德兴铜矿", "Acme Tooling GmbH", "万兴街便民店"]
    persons = ["王芳", "欧阳明", "张总", "李工", "买买提·艾力"]
    assert [looks_like_company(name) for name in companies] == [True] * 4
    assert [looks_like_person(name) for name in persons] == [True] * 5
    assert not any(looks_like_person(name) for name in [*companies, "采购部", "下月再联系"])
    assert not any(looks_like_company(name) for name in persons)


@pytest.mark.parametrize(
    ("text", "short"),
    [("江苏省", "江苏"), ("江苏", "江苏"), ("内蒙古自治区", "内蒙古"), ("上海市", "上海"), ("香港特别行政区", "香港")],
)
def test_provinces_have_one_short_name(text: str, short: str) -> None:
    assert (parse_province(text).value, parse_province(text).warnings) == (short, ())


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("沧州市", "沧州"),
        ("恩施土家族苗族自治州", "恩施"),
        ("浦东新区", "浦东"),
        ("和田地区", "和田"),
        ("昆山市", "昆山"),
    ],
)
def test_cities_have_one_short_name(text: str, short: str) -> None:
    assert parse_city(text).value == short


def test_an_unknown_place_is_kept_with_a_warning() -> None:
    assert (parse_province("华东").value, parse_province("华东").warnings) == ("华东", ("unknown_place",))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("江苏省苏州市工业园区", Place("江苏", "苏州")),
        ("江苏-苏州", Place("江苏", "苏州")),
        ("深圳", Place("广东", "深圳")),
        ("上海市浦东新区", Place("上海", "浦东")),
        ("吉林省吉林市", Place("吉林", "吉林")),
        ("济源市", Place("河南", "济源")),
        ("浙江", Place("浙江", "")),
    ],
)
def test_a_region_is_split(text: str, place: Place) -> None:
    assert parse_region(text).value == place


def test_emails() -> None:
    assert parse_email(" ZHANG.Wei@Example.CN ").value == "zhang.wei@example.cn"
    assert parse_email("ｚｗ＠example.cn").value == "zw@example.cn"
    assert parse_email("张伟 <zw@example.cn>").value == "zw@example.cn"
    several = parse_email("a@example.cn；b@example.cn")
    assert (several.value, several.warnings) == ("a@example.cn", ("several_addresses",))
    assert [parse_email(text).error for text in ("a#example.cn", "a@b", "a..b@example.cn", "无此人@")] == [
        "invalid"
    ] * 4
    assert (parse_email("-").value, parse_email("-").error) == (None, None)


@pytest.mark.parametrize(
    ("text", "count", "band"),
    [
        ("50-100人", Headcount(50, 100), 1),
        ("200—500人", Headcount(200, 500), 2),
        ("500人以上", Headcount(500, None), 3),
        ("少于50人", Headcount(0, 50), 0),
        ("约300人", Headcount(300, 300), 2),
        ("1-2万人", Headcount(10_000, 20_000), 4),
        ("1000+", Headcount(1000, None), 4),
        ("五十人", Headcount(50, 50), 1),
        (300, Headcount(300, 300), 2),
    ],
)
def test_head_counts_find_their_band(text: str | int, count: Headcount, band: int) -> None:
    assert parse_headcount(text).value == count
    assert closest_band(count, BANDS) == band


def test_a_word_for_size_is_no_head_count() -> None:
    assert parse_headcount("中型企业").error == "not_a_range"
