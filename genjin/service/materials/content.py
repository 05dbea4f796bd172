"""What an uploaded file is, by looking into it. Pure: bytes in, type or refusal out (domain.md D12).

A name promises nothing: a page of HTML called report.pdf would run scripts at whoever opens it. Only kinds that people
send to customers are taken, and only under a name that says the same.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from genjin.kernel.errors import AppError, ErrorCode

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams by which an old Office file tells what it is, in UTF-16 as its directory writes names.
_OLE_STREAMS = {
    "doc": ("WordDocument", "application/msword"),
    "xls": ("Workbook", "application/vnd.ms-excel"),
    "ppt": ("PowerPoint Document", "application/vnd.ms-powerpoint"),
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
# The folder of a new Office file's main part.
_OOXML = {
    "word/": ("docx", f"{_OFFICE}wordprocessingml.document"),
    "xl/": ("xlsx", f"{_OFFICE}spreadsheetml.sheet"),
    "ppt/": ("pptx", f"{_OFFICE}presentationml.presentation"),
}
_IMAGES = ((b"\x89PNG\r\n\x1a\n", "png", "image/png"), (b"\xff\xd8\xff", "jpg", "image/jpeg"))
_SAME = {"jpeg": "jpg", "jpe": "jpg", "m4v": "mp4"}
# Of these a browser shows one without letting it do anything.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
ENDINGS = ("pdf", "png", "jpg", "gif", "webp", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "mp4")
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Content:
    """ending: as such files are called, without a dot. type: for the header of a download."""

    ending: str
    type: str


def find_content(file: BinaryIO, file_name: str) -> Content:
    """What is in the file. Raises material_content when it is no kind that is taken, or another than its name says."""
    ending = PurePosixPath(file_name.lower()).suffix.removeprefix(".")
    found = _look(file)
    if found is None or _SAME.get(ending, ending) != found.ending:
        raise AppError(ErrorCode.MATERIAL_CONTENT, 415, name=file_name[:80], endings="、".join(ENDINGS))
    return found


def _look(file: BinaryIO) -> Content | None:
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return Content("pdf", "application/pdf")
    for magic, ending, kind in _IMAGES:
        if head.startswith(magic):
            return Content(ending, kind)
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return Content("gif", "image/gif")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Content("webp", "image/webp")
    if head[4:8] == b"ftyp":
        return Content("mp4", "video/mp4")
    if head.startswith(_OLE):
        return _old_office(file)
    if head.startswith(b"PK\x03\x04"):
        return _new_office(file)
    return None


def _old_office(file: BinaryIO) -> Content | None:
    """Macros in old files cannot be told apart by a look, so a file with a macro storage is refused as a whole."""
    file.seek(0)
    everything = file.read()
    if "_VBA_PROJECT".encode("utf-16-le") in everything:
        return None
    for ending, (stream, kind) in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in everything:
            return Content(ending, kind)
    return None


def _new_office(file: BinaryIO) -> Content | None:
    """By the names in the archive; nothing is unpacked. One with macros is refused."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    for folder, (ending, kind) in _OOXML.items():
        if any(name.startswith(folder) for name in names):
            return Content(ending, kind)
    return None
