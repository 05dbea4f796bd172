"""No table of cells, however odd, breaks the reader; every row is accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from genjin.exchange.reading.cells import Cell, Merge, Row
from genjin.exchange.reading.fields import FIELDS
from genjin.exchange.reading.layout import find_layout
from genjin.exchange.reading.mapping import guess_mapping, with_field
from genjin.exchange.reading.rows import RowReading, SkippedRow, read_rows
from tests.exchange.reading.workbook_builder import TODAY

WORDS = [
    *(
        "",
        " ",
        "公司",
        "手机",
        "合计",
        "备注",
        "同上",
        "张三 13800001234 李四",
        "1e400",
        "NaN",
        "9" * 500,
        "۱۲۳",
        "²",
        "①",
    ),
    *("+86", "-", "(", "2024/2/30", "13月45日", "2024-13-01T25:61:00Z", "45400.99999", "1.2.3万", "<a@b.cn>"),
    *("\ud800x", "\x00", "一二三十点", "上旬"),
]

cells: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(min_value=datetime(1900, 1, 1)),  # noqa: DTZ001 as a workbook gives them
    st.sampled_from([time(3, 4), timedelta(days=3)]),
)
tables = st.lists(st.lists(cells, max_size=6), min_size=1, max_size=12)
merges = st.lists(
    st.builds(lambda top, left, down, across: Merge(top, left, top + down, left + across), *[st.integers(0, 4)] * 4),
    max_size=2,
)


def _joins(field: str) -> bool:
    return field in FIELDS and FIELDS[field].joins


class _Table:
    name = "表"

    def __init__(self, rows: Sequence[Row], merged: Sequence[Merge]) -> None:
        self._rows = rows
        self.merges = merged

    def rows(self) -> Iterator[Row]:
        return iter(self._rows)


@settings(max_examples=150, deadline=None)
@given(tables, merges)
def test_every_row_is_read_or_skipped_once(rows: list[list[Cell]], merged: list[Merge]) -> None:
    table = _Table(rows, merged)
    layout = find_layout(rows, merged)
    guess = guess_mapping(layout, rows, today=TODAY)
    fields = list(FIELDS)
    wild = with_field(guess, {column.index: fields[(column.index * 7) % len(fields)] for column in guess})
    for mapping in (guess, wild):
        found = list(read_rows(table, layout, mapping, today=TODAY))
        numbers = [row.number for row in found]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(isinstance(row, (RowReading, SkippedRow)) for row in found)
        bad = {(row.number, field) for row in found if isinstance(row, RowReading) for field, _ in row.errors}
        kept = {(row.number, field) for row in found if isinstance(row, RowReading) for field in row.values}
        assert not {place for place in bad & kept if not _joins(place[1])}
