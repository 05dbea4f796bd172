"""The running product for browser and stream tests: `genjin serve` on a free port, with a database of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), "")


@dataclass(frozen=True)
class Running:
    """url without a slash at the end; data: the server's data folder."""

    url: str
    data: Path


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[Running]:
    """Starts `genjin serve` on `data`; answers once it does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k != "GENJIN_DATABASE_URL"}
    command = [sys.executable, "-m", "genjin.cli.main", "serve", "--data", str(data), "--port", str(port), *arguments]
    log = (data / "serve.log").open("w")
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_answering(f"http://127.0.0.1:{port}", server, data)
        yield Running(f"http://127.0.0.1:{port}", data)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_until_answering(url: str, server: subprocess.Popen[bytes], data: Path) -> None:
    # A machine that does much else may take a minute over what takes three seconds alone.
    for _ in range(1200):
        if server.poll() is not None:
            raise RuntimeError((data / "serve.log").read_text()[-3000:])
        try:
            urllib.request.urlopen(f"{url}/api/v1/setup", timeout=1).read()
            return
        except (urllib.error.URLError, OSError):
            subprocess.run(["sleep", "0.1"], check=True)
    raise RuntimeError("the server did not answer")


@pytest.fixture
def fresh_server() -> Iterator[Running]:
    """A server nobody has set up yet."""
    data = Path(tempfile.mkdtemp(prefix="genjin-serve-"))
    try:
        with serving(data) as running:
            yield running
    finally:
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright; the tests that need it skip, saying so, where there is none."""
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-first-run"],
        )  # fmt: skip
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages, each in a browser context (a person) of its own: `new_page(width=1440, height=900)`."""
    contexts: list[Any] = []

    def open_page(width: int = 1440, height: int = 900, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
