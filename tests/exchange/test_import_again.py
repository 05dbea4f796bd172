"""Imports that meet each other or break off: the same file twice, a killed process, a shape seen before."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from genjin.exchange.imports.checking import change_import
from genjin.exchange.imports.running import run_import
from genjin.exchange.imports.show import show_import
from genjin.exchange.models import ImportRun
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from genjin.tables.ledger.undo import find_target, undo_operation
from tests.cast import Cast
from tests.exchange.sheets import HEADER, build_workbook, lines, run_jobs, run_to_end, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]
ROWS = [(f"句容{i:03d}号苗圃有限公司", f"联系人{i}", f"137{i:08d}") for i in range(40)]
SHEET = [("客户单位", "对方", "手机号", "内部代号"), *(("句容苗木公司", "王芳", "13800001111", "甲一"),) * 2]


def mapped(run: ImportRun) -> list[str | None]:
    return [m["column"] for m in run.mapping]


def test_a_mapping_is_remembered_for_the_person_and_the_organisation(cast: Cast, tmp_path: Path) -> None:
    path = build_workbook(tmp_path / "一月.xlsx", SHEET)
    first = upload(cast.admin_actor, path)
    assert (mapped(first), show_import(cast.admin_actor, first)["remembered"]) == (
        ["company", None, "mobile", None],
        None,
    )
    run_to_end(cast.admin_actor, change_import(cast.admin_actor, first, {"mapping": {1: "contact", 3: "need"}}))

    later = build_workbook(
        tmp_path / "二月.xlsx", [("2 月名单",), *SHEET[:1], ("溧水蓝莓园", "李明", "13800002222", "乙")]
    )
    again = upload(cast.admin_actor, later)
    assert mapped(again) == ["company", "contact", "mobile", "need"]
    assert show_import(cast.admin_actor, again)["remembered"]["whose"] == "own"
    colleague = upload(cast.team_lead_actor, later)
    assert mapped(colleague) == ["company", "contact", "mobile", "need"]
    assert show_import(cast.team_lead_actor, colleague)["remembered"]["whose"] == "organisation"
    mended = change_import(cast.team_lead_actor, colleague, {"mapping": {3: None}})
    assert mapped(mended) == ["company", "contact", "mobile", None]
    guessed = change_import(cast.team_lead_actor, mended, {"remembered": False})
    assert mapped(guessed) == ["company", None, "mobile", None]
    assert show_import(cast.team_lead_actor, guessed)["remembered"] is None
    other = build_workbook(
        tmp_path / "别的.xlsx", [("客户单位", "手机号", "对方"), ("溧水蓝莓园", "13800002222", "李明")]
    )
    assert upload(cast.admin_actor, other).remembered is None


def test_a_header_row_set_by_hand_is_remembered(cast: Cast, tmp_path: Path) -> None:
    rows = [("公司", "联系人", "手机"), ("编号甲", "编号乙", "编号丙"), ("溧水蓝莓园", "李明", "13800002222")]
    first = upload(cast.admin_actor, build_workbook(tmp_path / "一.xlsx", rows))
    assert first.header_row == 1
    set_by_hand = change_import(cast.admin_actor, first, {"header_row": 2, "mapping": {}})
    run_to_end(
        cast.admin_actor,
        change_import(cast.admin_actor, set_by_hand, {"mapping": {0: "company", 1: "contact", 2: "mobile"}}),
    )
    rows[2] = ("高淳螃蟹行", "周兵", "13800003333")
    again = upload(cast.admin_actor, build_workbook(tmp_path / "二.xlsx", rows))
    assert (again.header_row, mapped(again)) == (2, ["company", "contact", "mobile"])
    assert again.counts["new"] == 1


def test_the_same_file_twice_at_once(cast: Cast, tmp_path: Path) -> None:
    """Two people drop the same file: the second is told, and its preview then sees what the first has written."""
    path = build_workbook(tmp_path / "名单.xlsx", [HEADER, *ROWS])
    first, second = upload(cast.admin_actor, path), upload(cast.team_lead_actor, path)
    run_import(cast.admin_actor, first)
    with pytest.raises(AppError) as refused:
        run_import(cast.team_lead_actor, second)
    assert refused.value.code == ErrorCode.FILE_IN_IMPORT
    run_jobs()
    with pytest.raises(AppError) as refused:
        run_import(cast.team_lead_actor, second)
    assert refused.value.code == ErrorCode.FILE_IMPORTED
    assert second.counts["new"] == len(ROWS)
    again = change_import(cast.team_lead_actor, second, {"recheck": True})
    assert (again.counts["new"], again.counts["duplicate"]) == (0, len(ROWS))
    first.refresh_from_db()
    undo_operation(cast.admin_actor, find_target(cast.admin_actor, first.operation_id or 0))
    run_to_end(cast.team_lead_actor, change_import(cast.team_lead_actor, again, {"recheck": True}))
    assert Lead.objects.filter(deleted_at=None).count() == len(ROWS), "once undone, it may be imported again"


def test_two_files_with_the_same_companies_make_each_once(cast: Cast, tmp_path: Path) -> None:
    one = upload(cast.admin_actor, build_workbook(tmp_path / "甲.xlsx", [HEADER, *ROWS]))
    two = upload(cast.admin_actor, build_workbook(tmp_path / "乙.xlsx", [HEADER, *reversed(ROWS)]))
    run_to_end(cast.admin_actor, one)
    report = run_to_end(cast.admin_actor, two)
    assert (report["created"], report["conflicts"]) == (0, len(ROWS))
    assert Lead.objects.count() == len(ROWS)


def test_whoever_entered_a_record_stays_its_author(cast: Cast, tmp_path: Path) -> None:
    rows = [
        ("公司", "手机", "创建人", "创建时间"),
        ("溧水蓝莓园有限公司", "13800002222", "林小满", "2025-01-15"),
        ("高淳螃蟹行有限公司", "13800003333", "走了的人", ""),
    ]
    run = upload(cast.admin_actor, build_workbook(tmp_path / "旧.xlsx", rows))
    assert lines(cast.admin_actor, run)[3]["cells"]["created_by"]["error"]["code"] == "unknown_option"
    run_to_end(cast.admin_actor, run)
    first, second = Lead.objects.order_by("pk")
    assert (first.created_by_id, first.created_at.year) == (cast.seller.pk, 2025)
    assert second.created_by_id == cast.admin.pk


_PROCESS = """
import sys, django
django.setup()
from pathlib import Path
from typing import Any
from genjin.cli.start import prepare_database
from genjin.exchange.imports.checking import start_import
from genjin.exchange.imports.running import run_import
from genjin.jobs.queue import run_next
from tests.cast import build_cast
if sys.argv[1] == "begin":
    prepare_database()
    actor = build_cast().admin_actor
    path = Path(sys.argv[2])
    with path.open("rb") as file:
        run_import(actor, start_import(actor, file, path.name, path.stat().st_size, in_background=False))
