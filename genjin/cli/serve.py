"""`genjin serve`: web and worker together, on one port."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType

from genjin.cli.start import prepare_database, start_django

NAME = "serve"
HELP = "serve the interface and do background work"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default=os.environ.get("GENJIN_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("GENJIN_PORT", "8000")))
    parser.add_argument("--workers", type=int, default=1, help="web processes (default 1)")
    parser.add_argument("--no-worker", action="store_true", help="background work runs elsewhere")


def run(args: argparse.Namespace) -> int:
    """Serves until interrupted."""
    start_django()
    prepare_database()
    _greet(args.host, args.port)
    worker = None
    if not args.no_worker:
        worker = subprocess.Popen([sys.executable, "-m", "genjin.cli.main", "worker", "--parent", str(os.getpid())])

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        _serve(args)
    finally:
        if worker is not None:
            _end(worker)
    return 0


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(10)
    except subprocess.TimeoutExpired:
        # In the middle of long work: the next worker takes it up where it was left.
        worker.kill()


def _serve(args: argparse.Namespace) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "genjin.config.asgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.ASGI,
        workers=args.workers,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        backlog=1024,
        respawn_failed_workers=True,
    ).serve()


def _greet(host: str, port: int) -> None:
    from genjin.people.setup import issue_setup_token

    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    print(f"跟进 Genjin  http://{shown}:{port}", flush=True)
    token = issue_setup_token()
    if token:
        print(f"首次设置口令 one-time setup code (only needed from another machine): {token}", flush=True)
