"""Evidence as one reader may read it: columns hidden from the role stay out, masked ones show their mask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from genjin.kernel.actor import Actor, ColumnRight
from genjin.leads.duplicates.evidence import Evidence
from genjin.tables.definition import get_table
from genjin.tables.records.show import is_masked
from genjin.tables.scope.mask import column_right, is_unmasked

# Owner and unit of a row; None for what the reader has typed.
Place = tuple[int | None, int | None] | None


def show_evidence(actor: Actor, evidence: Sequence[Evidence], left: Place, right: Place) -> Iterator[Evidence]:
    """The evidence with texts this actor may see."""
    definition = get_table("leads")
    for item in evidence:
        column = definition.column(item.column)
        access = column_right(definition, actor, column)
        if access is ColumnRight.HIDDEN:
            continue
        masked = frozenset({column.id}) if access is ColumnRight.MASKED else frozenset()
        sides = []
        for text, place in ((item.left, left), (item.right, right)):
            hidden = place is not None and is_masked(column, is_unmasked(actor, *place), masked)
            sides.append(str(column.field.mask(text) or "") if hidden and text else text)
        yield Evidence(item.kind, item.points, *sides)
