"""Ways of reaching a customer that turned out dead (domain.md B13): a bounced mail, a number that no longer exists."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.jobs.outbox import cancel_mails_about
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.tables.definition import Refusal
from genjin.tables.fields import Choices, Option
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.scope.predicate import check_action, rows

# The lead's columns that reach somebody. Keys of the options are ids of columns.
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


def mark_channel(actor: Actor, ids: Sequence[int], column: str, bad: bool, *, reason: str = "") -> BulkAnswer:
    """Marks one way of reaching these leads as dead, or as working again; answers per lead.

    A lead without a value there is refused: there is nothing to mark. Raises bad_request for another column.
    """
    if column not in CHANNELS:
        raise AppError(ErrorCode.BAD_REQUEST, what="column")

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        found = writer.rows("leads", part, (column, "bad_channels"))
        empty = [i for i, row in found.items() if bad and not row[column]]
        cells = {i: {"bad_channels": with_channel(row["bad_channels"], column, bad)} for i, row in found.items()}
        writer.set("leads", {i: c for i, c in cells.items() if i not in empty})
        return [Refusal(i, column, AppError(ErrorCode.REQUIRED, column=column)) for i in empty]

    verb = "leads.mark_bad" if bad else "leads.mark_good"
    return run_bulk(actor, ids, write, verb=verb, column="bad_channels", via="panel", reason=reason)


def report_bounce(actor: Actor, address: str, *, reason: str = "", via: str = "bounce") -> list[int]:
    """A mail to `address` came back for good: marks the leads of the actor's scope that have it. Answers which.

    For the adapter of a mail gateway, and for the outbox. Raises forbidden without the right to edit leads.
    """
    check_action("leads", actor, "edit")
    wanted = address.strip().lower()
    found = rows("leads", actor, "edit").filter(email=wanted).exclude(bad_channels__contains="|email|")
    ids = list(found.order_by("pk").values_list("pk", flat=True)[: chunk_rows() * 10]) if wanted else []
    with operation(
        actor, verb="leads.bounce", table="leads", via=via, reason=reason[:2000], args={"title": wanted}
    ) as opened:
        for start in range(0, len(ids), chunk_rows()):
            with opened.chunk() as writer:
                found_rows = writer.rows("leads", ids[start : start + chunk_rows()], ("bad_channels",))
                cells = {i: with_channel(row["bad_channels"], "email", True) for i, row in found_rows.items()}
                writer.set("leads", {i: {"bad_channels": marked} for i, marked in cells.items()})
    return ids


def bounced(address: str, why: str) -> None:
    """Hook of the outbox: a mail server said that the address does not exist."""
    report_bounce(SYSTEM, address, reason=why)


def forget_bad_channels(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: a new number or address is not the one that was dead.

    Whoever writes the marks in the same go (an import, an undo) says themselves what is dead.
    """
    touched = changed & set(CHANNELS)
    if "bad_channels" in changed:
        _cancel_mails(writer, row_ids)
        return
    if not touched:
        return
    found = writer.rows("leads", row_ids, ("bad_channels",))
    cells = {}
    for lead, row in found.items():
        stored = row["bad_channels"]
        for column in touched:
            stored = with_channel(stored, column, False)
        if stored != row["bad_channels"]:
            cells[lead] = {"bad_channels": stored}
    if cells:
        writer.set("leads", cells)


def _cancel_mails(writer: Writer, row_ids: Sequence[int]) -> None:
    """What waits in the outbox for an address that is dead is not sent."""
    found = writer.rows("leads", row_ids, ("email", "bad_channels"))
    dead = {lead: row["email"] for lead, row in found.items() if row["email"] and is_bad(row["bad_channels"], "email")}
    if dead:
        cancel_mails_about("leads", list(dead), set(dead.values()))
