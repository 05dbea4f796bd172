"""What planning must know of the table, asked once for a whole chunk of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from genjin.exchange.imports.plain_table import NOTHING_KNOWN, Draft, PlainTable
from genjin.exchange.imports.plan import Found, Target
from genjin.exchange.imports.planned import PlannedMatch
from genjin.tables.definition import Column
from genjin.tables.ledger.rowstore import read_rows
from genjin.tables.records.query import fetch_rows
from genjin.tables.scope.mask import is_unmasked
from genjin.tables.scope.predicate import rows, visible_ids

_PAGE = 500
_NUMBERS = ("mobile", "mobile_near", "phone", "phone_near", "switchboard")


class LookUp:
    """Finds keys, matches and present values for chunks of drafts."""

    def __init__(self, rules: PlainTable) -> None:
        self.rules = rules
        self._table = rules.definition.key

    def find(self, drafts: Sequence[Draft]) -> list[Found]:
        """One entry a draft. A handful of queries for the whole chunk."""
        live = [d for d in drafts if d.skipped is None and d.origin is None]
        keyed = self._by_key(live)
        rest = [d for d in live if d.line not in keyed]
        matches = dict(zip((d.line for d in rest), self._matches(rest), strict=True))
        wanted = {m.id for m in keyed.values()} | {m.id for found in matches.values() for m in found if m.editable}
        columns = {c for d in live for c in d.values} | {c for d in live for c in d.cells}
        targets = self.targets({i for i in wanted if i is not None}, columns & set(self.rules.columns))
        return [Found(keyed.get(d.line), matches.get(d.line, ()), None, targets) for d in drafts]

    def _by_key(self, drafts: Sequence[Draft]) -> dict[int, PlannedMatch]:
        """By line: the row whose number the line names, among those the reader sees."""
        found: dict[int, PlannedMatch] = {}
        for column in self.rules.keys:
            lines: dict[Any, list[int]] = {}
            for draft in drafts:
                if draft.values.get(column.id) is not None:
                    lines.setdefault(draft.values[column.id], []).append(draft.line)
            names = list(lines)
            title = self.rules.definition.column(self.rules.definition.title).attr
            for start in range(0, len(names), _PAGE):
                seen = rows(self._table, self.rules.actor).filter(
                    **{f"{column.attr}__in": names[start : start + _PAGE]}
                )
                for row_id, name, label in seen.values_list("pk", column.attr, title):
                    for line in lines[name]:
                        found[line] = PlannedMatch(
                            row_id, label, name, evidence=((column.id, str(name)),), editable=True
                        )
        return found

    def _matches(self, drafts: Sequence[Draft]) -> list[list[PlannedMatch]]:
        found = self.rules.find_matches(drafts)
        ids = {m.id for matches in found for m in matches if m.id is not None}
        editable = visible_ids(self._table, self.rules.actor, ids, "edit") if ids and self.rules.may_edit else set()
        masked = self._masked(ids)
        return [[_seen(m, m.id in editable, m.id in masked) for m in matches] for matches in found]

    def _masked(self, ids: set[int]) -> set[int]:
        """Those whose phones this reader sees only in part: a file of guesses must not find out whose number it is."""
        if not ids or not self.rules.definition.owned:
            return set()
        keys = read_rows(self.rules.definition.model, ids, ("owner_id", "unit_id"), lock=False)
        return {i for i, row in keys.items() if not is_unmasked(self.rules.actor, row["owner_id"], row["unit_id"])}

    def targets(self, ids: set[int], column_ids: Iterable[str]) -> dict[int, Target]:
        """Rows of the table with the values of these columns, stored and as this reader sees them."""
        if not ids:
            return {}
        columns = [self.rules.columns[c] for c in sorted(column_ids)]
        editable = visible_ids(self._table, self.rules.actor, ids, "edit") if self.rules.may_edit else set()
        stored = self._stored(ids, columns)
        shown = self._shown(list(ids), columns)
        known = self.rules.read_targets(ids)
        targets = {}
        for row_id, row in stored.items():
            blind = self._blind(row, columns)
            values = {c.id: _value(row, c) for c in columns}
            targets[row_id] = Target(
                row_id, row_id in editable, values, shown.get(row_id, {}), blind, known.get(row_id, NOTHING_KNOWN)
            )
        return targets

    def _stored(self, ids: set[int], columns: Sequence[Column]) -> dict[int, dict[str, Any]]:
        definition = self.rules.definition
        attrs = dict.fromkeys("custom" if c.is_custom else c.attr for c in columns)
        if definition.owned:
            attrs.update({"owner_id": None, "unit_id": None})
        visible = visible_ids(self._table, self.rules.actor, ids)
        return read_rows(definition.model, visible, list(attrs) or ["id"], lock=False)

    def _shown(self, ids: list[int], columns: Sequence[Column]) -> dict[int, Mapping[str, Any]]:
        shown: dict[int, Mapping[str, Any]] = {}
        for start in range(0, len(ids), _PAGE):
            part = ids[start : start + _PAGE]
            page = fetch_rows(self._table, self.rules.actor, part, tuple(c.id for c in columns))
            shown.update({r["id"]: dict(zip(page.columns, r["cells"], strict=True)) for r in page.rows})
        return shown

    def _blind(self, row: Mapping[str, Any], columns: Sequence[Column]) -> frozenset[str]:
        if not self.rules.definition.owned:
            return frozenset()
        if is_unmasked(self.rules.actor, row["owner_id"], row["unit_id"]):
            return frozenset()
        return frozenset(c.id for c in columns if c.mask == "unless_owner" or c.field.encrypted)


def _seen(match: PlannedMatch, editable: bool, masked: bool) -> PlannedMatch:
    """The match as this reader may know it. Nobody's when without a number that they cannot read it would be none."""
    evidence = tuple(e for e in match.evidence if not (masked and e[0] in _NUMBERS))
    if match.id is None or not evidence or (masked and match.by_number):
        return PlannedMatch(None, evidence=match.evidence)
    return replace(match, evidence=evidence, editable=editable)


def _value(row: Mapping[str, Any], column: Column) -> Any:
    if not column.is_custom:
        return row[column.attr]
    held = row["custom"].get(column.custom_key)
    return None if held is None else column.field.load(held)


def highest_id(rules: PlainTable) -> int:
    """The newest row's id: what comes after it was entered while somebody looked at the plan."""
    newest = rules.definition.model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(newest or 0)
