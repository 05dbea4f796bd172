"""How SQL reads a custom field out of the JSON column, the same way its index does."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, F, FloatField, Func, IntegerField, TextField

_OUTPUT = {"text": TextField, "int": IntegerField, "float": FloatField, "bool": BooleanField}
_POSTGRES_CAST = {"text": "", "int": "::bigint", "float": "::double precision", "bool": "::boolean"}


def custom_sql(vendor: str, key: str, stored_as: str, column: str = '"custom"') -> str:
    """The SQL expression for custom field `key` (already checked to be `c` and digits)."""
    if vendor == "postgresql":
        return f"(({column}->>'{key}'){_POSTGRES_CAST[stored_as]})"
    return f"json_extract({column}, '$.{key}')"


class CustomValue(Func):
    """Annotation reading `custom.<key>`; NULL when the row has no value."""

    def __init__(self, key: str, stored_as: str, **extra: Any) -> None:
        if not (key.startswith("c") and key[1:].isdigit()):
            raise ValueError(f"not a custom field key: {key}")
        self.key = key
        self.stored_as = stored_as
        super().__init__(F("custom"), output_field=_OUTPUT[stored_as](), **extra)

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        column, params = compiler.compile(self.source_expressions[0])
        return custom_sql(connection.vendor, self.key, self.stored_as, column), list(params)
