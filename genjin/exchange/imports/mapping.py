"""Which column of a file becomes which column of the table: the reader's guess in the table's own ids, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genjin.exchange.imports.plain_table import PlainTable
from genjin.exchange.reading.cells import Row, cell_text
from genjin.exchange.reading.fields import FIELDS, Kind
from genjin.exchange.reading.headers import fold_header, header_meaning
from genjin.exchange.reading.mapping import ColumnMapping
from genjin.tables.definition import Column, TableDefinition, get_table

# Where the reader's name of a field is not the lead register's.
_COLUMN_OF_FIELD = {"next_follow_at": "next_at", "note": "remarks"}
_FIELD_OF_COLUMN = {"next_at": "next_follow_at"}
_KINDS: dict[str, Kind] = {
    "text": "text",
    "long_text": "long",
    "money": "money",
    "date": "date",
    "datetime": "moment",
    "phone": "phone",
    "email": "email",
}
# Begins the headers that the error workbook adds beside the columns of the file.
REASON_SIGN = "※"
# The first line of our own exports (`exports.job`), in each language.
_OWN_MARK = re.compile(
    r"｜\S.*\d{4}-\d\d-\d\d \d\d:\d\d (?:导出，仅限内部使用|匯出，僅限內部使用)|\| exported by .*internal use only"
)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """Column `index` of the file (from 0) and the column of the table that it fills; None when left out."""

    index: int
    header: str
    column: str | None
    confidence: float
    samples: tuple[str, ...] = ()


def is_own_export(top: Sequence[Row]) -> bool:
    """Whether the sheet begins with the mark of our own exports: its headers are then our words, cell for cell."""
    filled = [c for c in (top[0] if top else ()) if c != ""]
    return len(filled) == 1 and isinstance(filled[0], str) and _OWN_MARK.search(filled[0]) is not None


def map_own_export(rules: PlainTable, headers: Sequence[str], samples: Sequence[tuple[str, ...]]) -> list[MappedColumn]:
    """By label alone; columns nobody may fill are left out without a guess."""
    labels = {fold_header(w): c.id for c in rules.definition.all_columns() for w in c.words.all()}
    mapped: list[MappedColumn] = []
    for index, header in enumerate(headers):
        column = labels.get(fold_header(header))
        taken = column if column in rules.columns and column not in {m.column for m in mapped} else None
        mapped.append(MappedColumn(index, header, taken, 1.0 if taken else 0.0, samples[index]))
    return mapped


def own_labels(rules: PlainTable) -> tuple[dict[str, str], dict[str, Kind]]:
    """Labels → reader's field, and how the reader is to read it, for columns its general vocabulary cannot know.

    Of the lead register that is what it has beyond the vocabulary, custom fields among it; of another table all. A word
    the vocabulary knows stays with it: 预算 heads amounts in most sheets, whatever our own column of that name holds.
    """
    is_leads = rules.definition.key == "leads"
    labels: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    for column in rules.columns.values():
        field = field_of(column.id)
        if is_leads and not column.is_custom and field in FIELDS:
            continue
        for word in (*column.words.all(), *column.aliases):
            meaning = header_meaning(word) if is_leads and not column.is_custom else None
            if meaning is None or not meaning.fields:
                labels.setdefault(word, field)
        kinds[field] = kind_of(column)
    return labels, kinds


def table_mapping(rules: PlainTable, guess: Sequence[ColumnMapping]) -> list[MappedColumn]:
    """The reader's guess as columns of the table; what the table or this person's rights do not take is left out.

    A stage or a number that no sample agrees with is a wrong guess: 状态 may be anything, 编号 anybody's counting.
    """
    mapped: list[MappedColumn] = []
    for column in guess:
        target = _our_people(rules, column) or (column_of(column.field) if column.field else None)
        if target not in rules.columns and target not in rules.extra_fields:
            target = None
        if column.header.startswith(REASON_SIGN):
            target = None
        if target is not None and not _agrees(rules, target, column.samples):
            target = None
        mapped.append(
            MappedColumn(column.index, column.header, target, column.confidence if target else 0.0, column.samples)
        )
    return mapped


def corrected(mapped: Sequence[MappedColumn], corrections: Mapping[int, str | None]) -> list[MappedColumn]:
    """The mapping as a person has set it; a column that they give a field to takes it from where it was.

    Text columns that may be joined (备注) keep several sources.
    """
    chosen = {v for v in corrections.values() if v is not None}
    result = []
    for column in mapped:
        target, confidence = column.column, column.confidence
        if column.index in corrections:
            target, confidence = corrections[column.index], 1.0
        elif target in chosen and not joins(target):
            target, confidence = None, 0.0
        result.append(MappedColumn(column.index, column.header, target, confidence, column.samples))
    return result


def column_of(field: str) -> str:
    return _COLUMN_OF_FIELD.get(field, field)


def field_of(column: str) -> str:
    return _FIELD_OF_COLUMN.get(column, column)


def kind_of(column: Column) -> Kind:
    """How the reader reads cells for the column; names and options as plain text."""
    return _KINDS.get(column.field.kind, "text")


def joins(column: str) -> bool:
    """Whether several columns of a file may fill it together."""
    field = FIELDS.get(field_of(column))
    return field is not None and field.joins


def sample_texts(rows: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """Up to three different texts of each column."""
    return [
        tuple(dict.fromkeys(cell_text(r[i])[:60] for r in rows if i < len(r) and r[i] != ""))[:3] for i in range(width)
    ]


def _our_people(rules: PlainTable, guess: ColumnMapping) -> str | None:
    """负责人 heads the customer's man in one file and our seller in the next: who works here is ours."""
    header = fold_header(guess.header)
    for column in rules.columns.values():
        if column.field.kind == "person" and header in {fold_header(w) for w in (*column.words.all(), *column.aliases)}:
            people = get_table(str(column.field.link_table))
            return column.id if knows_key(people, people.title, [name.strip() for name in guess.samples]) else None
    return None


def _agrees(rules: PlainTable, target: str, samples: Sequence[str]) -> bool:
    if target == "stage":
        return any(rules.knows_stage(s) for s in samples)
    if any(c.id == target for c in rules.keys):
        return bool(samples) and knows_key(rules.definition, target, samples)
    return True


def knows_key(definition: TableDefinition, column: str, samples: Sequence[str]) -> bool:
    attr = definition.column(column).attr
    return bool(definition.model._default_manager.filter(**{f"{attr}__in": list(samples)}).exists())
