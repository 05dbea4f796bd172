"""A workbook goes out, is worked on offline, and comes back while others went on (domain.md B4)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from genjin.exchange.exports.job import write_file
from genjin.exchange.exports.request import ExportRequest
from genjin.exchange.imports.checking import change_import
from genjin.exchange.imports.correcting import change_row
from genjin.exchange.imports.error_workbook import write_error_workbook
from genjin.exchange.imports.show import show_import
from genjin.exchange.models import ImportRun
from genjin.leads.models import Lead
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from tests.cast import Cast
from tests.exchange.sheets import add_lead, lines, run_to_end, upload

# Committed: a position of the ledger lies before a transaction that is still open.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("defaults")]

COLUMNS = ("number", "company", "contact", "mobile", "title", "city", "amount", "next_at", "remarks", "status", "owner")
EDITED = ("contact", "title", "city", "amount", "remarks", "next_at")
LABELS = {
    "contact": "联系人",
    "title": "职位",
    "city": "城市",
    "amount": "预计金额",
    "remarks": "备注",
    "next_at": "下次联系",
}


class Sheet:
    """The exported sheet in a spreadsheet program: found by label, edited by hand, saved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        found = self.book.active
        assert found is not None
        self.sheet: Any = found

    @property
    def head(self) -> int:
        return next(r for r in range(1, 20) if any(str(c.value).startswith("※GJ1") for c in self.sheet[r]))

    def column(self, label: str) -> int:
        return next(int(c.column) for c in self.sheet[self.head] if c.value == label)

    def row_of(self, company: str) -> int:
        at = self.column("公司")
        return next(r for r in range(self.head + 1, self.sheet.max_row + 1) if self.sheet.cell(r, at).value == company)

    def set(self, company: str, label: str, value: Any) -> None:
        self.sheet.cell(self.row_of(company), self.column(label)).value = value

    def values(self) -> list[list[Any]]:
        return [[c.value for c in row] for row in self.sheet.iter_rows(min_row=self.head + 1)]

    def put(self, rows: list[list[Any]]) -> None:
        """Replaces everything below the header."""
        self.sheet.delete_rows(self.head + 1, self.sheet.max_row)
        for at, row in enumerate(rows, self.head + 1):
            for index, value in enumerate(row, 1):
                self.sheet.cell(at, index).value = value

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def export(actor: Any, folder: Path, **more: Any) -> Sheet:
    path = folder / "线索.xlsx"
    write_file(path, actor, ExportRequest("leads", **{"columns": COLUMNS, "sort": (("number", "asc"),), **more}))
    return Sheet(path)


def company(number: int) -> str:
    return f"江都{number:03d}号泵业有限公司"


def leads(actor: Any, count: int) -> list[int]:
    drafts = [
        {
            "company": company(i),
            "contact": f"联系人{i}",
            "mobile": f"138514{i:05d}",
            "title": "采购",
            "city": "扬州",
            "amount": 1_000_00 + i,
            "next_at": f"2026-12-{1 + i % 28:02d} 15:00",
            "remarks": f"第 {i} 家",
        }
        for i in range(count)
    ]
    return [r.row_id for r in create_rows(actor, "leads", drafts)[1] if r.row_id is not None]


def outcomes(run: ImportRun) -> dict[str, int]:
    return {k: v for k, v in run.counts.items() if v and k != "skipped"}


def test_two_hundred_edits_offline_and_fifty_online(cast: Cast, tmp_path: Path) -> None:
    """0 lost, 0 false conflicts, every true conflict shown; in a file that was sorted, coloured and rearranged."""
    mine, theirs = cast.admin_actor, cast.team_lead_actor
    ids = leads(cast.seller_actor, 120)
    sheet = export(mine, tmp_path)
    dice = random.Random(4)
    cells = [(i, c) for i in range(120) for c in EDITED]
    offline = dice.sample(cells, 200)
    # 20 of the 50 meet an offline edit; 5 of these come to the same value.
    online = dice.sample(offline, 20) + dice.sample([c for c in cells if c not in offline], 30)
    agreed = set(online[:5])
    values = {c: _new_value(c[1], n) for n, c in enumerate(offline)}
    for (i, column), value in values.items():
        sheet.set(company(i), LABELS[column], _in_excel(column, value))
    rearranged(sheet, dice)
    edits = [
        CellEdit(ids[i], c, values[i, c] if (i, c) in agreed else _new_value(c, 1_000 + n))
        for n, (i, c) in enumerate(online)
    ]
    edit_cells(theirs, "leads", edits)
    before = {(i, c): getattr(Lead.objects.get(pk=ids[i]), c) for i, c in cells}

    run = upload(mine, sheet.save())
    shown = lines(mine, run)
    by_company = {r["cells"]["company"]["text"]: r for r in shown.values() if "company" in r["cells"]}
    assert sorted(m["header"] for m in run.mapping if m["column"] is None) == ["我的打分", "状态"]
    conflicts = {
        (i, c) for i in range(120) for c, cell in by_company[company(i)]["cells"].items() if cell.get("conflict")
    }
    assert conflicts == set(online[5:20]), "every true conflict is shown, and no other"
    changed = {(i, c) for i in range(120) for c, cell in by_company[company(i)]["cells"].items() if "before" in cell}
    assert changed == set(offline) - agreed
    some = by_company[company(online[10][0])]["cells"][online[10][1]]["conflict"]
    assert (some["by"], some["choice"]) == (theirs.name, None)

    report = run_to_end(mine, run)
    assert (report["conflicts"], report["kept"], report["created"], report["failed"]) == (0, 15, 0, 0)
    after = {(i, c): getattr(Lead.objects.get(pk=ids[i]), c) for i, c in cells}
    written = {c for c in cells if after[c] != before[c]}
    assert written == set(offline) - set(online), "all offline edits but the conflicts are written, and nothing else"
    assert all(after[c] == before[c] for c in online), "what was changed online stands"


