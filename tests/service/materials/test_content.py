"""What a file is, by what is in it: hostile uploads are refused whatever their name."""

from __future__ import annotations

import io
import zipfile

import pytest

from genjin.kernel.errors import AppError, ErrorCode
from genjin.service.materials.content import find_content

pytestmark = pytest.mark.once
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return packed.getvalue()


def ending_of(data: bytes, name: str) -> str:
    return find_content(io.BytesIO(data), name).ending


WORD = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("data", "name", "ending"),
    [
        (b"%PDF-1.7\n...", "样本.PDF", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "图.png", "png"),
        (b"\xff\xd8\xff\xe0....", "现场.jpeg", "jpg"),
        (b"GIF89a....", "动图.gif", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "图.webp", "webp"),
        (b"\0\0\0\x18ftypmp42....", "演示.mp4", "mp4"),
        (WORD, "方案.docx", "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "报价.xlsx", "xlsx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "介绍.pptx", "pptx"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧方案.doc", "doc"),
    ],
)
def test_what_people_send_is_known_by_its_content(data: bytes, name: str, ending: str) -> None:
    assert ending_of(data, name) == ending


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!doctype html><script>alert(1)</script>", "报价.pdf"),
        (b"<html>", "页面.html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "图.png"),
        (b"<svg/>", "图.svg"),
        (b"%PDF-1.7", "报价.html"),
        (b"%PDF-1.7", "报价.pdf.exe"),
        (b"%PDF-1.7", "没有后缀"),
        (b"MZ\x90\0", "工具.exe"),
        (b"MZ\x90\0", "工具.docx"),
        (WORD, "方案.xlsx"),
        (WORD, "方案.docm"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "方案.docx"),
        (archive("readme.txt"), "方案.docx"),
        (archive("readme.txt"), "资料.zip"),
        (b"PK\x03\x04 broken", "方案.docx"),
        (OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"), "旧方案.doc"),
        (OLE, "旧方案.doc"),
        (b"", "空.pdf"),
        ("纯文本".encode(), "说明.txt"),
    ],
)
def test_everything_else_is_refused_with_words(data: bytes, name: str) -> None:
    with pytest.raises(AppError) as refused:
        ending_of(data, name)
    assert refused.value.code is ErrorCode.MATERIAL_CONTENT
