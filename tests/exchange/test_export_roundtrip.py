"""What goes out and comes back untouched changes nothing (domain.md B4)."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genjin.exchange.exports.job import write_file
from genjin.exchange.exports.request import ExportRequest
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.leads.models import Channel, Lead, SizeBand
from genjin.leads.options import METHODS, URGENCIES
from genjin.tables.fields.grade import GRADES
from genjin.tables.ledger.operation import single
from genjin.tables.models import Operation
from tests.cast import Cast
from tests.exchange.sheets import add_lead, lines, run_to_end, upload

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("defaults")]

# What people type, and what files hurt with: formula signs, quotes, commas, emoji, full width, inner line breaks.
LETTERS = st.sampled_from("南京恒砺轴承ＡＢｃ1２=+-@'\"，,;；|&<>_x0041_无/-🌟 \u3000（）#…")
TEXT = st.text(LETTERS, min_size=1, max_size=24).map(str.strip).filter(bool)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
MOBILE = st.integers(0, 10**8 - 1).map(lambda n: f"139{n:08d}")
LANDLINE = st.integers(2 * 10**7, 9 * 10**7 - 1).map(lambda n: f"021-{n}")
FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01")
MOMENT = st.datetimes(FIRST, LAST).map(lambda d: d.replace(microsecond=0))

TYPED = {
    "contact": TEXT,
    "title": TEXT,
    "mobile": MOBILE,
    "phone": LANDLINE,
    "email": st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.cn", fullmatch=True),
    "wechat": TEXT,
    "industry": TEXT,
    "province": st.sampled_from(("江苏", "安徽省", "内蒙古自治区")),
    "city": TEXT,
    "address": TEXT,
    "grade": st.sampled_from(GRADES),
    "amount": st.integers(0, 10**11),
    "won_amount": st.integers(0, 10**11),
    "expected_close": st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    "next_at": MOMENT.map(lambda d: d.replace(second=0).isoformat(" ", "minutes")),
    "next_method": st.sampled_from([o.key for o in METHODS.options]),
    "urgency": st.sampled_from([o.key for o in URGENCIES.options]),
    "remarks": LINES,
    "need": LINES,
    "protected": st.booleans(),
    "budget": TEXT.filter(lambda t: set(t) - {"*"}),
}
CELLS = st.fixed_dictionaries({"company": TEXT}, optional=TYPED)


def all_columns() -> tuple[str, ...]:
    names = set(TYPED) | {"number", "company", "status", "stage", "owner", "source", "size", "created_at", "updated_at"}
    return tuple(sorted(names | {"last_followup", "unit", "assigned_at"}))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(cells=st.lists(CELLS, min_size=1, max_size=4), lucky=st.integers(0, 10**6))
def test_export_then_import_changes_nothing(cast: Cast, kind: Any, cells: list[dict[str, Any]], lucky: int) -> None:
    Lead.objects.all().delete()
    actor = cast.admin_actor
    channels, bands = list(Channel.objects.all()), list(SizeBand.objects.all())
    for typed in cells:
        add_lead(actor, **typed, source=channels[lucky % len(channels)].pk, size=bands[lucky % len(bands)].pk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"线索.{kind}"
        assert write_file(path, actor, ExportRequest("leads", columns=all_columns(), format=kind)) == len(cells)
        run = upload(actor, path)
        found = lines(actor, run)
        changed = {n: {k: c for k, c in r["cells"].items() if "before" in c or "error" in c} for n, r in found.items()}
        assert run.counts["same"] == len(cells), (found, changed)
        before = Operation.objects.filter(table="leads").count()
        report = run_to_end(actor, run)
    assert (report["created"], report["updated"], report["operation"]) == (0, 0, None)
    assert Operation.objects.filter(table="leads").count() == before, "an import that changes nothing leaves no trace"


def test_only_the_edited_cell_of_an_export_is_written(cast: Cast, tmp_path: Path) -> None:
    actor = cast.admin_actor
    with clock.fixed(clock.now() - timedelta(hours=1)):
        first = add_lead(
            actor, company="石臼湖渔业有限公司", contact="严滩", mobile="13851000001", next_at="2026-12-03 15:00"
        )
        second = add_lead(actor, company="固城湖蟹业有限公司", contact="顾城", mobile="13851000002")
    path = tmp_path / "线索.xlsx"
    write_file(path, actor, ExportRequest("leads", sort=(("number", "asc"),)))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    header = [c.value for c in sheet[2]]
    sheet.cell(3, header.index("联系人") + 1).value = "严子陵"
    book.save(path)
    run = upload(actor, path)
    assert [r["words"] for r in lines(actor, run).values() if r["outcome"] != "skipped"] == ["更新 1 项", "无变化"]
    report = run_to_end(actor, run)
    operation = Operation.objects.get(pk=report["operation"])
    assert (operation.rows, operation.cells) == (1, 1)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.contact, second.contact) == ("严子陵", "顾城")


def test_masks_that_come_back_are_no_edits(cast: Cast, tmp_path: Path) -> None:
    """A manager whose phones are masked exports, edits nothing and imports."""
    add_lead(cast.seller_actor, company="高邮湖鸭蛋有限公司", contact="秦观", mobile="13852700001", budget="八万")
    watcher = cast.admin_actor
    Lead.objects.update(unit_id=None)
    with single(SYSTEM, verb="test.prepare", table="leads") as writer:
        writer.set("leads", {Lead.objects.get().pk: {"unit": cast.dealer.pk}})
    path = tmp_path / "线索.xlsx"
    write_file(path, watcher, ExportRequest("leads", columns=("number", "company", "mobile", "budget")))
    assert upload(watcher, path).counts["same"] == 1
