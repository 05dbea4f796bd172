"""Real and hostile files, from the upload to the table."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings

from genjin.exchange.imports import checking
from genjin.exchange.models import ImportRow, ImportRun
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.models import Lead
from tests.cast import Cast
from tests.exchange.sheets import build_workbook, lines, run_to_end, upload

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("defaults")]

SAMPLES = settings.SHARED_DIR / "data" / "import_samples"
SMALL = ("01_展会线索登记表.xlsx", "02_客户资料_GBK.csv", "03_销售跟进表.xlsx", "05_网站表单导出_BOM.csv")
LONG = "04_线索总表_5万行.xlsx"


def sample(name: str) -> Path:
    path: Path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"shared evaluation data not found: GENJIN_SHARED has no data/import_samples/{name}")
    return path


def truth_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / "truth" / f"{name}.truth.json").read_text("utf-8"))
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", SMALL)
def test_a_sample_is_imported_with_every_line_accounted_for(cast: Cast, name: str) -> None:
    path, truth = sample(name), truth_of(name)
    actor = cast.admin_actor
    run = upload(actor, path, as_of=date(2024, 6, 30))
    found = lines(actor, run)
    records = {r["row"] for r in truth["rows"]}
    skipped = {s["row"] for s in truth["skipped"]}
    assert records <= found.keys(), "no line may vanish"
    assert {n for n in records if found[n]["outcome"] == "skipped"} == set()
    assert {n for n in skipped & found.keys() if found[n]["outcome"] not in ("skipped", "error")} == set()
    assert sum(run.counts.values()) == len(found)
    report = run_to_end(actor, run)
    left = report["failed"] + report["skipped"] + run.counts["same"]
    assert report["created"] + report["updated"] + left == len(found)
    assert Lead.objects.filter(deleted_at=None).count() == report["created"]
    rejected = {r["row"] for r in truth["rows"] if r["status"] == "rejected"}
    assert {n for n, r in found.items() if r["outcome"] == "error"} == rejected
    again = upload(actor, path, as_of=date(2024, 6, 30))
    assert (again.counts["new"], again.counts["partial"]) == (0, 0), "the second time nothing is new"
    changed = {
        n: {k: (c["before"], c["value"]) for k, c in r["cells"].items() if "before" in c}
        for n, r in lines(actor, again).items()
        if r["outcome"] == "update"
    }
    assert changed == {}


@pytest.mark.shared
def test_what_is_stored_is_what_the_sample_says(cast: Cast) -> None:
    """Company and mobile of every good line of a GB18030 text file, compared with the truth."""
    path, truth = sample(SMALL[1]), truth_of(SMALL[1])
    actor = cast.admin_actor
    run_to_end(actor, upload(actor, path, as_of=date(2024, 6, 30)))
    stored = set(Lead.objects.values_list("company", "mobile"))
    wanted = {
        (r["values"].get("company"), r["values"].get("mobile")) for r in truth["rows"] if r["status"] != "rejected"
    }
    assert len(wanted & stored) >= 0.97 * len(wanted)


@pytest.mark.shared
def test_fifty_thousand_lines_are_planned_in_the_background(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.admin_actor
    asked: list[Any] = []
    monkeypatch.setattr(checking, "enqueue", lambda kind, payload, who: asked.append((kind, payload, who)) or 7)
    run = upload(actor, sample(LONG), as_of=date(2024, 6, 30))
    assert (run.state, run.job_id, run.rows) == ("checking", 7, 50_001)
    assert asked == [("import.check", {"import": run.pk}, actor.id)]
    with pytest.raises(AppError) as refused:
        checking.change_import(actor, run, {"options": {"persons": True}})
    assert refused.value.code is ErrorCode.STILL_RUNNING


def test_a_text_file_in_gb18030_with_semicolons(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("公司名称;联系人;手机\n绍兴黄酒集团有限公司;魏来;13957500001\n".encode("gb18030"))
    actor = cast.admin_actor
    run_to_end(actor, upload(actor, path))
    lead = Lead.objects.get()
    assert (lead.company, lead.contact, lead.mobile) == ("绍兴黄酒集团有限公司", "魏来", "13957500001")


def packed(parts: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


HOSTILE = {
    "broken.xlsx": (b"PK\x03\x04 and then nothing", ErrorCode.FILE_BROKEN),
    "secret.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        ErrorCode.FILE_ENCRYPTED,
    ),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(200), ErrorCode.FILE_TYPE),
    "empty.csv": (b"", ErrorCode.NO_HEADER),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_kept(
    cast: Cast, file_store: Path, tmp_path: Path, name: str
) -> None:
    content, code = HOSTILE[name]
    path = tmp_path / "in" / name
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(AppError) as refused:
        upload(cast.admin_actor, path)
    assert refused.value.code is code
    assert not ImportRun.objects.exists()
    assert not ImportRow.objects.exists()
    assert not [p for p in (file_store / "files").rglob("*") if p.is_file()]


def test_a_zip_bomb_is_refused_before_it_is_opened(cast: Cast, tmp_path: Path) -> None:
    sheet = b"<worksheet><sheetData>" + b"<row/>" * 40_000_000 + b"</sheetData></worksheet>"
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(packed({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(AppError) as refused:
        upload(cast.admin_actor, path)
    assert refused.value.code is ErrorCode.FILE_BOMB


def test_a_file_above_the_limit_is_refused_by_its_size(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 1024
    path = tmp_path / "gross.csv"
    path.write_bytes(b"x" * 2048)
    with pytest.raises(AppError) as refused:
        upload(cast.admin_actor, path)
    assert (refused.value.code, refused.value.status) == (ErrorCode.FILE_TOO_LARGE, 413)


def test_a_cell_of_a_megabyte_is_an_error_of_that_cell(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text(f"公司名称,联系人,备注\n嘉兴粽子食品有限公司,屈平,{'长' * 350_000}\n", encoding="utf-8")
    actor = cast.admin_actor
    run = upload(actor, path)
    row = lines(actor, run)[2]
    assert row["outcome"] == "partial"
    assert row["cells"]["remarks"]["error"]["code"] == "too_long"
    assert len(row["cells"]["remarks"]["text"]) < 10_000
    run_to_end(actor, run)
    assert Lead.objects.get().remarks is None


def test_a_million_empty_formatted_rows_do_not_hurt(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "leer.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    style = book.add_format({"bg_color": "#ffff00"})
    for at, row in enumerate([("公司名称", "联系人"), ("湖州丝绸之路服饰有限公司", "桑田")]):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value)
    for at in range(2, 1_048_576):
        sheet.set_row(at, None, style)
    book.close()
    run = upload(cast.admin_actor, path)
    assert (run.counts["new"], sum(run.counts.values())) == (1, 1)


def test_text_that_looks_like_a_formula_stays_text(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    rows = [("公司名称", "联系人", "备注"), ("舟山海钓用具有限公司", "=1+1", "=cmd|' /C calc'!A0")]
    run_to_end(actor, upload(actor, build_workbook(tmp_path / "式.xlsx", rows)))
    lead = Lead.objects.get()
    assert (lead.contact, lead.remarks) == ("=1+1", "=cmd|' /C calc'!A0")
