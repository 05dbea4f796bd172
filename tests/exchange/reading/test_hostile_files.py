"""Files that are broken, locked, lying or far too large are refused in time, each by its name."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from genjin.exchange.reading.document import read_document
from genjin.exchange.reading.limits import Limits
from genjin.kernel.errors import AppError
from tests.exchange.reading.workbook_builder import COMPANIES, MOBILES, TODAY, Outcome, build_workbook

PLAIN = build_workbook([["公司", "手机"], [COMPANIES[0], MOBILES[0]]])
SHEET = "xl/worksheets/sheet1.xml"


def _refusal(data: bytes, limits: Limits | None = None, filename: str = "线索.xlsx") -> str:
    with (
        pytest.raises(AppError) as refused,
        read_document(data, filename, today=TODAY, limits=limits or Limits()) as found,
    ):
        list(found.rows())
    return refused.value.code.value


def _with_sheet(xml: bytes) -> bytes:
    """The plain workbook with another sheet inside."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(PLAIN)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, xml if part.filename == SHEET else old.read(part))
    return packed.getvalue()


def _sheet(cells: bytes) -> bytes:
    head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return head + b"<sheetData>" + cells + b"</sheetData></worksheet>"


def test_broken_and_foreign_files() -> None:
    assert _refusal(PLAIN[: len(PLAIN) // 2]) == "file_broken"
    assert _refusal(b"PK\x03\x04 no zip at all") == "file_broken"
    assert _refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 2000, filename="旧.xls") == "file_broken"
    assert _refusal(b"%PDF-1.7 ...", filename="线索.xlsx") == "file_type"
    assert _refusal(bytes(range(256)) * 40, filename="线索.csv") == "file_broken"
    assert _refusal(b"", filename="线索.csv") == "no_header"
    assert _refusal(b"\r\n\r\n,,\r\n", filename="线索.csv") == "no_header"


def test_a_zip_without_workbook_is_no_table() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert _refusal(packed.getvalue()) == "file_type"


def test_a_workbook_with_a_password() -> None:
    package = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1024 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
    )
    assert _refusal(package) == "file_encrypted"


def test_a_file_over_the_size_limit() -> None:
    assert _refusal(PLAIN, Limits(file_bytes=100)) == "file_too_large"


def test_a_bomb_is_counted_while_it_unpacks() -> None:
    bomb = _with_sheet(_sheet(b" " * 8_000_000))
    assert len(bomb) < 100_000
    assert _refusal(bomb, Limits(unpacked_bytes=4_000_000)) == "file_bomb"
    assert _refusal(bomb, Limits(ratio_from_bytes=4_000_000)) == "file_bomb"


def test_a_bomb_that_lies_about_its_size() -> None:
    bomb = _with_sheet(_sheet(b" " * 8_000_000))
    real = struct.pack("<L", len(_sheet(b" " * 8_000_000)))
    assert _refusal(bomb.replace(real, struct.pack("<L", 100)), Limits(unpacked_bytes=4_000_000)) == "file_bomb"


@pytest.mark.parametrize("quote", [b'r="%s"', b"r='%s'", b'r = "%s"'])
def test_two_cells_in_far_corners_do_not_ask_for_the_rectangle_between(quote: bytes) -> None:
    far = b"".join(
        b"<row><c " + quote.replace(b"%s", reference) + b"><v>1</v></c></row>" for reference in (b"A1", b"XFD1048576")
    )
    assert _refusal(_with_sheet(_sheet(far))) == "file_too_large"


def test_a_million_formatted_empty_rows_do_not_hurt() -> None:
    rows = b'<row r="1"><c r="A1" t="inlineStr"><is><t>\xe5\x85\xac\xe5\x8f\xb8</t></is></c></row>'
    rows += b'<row r="2"><c r="A2" t="inlineStr"><is><t>\xe7\x94\xb2\xe5\x8e\x82</t></is></c></row>'
    rows += b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (number, number) for number in range(3, 1_048_577))
    outcome = Outcome(_with_sheet(_sheet(rows)))
    assert outcome.companies() == ["甲厂"]
    assert outcome.skipped == {1: "header"}


def test_one_cell_of_a_megabyte_is_an_error_of_that_cell_only() -> None:
    text = f"公司,备注,手机\n{COMPANIES[0]},{'长' * 1_000_000},{MOBILES[0]}\n{COMPANIES[1]},好,{MOBILES[1]}\n"
    outcome = Outcome(text.encode(), "线索.csv")
    assert outcome.rows[2].errors == [("note", "too_long")]
    assert outcome.rows[2].values["mobile"] == MOBILES[0]
    assert outcome.rows[3].status == "ok"


def test_too_many_records_stop_the_reading() -> None:
    assert _refusal(("公司,手机\n" + "甲厂,1\n" * 200).encode(), Limits(rows=100), "线索.csv") == "file_too_large"


def test_an_unknown_sheet_is_told() -> None:
    with pytest.raises(AppError) as refused, read_document(PLAIN, today=TODAY, sheet="没有"):
        pass
    assert refused.value.code.value == "not_found"
