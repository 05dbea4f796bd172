"""Ways of reaching a customer that turned out dead (domain.md B13): a bounced mail, a number that no longer exists."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.contacts.dead_channels import CHANNELS, is_bad, with_channel
from genjin.jobs.outbox import cancel_mails_about
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.tables.definition import Refusal
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.scope.predicate import check_action, rows


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
    """A mail to `address` came back for good: marks the leads of the actor's scope that have it, and their contacts.

    Answers which leads have it themselves.

    For the adapter of a mail gateway, and for the outbox. Raises forbidden without the right to edit leads.
    """
    check_action("leads", actor, "edit")
    wanted = address.strip().lower()
    found = rows("leads", actor, "edit").filter(email=wanted).exclude(bad_channels__contains="|email|")
    ids = list(found.order_by("pk").values_list("pk", flat=True)[: chunk_rows() * 10]) if wanted else []
    persons = rows("contacts", actor, "edit").filter(email=wanted).exclude(bad_channels__contains="|email|")
    contacts = list(persons.order_by("pk").values_list("pk", flat=True)[: chunk_rows() * 10]) if wanted else []
    with operation(
        actor, verb="leads.bounce", table="leads", via=via, reason=reason[:2000], args={"title": wanted}
    ) as opened:
        for table, found_ids in (("leads", ids), ("contacts", contacts)):
            for start in range(0, len(found_ids), chunk_rows()):
                with opened.chunk() as writer:
                    marks = writer.rows(table, found_ids[start : start + chunk_rows()], ("bad_channels",))
                    cells = {i: with_channel(row["bad_channels"], "email", True) for i, row in marks.items()}
                    writer.set(table, {i: {"bad_channels": marked} for i, marked in cells.items()})
    return ids


def bounced(address: str, why: str) -> None:
    """Hook of the outbox: a mail server said that the address does not exist."""
    report_bounce(SYSTEM, address, reason=why)


def stop_mails(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: what waits in the outbox for an address that is dead is not sent."""
    if "bad_channels" in changed:
        _cancel_mails(writer, row_ids)


def _cancel_mails(writer: Writer, row_ids: Sequence[int]) -> None:
    found = writer.rows("leads", row_ids, ("email", "bad_channels"))
    dead = {lead: row["email"] for lead, row in found.items() if row["email"] and is_bad(row["bad_channels"], "email")}
    if dead:
        cancel_mails_about("leads", list(dead), set(dead.values()))
