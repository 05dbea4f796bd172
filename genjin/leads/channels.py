"""Finding a channel or a size band by what people write for it."""

from __future__ import annotations

import re

from genjin.kernel.parse_headcount import closest_band, parse_headcount
from genjin.leads.models import Channel, SizeBand
from genjin.tables.fields.choice import fold

_SEPARATORS = re.compile(r"[,，、;；|\n]+")


def find_channel(text: str) -> list[int]:
    """Channels whose name or alias is `text`, width and case aside; at most two."""
    wanted = fold(text)
    rows = Channel.objects.filter(deleted_at=None, retired_at=None).order_by("position", "id")
    found = [pk for pk, name, aliases in rows.values_list("pk", "name", "aliases") if wanted in names_of(name, aliases)]
    return found[:2]


def names_of(name: str | None, aliases: str | None) -> dict[str, str]:
    """Every way of writing a channel, as written, by its folded form."""
    parts = (part.strip() for part in (name or "", *_SEPARATORS.split(aliases or "")))
    return {fold(part): part for part in parts if part}


def find_size_band(text: str) -> list[int]:
    """The band that shares most people with `text` (`50-100人`, `500人以上`); empty when it is no range."""
    read = parse_headcount(text)
    if read.value is None:
        return []
    rows = SizeBand.objects.filter(deleted_at=None).order_by("low").values_list("pk", "low", "high")
    bands = [(pk, low, high) for pk, low, high in rows if low is not None]
    index = closest_band(read.value, [(low, high) for _, low, high in bands])
    return [] if index is None else [bands[index][0]]
