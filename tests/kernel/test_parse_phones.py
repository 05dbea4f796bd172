"""Mobile and landline numbers in every notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.kernel.mobile_places import mobile_origin
from genjin.kernel.parse_phones import find_phones, parse_mobile, parse_phone


@pytest.mark.parametrize(
    "text",
    [
        "13800001234",
        "138 0000 1234",
        "138-0000-1234",
        "138.0000.1234",
        "+86 13800001234",
        "+86-138-0000-1234",
        "0086 138 0000 1234",
        "8613800001234",
        "'13800001234",
        "１３８００００１２３４",
        "手机：13800001234",
        "013800001234",
        "13800001234.0",
        13800001234,
        13800001234.0,
    ],
)
def test_a_mobile_number_is_eleven_digits(text: str | float) -> None:
    assert parse_mobile(text).value == "13800001234"


@pytest.mark.parametrize(
    ("text", "stored", "warnings"),
    [
        ("0571-4720869", "0571-4720869", ()),
        ("（0571）4720869", "0571-4720869", ()),
        ("0571 8888 1234", "0571-88881234", ()),
        ("+86-571-88881234", "0571-88881234", ()),
        ("86-10-88881234", "010-88881234", ()),
        ("+86(0)21-88881234", "021-88881234", ()),
        ("02488265525", "024-88265525", ()),
        ("077571611924", "0775-71611924", ()),
        ("0775-6773372转374", "0775-6773372-374", ()),
        ("0797-6470427分机377", "0797-6470427-377", ()),
        ("0435-79559317 转 337", "0435-79559317-337", ()),
        ("Tel: 0571-88881234 ext. 12", "0571-88881234-12", ()),
        ("0835-8644969-493", "0835-8644969-493", ()),
        ("7516732295", "0751-6732295", ("leading_zero_restored",)),
        (2488265525.0, "024-88265525", ("leading_zero_restored",)),
        ("74668278148", "0746-68278148", ("leading_zero_restored",)),
        ("88265525", "88265525", ("area_code_missing",)),
        ("4008208820", "400-820-8820", ()),
        ("+852 2345 6789", "+85223456789", ()),
        ("0571-88881234/13900001111", "0571-88881234", ("several_numbers",)),
    ],
)
def test_a_landline_is_area_number_extension(text: str | float, stored: str, warnings: tuple[str, ...]) -> None:
    parsed = parse_phone(text)
    assert parsed.value is not None
    assert (parsed.value.text, parsed.warnings) == (stored, warnings)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1.39153E+10", "precision_lost"),
        ("1.38e10", "precision_lost"),
        ("1589813111", "invalid"),
        ("158981311112", "invalid"),
        ("12345678901", "invalid"),
        ("找王总", "invalid"),
        (-1.0, "invalid"),
    ],
)
def test_what_is_no_number_says_why(text: str | float, error: str) -> None:
    assert parse_phone(text).error == error


def test_a_landline_is_no_mobile() -> None:
    assert parse_mobile("0571-88881234").error == "invalid"


@given(st.integers(13_000_000_000, 19_999_999_999).map(str), st.sampled_from(["{}", "+86 {}", " {} ", "'{}"]))
def test_every_mobile_number_survives_its_notation(digits: str, notation: str) -> None:
    grouped = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    assert parse_mobile(notation.format(digits)).value == digits
    assert parse_mobile(notation.format(grouped)).value == digits


def test_numbers_in_a_sentence_come_with_their_place() -> None:
    text = "张三 13800001111、前台0571-88881234转12；400-820-8820"
    found = [(phone.text, text[start:end]) for phone, start, end in find_phones(text)]
    assert found == [
        ("13800001111", "13800001111"),
        ("0571-88881234-12", "0571-88881234转12"),
        ("400-820-8820", "400-820-8820"),
    ]


def test_a_mobile_number_tells_where_it_was_issued() -> None:
    origin = mobile_origin("13912345678")
    assert origin is not None
    assert (origin.province, origin.area_code) == ("江苏", "0519")
    assert mobile_origin("0571") is None
