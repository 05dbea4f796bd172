"""Round trip in the browser: exported, edited in Excel, others went on meanwhile, conflicts decided, written."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.newcomers import join
from tests.browser.record_setting import Client, Office, chen, office, settled

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.rare]
__all__ = ["chen", "office", "settled"]

COLUMNS = ("number", "company", "contact", "city", "title", "remarks")
LABELS = {"contact": "联系人", "city": "城市", "title": "职位", "remarks": "备注"}
ROWS = 60
READ_MS = 60_000
PREFIX = "高邮湖"


def leads(client: Client) -> dict[str, dict[str, Any]]:
    """The leads of this test by company, with their ids."""
    query = {"filter": {"column": "company", "op": "contains", "value": PREFIX}, "columns": list(COLUMNS), "limit": 200}
    answer = client.post("/tables/leads/query", query)
    rows = [{"id": r["id"], **dict(zip(answer["columns"], r["cells"], strict=True))} for r in answer["rows"]]
    return {str(r["company"]): r for r in rows}


def exported(client: Client, folder: Path) -> Path:
    query = {
        "table": "leads",
        "columns": list(COLUMNS),
        "filter": {"column": "company", "op": "contains", "value": PREFIX},
    }
    job = client.post("/exports", query)["job"]
    until = time.monotonic() + 60
    while client.get(f"/jobs/{job}")["state"] != "done":
        assert time.monotonic() < until
    path = folder / "线索.xlsx"
    path.write_bytes(client.context.request.get(f"{client.url}/api/v1/exports/{job}/file.xlsx").body())
    return path


def edit_offline(path: Path, edits: dict[tuple[str, str], str], dice: random.Random) -> None:
    """Types the edits into the sheet, then sorts its rows and adds a column of one's own."""
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    head = [c.value for c in sheet[2]]
    rows = {r[1].value: r for r in sheet.iter_rows(min_row=3)}
    for (company, column), value in edits.items():
        rows[company][head.index(LABELS[column])].value = value
    values = [[c.value for c in row] for row in sheet.iter_rows(min_row=3)]
    dice.shuffle(values)
    for at, row in enumerate(values, 3):
        for index, value in enumerate(row, 1):
            sheet.cell(at, index).value = value
        sheet.cell(at, len(head) + 1).value = "自己的备忘"
    sheet.cell(2, len(head) + 1).value = "我的备忘"
    book.save(path)


def test_two_hundred_offline_edits_meet_fifty_online(office: Office, chen: Client, tmp_path: Path) -> None:
    _, zhou = join(office, chen, name="周岚", username="zhoulan", role="管理员")
    chen.post(
        "/tables/leads/rows",
        {
            "rows": [
                {
                    "company": f"{PREFIX}{i:02d}号水产有限公司",
                    "contact": f"原{i}",
                    "city": f"市{i}",
                    "title": f"职{i}",
                    "remarks": f"注{i}",
                }
                for i in range(ROWS)
            ]
        },
    )
    before = leads(chen)
    path = exported(chen, tmp_path)
    dice = random.Random(7)
    cells = [(company, column) for company in before for column in LABELS]
    offline = {cell: f"离线{n}" for n, cell in enumerate(dice.sample(cells, 200))}
    edit_offline(path, offline, dice)
    both = dice.sample(sorted(offline), 20)
    online = {cell: f"在线{n}" for n, cell in enumerate(both + [c for c in cells if c not in offline][:30])}
    zhou.post(
        "/tables/leads/cells",
        {
            "edits": [
                {"row": before[company]["id"], "column": column, "value": value}
                for (company, column), value in online.items()
            ]
        },
    )

    page = chen.open("/import")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("table", name=f"“{path.name}”的预览").wait_for(timeout=READ_MS)
    expect(page.get_by_role("note")).to_contain_text("从这里导出的文件：只写之后改过的格子")
    page.get_by_role("button", name=re.compile("^冲突")).click()
    groups = page.get_by_role("group", name=re.compile("的冲突$"))
    expect(groups).to_have_count(len(both))
    shown = groups.all_inner_texts()
    for cell in both:
        assert sum(offline[cell] in t and online[cell] in t and "周岚" in t for t in shown) == 1, cell
    taken = groups.filter(has_text=re.compile(rf"{offline[both[0]]}\b"))
    taken.get_by_role("button", name="用文件里的").click()
    expect(taken.get_by_role("button", name="用文件里的")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("没有决定的冲突保留现在的值")).to_be_visible()
    page.get_by_role("button", name=re.compile("^导入 ")).click()
    expect(page.get_by_text("19 格有冲突，按选择保留了现在的值。")).to_be_visible(timeout=READ_MS)

    after = leads(chen)
    wanted = {(c, k): str(before[c][k]) for c, k in cells} | offline | online | {both[0]: offline[both[0]]}
    assert {(c, k): after[c][k] for c, k in cells} == wanted
