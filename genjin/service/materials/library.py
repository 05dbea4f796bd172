"""The library: files taken in, kept in versions, handed out to whoever may see the material (domain.md D12)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db.models import Max

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.kernel.storage import file_storage, new_name, remove_file
from genjin.service.materials.content import find_content
from genjin.service.materials.models import MaterialFile
from genjin.service.materials.rules import MEGABYTE, load_limits
from genjin.tables.definition import get_table
from genjin.tables.fields.base import clean_text
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import parse_cell
from genjin.tables.scope.predicate import check_action, visible_ids

FOLDER = "materials"


@dataclass(frozen=True, slots=True)
class Kept:
    operation_id: int
    material_id: int


def keep_file(
    actor: Actor, file: BinaryIO, file_name: str, size: int, *, material_id: int | None = None, kind: int | None = None
) -> Kept:
    """A file as a new material named after it, or as the next version of one that is there; the former one is kept.

    Raises forbidden, not_found, file_too_large, file_broken when empty, material_content; then nothing was kept.
    """
    check_action("materials", actor, "create" if material_id is None else "edit")
    if material_id is not None and material_id not in visible_ids("materials", actor, [material_id], "edit"):
        raise not_found("materials")
    _check_size(size)
    name = _clean_name(file_name)
    content = find_content(file, name)
    file.seek(0)
    stored = file_storage().save(new_name(FOLDER, f".{content.ending}"), File(file))
    try:
        with single(actor, verb="materials.file", table="materials", via="panel", args={"title": name}) as writer:
            row = material_id if material_id is not None else _new_material(actor, writer, name, kind)
            version = MaterialFile(
                material_id=row,
                version=_next_version(writer, row),
                stored=stored,
                file_name=name,
                content=content.type,
                size=size,
                created_at=writer.now,
                created_by_id=actor.id,
            )
            version.save(force_insert=True)
            cells = {"file": version.pk, "file_name": name, "file_size": size, "version": version.version}
            writer.set("materials", {row: cells})
            return Kept(writer.operation.ensure_row(), row)
    except BaseException:
        remove_file(stored)
        raise


def find_file(actor: Actor, material_id: int, version: int | None = None) -> MaterialFile:
    """The current or a former version, for readers of the material. Raises not_found, also where there is no file."""
    found = None
    if material_id in visible_ids("materials", actor, [material_id]):
        versions = MaterialFile.objects.filter(material_id=material_id)
        model = get_table("materials").model._default_manager.filter(pk=material_id)
        wanted = (
            versions.filter(version=version) if version is not None else versions.filter(pk__in=model.values("file_id"))
        )
        found = wanted.first()
    if found is None:
        raise not_found("materials")
    return found


def list_versions(material_id: int) -> list[MaterialFile]:
    """The newest first. The caller has checked that the material may be seen."""
    return list(MaterialFile.objects.filter(material_id=material_id).order_by("-version"))


def _check_size(size: int) -> None:
    limit = min(load_limits().megabytes * MEGABYTE, settings.UPLOAD_LIMIT)
    if size > limit:
        raise AppError(ErrorCode.FILE_TOO_LARGE, 413, size=f"{size / MEGABYTE:.0f} MB", limit=f"{limit // MEGABYTE} MB")
    if size == 0:
        raise AppError(ErrorCode.FILE_BROKEN)


def _clean_name(file_name: str) -> str:
    """The last part of it, without what a file system or a header trips over."""
    last = PurePath(file_name.replace("\\", "/")).name
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"/|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:180]}{dot}{ending[:10]}"


def _new_material(actor: Actor, writer: Writer, file_name: str, kind: int | None) -> int:
    cells = {"name": clean_text(file_name.rpartition(".")[0], 200) or file_name}
    if kind is not None:
        column = get_table("materials").column("kind")
        cells["kind"] = parse_cell(column, kind, build_parse_context(actor))
    return writer.create("materials", [cells])[0]


def _next_version(writer: Writer, material_id: int) -> int:
    """Locks the material, so that two uploads at once do not make the same version."""
    writer.rows("materials", [material_id], ("version",))
    last = MaterialFile.objects.filter(material_id=material_id).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1
