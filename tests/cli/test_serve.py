"""`genjin serve` from a terminal."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.once
def test_a_port_in_use_is_said_and_nothing_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        # As a server of ours does: without a look first, both would answer on the port by turns.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "genjin.cli.main", "serve", "--data", str(tmp_path), "--port", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert f"端口 {port} 已被占用" in ended.stderr and ended.stdout == ""
    assert not list(tmp_path.glob("*.sqlite3"))
