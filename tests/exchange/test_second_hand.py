"""A long file planned and written by two processes becomes what one process would make of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.sheets import build_workbook


# In a database of its own, whichever the suite runs on.
@pytest.mark.once
def test_two_processes_do_what_one_would_even_when_the_second_dies(tmp_path: Path) -> None:
    rows = [
        (f"苏州澜川第{n % 45}精密机械有限公司", f"1391234{n % 45:04}", "同上" if n % 7 == 3 else f"{n}万", "官网注册")
        for n in range(90)
    ]
    # A lead there is already, a number nobody has, a line without its company, a channel nobody has entered.
    rows[12] = ("无锡恒砺轴承有限公司", "13805126021", "8万", "官网注册")
    rows[25] = ("常州锐界五金有限公司", "1381234567", "9万", "展会留资")
    rows[38] = ("", "13912345671", "9万", "广交会")
    rows[51] = ("扬州柏研光学有限公司", "13912345672", "面议", "广交会")
    workbook = build_workbook(tmp_path / "长.xlsx", [("公司名称", "手机", "预计金额", "线索来源"), *rows])
    environment = {**os.environ, "GENJIN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "genjin.config.settings"}
    environment.pop("GENJIN_DATABASE_URL", None)
    command = [sys.executable, "-m", "tests.exchange.two_hands", str(workbook)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True, timeout=150)
    told = json.loads(done.stdout)
    alone, both, dying = told["alone"], told["both"], told["dying"]
    assert [(t["planned"], t["written"]) for t in (alone, dying)] == [(0, 0), (1, 1)]
    assert both["planned"] >= 2
    assert both["written"] >= 9
    assert alone["counts"]["duplicate"] >= 40
    assert both["plan"] == alone["plan"]
    assert dying["plan"] == alone["plan"]
    assert alone["report"]["created"] == len(alone["leads"]) >= 40
    for other in (both, dying):
        assert other["report"] == alone["report"]
        assert other["leads"] == alone["leads"]
        assert other["words"] == alone["words"]
