"""The whole outcome of reading a file as JSON, in the field names and units of the import samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from genjin.exchange.reading.document import Document, read_document
from genjin.exchange.reading.limits import DEFAULT_LIMITS, Limits
from genjin.exchange.reading.rows import FieldValue, RowReading, SkippedRow
from genjin.kernel.clock import ORGANISATION_ZONE
from genjin.kernel.parse_headcount import Headcount

# Fields whose values are fen here and yuan there.
_MONEY = ("amount", "won_amount")
# The samples know fewer fields; what was said with the customer is a note there, what it comes to an amount.
_PUBLIC_FIELDS = frozenset(
    [
        *("company", "contact", "title", "mobile", "phone", "email", "province", "city", "industry", "source", "owner"),
        *("amount", "next_follow_at", "created_at", "note"),
    ]
)
_PUBLIC_NAMES = {"followups": "note", "feedback": "note", "remarks": "note", "need": "note", "won_amount": "amount"}


def preview_document(
    path: Path | str, *, as_of: date, sheet: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> dict[str, Any]:
    """Reads `path` as if imported on `as_of`.

    Shape: file, format, encoding, delimiter, sheet, header_row (from 1, None without one), mapping [{column from 1,
    header, field, lead_field, scale, confidence}], rows [{row, status ok|partial|rejected, values, more, errors
    "field:code", warnings, contacts}], skipped [{row, reason}], counts. Amounts in yuan, dates as YYYY-MM-DD.
    `field` and `values` keep to the samples' fields; `lead_field` and `more` tell what else the reader knows.
    Raises: as `document.read_document`.
    """
    path = Path(path)
    with read_document(path, path.name, today=as_of, sheet=sheet, limits=limits) as document:
        names = _public_names(document)
        rows: list[dict[str, Any]] = []
        skipped: list[dict[str, Any]] = []
        for row in document.rows():
            if isinstance(row, SkippedRow):
                if row.reason != "header":
                    skipped.append({"row": row.number, "reason": row.reason})
            else:
                rows.append(_row(row, names))
        return {"file": path.name, **_facts(document, names), "rows": rows, "skipped": skipped, "counts": _counts(rows)}


def _facts(document: Document, names: Mapping[str, str]) -> dict[str, Any]:
    header = document.layout.header_row
    return {
        "format": document.format,
        "encoding": document.encoding,
        "delimiter": document.delimiter,
        "sheet": document.sheet.name,
        "header_row": None if header is None else header + 1,
        "mapping": [
            {
                "column": column.index + 1,
                "header": column.header,
                "field": names.get(column.field or ""),
                "lead_field": column.field,
                "scale": column.scale,
                "confidence": column.confidence,
            }
            for column in document.mapping
        ],
    }


def _public_names(document: Document) -> dict[str, str]:
    """The reader's fields → the samples' fields. A second amount finds its place taken and has none."""
    taken = {column.field for column in document.mapping} & _PUBLIC_FIELDS
    names = {field: field for field in _PUBLIC_FIELDS}
    return names | {own: name for own, name in _PUBLIC_NAMES.items() if name == "note" or name not in taken}


def _row(row: RowReading, names: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    more: dict[str, Any] = {}
    for field, value in row.values.items():
        shown = _shown(field, value)
        name = names.get(field)
        if name is None:
            more[field] = shown
        else:
            values[name] = f"{values[name]}\n{shown}" if name in values else shown
    result: dict[str, Any] = {
        "row": row.number,
        "status": row.status,
        "values": values,
        "errors": [f"{names.get(field, field)}:{code}" for field, code in row.errors],
        "warnings": [f"{names.get(field, field)}:{code}" for field, code in row.warnings],
    }
    if more:
        result["more"] = more
    if row.contacts:
        result["contacts"] = [{key: text for key, text in asdict(contact).items() if text} for contact in row.contacts]
    return result


def _shown(field: str, value: FieldValue) -> str | int | float:
    if field in _MONEY and isinstance(value, int):
        return value / 100
    if isinstance(value, datetime):
        return value.astimezone(ORGANISATION_ZONE).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Headcount):
        return f"{value.low}+" if value.high is None else f"{value.low}-{value.high}"
    return value


def _counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    counts = {"ok": 0, "partial": 0, "rejected": 0}
    for row in rows:
        counts[row["status"]] += 1
    return counts