while run_next():
    pass
"""


@pytest.mark.once
def test_an_import_killed_half_way_is_finished_by_the_next_process(tmp_path: Path) -> None:
    """Never both, never half: each line once, in one operation."""
    count = 3_000
    rows = [(f"溧阳{i:05d}号茶场有限公司", f"联系人{i}", f"137{i:08d}") for i in range(count)]
    path = build_workbook(tmp_path / "名单.xlsx", [HEADER, *rows])
    data = tmp_path / "data"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "GENJIN_DATABASE_URL"},
        "GENJIN_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "genjin.config.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    begun = subprocess.Popen([sys.executable, "-c", _PROCESS, "begin", str(path)], env=environment)
    try:
        written = _wait_for_lines(data / "genjin.sqlite3", begun, 900)
    finally:
        begun.send_signal(signal.SIGKILL)
        begun.wait(30)
    assert 900 <= written <= count
    left = _ask(data, "SELECT done_line, state FROM exchange_importrun")[0]
    assert left[1] == "running", "the process was killed in the middle"
    assert _ask(data, "SELECT count(*) FROM leads_lead")[0][0] == left[0] - 1, "rows and cursor are written together"
    subprocess.run([sys.executable, "-c", _PROCESS, "resume"], env=environment, check=True, timeout=120)
    assert _ask(data, "SELECT count(*), count(DISTINCT company) FROM leads_lead") == [(count, count)]
    made = (
        "SELECT count(DISTINCT operation_id), count(*) FROM tables_change WHERE kind = 'create' AND \"table\" = 'leads'"
    )
    assert _ask(data, made) == [(1, count)]
    assert _ask(data, "SELECT rows, state FROM tables_operation WHERE verb = 'import.run'") == [(count, "done")]


def _wait_for_lines(database: Path, process: subprocess.Popen[bytes], lines: int) -> int:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            found = _ask(database.parent, "SELECT done_line FROM exchange_importrun")
        except sqlite3.OperationalError:
            found = []
        if found and int(found[0][0]) >= lines:
            return int(found[0][0])
        time.sleep(0.01)
    return 0


def _ask(data: Path, question: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{data / 'genjin.sqlite3'}?mode=ro", uri=True) as connection:
        return connection.execute(question).fetchall()
