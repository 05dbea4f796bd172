"""Fixtures of import and export: the cast, default settings, and a file store of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from genjin.kernel.actor import SYSTEM
from genjin.leads.defaults import seed_defaults
from tests.cast import cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def file_store(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def defaults(db: None) -> None:
    """Pipeline, channels, size bands and numbers as a new installation has them."""
    seed_defaults(SYSTEM)
