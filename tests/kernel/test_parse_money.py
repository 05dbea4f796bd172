"""Amounts as people write them, in fen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.kernel.parse_money import MAX_FEN, format_money, format_money_short, parse_money


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("12万", 120_000),
        ("1.2万", 12_000),
        ("12,000", 12_000),
        ("¥12,000.00", 12_000),
        ("￥5，000", 5_000),
        ("１２００", 1_200),
        ("5000元", 5_000),
        ("8万块", 80_000),
        ("3W", 30_000),
        ("5k", 5_000),
        ("1亿", 100_000_000),
        ("1.5千万", 15_000_000),
        ("1万2千", 12_000),
        ("12万8", 128_000),
        ("十二万元整", 120_000),
        ("人民币壹拾贰万元整", 120_000),
        ("三亿五千万", 350_000_000),
        ("1 200", 1_200),
        ("-500", -500),
        ("(500)", -500),
        (1200.5, 1200.5),
        (0, 0),
    ],
)
def test_amounts_are_read_to_the_fen(text: str | float, yuan: float) -> None:
    parsed = parse_money(text)
    assert (parsed.value, parsed.error) == (round(yuan * 100), None)


@pytest.mark.parametrize(
    ("text", "yuan", "warnings"),
    [
        ("约38.5万", 385_000, ("about",)),
        ("12万元左右", 120_000, ("about",)),
        ("50万以上", 500_000, ("bound",)),
        ("10万+", 100_000, ("bound",)),
    ],
)
def test_a_vague_amount_is_read_with_a_warning(text: str, yuan: int, warnings: tuple[str, ...]) -> None:
    assert (parse_money(text).value, parse_money(text).warnings) == (yuan * 100, warnings)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("面议", "undecided"),
        ("待定", "undecided"),
        ("10-20万", "range"),
        ("5万~8万", "range"),
        ("10万至20万", "range"),
        ("$500", "foreign_currency"),
        ("3000美元", "foreign_currency"),
        ("12万/年", "not_a_number"),
        ("很多钱", "not_a_number"),
        ("99999999999999999", "too_large"),
        (float("nan"), "not_a_number"),
    ],
)
def test_what_is_no_single_amount_of_yuan_is_refused_by_name(text: str | float, error: str) -> None:
    assert (parse_money(text).value, parse_money(text).error) == (None, error)


@pytest.mark.parametrize("text", ["", "  ", "-", "/", "无", "N/A"])
def test_an_empty_cell_is_neither_value_nor_error(text: str) -> None:
    assert (parse_money(text).value, parse_money(text).error) == (None, None)


def test_a_column_in_ten_thousands_scales_bare_numbers_only() -> None:
    assert parse_money("8.8", scale=10_000).value == 88_000_00
    assert parse_money(8.8, scale=10_000).value == 88_000_00
    assert parse_money("12万", scale=10_000).value == 120_000_00


@given(st.integers(min_value=-MAX_FEN, max_value=MAX_FEN))
def test_what_is_shown_is_read_back(fen: int) -> None:
    assert parse_money(format_money(fen)).value == fen


@given(st.integers(min_value=-MAX_FEN, max_value=MAX_FEN))
def test_the_short_form_is_read_back_within_its_rounding(fen: int) -> None:
    value = parse_money(format_money_short(fen)).value
    assert value is not None
    assert abs(value - fen) <= max(abs(fen) * 0.006, 0)


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (8_000_00, "8,000"),
        (12_500_00, "1.25万"),
        (128_000_00, "12.8万"),
        (99_999_99, "10万"),
        (99_999_500_00, "1亿"),
        (120_000_000_00, "1.2亿"),
        (-128_000_00, "-12.8万"),
        (0, "0"),
    ],
)
def test_the_short_form(fen: int, text: str) -> None:
    assert format_money_short(fen) == text
