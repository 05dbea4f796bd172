"""The interface in Chromium on the bench's data: first load, key to paint in a cell, scrolling without long tasks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from tests.bench.figures import Figure, load_average
from tests.bench.readers import Reader, readers
from tests.bench.server import Server, serving
from tests.bench.setting import Setting

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), "")
KEYS = 30
FIRST_CELL = '[role="gridcell"]'
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip

# The moment at which a row of the table stands on the screen, seen from inside the page.
_WATCH_FIRST_ROW = """
new MutationObserver((_, watcher) => {
  const cell = [...document.querySelectorAll('[role="gridcell"]')].find((c) => /[\\u4e00-\\u9fff]/.test(c.textContent));
  if (cell) { watcher.disconnect(); requestAnimationFrame(() => { window.firstRow = performance.now(); }); }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""
_WATCH_KEYS = """
window.keys = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (e.name === 'keydown') window.keys.push(e.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: false });
"""
_WATCH_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.tasks.push(e.duration); })
  .observe({ type: 'longtask', buffered: false });
"""
_LOADED = """
performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
  .filter((e) => !e.name.includes('/api/')).map((e) => [e.name.split('/').pop(), e.encodedBodySize, e.decodedBodySize])
"""


def measure_interface(setting: Setting) -> Iterator[Figure]:
    """Needs the built interface and Chromium; says so when one is missing."""
    if not CHROMIUM or not settings.WEB_DIST.joinpath("index.html").is_file():
        yield Figure("", "interface not measured: no Chromium, or web/dist not built", 0, "–")
        return
    from playwright.sync_api import sync_playwright

    # Sessions are made before the browser brings its event loop, in which Django refuses to ask the database.
    manager, seller = readers("all")[0], readers("own")[2]
    with serving(setting) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        try:
            yield from _first_load(browser, server, manager)
            yield from _typing_and_scrolling(browser, server, manager, seller)
        finally:
            browser.close()


def _first_load(browser: Any, server: Server, manager: Reader) -> Iterator[Figure]:
    """Cold: a browser context with an empty cache each time."""
    times: list[float] = []
    sizes: list[Any] = []
    for _ in range(5):
        page = _page(browser, server, manager)
        page.add_init_script(_WATCH_FIRST_ROW)
        page.goto(f"{server.url}/leads")
        page.wait_for_function("window.firstRow !== undefined", timeout=30_000)
        times.append(page.evaluate("window.firstRow"))
        sizes = page.evaluate(_LOADED)
        page.context.close()
    compressed = sum(s[1] for s in sizes) / 1024
    details = {"files": len(sizes), "plain kB": round(sum(s[2] for s in sizes) / 1024), "load": load_average()}
    yield Figure("first_load", "first load of the table, all files", compressed, "kB", details=details)
    yield Figure(
        "interactive", "first load of the table, rows on screen", median(times), "ms",
        details={"all": [round(t) for t in times], "load": load_average()},
    )  # fmt: skip


def _typing_and_scrolling(browser: Any, server: Server, manager: Reader, seller: Reader) -> Iterator[Figure]:
    page = _page(browser, server, seller)
    page.goto(f"{server.url}/leads")
    page.wait_for_selector(FIRST_CELL, timeout=30_000)
    page.wait_for_timeout(1_500)
    page.evaluate(_WATCH_KEYS)
    page.locator('[role="gridcell"]').nth(2).click()
    for n in range(KEYS):
        page.keyboard.press("abcdefghij"[n % 10])
        page.wait_for_timeout(60)
    page.wait_for_timeout(300)
    # Event Timing leaves out what took under 16 ms.
    slow = page.evaluate("window.keys")
    shown = [*slow, *[16.0] * max(0, KEYS - len(slow))]
    page.keyboard.press("Escape")
    yield Figure(
        "key_to_paint", "key to paint in a cell", median(shown), "ms",
        details={"max": max(shown), "over 16 ms": len(slow), "load": load_average()},
    )  # fmt: skip
    page.context.close()
    page = _page(browser, server, manager)
    page.goto(f"{server.url}/leads")
    page.wait_for_selector(FIRST_CELL, timeout=30_000)
    page.wait_for_timeout(1_500)
    page.evaluate(_WATCH_TASKS)
    page.mouse.move(720, 500)
    for _run in range(3):
        for _ in range(40):
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(16)
        page.wait_for_timeout(400)
    tasks = page.evaluate("window.tasks")
    longest = round(max(tasks), 1) if tasks else 0
    yield Figure(
        "scroll", "long tasks while scrolling, 3 runs", len(tasks), "tasks",
        details={"longest ms": longest, "load": load_average()},
    )  # fmt: skip
    page.context.close()


def _page(browser: Any, server: Server, reader: Reader) -> Any:
    # What is measured is watched by functions that the page's own policy would not let in.
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN", bypass_csp=True)
    session = reader.client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}])
    return context.new_page()
