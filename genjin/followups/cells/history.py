"""The 跟进记录 cell of a line as history: what was read, what the person rejected, the rows that are written (B11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from genjin.followups.cells.found import CellReading
from genjin.followups.cells.reader import read_cell
from genjin.kernel.clock import day_start

# Longer cells are read up to here; the rest stays as text.
MAX_READ = 20_000
# The reader's "other" are 短信, QQ and 私信, which the log knows as messages.
_METHODS = {"other": "message", None: "other"}
_SIDES = {"us": "ours", "them": "theirs"}
Items = list[dict[str, Any]]


def read_history(text: str, as_of: date) -> Items:
    """Everything read, in the JSON of the plan: `key` names an item for rejecting it, `span` its characters."""
    found = _read(text[:MAX_READ], as_of)
    return [*_entries(found), *_promises(found), *_next(found)]


@lru_cache(maxsize=512)
def _read(text: str, as_of: date) -> CellReading:
    # 电话未接 and the like stand in every tenth line of a file.
    return read_cell(text, as_of)


def _entries(found: CellReading) -> Iterable[dict[str, Any]]:
    for index, entry in enumerate(found.entries):
        yield {
            "key": f"e{index}",
            "kind": "entry",
            "span": list(entry.span),
            "day": entry.date.isoformat() if entry.date else None,
            "precision": entry.date_precision,
            "method": _METHODS.get(entry.method, entry.method),
            "contact": entry.contact,
            "outcome": entry.outcome,
        }


def _promises(found: CellReading) -> Iterable[dict[str, Any]]:
    for index, promise in enumerate(found.promises):
        yield {
            "key": f"p{index}",
            "kind": "promise",
            "span": list(promise.what_span),
            "day": promise.due.isoformat() if promise.due else None,
            "precision": promise.due_precision,
            "side": _SIDES[promise.by],
        }


def _next(found: CellReading) -> Iterable[dict[str, Any]]:
    step = found.next_contact
    if step is not None:
        yield {
            "key": "n0",
            "kind": "next",
            "span": list(step.span),
            "day": step.date.isoformat(),
            "precision": step.date_precision,
        }


def kept_items(log: Mapping[str, Any], kind: str) -> Items:
    """Of the items of one kind those the person did not reject."""
    rejected = set(log.get("off", ()))
    return [item for item in log.get("items", ()) if item["kind"] == kind and item["key"] not in rejected]


def entry_texts(log: Mapping[str, Any]) -> list[tuple[dict[str, Any] | None, str]]:
    """The follow-ups of the cell with their words. Nothing of the cell is lost: what stands before the first entry
    belongs to it, and a rejected entry stays as text of the one before it."""
    text = str(log.get("summary") or "")
    entries = kept_items(log, "entry")
    if not entries:
        return [(None, text)] if text else []
    starts = [0, *(int(e["span"][0]) for e in entries[1:])]
    ends = [*starts[1:], len(text)]
    return [
        (entry, text[start:end].strip(" \t\r\n；;，,、/|"))
        for entry, start, end in zip(entries, starts, ends, strict=True)
    ]


def without_known(log: dict[str, Any], known: Iterable[str]) -> dict[str, Any] | None:
    """The log without the entries the record already has, as when a file comes a second time; None when all are."""
    texts = entry_texts(log)
    old = "\n".join(known)
    fresh = [entry for entry, text in texts if text not in old]
    if not fresh:
        return None
    if len(fresh) == len(texts):
        return log
    return {**log, "known": [entry["key"] for entry, text in texts if entry is not None and text in old]}


def followup_rows(lead_id: int, log: Mapping[str, Any], person: int | None, now: datetime) -> list[dict[str, Any]]:
    """One row an entry, dated as read. An entry without a day: the last contact the file names, else the entry before
    it, else now; never after now."""
    given = datetime.fromisoformat(log["at"]) if log.get("at") else None
    known = set(log.get("known", ()))
    rows: list[dict[str, Any]] = []
    at = given
    for entry, text in entry_texts(log):
        day = date.fromisoformat(entry["day"]) if entry and entry["day"] else None
        at = day_start(day) if day else at
        if entry is not None and entry["key"] in known:
            continue
        row = {
            "lead": lead_id,
            "at": min(at or now, now),
            "person": log.get("person") or person,
            "method": entry["method"] if entry else "other",
            "summary": text,
        }
        row |= {k: entry[k] for k in ("contact", "outcome") if entry and entry.get(k)}
        rows.append(row)
    if rows and log.get("feedback"):
        rows[-1]["feedback"] = log["feedback"]
    return rows


def promise_rows(lead_id: int, log: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Promises with the place of their follow-up among the rows of `followup_rows`."""
    known = set(log.get("known", ()))
    entries = [entry for entry, _ in entry_texts(log)]
    written = [entry for entry in entries if entry is None or entry["key"] not in known]
    found: list[tuple[int, dict[str, Any]]] = []
    for promise in kept_items(log, "promise"):
        start, end = promise["span"]
        owner = next((e for e in reversed(entries) if e is None or e["span"][0] <= start), entries[0])
        if owner not in written:
            continue
        row = {"lead": lead_id, "side": promise["side"], "text": log["summary"][start:end].strip()}
        if promise["day"]:
            row["due"] = day_start(date.fromisoformat(promise["day"]))
        found.append((written.index(owner), row))
    return found


def next_day(log: Mapping[str, Any]) -> datetime | None:
    """The next contact the cell plans, as the lead stores a day without a time."""
    steps = kept_items(log, "next")
    return day_start(date.fromisoformat(steps[-1]["day"])).astimezone(UTC) if steps else None
