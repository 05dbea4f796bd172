"""What all tests share: a data folder of their own, the database, the cast, the running product."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

# Examples on a database are slow to shrink: HYPOTHESIS_PROFILE=shrink does it when a failure is to be understood.
hypothesis_settings.register_profile("plain", deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
hypothesis_settings.register_profile("shrink", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))

# Settings are read once, before any test: the tests' own data folder and keys.
os.environ["GENJIN_DATA"] = tempfile.mkdtemp(prefix="genjin-tests-")

pytest_plugins = ["tests.cast", "tests.running"]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The shared evaluation data; tests that need it skip, saying so, where it is absent."""
    folder = Path(os.environ.get("GENJIN_SHARED", "../shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared data at {folder} (set GENJIN_SHARED)")
    return folder / "data"


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if os.environ.get('GENJIN_DATABASE_URL') else 'SQLite'}"


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Rolled-back tests must not leave rows behind in process memory."""
    from genjin.tables.records import custom_columns

    custom_columns._cache.clear()
    yield
    custom_columns._cache.clear()
