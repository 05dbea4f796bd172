"""Numbers and addresses that turned out dead (domain.md B13): marks on a person's cells, on a lead as on a contact."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.kernel.words import Words
from genjin.tables.fields import Choices, Option
from genjin.tables.ledger.operation import Writer

# The columns that reach somebody. Keys of the options are ids of columns.
BAD_CHANNELS = Choices(
    (
        Option("mobile", Words("手机", "Mobile"), "red"),
        Option("phone", Words("座机", "Landline"), "red"),
        Option("email", Words("邮箱", "E-mail"), "red"),
        Option("wechat", Words("微信", "WeChat"), "red"),
    )
)
CHANNELS = tuple(option.key for option in BAD_CHANNELS.options)


def with_channel(stored: str | None, column: str, bad: bool) -> str | None:
    """The stored list with `column` marked or no longer marked. Pure."""
    marked = set(BAD_CHANNELS.dump(stored) or ())
    marked = marked | {column} if bad else marked - {column}
    ordered = [c for c in CHANNELS if c in marked]
    return f"|{'|'.join(ordered)}|" if ordered else None


def is_bad(stored: str | None, column: str) -> bool:
    return f"|{column}|" in (stored or "")


def forget_marks(writer: Writer, table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of leads and contacts: a new number or address is not the one that was dead.

    Whoever writes the marks in the same go (an import, an undo) says themselves what is dead.
    """
    touched = changed & set(CHANNELS)
    if not touched or "bad_channels" in changed:
        return
    cells = {}
    for row_id, row in writer.rows(table, row_ids, ("bad_channels",)).items():
        stored = row["bad_channels"]
        if not stored:
            continue
        for column in touched:
            stored = with_channel(stored, column, False)
        if stored != row["bad_channels"]:
            cells[row_id] = {"bad_channels": stored}
    if cells:
        writer.set(table, cells)
