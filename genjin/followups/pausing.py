"""Not now (domain.md D4): a pause until a day or a buying signal, and its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from genjin.jobs.queue import JobContext
from genjin.jobs.schedule import periodic
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.parse_dates import parse_date
from genjin.kernel.words import Words
from genjin.leads.bulk import BulkAnswer, run_bulk
from genjin.leads.models import Lead
from genjin.leads.status import NO_DAY
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.tables.definition import Refusal
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import Writer, chunk_rows, operation
from genjin.tables.ledger.verbs import name_verb

name_verb("leads.pause", Words("暂缓 {count} 条线索到{to}", "paused {count} leads until {to}"))
name_verb("leads.wake", Words("恢复跟进 {count} 条线索", "took up {count} leads again"))
WOKE = register_kind(
    NoticeKind(
        "leads.woke",
        Words("暂缓到期", "Pauses that end"),
        Words("暂缓到期，该联系了：{title}", "Its pause is over: {title}"),
        passes_over=True,
    )
)


def pause_leads(actor: Actor, ids: Sequence[int], until: Any, reason: Any, *, via: str = "api") -> BulkAnswer:
    """Pauses leads until a day (typed text too), or with None until a buying signal is logged. One operation.

    Raises invalid_date for a day that is none or not to come, required without a reason, forbidden.
    """
    day, words = read_until(until), clean_text(reason, MAX_LONG_TEXT)
    if words is None:
        raise AppError(ErrorCode.REQUIRED, column="pause_reason")

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        write_pauses(writer, part, day, words)
        return []

    facts = {"to": "–" if day >= NO_DAY else day.isoformat()}
    return run_bulk(actor, ids, write, verb="leads.pause", column="next_at", via=via, reason=words, facts=facts)


def wake_leads(actor: Actor, ids: Sequence[int], *, via: str = "api") -> BulkAnswer:
    """Ends pauses. Leads that are not paused are left alone."""

    def write(writer: Writer, part: list[int]) -> list[Refusal]:
        write_wakes(writer, part)
        return []

    return run_bulk(actor, ids, write, verb="leads.wake", column="next_at", via=via)


def read_until(raw: Any) -> date:
    """The day a pause lasts to; NO_DAY for None. Raises invalid_date."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return NO_DAY
    read = parse_date(raw.strip()[:60] if isinstance(raw, str) else raw, today=clock.today())
    if read.value is None or read.value <= clock.today():
        raise AppError(ErrorCode.INVALID_DATE, value=str(raw)[:40], why=read.error or "past")
    return min(read.value, NO_DAY)


def write_pauses(writer: Writer, ids: Iterable[int], until: date, reason: str) -> None:
    """A plan that lies within the pause goes: whoever said "not now" is not called next week."""
    rows = writer.rows("leads", ids, ("next_at",))
    cells: dict[int, dict[str, Any]] = {}
    for lead, row in rows.items():
        cells[lead] = {"paused_until": until, "pause_reason": reason}
        if row["next_at"] is not None and clock.local(row["next_at"]).date() < until:
            cells[lead] |= {"next_at": None, "next_has_time": None}
    writer.set("leads", cells)


def write_wakes(writer: Writer, ids: Iterable[int]) -> list[int]:
    """Ends the pauses there are. Returns whose."""
    rows = writer.rows("leads", ids, ("paused_until",))
    paused = [lead for lead, row in rows.items() if row["paused_until"] is not None]
    writer.set("leads", {i: {"paused_until": None, "pause_reason": None} for i in paused})
    return paused


@periodic("followups.wake", at=time(0, 10), words=Words("暂缓到期的恢复跟进", "End the pauses that are over"))
def wake_due(_: JobContext) -> dict[str, int]:
    """Takes up leads whose day has come, plans a contact today and tells their owners, once however often it runs."""
    today, count = clock.today(), 0
    while True:
        due = Lead.objects.filter(deleted_at=None, paused_until__isnull=False, paused_until__lte=today)
        ids = list(due.order_by("paused_until", "pk").values_list("pk", flat=True)[: chunk_rows()])
        if not ids:
            return {"woken": count}
        args = {"count": len(ids)}
        with (
            operation(SYSTEM, verb="leads.wake", table="leads", via="system", args=args) as opened,
            opened.chunk() as writer,
        ):
            woken = write_wakes(writer, ids)
            plan = {"next_at": clock.day_start(today), "next_has_time": False}
            writer.set("leads", dict.fromkeys(woken, plan))
            _tell_owners(writer, woken, today)
        count += len(woken)


def _tell_owners(writer: Writer, ids: Sequence[int], today: date) -> None:
    facts = Lead.objects.filter(pk__in=ids, owner_id__isnull=False).values_list("pk", "owner_id", "company", "contact")
    news = [
        News(owner, WOKE, {"title": company or contact or f"#{lead}"}, ("leads", lead), f"{lead}:{today}")
        for lead, owner, company, contact in facts
        if owner is not None
    ]
    if news:
        tell(news, operation_id=writer.operation.ensure_row())
