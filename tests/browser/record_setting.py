"""A running server with an administrator and a seller: what most browser tests begin with."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.running import Running, serving

PASSWORD = "Pinghu-Chaxi-28"
# Generous for a busy machine: these tests are about what is shown, not how fast.
expect.set_options(timeout=15_000)


class Client:
    """One person's browser context: the API with their session, and pages signed in as them."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url

    def _headers(self) -> dict[str, str]:
        tokens = [c["value"] for c in self.context.cookies() if c.get("name") == "csrftoken"]
        return {"X-CSRFToken": tokens[0] if tokens else "", "Accept-Language": "zh-CN", "Referer": self.url}

    def get(self, path: str) -> Any:
        answer = self.context.request.get(f"{self.url}/api/v1{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.context.request.post(f"{self.url}/api/v1{path}", data=body, headers=self._headers())
        assert answer.ok, answer.text()
        return answer.json()

    def patch(self, path: str, body: dict[str, Any]) -> None:
        answer = self.context.request.patch(f"{self.url}/api/v1{path}", data=body, headers=self._headers())
        assert answer.ok, answer.text()

    def delete(self, path: str) -> None:
        answer = self.context.request.delete(f"{self.url}/api/v1{path}", headers=self._headers())
        assert answer.ok, answer.text()

    def start(self) -> None:
        """Gets the CSRF cookie; nobody is signed in yet."""
        self.context.request.get(f"{self.url}/api/v1/session")

    def sign_in(self, username: str) -> None:
        self.start()
        self.post("/session", {"username": username, "password": PASSWORD})

    def new_lead(self, **cells: Any) -> int:
        answer = self.post("/tables/leads/rows", {"rows": [cells], "via": "api"})
        assert answer["results"][0].get("id"), answer
        return int(answer["results"][0]["id"])

    def cell(self, lead: int, column: str) -> Any:
        return self.get(f"/tables/leads/rows/{lead}")["cells"][column]

    def until(self, lead: int, column: str, wanted: Any) -> None:
        """Asks until the server holds the value: the page shows a change before it is written."""
        found: Any = None
        for _ in range(300):
            found = self.cell(lead, column)
            if wanted in (found, found.get("label") if isinstance(found, dict) else found):
                return
        raise AssertionError(f"{column} is {found!r}, not {wanted!r}")

    def set_cell(self, lead: int, column: str, value: Any, **extra: Any) -> Any:
        edit = {"row": lead, "column": column, "value": value, "extra": extra}
        return self.post("/tables/leads/cells", {"edits": [edit], "via": "grid"})

    def stage(self, label: str) -> int:
        return next(int(s["id"]) for s in self.get("/leads/stages") if s["label"] == label)

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.goto(f"{self.url}{path}")
        return page

    def open_record(self, lead: int) -> Locator:
        """The panel of a lead, loaded."""
        panel = self.open(f"/leads?record={lead}").get_by_label("线索详情").first
        panel.get_by_role("heading", level=2).wait_for()
        return panel


@dataclass
class Office:
    """`as_person("chen")` is the administrator 陈思远, `as_person("lin")` the seller 林晓雯."""

    url: str
    browser: Browser
    opened: list[BrowserContext] = field(default_factory=list)

    def context(self, width: int = 1440, height: int = 900, **options: Any) -> Client:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            locale=options.pop("locale", "zh-CN"),
            timezone_id="Asia/Shanghai",
            **options,
        )
        context.set_default_timeout(15_000)
        self.opened.append(context)
        return Client(context, self.url)

    def as_person(self, username: str, **options: Any) -> Client:
        client = self.context(**options)
        client.sign_in(username)
        return client


def _settle(office: Office) -> None:
    """First run and one invited seller, as people do it."""
    chen = office.context()
    chen.start()
    chen.post(
        "/setup",
        {"organisation": "平湖测试", "name": "陈思远", "username": "chen", "password": PASSWORD, "start": "empty"},
    )
    roles = chen.post("/tables/roles/query", {"columns": ["name"], "limit": 50})["rows"]
    units = chen.post("/tables/units/query", {"columns": ["name"], "limit": 50})["rows"]
    seller = next(r["id"] for r in roles if "销售代表" in str(r["cells"][0]))
    link = chen.post("/invitations", {"name": "林晓雯", "unit_id": units[0]["id"], "role_id": seller})["link"]
    lin = office.context()
    lin.start()
    token = link.rstrip("/").split("/")[-1]
    lin.post(f"/invitations/{token}/accept", {"username": "lin", "password": PASSWORD})


@pytest.fixture(scope="session")
def settled_folder(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a server that was set up and stopped: what each file of tests begins with."""
    data = tmp_path_factory.mktemp("settled")
    with serving(data) as running:
        office = Office(running.url, browser)
        _settle(office)
        for context in office.opened:
            context.close()
    return data


@contextmanager
def serving_copy(settled_folder: Path) -> Iterator[Running]:
    """A server of one's own on a copy of the folder."""
    with tempfile.TemporaryDirectory(prefix="genjin-record-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        shutil.copytree(settled_folder, data)
        with serving(data) as running:
            yield running


@pytest.fixture(scope="module")
def settled(settled_folder: Path) -> Iterator[Running]:
    """The server of one file of tests, set up; its tests make leads of their own on it."""
    with serving_copy(settled_folder) as running:
        yield running


@pytest.fixture
def office(settled: Running, browser: Browser) -> Iterator[Office]:
    opened = Office(settled.url, browser)
    yield opened
    for context in opened.opened:
        context.close()


@pytest.fixture
def chen(office: Office) -> Client:
    return office.as_person("chen")


@pytest.fixture
def lin(office: Office) -> Client:
    return office.as_person("lin")


Compose = Callable[[Page, str, str], None]


def compose(page: Page, key: str, text: str) -> None:
    """Types `text` through an input method whose last key press is `key`, as Chromium reports it while composing."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": key, "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229},
    )
    session.send("Input.insertText", {"text": text})


def mailed_link(running: Running, lead: int, path: str) -> str:
    """The link that begins with `path` in the newest mail about this lead, read from the outbox: nothing is sent."""
    with sqlite3.connect(f"file:{running.data / 'genjin.sqlite3'}?mode=ro", uri=True) as outbox:
        (text,) = outbox.execute(
            "SELECT text FROM jobs_mail WHERE about_table = 'leads' AND about_id = ? ORDER BY id DESC", (lead,)
        ).fetchone()
    found = re.search(rf"{path}\S+", text)
    assert found is not None
    return found[0]
