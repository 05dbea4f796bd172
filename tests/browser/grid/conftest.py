"""A story page with the grid on it, built once and opened in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .story import Story

WEB = Path(__file__).resolve().parents[3] / "web"
STORIES = WEB / "dist-stories"
CHROMIUM = "/usr/bin/chromium"


def _is_stale() -> bool:
    built = STORIES / "grid.html"
    if not built.exists():
        return True
    sources = [path for path in (WEB / "src").rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in sources) > built.stat().st_mtime


@pytest.fixture(scope="package")
def story_url() -> Iterator[str]:
    if not (WEB / "node_modules").exists():
        pytest.skip("web/node_modules is missing: make web")
    if _is_stale():
        subprocess.run(
            [sys.executable, WEB.parent / "tools" / "npm.py", "run", "stories"], check=True, capture_output=True
        )

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: requests of the page are not test output."""

    handler = functools.partial(Quiet, directory=str(STORIES))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/grid.html"
        server.shutdown()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, story_url: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=story_url.rsplit("/", 1)[0])
    yield context
    context.close()


@pytest.fixture
def open_story(context: BrowserContext, story_url: str) -> Callable[..., Story]:
    """Opens the page with a query such as `rows=1000000&more` and waits for the first rows."""

    def opened(query: str = "more") -> Story:
        page: Page = context.new_page()
        errors: list[Any] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.goto(f"{story_url}?{query}")
        page.get_by_role("grid", name="线索").wait_for()
        page.locator("[role=row] [role=gridcell]").first.wait_for()
        return Story(page, errors)

    return opened
