"""A library with its kinds, and builders for files and materials."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM, Actor
from genjin.service.materials.defaults import seed_materials
from genjin.service.materials.library import keep_file
from genjin.service.materials.models import MaterialKind
from genjin.tables.records.edit import create_rows
from tests.selling_setting import NOW, defaults

__all__ = ["defaults"]
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF"


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    """Where uploads of this test lie."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


@pytest.fixture
def library(defaults: None, files: Path) -> None:
    seed_materials(SYSTEM)


@pytest.fixture
def thursday() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


def kind_id(name: str) -> int:
    return MaterialKind.objects.get(name=name).pk


def upload(actor: Actor, name: str = "轴承厂案例.pdf", data: bytes = PDF, material: int | None = None) -> int:
    return keep_file(actor, io.BytesIO(data), name, len(data), material_id=material).material_id


def new_material(actor: Actor, name: str, **cells: Any) -> int:
    """A material of text, made the way the interface makes one."""
    _, (made,) = create_rows(actor, "materials", [{"name": name, "text": "内容", **cells}])
    assert made.row_id is not None, made.errors
    return made.row_id
