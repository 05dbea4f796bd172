"""The scores on the five messy sample files (shared, never committed) and the reader's own command."""

from __future__ import annotations

import gzip
import importlib.util
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from genjin.exchange.reading.preview import preview_document


def _scorer(samples: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_import", samples / "score_import.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _truth(samples: Path, name: str) -> dict[str, Any]:
    path = next((samples / "truth").glob(f"{name}.truth.json*"))
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    truth: dict[str, Any] = json.loads(text)
    return truth


@pytest.mark.shared
@pytest.mark.parametrize("number", ["01", "02", "03", "04", "05"])
def test_the_samples_are_read_as_a_perfect_import_would(number: str, shared_data: Path) -> None:
    samples = shared_data / "import_samples"
    file = next(samples.glob(f"{number}_*"))
    result = json.loads(json.dumps(preview_document(file, as_of=date(2024, 6, 30)), ensure_ascii=False))
    score = _scorer(samples).score(_truth(samples, file.name), result)
    assert score["header_row_ok"]
    assert score["mapping_acc"] >= 0.98
    assert score["field_acc"] >= 0.98
    assert score["status_acc"] >= 0.98
    assert score["rows_found"] == 1.0
    assert score["junk_rows_imported"] == 0
    assert score["error_recall"] is None or score["error_recall"] >= 0.95


def test_the_command_prints_one_json_document(tmp_path: Path) -> None:
    path = tmp_path / "线索.csv"
    path.write_text("公司,手机,金额\n甲木业有限公司,13800001234,1.2万\n", encoding="gbk")
    command = [sys.executable, "-m", "genjin.exchange.reading", str(path), "--as-of", "2024-06-30"]
    done = subprocess.run(command, capture_output=True, check=True)
    document = json.loads(done.stdout)
    assert document["rows"] == [
        {
            "row": 2,
            "status": "ok",
            "values": {"company": "甲木业有限公司", "mobile": "13800001234", "amount": 12000.0},
            "errors": [],
            "warnings": [],
        }
    ]
    assert document["counts"] == {"ok": 1, "partial": 0, "rejected": 0}


def test_the_command_refuses_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.touch()
    done = subprocess.run(
        [sys.executable, "-m", "genjin.exchange.reading", str(path)], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"no_header" in done.stderr
