"""How a module declares a table to the engine: columns, scope, derived values, verbs behind columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db import models
from django.db.models import Q

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.tables.fields.base import FieldType

if TYPE_CHECKING:
    from genjin.tables.ledger.operation import Writer

MaskRule = Literal["never", "unless_owner"]


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell worked out when it is read. `words(values, now, language)` gets the values of `needs` by attribute."""

    needs: tuple[str, ...]
    value: Callable[[Mapping[str, Any], datetime, str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    id: stable for ever, used in the ledger, filters, views and the API.
    attr: the model attribute that stores it; `custom.<key>` for custom fields.
    writable: "cell" anybody with the right, "verb" only through the table's cell verb for it, "never".
    sort_attr: another stored attribute that gives the order (pinyin of a name, rank of a grade).
    mask: "unless_owner" shows the field type's mask to readers who neither own the row nor supervise its unit.
    aliases: further headers that an import or a paste with headers may use for it.
    """

    id: str
    words: Words
    field: FieldType
    attr: str
    writable: Literal["cell", "verb", "never"] = "cell"
    sort_attr: str | None = None
    mask: MaskRule = "never"
    computed: Computed | None = None
    required: bool = False
    width: int = 120
    group: str = "main"
    hidden_by_default: bool = False
    sums: bool = False
    unique: bool = False
    aliases: tuple[str, ...] = ()
    help: Words | None = None

    @property
    def is_custom(self) -> bool:
        return self.attr.startswith("custom.")

    @property
    def custom_key(self) -> str:
        return self.attr.removeprefix("custom.")


@dataclass(frozen=True, slots=True)
class ParentScope:
    """Rows of this table are seen and edited as the parent row is (a contact as its lead)."""

    table: str
    attr: str


@dataclass(frozen=True, slots=True)
class BoundTo:
    """Undo keeps these rows' changes whenever it keeps the named cell of the parent row (a visit follows its stage)."""

    table: str
    attr: str
    column: str


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell as a person or a program asks for it. `raw` is typed text or a JSON value."""

    row_id: int
    column: str
    raw: Any
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    row_id: int
    column: str
    error: AppError


# A verb behind a column: gets parsed values by row, writes through the operation, answers with refusals.
CellVerb = Callable[[Actor, "Writer", Sequence[CellEdit]], list[Refusal]]
# Fills derived attributes from the row's values (pinyin keys, ranks). Pure: values in, values out.
Derive = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derived attributes that follow from settings rows too.

    needs: attributes whose change makes them anew. reads: further attributes the function looks at.
    build: makes the function from the settings as they are now; asked once a chunk, and only when it is needed.
    """

    needs: tuple[str, ...]
    build: Callable[[], Derive]
    reads: tuple[str, ...] = ()

    @property
    def attrs(self) -> tuple[str, ...]:
        return (*self.needs, *self.reads)


@dataclass(frozen=True, slots=True)
class Commons:
    """Rows nobody owns that some actors may see and take beside those within their reach (a pool of leads).

    They are found one by one wherever somebody names them; lists hold them only when their filter asks for a filled
    `column`, so that nobody's own list, count or search is flooded with them.
    condition: which ones this actor may see; None for none.
    """

    column: str
    condition: Callable[[Actor], Q | None]


# Rows as they will stand after a write → what follows from it, by row and attribute; written in the same statement.
Follow = Callable[[Mapping[int, Mapping[str, Any]]], Mapping[int, Mapping[str, Any]]]
# Runs in the same transaction after rows of the table were written.
AfterWrite = Callable[["Writer", str, Sequence[int], frozenset[str]], None]
# Sees new rows by attribute just before they are inserted: fills their derived attributes in place and writes what
# belongs to them, so that `after_write` has nothing left to do for them.
Complete = Callable[["Writer", Mapping[int, dict[str, Any]]], None]
# Fills in what a new row gets without anybody typing it: number, stage, owner, unit.
Prepare = Callable[[Actor, "Writer", list[dict[str, Any]]], None]


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table as the engine knows it. `key` is the plural noun of URL, ledger and rights."""

    key: str
    words: Words
    model: type[models.Model]
    columns: tuple[Column, ...]
    title: str
    owned: bool = False
    parent: ParentScope | None = None
    # Attributes naming people who see the row although its parent is out of their scope, or there is none (a task).
    # Whoever stands in for one of them sees it meanwhile.
    own_attrs: tuple[str, ...] = ()
    # Keys this table had before: its history names them, and is read as its own.
    former_keys: tuple[str, ...] = ()
    # Further rows this one hangs on: it is seen and edited only where all of them are (a pair of leads).
    other_parents: tuple[ParentScope, ...] = ()
    bound_to: BoundTo | None = None
    settings: bool = False
    default_sort: tuple[tuple[str, str], ...] = (("created_at", "desc"),)
    search_attrs: tuple[str, ...] = ()
    search_phones: tuple[str, ...] = ()
    search_exact: tuple[str, ...] = ()
    # First letter of this table's words in the common word index, another for each searchable table and none that
    # begins a word itself: a search among few contacts must not walk through a million leads.
    search_mark: str = ""
    derive: Derive | None = None
    derive_needs: tuple[str, ...] = ()
    derivers: tuple[Deriver, ...] = ()
    # Asked when one of the columns `follow_on` is written, with the attributes `follow_needs`.
    follow: Follow | None = None
    follow_on: frozenset[str] = frozenset()
    follow_needs: tuple[str, ...] = ()
    # Attribute that keeps when the owner last wrote to the row: derived, no history.
    touched: str = ""
    commons: Commons | None = None
    # Attributes that say who acts for the owner of one row, and until which day; with them the rows of those who are
    # away are worked by whoever stands in.
    stand_in: tuple[str, str] | None = None
    cell_verbs: Mapping[str, CellVerb] = field(default_factory=dict)
    after_write: tuple[AfterWrite, ...] = ()
    prepare: tuple[Prepare, ...] = ()
    complete: tuple[Complete, ...] = ()
    summary_columns: tuple[str, ...] = ()
    # Attribute that names a row whose title is empty, wherever it is linked: a lead that is a person.
    second_title: str = ""
    # Attributes sent beside the title wherever a row of this table is linked (a stage's progress and kind).
    link_facts: tuple[str, ...] = ()
    # The row that took this one up, for those who still ask for it by its old id; None when there is none.
    successor: Callable[[int], int | None] | None = None
    # Finds rows by another name than the title (a channel's aliases): at most two ids.
    find_alias: Callable[[str], list[int]] | None = None

    def column(self, column_id: str) -> Column:
        """The built-in or custom column; raises unknown_column."""
        found = self.by_id().get(column_id)
        if found is None:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=column_id, table=self.key)
        return found

    def by_id(self) -> dict[str, Column]:
        return {c.id: c for c in (*self.columns, *custom_columns(self.key))}

    def all_columns(self) -> tuple[Column, ...]:
        return (*self.columns, *custom_columns(self.key))


_tables: dict[str, TableDefinition] = {}
_former: dict[str, str] = {}
_custom_source: Callable[[str], tuple[Column, ...]] = lambda _table: ()  # noqa: E731


def register(definition: TableDefinition) -> TableDefinition:
    """Makes the table known. Called once per table from its app's `ready`."""
    _tables[definition.key] = definition
    _former.update(dict.fromkeys(definition.former_keys, definition.key))
    return definition


def extend(
    key: str,
    *,
    columns: Sequence[Column] = (),
    after_write: Sequence[AfterWrite] = (),
    prepare: Sequence[Prepare] = (),
    cell_verbs: Mapping[str, CellVerb] | None = None,
    successor: Callable[[int], int | None] | None = None,
) -> None:
    """Lets an upper module add columns or hooks to a lower module's table without the lower one knowing it."""
    found = get_table(key)
    _tables[key] = replace(
        found,
        columns=(*found.columns, *columns),
        after_write=(*found.after_write, *after_write),
        prepare=(*found.prepare, *prepare),
        cell_verbs={**found.cell_verbs, **(cell_verbs or {})},
        successor=successor or found.successor,
    )


def get_table(key: str) -> TableDefinition:
    """The definition, also by a former key; raises unknown_table."""
    found = _tables.get(key) or _tables.get(_former.get(key, ""))
    if found is None:
        raise AppError(ErrorCode.UNKNOWN_TABLE, 404, table=key)
    return found


def find_table(key: str) -> TableDefinition | None:
    """None for a table that is not there, or no longer."""
    return _tables.get(key) or _tables.get(_former.get(key, ""))


def current_key(key: str) -> str:
    """What the table of this key is called now."""
    return _former.get(key, key)


def ledger_keys(key: str) -> tuple[str, ...]:
    """All keys under which the ledger holds changes of this table, the present one first."""
    return (key, *_tables[key].former_keys) if key in _tables else (key,)


def list_tables() -> tuple[TableDefinition, ...]:
    return tuple(_tables.values())


def custom_columns(table: str) -> tuple[Column, ...]:
    return _custom_source(table)


def set_custom_source(source: Callable[[str], tuple[Column, ...]]) -> None:
    """Where custom columns come from; set once by `genjin.tables.records.custom_columns`."""
    global _custom_source
    _custom_source = source
