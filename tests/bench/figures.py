"""What a measurement answers, and how times are taken."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.db import connection

Call = Callable[[], Any]


@dataclass(slots=True)
class Figure:
    """One measured row.

    key: the budget it is judged by (see `budgets.py`), empty for figures that are only told.
    value: in `unit`; raw: the same question asked in hand-written SQL, where there is such a thing.
    """

    key: str
    words: str
    value: float
    unit: str
    raw: float | None = None
    details: dict[str, Any] = field(default_factory=dict)
    budget: float | None = None
    kept: bool | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds. cpu: processor time spent on a call, here and in the database server: what others on the machine
    do does not enter it, as it does the wall times."""

    p50: float
    p95: float
    worst: float
    cpu: float
    cpu_p95: float
    count: int

    def details(self) -> dict[str, float]:
        return {
            "p50": round(self.p50, 1), "max": round(self.worst, 1), "cpu": round(self.cpu, 1),
            "cpu95": round(self.cpu_p95, 1), "n": self.count,
        }  # fmt: skip


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0…1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(slots=True)
class Walls:
    """Milliseconds of each call: wall clock, and processor time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, other: Walls) -> None:
        self.wall += other.wall
        self.cpu += other.cpu

    def timing(self) -> Timing:
        return Timing(
            percentile(self.wall, 0.5), percentile(self.wall, 0.95), max(self.wall), sum(self.cpu) / len(self.cpu),
            percentile(self.cpu, 0.95), len(self.wall),
        )  # fmt: skip


def time_calls(calls: Iterable[Call]) -> tuple[Timing, Walls]:
    """Runs each call once, in order. The first is asked twice: what a process learns only once is not counted."""
    listed = list(calls)
    listed[0]()
    walls = Walls()
    for call in listed:
        before, began = processor_time(), time.perf_counter()
        call()
        walls.wall.append((time.perf_counter() - began) * 1000)
        walls.cpu.append((processor_time() - before) * 1000)
    return walls.timing(), walls


def processor_time() -> float:
    """Seconds that this process and its database server session have computed."""
    spent = time.process_time()
    if connection.vendor == "postgresql" and connection.connection is not None:
        backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        if backend.exists():
            spent += int(backend.read_text().split()[0]) / 1e9
    return spent


def summary(wall: list[float]) -> Timing:
    """Of times taken elsewhere."""
    return Walls(wall, [0.0] * len(wall)).timing()


def load_average() -> float:
    """Processes that wanted a processor during the last minute."""
    return round(os.getloadavg()[0], 1)


Judge = Literal["at_most", "at_least"]
