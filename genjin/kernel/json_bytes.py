"""The JSON of an answer as it is sent, by orjson: pages of rows are the bulk of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson


def dump_json(data: Any) -> bytes:
    """Instants in UTC with a Z; what JSON does not know, as its text."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return str(value)
