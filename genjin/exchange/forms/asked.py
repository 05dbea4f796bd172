"""What a form asks for: a list of fields, each of them a column of the lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language
from genjin.leads.intake import IDENTITY
from genjin.tables.definition import Column, get_table
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext, clean_text

MAX_FIELDS = 30
_KINDS = (
    "text", "long_text", "number", "money", "date", "choice", "choices", "phone", "email", "url", "checkbox",
    "encrypted",
)  # fmt: skip
_PLAIN = ("company", "contact", "title", "mobile")
_GROUPS = ("contact", "company", "need", "sensitive")
# Ours to fill in, not a stranger's: where it came from, whom we compete with, what it says about them.
_OURS = ("campaign", "credit_code", "competitors", "willingness", "flags", "completeness")


def askable_columns() -> dict[str, Column]:
    """Columns of a lead that a stranger may fill in, in the order of the register, custom ones last."""
    return {c.id: c for c in get_table("leads").all_columns() if _is_askable(c)}


def _is_askable(column: Column) -> bool:
    if column.writable != "cell" or column.id in _OURS:
        return False
    if column.field.kind == "link":
        return column.field.link_table == "size_bands"
    if column.field.kind not in _KINDS:
        return False
    return column.is_custom or column.id in _PLAIN or column.group in _GROUPS


def check_fields(raw: Any) -> list[dict[str, Any]]:
    """The list as it is stored. Shape: `[{column, label, required, hint}]` in the order of the page.

    Raises form_column, form_twice, form_identity, bad_request.
    """
    if not isinstance(raw, list) or len(raw) > MAX_FIELDS:
        raise AppError(ErrorCode.BAD_REQUEST, what="fields")
    askable = askable_columns()
    found: dict[str, dict[str, Any]] = {}
    for entry in raw:
        if not isinstance(entry, Mapping):
            raise AppError(ErrorCode.BAD_REQUEST, what="fields")
        column = askable.get(str(entry.get("column")))
        if column is None:
            raise AppError(ErrorCode.FORM_COLUMN, column=str(entry.get("column"))[:40])
        label = clean_text(entry.get("label"), 60) or column.words.zh
        if column.id in found:
            raise AppError(ErrorCode.FORM_TWICE, column=label)
        found[column.id] = {
            "column": column.id,
            "label": label,
            "required": entry.get("required") is True,
            "hint": clean_text(entry.get("hint"), 120) or "",
        }
    if not any(field["required"] and column in IDENTITY for column, field in found.items()):
        raise AppError(ErrorCode.FORM_IDENTITY)
    return list(found.values())


class AskedFields(FieldType):
    """The list of fields as a cell: stored as data, read as one line of labels."""

    kind: ClassVar[str] = "long_text"
    operators: ClassVar[Mapping[str, Operand]] = {"empty": "none", "not_empty": "none"}

    def parse(self, raw: Any, context: ParseContext) -> Any:
        return check_fields(raw)

    def show(self, stored: Any, context: ShowContext) -> Any:
        return self.format_text(stored, context) or None

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return "、".join(f"{f['label']}{'*' if f['required'] else ''}" for f in stored or ())

    def search_term(self, stored: Any) -> str:
        return ""


def input_of(column: Column, language: Language) -> dict[str, Any]:
    """How the page asks for a column: the kind of input and, for a choice, what there is to choose."""
    return {"kind": column.field.kind, "options": _options(column, language)}


def _options(column: Column, language: Language) -> list[str]:
    if column.field.link_table == "size_bands":
        bands = get_table("size_bands").model._default_manager.filter(deleted_at=None).order_by("low")
        return [name for name in bands.values_list("name", flat=True) if name]
    options: Sequence[Any] = getattr(column.field, "options", ())
    return [option.words.in_language(language) for option in options]