def rearranged(sheet: Sheet, dice: random.Random) -> None:
    """What people do: sort, colour, filter, hide, move and rename columns, add their own, insert lines above."""
    rows = sheet.values()
    dice.shuffle(rows)
    sheet.put(rows)
    work = sheet.sheet
    work.cell(sheet.head, sheet.column("职位")).value = "他是干什么的"
    work.column_dimensions[get_column_letter(sheet.column("城市"))].hidden = True
    work.auto_filter.add_filter_column(1, [company(3)])
    work.row_dimensions[9].hidden = True
    for at in range(1, work.max_row + 1, 7):
        work.cell(at, 2).fill = PatternFill("solid", "FFFF00")
    work.insert_cols(3)
    work.cell(sheet.head, 3).value = "我的打分"
    for at in range(sheet.head + 1, work.max_row + 1):
        work.cell(at, 3).value = at % 5
    # 备注 goes to the very front.
    moved = sheet.column("备注")
    values = [work.cell(r, moved).value for r in range(1, work.max_row + 1)]
    work.delete_cols(moved)
    work.insert_cols(1)
    for at, value in enumerate(values, 1):
        work.cell(at, 1).value = value
    work.insert_rows(1, 2)
    work["A1"] = "周会用"


def _new_value(column: str, n: int) -> Any:
    if column == "amount":
        return 5_000_000 + n
    if column == "next_at":
        return f"2027-01-{1 + n % 28:02d} {8 + n % 9:02d}:{n % 60:02d}"
    return f"改{n}"


def _in_excel(column: str, value: Any) -> Any:
    return value / 100 if column == "amount" else value


def test_conflicts_are_decided_cell_by_cell_and_all_at_once(cast: Cast, tmp_path: Path) -> None:
    mine, theirs = cast.admin_actor, cast.team_lead_actor
    ids = leads(cast.seller_actor, 3)
    sheet = export(mine, tmp_path)
    for i in range(3):
        sheet.set(company(i), "联系人", f"我改的{i}")
        sheet.set(company(i), "城市", None)
    edit_cells(theirs, "leads", [CellEdit(i, c, f"别人改的{i}") for i in ids for c in ("contact", "city")])
    run = upload(mine, sheet.save())
    assert outcomes(run) == {"conflict": 3}
    found = [r for r in lines(mine, run).values() if r["outcome"] == "conflict"]
    assert found[0]["words"] == "2 格冲突"
    cell = found[0]["cells"]["contact"]
    assert (cell["conflict"]["base"], cell["value"], cell["before"]) == ("联系人0", "我改的0", f"别人改的{ids[0]}")
    change_row(mine, run, found[0]["line"], choices={"contact": "mine", "city": "theirs"})
    change_row(mine, run, found[1]["line"], choices={"contact": "theirs"})
    change_import(mine, run, {"options": {"conflicts": "mine"}})
    run_to_end(mine, run)
    assert [(x.contact, x.city) for x in Lead.objects.filter(pk__in=ids).order_by("pk")] == [
        ("我改的0", f"别人改的{ids[0]}"),
        (f"别人改的{ids[1]}", None),
        ("我改的2", None),
    ]


def test_rows_deleted_copied_and_added_in_excel(cast: Cast, tmp_path: Path) -> None:
    mine = cast.admin_actor
    ids = leads(cast.seller_actor, 5)
    sheet = export(mine, tmp_path)
    rows = sheet.values()
    copy, untouched = list(rows[2]), list(rows[3])
    copy[1], copy[2], copy[3] = "江都复制泵业有限公司", "新人", "13911110000"
    fresh = [None, "仪征新写的化纤有限公司", "蒋新", "13911110001", *[None] * 8]
    emptied = [*[None] * 11, rows[4][-1]]
    sheet.put([copy, *rows[1:4], untouched, emptied, fresh, [None, "合计", None, None, None, None, 999999]])
    run = upload(mine, sheet.save())
    assert outcomes(run) == {"new": 2, "same": 3, "duplicate": 1}
    origin = show_import(mine, run)["origin"]
    assert (origin["missing"], sorted(origin["missing_titles"]), origin["copied"]) == (2, [company(0), company(4)], 2)
    copied = lines(mine, run)[3]
    assert (copied["outcome"], copied["cells"]["company"]["warning"]["code"]) == ("new", "copied_row")
    run_to_end(mine, run)
    assert Lead.objects.filter(pk__in=ids, deleted_at=None).count() == 5, "what is missing in the file stays"
    assert Lead.objects.filter(deleted_at=None).count() == 7
    assert Lead.objects.get(pk=ids[2]).contact == "联系人2", "the copy does not write into its original"


