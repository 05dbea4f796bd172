"""Twenty people who never pause, over HTTP on loopback: half ask for lists, a quarter search, a quarter edit."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
from django.conf import settings

from genjin.sample import words
from tests.bench.figures import Figure, load_average, summary
from tests.bench.readers import Reader, readers, rows_of
from tests.bench.server import Server, private_memory, serving
from tests.bench.setting import Setting

SECONDS = 20.0
WARM = 3.0
_CSRF = "bench" * 6 + "ab"
_SORTS = (["next_at", "asc"], ["updated_at", "desc"], ["stage", "asc"], ["amount", "desc"], ["grade", "asc"])


def measure_serving(setting: Setting) -> Iterator[Figure]:
    """Start, the twenty, and what the processes keep to themselves afterwards."""
    with serving(setting) as server:
        yield Figure("start", "start to first answer, on these data", server.started, "s")
        people = [*readers("own", 13), *readers("team", 4), *readers("region", 2), *readers("all", 1)]
        waits, failed = asyncio.run(_crowd(server, people))
        timing = summary([w for part in waits.values() for w in part])
        rate = timing.count / SECONDS
        load = {"failed": failed, "load": load_average()}
        yield Figure("people_rate", f"{len(people)} people without pauses", rate, "requests/s", details=load)
        yield Figure("people_wait", f"{len(people)} people without pauses", timing.p95, "ms", details=timing.details())
        for kind, part in waits.items():
            part_timing = summary(part)
            yield Figure("", f"of these: {kind}", part_timing.p95, "ms", details=part_timing.details())
        time.sleep(2)
        for part, pids in server.processes().items():
            yield Figure(f"memory_{part}", f"idle private memory, {part}", private_memory(pids), "MB")
    with tempfile.TemporaryDirectory(prefix="genjin-bench-") as empty, serving(setting, Path(empty)) as fresh:
        yield Figure("", "start to first answer, first start ever", fresh.started, "s")


async def _crowd(server: Server, people: list[Reader]) -> tuple[dict[str, list[float]], int]:
    """Milliseconds by kind of request, and how many were not answered with 200."""
    waits: dict[str, list[float]] = {"list": [], "search": [], "edit": []}
    failed = [0]
    begin = time.perf_counter()
    span = (begin + WARM, begin + WARM + SECONDS)
    await asyncio.gather(*(_person(server, p, n, waits, failed, span) for n, p in enumerate(people)))
    return waits, failed[0]


async def _person(
    server: Server,
    reader: Reader,
    number: int,
    waits: dict[str, list[float]],
    failed: list[int],
    span: tuple[float, float],
) -> None:
    rows = await asyncio.to_thread(rows_of, reader)
    random = Random(number)
    incoming, outgoing = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        while (began := time.perf_counter()) < span[1]:
            kind, request = _request(reader, random, rows)
            outgoing.write(request)
            status = await _answer(incoming)
            if began >= span[0]:
                waits[kind].append((time.perf_counter() - began) * 1000)
                failed[0] += status != 200
    finally:
        outgoing.close()


def _request(reader: Reader, random: Random, rows: list[int]) -> tuple[str, bytes]:
    roll = random.random()
    if roll < 0.5 or (not rows and roll >= 0.75):
        return "list", _post(reader, "/tables/leads/query", {"sort": [random.choice(_SORTS)], "limit": 100})
    if roll < 0.75:
        text = random.choice(words.BRANDS_FIRST) + random.choice(words.BRANDS_SECOND)
        return "search", _bytes(reader, "GET", f"/search?q={''.join(f'%{b:02X}' for b in text.encode())}", b"")
    edit = {"row": random.choice(rows), "column": "remarks", "value": f"第 {random.randrange(10**6)} 次"}
    return "edit", _post(reader, "/tables/leads/cells", {"edits": [edit], "via": "grid"})


def _post(reader: Reader, path: str, body: Any) -> bytes:
    return _bytes(reader, "POST", path, orjson.dumps(body))


def _bytes(reader: Reader, method: str, path: str, body: bytes) -> bytes:
    session = reader.client.cookies[settings.SESSION_COOKIE_NAME].value
    head = (
        f"{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {settings.SESSION_COOKIE_NAME}={session}; "
        f"csrftoken={_CSRF}\r\nX-CSRFToken: {_CSRF}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(incoming: asyncio.StreamReader) -> int:
    head = await incoming.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lowered = head.lower()
    if b"transfer-encoding: chunked" in lowered:
        while size := int((await incoming.readline()).strip() or b"0", 16):
            await incoming.readexactly(size + 2)
        await incoming.readline()
        return status
    at = lowered.index(b"content-length:")
    await incoming.readexactly(int(lowered[at + 15 : lowered.index(b"\r\n", at)]))
    return status
