"""The one way to write. An operation holds chunks; a chunk is one transaction that writes rows and their changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from genjin.jobs.outbox import collect_mails, stamp_mails
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.sqlite import relieve_log, wide_cache
from genjin.tables.definition import Column, Derive, Deriver, TableDefinition, get_table
from genjin.tables.fields.base import dumps_otherwise
from genjin.tables.ledger.rowstore import (
    as_json,
    blank_row,
    insert_numbered,
    insert_rows,
    read_rows,
    take_ids,
    update_rows,
)
from genjin.tables.ledger.wake import wake_readers
from genjin.tables.models import Change
from genjin.tables.models import Operation as OperationRow
from genjin.tables.search.projection import update_entries, write_entries

# Rows a transaction writes. SQLite's one writer keeps everybody waiting: at most 25 ms on the machine of the budgets. A
# server's keeps those waiting who want the same rows, and every statement is a way there and back.
_CHUNK_ROWS = {"sqlite": 200, "postgresql": 1_000}
# Chunks after which SQLite's log (then some 40 MB) is copied: more often, and pages that many chunks touch are copied
# again and again.
CHUNKS_A_LOG = 6
Kind = Change.Kind
# A change in the making, everything but its own and its operation's id.
_CHANGE = ("operation_id", "chunk", "table", "row_id", "column", "kind", "before", "after")


def chunk_rows() -> int:
    """How many rows of a bulk change belong in one transaction."""
    return _CHUNK_ROWS[connection.vendor]


class OpenOperation:
    """An operation being written. Its row appears with the first change: without changes it leaves no trace."""

    def __init__(self, actor: Actor, **facts: Any) -> None:
        self.actor = actor
        self.facts = facts
        self.id: int | None = None
        self.rows = 0
        self.cells = 0
        self.chunks = 0
        # What a long operation holds until its end.
        self.held = ExitStack()

    @contextmanager
    def chunk(self) -> Iterator[Writer]:
        """One transaction. Rolled back as a whole when the block raises."""
        if self.chunks == 1:
            self.held.enter_context(wide_cache())
        with transaction.atomic(), collect_mails() as mails:
            writer = Writer(self)
            yield writer
            writer.finish()
            if mails and self.id is not None:
                stamp_mails(mails, self.id)
        self.chunks += 1
        if self.chunks % CHUNKS_A_LOG == 0:
            relieve_log()
        if writer.wrote:
            wake_readers()

    def count(self, table: str, rows: int) -> None:
        """Adds written rows, not those hanging on others of them: a new lead and its first visit are one record."""
        parent = get_table(table).parent
        if parent is None or parent.table != self.facts["table"]:
            self.rows += rows

    def ensure_row(self) -> int:
        if self.id is None:
            row = OperationRow(
                at=clock.now(),
                actor_id=self.actor.id,
                actor_name=self.actor.name,
                state=OperationRow.State.RUNNING,
                **self.facts,
            )
            row.save(force_insert=True)
            self.id = row.pk
        return self.id

    def save_totals(self, state: str) -> None:
        if self.id is not None:
            OperationRow.objects.filter(pk=self.id).update(
                state=state, rows=self.rows, cells=self.cells, args=self.facts["args"]
            )


@contextmanager
def operation(
    actor: Actor,
    *,
    verb: str,
    table: str,
    via: str = "api",
    reason: str = "",
    args: Mapping[str, Any] | None = None,
    client_key: str | None = None,
    undoes: int | None = None,
) -> Iterator[OpenOperation]:
    """Opens an operation; done when the block ends, cancelled (what was committed stays, undoable) when it raises."""
    opened = OpenOperation(
        actor,
        verb=verb,
        table=table,
        via=via,
        reason=reason,
        args=dict(args or {}),
        client_key=client_key,
        undoes_id=undoes,
    )
    try:
        with opened.held:
            yield opened
    except BaseException:
        if opened.chunks:
            opened.save_totals(OperationRow.State.CANCELLED)
        raise
    opened.save_totals(OperationRow.State.DONE)


@contextmanager
def single(actor: Actor, **facts: Any) -> Iterator[Writer]:
    """An operation of one chunk: rows, changes and operation in one transaction."""
    with transaction.atomic(), operation(actor, **facts) as opened, opened.chunk() as writer:
        yield writer


class Writer:
    """Writes rows of registered tables inside one chunk. Rights are the caller's to check; history is not."""

    def __init__(self, opened: OpenOperation) -> None:
        self.operation = opened
        self.actor: Actor = opened.actor
        self.now: datetime = clock.now()
        self.wrote = False
        # Plain values: a model instance a cell costs as much as writing the cell.
        self._changes: list[tuple[Any, ...]] = []
        self._touched: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._new: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
        self._search: dict[str, set[int]] = defaultdict(set)
        self._derives: dict[int, Derive] = {}

    def rows(
        self, table: str, ids: Iterable[int], attrs: Sequence[str], *, trashed: bool = False
    ) -> dict[int, dict[str, Any]]:
        """`{id: {attr: value}}` of living rows, locked until the chunk ends. No scope: check that first."""
        wanted, new = list(ids), self._new[table]
        found = {i: {attr: new[i][attr] for attr in attrs} for i in wanted if i in new} if new else {}
        rest = [i for i in wanted if i not in found] if found else wanted
        return {**found, **read_rows(get_table(table).model, rest, attrs, trashed=trashed)} if rest else found

    def set(
        self, table: str, cells: Mapping[int, Mapping[str, Any]], *, kind: Kind = Kind.SET, trashed: bool = False
    ) -> int:
        """Writes stored values by column id; equal values are left alone. Returns the number of cells changed."""
        definition = get_table(table)
        columns = definition.by_id()
        wanted = {columns[c].id: columns[c] for values in cells.values() for c in values}
        follow = definition.follow if definition.follow_on & wanted.keys() else None
        attrs = _attrs(definition, wanted.values())
        if follow is not None:
            attrs = list(dict.fromkeys((*attrs, *definition.follow_needs)))
        current = read_rows(definition.model, cells, attrs, trashed=trashed)
        updates: dict[int, dict[str, Any]] = {}
        count = 0
        for row_id, values in cells.items():
            if row_id not in current:
                continue
            written = self._set_row(definition, wanted, row_id, current[row_id], values, kind)
            if written:
                updates[row_id] = {**written, **self._stamp()}
                count += len(self._touched[table][row_id] & set(values))
        if follow is not None:
            for row_id, derived in follow({i: {**current[i], **written} for i, written in updates.items()}).items():
                updates[row_id].update(derived)
        update_rows(definition.model, updates)
        self._forget_new(table, updates)
        return count

    def create(self, table: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Inserts rows given by column id (stored values); prepared, derived, one `create` change each."""
        if not rows:
            return []
        definition = get_table(table)
        drafts = [dict(r) for r in rows]
        for prepare in definition.prepare:
            prepare(self.actor, self, drafts)
        columns = definition.by_id()
        ids = take_ids(definition.model, len(drafts))
        named = {c for d in drafts for c in d}
        if unknown := named - columns.keys():
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=min(unknown), table=table)
        places = {c: (columns[c], columns[c].attr, columns[c].is_custom) for c in named}
        blank = {**blank_row(definition.model), "created_at": self.now, "created_by_id": self.actor.id, **self._stamp()}
        made = {i: self._new_row(definition, places, blank, d) for i, d in zip(ids, drafts, strict=True)}
        touched, dumps = (
            self._touched[table],
            {c: columns[c].field.dump for c in named if dumps_otherwise(columns[c].field)},
        )
        for row_id, draft in zip(ids, drafts, strict=True):
            after = {c: dumps[c](v) if c in dumps else v for c, v in draft.items() if v is not None}
            self._record(table, row_id, "", Kind.CREATE, None, after)
            touched[row_id].update(after)
            self.operation.cells += len(after)
        for complete in definition.complete:
            complete(self, made)
        insert_rows(definition.model, list(made.values()), ids)
        self._new[table].update(made)
        self.operation.count(table, len(ids))
        self._search[table].update(ids)
        return ids

    def is_new(self, table: str, row_id: int) -> bool:
        """Whether the row was made in this chunk and nothing has been written to it since."""
        return row_id in self._new[table]

    def trash(self, table: str, ids: Iterable[int], *, kind: Kind = Kind.DELETE) -> list[int]:
        """Moves living rows to the trash. Returns those moved."""
        return self._set_alive(table, ids, False, kind)

    def untrash(self, table: str, ids: Iterable[int], *, kind: Kind = Kind.RESTORE) -> list[int]:
        """Takes rows out of the trash. Returns those taken."""
        return self._set_alive(table, ids, True, kind)

    def derive(self, table: str, values: Mapping[int, Mapping[str, Any]]) -> None:
        """Writes derived attributes: not history, since they follow from it."""
        update_rows(get_table(table).model, values)
        self._forget_new(table, values)

    def note(self, table: str, row_id: int, column: str, kind: Kind, before: Any = None, after: Any = None) -> None:
        """Adds a line to the history that is not a value: a reveal, a share."""
        self._record(table, row_id, column, kind, before, after)

    def finish(self) -> None:
        """Runs hooks, the search projection and the changes, in the transaction of the chunk."""
        for _ in range(4):
            touched, self._touched = self._touched, defaultdict(lambda: defaultdict(set))
            if not touched:
                break
            for table, by_row in touched.items():
                changed = frozenset().union(*by_row.values())
                for hook in get_table(table).after_write:
                    hook(self, table, list(by_row), changed)
        for table, ids in self._search.items():
            new = self._new[table]
            write_entries(get_table(table), {i: new[i] for i in ids if i in new})
            update_entries(get_table(table), [i for i in ids if i not in new])
        if self._changes:
            operation_id = self.operation.ensure_row()
            insert_numbered(Change, _CHANGE, [(operation_id, *c) for c in self._changes])
            self.wrote = True

    def _set_row(
        self,
        definition: TableDefinition,
        columns: Mapping[str, Column],
        row_id: int,
        row: dict[str, Any],
        values: Mapping[str, Any],
        kind: Kind,
    ) -> dict[str, Any]:
        """Attributes to write for one row; records its changes."""
        written: dict[str, Any] = {}
        custom = dict(row["custom"]) if "custom" in row else {}
        for column_id, value in values.items():
            column = columns[column_id]
            before = custom.get(column.custom_key) if column.is_custom else row[column.attr]
            if column.is_custom:
                before = column.field.load(before) if before is not None else None
            if _same(column, before, value):
                continue
            dump = column.field.dump
            dumped = None if value is None else dump(value)
            self._record(definition.key, row_id, column_id, kind, None if before is None else dump(before), dumped)
            self._touched[definition.key][row_id].add(column_id)
            self.operation.cells += 1
            if column.is_custom:
                _put_custom(custom, column, value)
                written["custom"] = custom
            else:
                written[column.attr] = value
        if written:
            self.operation.count(definition.key, 1)
            if definition.touched and _is_owners(self.actor, row, written):
                written[definition.touched] = self.now
            if definition.derive is not None and set(written) & set(definition.derive_needs):
                written.update(definition.derive({**{n: row[n] for n in definition.derive_needs}, **written}))
            for deriver in definition.derivers:
                if not written.keys().isdisjoint(deriver.needs):
                    written.update(self._derive(deriver)({**{n: row[n] for n in deriver.attrs}, **written}))
            if set(written) & set(_search_attrs(definition)):
                self._search[definition.key].add(row_id)
        return written

    def _new_row(
        self,
        definition: TableDefinition,
        places: Mapping[str, tuple[Column, str, bool]],
        blank: Mapping[str, Any],
        draft: dict[str, Any],
    ) -> dict[str, Any]:
        """The whole row by attribute."""
        values: dict[str, Any] = {**blank, "custom": {}}
        for column_id, value in draft.items():
            column, attr, is_custom = places[column_id]
            if is_custom:
                _put_custom(values["custom"], column, value)
            else:
                values[attr] = value
        if definition.derive is not None:
            values.update(definition.derive(values))
        for deriver in definition.derivers:
            values.update(self._derive(deriver)(values))
        return values

    def _derive(self, deriver: Deriver) -> Derive:
        """Its function, made once a chunk: settings that change meanwhile wait for the next one."""
        made = self._derives.get(id(deriver))
        if made is None:
            made = self._derives[id(deriver)] = deriver.build()
        return made

    def _set_alive(self, table: str, ids: Iterable[int], alive: bool, kind: Kind) -> list[int]:
        definition = get_table(table)
        found = read_rows(definition.model, ids, ("deleted_at",), trashed=True)
        moved = [i for i, row in found.items() if (row["deleted_at"] is None) is not alive]
        stamp = {"deleted_at": None if alive else self.now, **self._stamp()}
        update_rows(definition.model, dict.fromkeys(moved, stamp))
        self._forget_new(table, moved)
        for row_id in moved:
            self._record(table, row_id, "", kind, {"alive": not alive}, {"alive": alive})
            self._touched[table][row_id].add("")
        self.operation.count(table, len(moved))
        self._search[table].update(moved)
        return moved

    def _record(self, table: str, row_id: int, column: str, kind: Kind, before: Any, after: Any) -> None:
        values = (None if before is None else as_json(before), None if after is None else as_json(after))
        self._changes.append((self.operation.chunks, table, row_id, column, kind.value, *values))

    def _forget_new(self, table: str, ids: Iterable[int]) -> None:
        new = self._new[table]
        for row_id in ids if new else ():
            new.pop(row_id, None)

    def _stamp(self) -> dict[str, Any]:
        return {"updated_at": self.now, "updated_by_id": self.actor.id}


def _is_owners(actor: Actor, row: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """Whether the row's owner writes, or somebody becomes its owner."""
    if "owner_id" in written:
        return written["owner_id"] is not None
    owner = row["owner_id"]
    return actor.id is not None and owner is not None and (owner == actor.id or owner in actor.stands_in_for)


def _attrs(definition: TableDefinition, columns: Iterable[Column]) -> list[str]:
    """Attributes to read before writing these columns: their own and what derived values need."""
    attrs = dict.fromkeys("custom" if c.is_custom else c.attr for c in columns)
    if definition.touched:
        attrs.update({definition.touched: None, "owner_id": None})
    followed = [d for d in definition.derivers if not attrs.keys().isdisjoint(d.needs)]
    if definition.derive is not None:
        attrs.update(dict.fromkeys(definition.derive_needs))
    for deriver in followed:
        attrs.update(dict.fromkeys(deriver.attrs))
    return list(attrs)


def _search_attrs(definition: TableDefinition) -> tuple[str, ...]:
    return (*definition.search_attrs, *definition.search_phones, *definition.search_exact)


def _same(column: Column, before: Any, value: Any) -> bool:
    same = getattr(column.field, "same", None)
    return bool(same(before, value)) if same else before == value


def _put_custom(custom: dict[str, Any], column: Column, value: Any) -> None:
    if value is None:
        custom.pop(column.custom_key, None)
    else:
        custom[column.custom_key] = column.field.store_custom(value)
