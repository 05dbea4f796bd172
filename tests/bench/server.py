"""`genjin serve` on the bench's data: how soon it answers, how much memory it keeps to itself."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.setting import Setting


@dataclass(frozen=True, slots=True)
class Server:
    """url without a slash at the end; started: seconds until the first answer; pid of `genjin serve`."""

    url: str
    port: int
    started: float
    pid: int

    def processes(self) -> dict[str, list[int]]:
        """Process ids by part: the ones that answer requests, the one that does background work."""
        parts: dict[str, list[int]] = {"web": [self.pid], "worker": []}
        for pid in _descendants(self.pid):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            parts["worker" if "worker" in command else "web"].append(pid)
        return parts


@contextmanager
def serving(setting: Setting, folder: Path | None = None) -> Iterator[Server]:
    """Starts the product on the setting's database, or on an empty `folder`; stops it after."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "GENJIN_DATA": str(folder or setting.folder)}
    if folder is not None:
        environment.pop("GENJIN_DATABASE_URL", None)
    command = [sys.executable, "-m", "genjin.cli.main", "serve", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/api/v1/setup", process)
        yield Server(f"http://127.0.0.1:{port}", port, time.perf_counter() - began, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(3_000):
        if process.poll() is not None:
            raise RuntimeError("genjin serve ended before it answered")
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError("genjin serve did not answer within a minute")


def private_memory(pids: list[int]) -> float:
    """MB that only these processes hold; pages of the database file, which the system may take back, do not count."""
    total = 0
    for pid in pids:
        own = True
        for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
            if re.match(r"^[0-9a-f]+-[0-9a-f]+ ", line):
                own = ".sqlite3" not in line
            elif own and line.startswith(("Private_Clean", "Private_Dirty")):
                total += int(line.split()[1])
    return total / 1024


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found