def test_rights_masks_and_vanished_records(cast: Cast, tmp_path: Path) -> None:
    """A team lead re-imports the administrator's file: what they may not see or write is not touched."""
    boss, lead, seller = cast.admin_actor, cast.team_lead_actor, cast.seller_actor
    own = add_lead(seller, company="邵伯湖船闸有限公司", contact="谢安", mobile="13800001111")
    other = add_lead(cast.other_seller_actor, company="高旻寺茶业有限公司", contact="来果")
    gone = add_lead(seller, company="瓜洲古渡有限公司", contact="杜十")
    sheet = export(boss, tmp_path)
    for name in ("邵伯湖船闸有限公司", "高旻寺茶业有限公司", "瓜洲古渡有限公司"):
        sheet.set(name, "联系人", "改了")
    sheet.set("邵伯湖船闸有限公司", "状态", "自己写的状态")
    sheet.set("邵伯湖船闸有限公司", "公司", None)
    delete_rows(boss, "leads", [gone.pk])
    run = upload(lead, sheet.save())
    found = {r["cells"]["company"]["text"]: r for r in lines(lead, run).values() if r["outcome"] != "skipped"}
    assert (
        found["高旻寺茶业有限公司"]["words"]
        == found["瓜洲古渡有限公司"]["words"]
        == "这条找不到了，可能已删除，或不在你的范围内"
    )
    assert found[""]["cells"]["company"]["error"]["code"] == "cannot_clear"
    assert show_import(lead, run)["origin"]["barred"] == {"状态": 1}
    run_to_end(lead, run)
    assert [Lead.objects.get(pk=x.pk).contact for x in (own, other, gone)] == ["改了", "来果", "杜十"]


def _altered_head(sheet: Sheet) -> None:
    cell = next(c for c in sheet.sheet[sheet.head] if str(c.value).startswith("※GJ1"))
    cell.value = f"{cell.value[:-4]}AAAA"


def _altered_seal(sheet: Sheet) -> None:
    cell = sheet.sheet.cell(sheet.head + 1, sheet.sheet.max_column)
    cell.value = f"{cell.value[:20]}{'A' if cell.value[20] != 'A' else 'B'}{cell.value[21:]}"


@pytest.mark.parametrize(
    ("damage", "kind", "unsealed"), [(_altered_head, "foreign", 0), (_altered_seal, "returned", 1)]
)
def test_a_tampered_file_is_imported_as_any_other(
    cast: Cast, tmp_path: Path, damage: Callable[[Sheet], None], kind: str, unsealed: int
) -> None:
    """Rows then go by their number, and the person is told."""
    mine = cast.admin_actor
    (row_id,) = leads(cast.seller_actor, 1)
    sheet = export(mine, tmp_path)
    sheet.set(company(0), "联系人", "改名")
    damage(sheet)
    run = upload(mine, sheet.save())
    origin = show_import(mine, run)["origin"]
    assert (origin["kind"], origin.get("unsealed", 0)) == (kind, unsealed)
    assert outcomes(run) == {"update": 1}
    run_to_end(mine, run)
    assert Lead.objects.get(pk=row_id).contact == "改名"


def test_a_line_can_be_corrected_in_the_preview(cast: Cast, tmp_path: Path) -> None:
    mine = cast.admin_actor
    (row_id,) = leads(cast.seller_actor, 1)
    sheet = export(mine, tmp_path)
    sheet.set(company(0), "预计金额", "很多")
    run = upload(mine, sheet.save())
    line = next(n for n, r in lines(mine, run).items() if r["outcome"] == "error")
    change_row(mine, run, line, edits={"amount": "12万", "city": "", "title": "厂长"})
    again = change_import(mine, run, {"mapping": {2: None}})
    assert lines(mine, again)[line]["words"] == "更新 3 项"
    run_to_end(mine, again)
    lead = Lead.objects.get(pk=row_id)
    assert (lead.amount, lead.city, lead.title) == (12_000_000, None, "厂长")


def test_the_error_workbook_comes_back_as_what_it_was(cast: Cast, tmp_path: Path) -> None:
    mine = cast.admin_actor
    ids = leads(cast.seller_actor, 3)
    sheet = export(mine, tmp_path)
    sheet.set(company(1), "预计金额", "很多")
    run = upload(mine, sheet.save())
    path = tmp_path / "错误行.xlsx"
    assert write_error_workbook(mine, run, path) == 1
    mended = Sheet(path)
    mended.set(company(1), "预计金额", 1200)
    edit_cells(cast.team_lead_actor, "leads", [CellEdit(ids[1], "amount", 990_000)])
    again = upload(mine, mended.save())
    assert outcomes(again) == {"conflict": 1}
    assert mended.sheet.column_dimensions[get_column_letter(mended.sheet.max_column)].hidden
