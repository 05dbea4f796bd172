"""`genjin serve`: web and worker together, on one port."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
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
    """Serves until interrupted. Answers 1 when something else has the port: two servers would share its requests."""
    if _is_taken(args.host, args.port):
        print(
            f"端口 {args.port} 已被占用，没有启动。换一个：--port {args.port + 1}\n"
            f"Port {args.port} is in use, nothing was started. Try --port {args.port + 1}",
            file=sys.stderr,
        )
        return 1
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


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server will: a port whose last connections still fade away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as fault:
            return fault.errno == errno.EADDRINUSE
    return False


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
