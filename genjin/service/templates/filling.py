"""Templates filled from leads: with the cells as this reader may read them, in the customers' language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from genjin.kernel import clock
from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.queries import organisation
from genjin.service.templates.parsing import Filled, fill_template
from genjin.service.templates.places import OWN, known_places, place_of, read_template
from genjin.tables.definition import Column, get_table
from genjin.tables.records.context import build_show_context
from genjin.tables.records.show import RowShape, build_shape, is_masked
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import rows

PAGE = 500
# A cell longer than this is no word in a sentence.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Written:
    """A template filled for one lead. missing: places without a value and without words for that."""

    subject: str
    text: str
    missing: tuple[str, ...] = ()


class Filler:
    """Fills one subject and text for many leads of one actor.

    Raises template_broken, template_place; column_forbidden for a column that the actor may not read in full: nobody
    learns from a mail, or tells by one, what is kept from them.
    """

    def __init__(self, actor: Actor, subject: str, text: str) -> None:
        self._actor = actor
        self._subject, self._text = read_template(subject), read_template(text)
        known = known_places()
        names = (*self._subject.names, *self._text.names)
        self._keys = {name: key for name in names if (key := place_of(name, known)) is not None}
        wanted = tuple(dict.fromkeys(key for key in self._keys.values() if key not in OWN))
        self._shape = build_shape(get_table("leads"), actor, wanted)
        for column in self._shape.columns:
            if actor.id is not None and actor.access("leads").column(column.id) is ColumnRight.MASKED:
                raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use="read")
        self._own = _own_values(actor)

    def fill(self, lead_ids: Sequence[int]) -> dict[int, Written]:
        """For each lead of the actor's scope among them."""
        found: dict[int, Written] = {}
        for start in range(0, len(lead_ids), PAGE):
            part = rows("leads", self._actor, "edit").filter(pk__in=lead_ids[start : start + PAGE])
            read = list(part.annotate(**self._shape.annotations).values_list(*self._shape.attrs))
            found.update({row[0]: written for row, written in zip(read, self._fill_rows(read), strict=True)})
        return found

    def _fill_rows(self, read: Sequence[Sequence[Any]]) -> list[Written]:
        shape = self._shape
        stored = [(p, c) for p, c in zip(shape.places, shape.columns, strict=True) if p is not None]
        context = replace(build_show_context(self._actor, stored, read), language="zh-CN")
        written = []
        for row in read:
            full = _reads_in_full(shape, self._actor, row)
            values = {
                column.id: _cell_text(column, row[place], full, shape, context)
                for place, column in stored
                if row[place] is not None
            }
            named = {name: {**self._own, **values}.get(key, "") for name, key in self._keys.items()}
            subject, text = fill_template(self._subject, named), fill_template(self._text, named)
            written.append(_joined(subject, text))
        return written


def _joined(subject: Filled, text: Filled) -> Written:
    return Written(" ".join(subject.text.split()), text.text, tuple(dict.fromkeys((*subject.missing, *text.missing))))


def _reads_in_full(shape: RowShape, actor: Actor, row: Sequence[Any]) -> bool:
    if shape.owner_at is None or shape.unit_at is None:
        return True
    return is_unmasked(actor, row[shape.owner_at], row[shape.unit_at])


def _cell_text(column: Column, value: Any, full: bool, shape: RowShape, context: Any) -> str:
    """The cell as words; nothing where the reader sees only its mask."""
    if is_masked(column, full, shape.masked):
        return ""
    loaded = column.field.load(value) if column.is_custom else value
    return column.field.format_text(loaded, context).strip()[:LONGEST]


def _own_values(actor: Actor) -> Mapping[str, str]:
    return {
        "@sender": actor.name,
        "@organisation": organisation().name,
        "@today": f"{clock.today():%Y-%m-%d}",
    }
