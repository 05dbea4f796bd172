"""The contract every field type keeps, and what people type into each."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.kernel.errors import AppError
from genjin.kernel.words import Words
from genjin.tables import fields as f
from genjin.tables.fields.base import ParseContext, ShowContext

pytestmark = pytest.mark.once

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)
CONTEXT = ParseContext(now=NOW, today=date(2026, 3, 5))
SHOW = ShowContext()
OPTIONS = tuple(
    f.Option(k, Words(zh, en))
    for k, zh, en in (("hot", "很急", "Hot"), ("cold", "不急", "Cold"), ("n", "无所谓", "Any"))
)

text = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60
)
# Bounds without a zone are what the strategy takes.
BOUNDS = (datetime(1950, 1, 1), datetime(2150, 1, 1))  # noqa: DTZ001
instants = st.datetimes(*BOUNDS, timezones=st.just(UTC)).map(lambda d: d.replace(microsecond=0))
VALUES: list[tuple[f.FieldType, st.SearchStrategy[Any]]] = [
    (f.Text(), text),
    (f.LongText(), text),
    (f.Number(), st.floats(-1e9, 1e9, allow_nan=False)),
    (f.Money(), st.integers(-(10**13), 10**13)),
    (f.Percent(), st.floats(-1000, 1000, allow_nan=False)),
    (f.Date(), st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(date.isoformat)),
    (f.DateTime(), instants.map(datetime.isoformat)),
    (f.Choice(OPTIONS), st.sampled_from([o.key for o in OPTIONS])),
    (f.Choices(OPTIONS), st.lists(st.sampled_from([o.key for o in OPTIONS]))),
    (f.Grade(), st.sampled_from(["A+", "A", "A-", "B", "C-", "D", "E"])),
    (f.Email(), st.from_regex(r"[a-z][a-z0-9]{0,9}@[a-z]{2,9}\.(com|cn)", fullmatch=True)),
    (f.Url(), st.from_regex(r"https?://[a-z]{2,9}\.cn/[a-z0-9]{0,9}", fullmatch=True)),
    (f.Phone(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)),
    (f.Checkbox(), st.booleans()),
    (f.Rating(), st.integers(1, 5)),
]  # fmt: skip
KINDS = [pytest.param(field, values, id=field.kind) for field, values in VALUES]


@pytest.mark.parametrize(("field", "values"), KINDS)
def test_what_is_copied_from_a_cell_pastes_as_the_same_value(
    field: f.FieldType, values: st.SearchStrategy[Any]
) -> None:
    @given(values)
    def check(raw: Any) -> None:
        stored = field.parse(raw, CONTEXT)
        assert field.parse(field.format_text(stored, SHOW), CONTEXT) == stored

    check()


@pytest.mark.parametrize(("field", "values"), KINDS)
def test_the_ledger_gives_back_what_it_was_given(field: f.FieldType, values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def check(raw: Any) -> None:
        stored = field.parse(raw, CONTEXT)
        assert field.load(field.dump(stored)) == stored
        if stored is not None:
            assert field.load(field.store_custom(stored)) == stored

    check()


@pytest.mark.parametrize("field", [field for field, _ in VALUES] + [f.Encrypted()], ids=lambda field: field.kind)
def test_no_text_crashes_a_field(field: f.FieldType) -> None:
    @given(st.text(string.printable + "万元日月年今明后点￥¥１２：－，。、 　★", max_size=24))
    def check(raw: str) -> None:
        try:
            field.parse(raw, CONTEXT)
        except AppError as refused:
            assert refused.code.value not in ("internal",)

    check()


@pytest.mark.parametrize("field", [field for field, _ in VALUES], ids=lambda field: field.kind)
def test_blank_text_empties_the_cell(field: f.FieldType) -> None:
    assert field.parse("", CONTEXT) is None
    assert field.parse("   ", CONTEXT) is None
    assert field.parse(None, CONTEXT) is None


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        (f.Money(), "12万", 12_000_000),
        (f.Money(), "¥1,200.50", 120_050),
        (f.Date(), "3月5日", date(2026, 3, 5)),
        (f.Date(), "明天", date(2026, 3, 6)),
        (f.DateTime(), "明天下午3点", datetime(2026, 3, 6, 7, 0, tzinfo=UTC)),
        (f.Phone(), "138 0000 6021", "13800006021"),
        (f.Phone(), "+86 138-0000-6021", "13800006021"),
        (f.Number(), "1.5万", 15_000),
        (f.Percent(), "12.5%", 12.5),
        (f.Grade(), "B类", "B"),
        (f.Grade(), "a＋", "A+"),
        (f.Choice(OPTIONS), " 很急 ", "hot"),
        (f.Choices(OPTIONS), "不急、很急", "|hot|cold|"),
        (f.Checkbox(), "√", True),
        (f.Rating(), "★★★", 3),
    ],
)
def test_lenient_input(field: f.FieldType, typed: str, stored: Any) -> None:
    assert field.parse(typed, CONTEXT) == stored


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (f.Date(), "2026-02-30", "invalid_date"),
        (f.Money(), "面议", "invalid_money"),
        (f.Phone(), "1381234567", "invalid_phone"),
        (f.Email(), "zhang@", "invalid_email"),
        (f.Url(), "javascript:alert(1)", "invalid_url"),
        (f.Choice(OPTIONS), "特急", "unknown_option"),
        (f.Number(), "1e999", "invalid_number"),
        (f.Number(), "NaN", "invalid_number"),
        (f.Text(), "a\x00b", "invalid_value"),
        (f.Text(), "长" * 3000, "too_long"),
        (f.Rating(), "9", "invalid_number"),
    ],
)
def test_bad_input_names_what_is_wrong(field: f.FieldType, typed: str, code: str) -> None:
    with pytest.raises(AppError) as refused:
        field.parse(typed, CONTEXT)
    assert refused.value.code == code


def test_sensitive_text_is_never_stored_readable() -> None:
    field = f.Encrypted()
    stored = field.parse("预算 80 万，王总拍板", CONTEXT)
    assert stored is not None
    assert "预算" not in stored
    assert field.reveal(stored) == "预算 80 万，王总拍板"
    assert field.show(stored, SHOW) == "******"
    assert field.same(stored, field.parse("预算 80 万，王总拍板", CONTEXT))
    assert stored != field.parse("预算 80 万，王总拍板", CONTEXT)


def test_pasting_a_mask_back_does_not_overwrite_the_secret() -> None:
    with pytest.raises(AppError):
        f.Encrypted().parse("******", CONTEXT)
