"""Names in link cells → rows: each table asked once a chunk for all new names, each name asked once a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import TableDefinition, get_table
from genjin.tables.scope.predicate import rows

_PAGE = 500
_AMBIGUOUS = -1
_UNKNOWN = -2


class LinkBook:
    """Remembers what names of one table mean, among the rows the actor may see. Numbers and aliases count as names."""

    def __init__(self, actor: Actor, table: str) -> None:
        self.definition: TableDefinition = get_table(table)
        self._actor = actor
        self._known: dict[str, int] = {}

    def prefetch(self, names: Iterable[str]) -> None:
        """Looks up names not met before: one query per 500, then the aliases of those left."""
        missing = [n for n in dict.fromkeys(names) if n not in self._known]
        self._look_up(self.definition.column(self.definition.title).attr, missing)
        for column in self.definition.columns:
            if column.unique:
                self._look_up(column.attr, [n for n in missing if n not in self._known])
        for name in missing:
            if name not in self._known:
                self._known[name] = self._by_alias(name)

    def find(self, name: str) -> int:
        """The row's id. Raises unknown_option, ambiguous_option."""
        if name not in self._known:
            self.prefetch([name])
        found = self._known[name]
        if found == _UNKNOWN:
            raise AppError(ErrorCode.UNKNOWN_OPTION, value=name[:40], table=self.definition.key)
        if found == _AMBIGUOUS:
            raise AppError(ErrorCode.AMBIGUOUS_OPTION, value=name[:40], table=self.definition.key)
        return found

    def learn(self, name: str, row_id: int) -> None:
        """A row created meanwhile."""
        self._known[name] = row_id

    def forget(self, name: str) -> None:
        """The row was not created after all."""
        self._known.pop(name, None)

    def _look_up(self, attr: str, names: list[str]) -> None:
        for start in range(0, len(names), _PAGE):
            part = self._source().filter(**{f"{attr}__in": names[start : start + _PAGE]})
            for row_id, name in part.order_by("pk").values_list("pk", attr):
                self._known[name] = row_id if self._known.get(name, row_id) == row_id else _AMBIGUOUS

    def _source(self) -> Any:
        """Settings and people are looked up whole: their names are no secret inside the organisation."""
        definition = self.definition
        if (
            (definition.owned or definition.parent is not None)
            and not definition.settings
            and definition.key != "people"
        ):
            return rows(definition.key, self._actor)
        living = definition.model._default_manager.filter(deleted_at__isnull=True)
        names = {f.name for f in definition.model._meta.concrete_fields}
        if "active" in names:
            living = living.filter(active=True)
        return living.filter(retired_at__isnull=True) if "retired_at" in names else living

    def _by_alias(self, name: str) -> int:
        hits = self.definition.find_alias(name) if self.definition.find_alias is not None else []
        if not hits:
            return _UNKNOWN
        return hits[0] if len(hits) == 1 else _AMBIGUOUS


class LinkBooks:
    """One book a table."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._books: dict[str, LinkBook] = {}

    def book(self, table: str) -> LinkBook:
        if table not in self._books:
            self._books[table] = LinkBook(self._actor, table)
        return self._books[table]

    def prefetch(self, names: Mapping[str, set[str]]) -> None:
        """names: by table."""
        for table, wanted in names.items():
            self.book(table).prefetch(wanted)

    def resolve(self, table: str, text: str) -> int:
        """As `ParseContext.resolve`."""
        return self.book(table).find(text)
