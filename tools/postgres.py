"""PostgreSQL from the machine's own binaries on a free port: thrown away after the tests, or kept for `make bench`."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing of a throw-away cluster has to outlive a crash.
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=120",
    "shared_buffers=256MB",
)


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, newest version first; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running_postgres(settings: tuple[str, ...] = SETTINGS, folder: Path | None = None) -> Iterator[str]:
    """Starts a fresh cluster; yields its URL without a database name; removes it after."""
    home = Path(tempfile.mkdtemp(prefix="genjin-pg-", dir=folder))
    try:
        with kept_postgres(home, settings) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def kept_postgres(home: Path, settings: tuple[str, ...]) -> Iterator[str]:
    """Starts the cluster in `home`, made on first use, whose text sorts by code point; stops it after and keeps it."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    user = _unprivileged()
    if not (home / "data" / "PG_VERSION").exists():
        _make(binaries, home, user)
    (home / "data" / "postmaster.pid").unlink(missing_ok=True)
    port = _free_port()
    options = [part for s in settings for part in ("-c", s)]
    command = [
        str(binaries / "postgres"),
        "-D",
        str(home / "data"),
        "-p",
        str(port),
        "-k",
        str(home),
        "-h",
        "127.0.0.1",
    ]
    log = (home / "log").open("w")
    server = subprocess.Popen([*command, *options], user=user, stdout=log, stderr=log, cwd=home)
    try:
        _wait(binaries, port)
        yield f"postgresql://genjin@127.0.0.1:{port}"
    finally:
        # A fast stop: sessions that are still open are ended instead of waited for.
        server.send_signal(2)
        server.wait(60)


def _make(binaries: Path, home: Path, user: str | None) -> None:
    home.mkdir(parents=True, exist_ok=True)
    if user:
        shutil.chown(home, user)
    run = [
        str(binaries / "initdb"),
        "-D",
        str(home / "data"),
        "-U",
        "genjin",
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(run, check=True, user=user, stdout=subprocess.DEVNULL, cwd=home)


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: the account to run it under then."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(binaries: Path, port: int) -> None:
    ready = [str(binaries / "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-q", "-t", "1"]
    for _ in range(200):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        subprocess.run(["sleep", "0.1"], check=True)
    raise RuntimeError("PostgreSQL did not start")


if __name__ == "__main__":
    # Runs the command behind it with GENJIN_DATABASE_URL pointing at a fresh cluster, and with a cluster for each of
    # two test processes: readers of the ledger wait for open transactions, also those of a neighbouring database.
    with running_postgres() as first, running_postgres() as second:
        urls = [f"{url}/postgres" for url in (first, second)]
        environment = {**os.environ, "GENJIN_DATABASE_URL": urls[0], "GENJIN_TEST_DATABASES": " ".join(urls)}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
