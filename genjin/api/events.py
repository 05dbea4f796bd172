"""Server-sent events that tail the ledger. One tailer a process, one reader task a connection, no broker."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import orjson
from django.db import close_old_connections

from genjin.api.live import events_for
from genjin.kernel.actor import Actor
from genjin.notices.live import Watch
from genjin.people.access import actor_of_headers
from genjin.people.actor import actor_of
from genjin.people.rights_events import on_rights_changed
from genjin.tables.ledger.position import current_position
from genjin.tables.ledger.tail import TailBatch, read_tail
from genjin.tables.ledger.wake import on_growth

log = logging.getLogger("genjin.events")
HEARTBEAT = 15.0
# Other processes write too: SQLite has no notification between processes, so the tailer also looks by itself.
POLL = 0.4
# Hints without a position: load everything anew; something changed among the person's own notices.
RESYNC, NOTICES = "resync", "notices"
_threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="events")


class Tailer:
    """Reads the ledger once for all connections of this process and hands each batch to every reader."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.wake = asyncio.Event()
        self.readers: set[Reader] = set()
        self.task: asyncio.Task[None] | None = None
        self.position = 0
        self.watch: Watch | None = None

    async def join(self, reader: Reader) -> None:
        if self.task is None or self.task.done():
            self.loop = asyncio.get_running_loop()
            self.wake = asyncio.Event()
            self.position = await _in_thread(current_position)
            self.watch = await _in_thread(Watch)
            self.task = asyncio.create_task(self._run())
        reader.joined_at = self.position
        self.readers.add(reader)

    def notice(self) -> None:
        """Called from any thread when this process wrote."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.wake.set)

    async def _run(self) -> None:
        while self.readers:
            try:
                reached, batches = await _in_thread(read_tail, self.position)
                self.position = reached
                for reader in list(self.readers) if batches else ():
                    reader.offer(batches)
                await self._offer_notices()
                if batches:
                    continue
            except Exception:
                log.exception("tailing the ledger failed")
                await asyncio.sleep(1)
            self.wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), POLL)

    async def _offer_notices(self) -> None:
        told = await _in_thread(self.watch.look) if self.watch is not None else ()
        for reader in list(self.readers) if told else ():
            if reader.actor.id in told:
                reader.offer(NOTICES)


class Reader:
    """One connection: a person, and batches waiting to be shown to them."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.joined_at = 0
        self.queue: asyncio.Queue[Sequence[TailBatch] | str] = asyncio.Queue(maxsize=200)

    def offer(self, item: Sequence[TailBatch] | str) -> None:
        """Adds a batch or a hint; a reader that fell far behind is told to start afresh instead."""
        try:
            self.queue.put_nowait(item)
        except asyncio.QueueFull:
            self.ask_resync()

    def ask_resync(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(RESYNC)


tailer = Tailer()
on_growth(tailer.notice)


def _rights_changed(person_ids: frozenset[int] | None) -> None:
    loop = tailer.loop
    if loop is None or loop.is_closed():
        return
    for reader in list(tailer.readers):
        if person_ids is None or reader.actor.id in person_ids:
            loop.call_soon_threadsafe(reader.ask_resync)


on_rights_changed(_rights_changed)


async def event_stream(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """GET /api/v1/events?since=<position>: `rows`, `reload`, `resync`, `notices`; a comment each 15 seconds."""
    headers = {k.decode().lower(): v.decode("latin-1") for k, v in scope["headers"]}
    cookie, token = headers.get("cookie", ""), headers.get("authorization", "")
    actor = await _in_thread(actor_of_headers, cookie, token)
    if actor is None:
        await _refuse(send)
        return
    since = headers.get("last-event-id") or parse_qs(scope["query_string"].decode()).get("since", [""])[0]
    reader = Reader(actor)
    await tailer.join(reader)
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    gone = asyncio.create_task(_until_disconnected(receive))
    try:
        await _write(send, b"retry: 2000\n\n")
        if since.isdigit():
            await _catch_up(reader, int(since), send)
        await _serve(reader, gone, send)
    finally:
        tailer.readers.discard(reader)
        gone.cancel()


_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def _catch_up(reader: Reader, since: int, send: Any) -> None:
    """What happened between the page's load and this connection; far behind means starting afresh."""
    position = since
    for _ in range(3):
        if position >= reader.joined_at:
            return
        position, batches = await _in_thread(read_tail, position)
        await _show(reader, batches, send)
    if position < reader.joined_at:
        await _send_event(send, RESYNC, {}, None)


async def _serve(reader: Reader, gone: asyncio.Task[None], send: Any) -> None:
    while not gone.done():
        taken = asyncio.create_task(reader.queue.get())
        done, _ = await asyncio.wait({taken, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
        if taken not in done:
            taken.cancel()
            if not gone.done():
                await _write(send, b": .\n\n")
            continue
        item = taken.result()
        if item == NOTICES:
            await _send_event(send, NOTICES, {}, None)
        elif isinstance(item, str):
            fresh = await _in_thread(actor_of, reader.actor.id)
            if fresh is None:
                await _send_event(send, RESYNC, {"signed_out": True}, None)
                return
            reader.actor = fresh
            await _send_event(send, RESYNC, {}, None)
        else:
            await _show(reader, item, send)


async def _show(reader: Reader, batches: Sequence[TailBatch], send: Any) -> None:
    for name, data in await _in_thread(events_for, reader.actor, batches):
        await _send_event(send, name, data, data.get("position"))


async def _send_event(send: Any, name: str, data: dict[str, Any], position: int | None) -> None:
    head = f"id: {position}\n" if position is not None else ""
    body = orjson.dumps(data, default=str, option=orjson.OPT_UTC_Z)
    await _write(send, f"{head}event: {name}\ndata: ".encode() + body + b"\n\n")


async def _write(send: Any, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Any) -> None:
    await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": b'{"code":"not_signed_in","message":"","data":{}}'})


async def _until_disconnected(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _in_thread(function: Any, *args: Any) -> Any:
    def call() -> Any:
        close_old_connections()
        return function(*args)

    return await asyncio.get_running_loop().run_in_executor(_threads, call)
