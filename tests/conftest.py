"""What all tests share: a data folder of their own, the database, the cast, the running product."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

# Examples on a database are slow to shrink: HYPOTHESIS_PROFILE=shrink does it when a failure is to be understood.
hypothesis_settings.register_profile("plain", deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
hypothesis_settings.register_profile("shrink", deadline=None)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))

pytest_plugins = ["tests.cast", "tests.running"]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The shared evaluation data; tests that need it skip, saying so, where it is absent."""
    folder = Path(os.environ.get("GENJIN_SHARED", "../shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared data at {folder} (set GENJIN_SHARED)")
    return folder / "data"


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """Each test process has a database of its own already (`tests/own_place.py`)."""


def pytest_report_header() -> str:
    return f"database: {'PostgreSQL' if os.environ.get('GENJIN_DATABASE_URL') else 'SQLite'}"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Argon2 is slow on purpose; here nobody guesses. One test looks at the real setting."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ]


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Rolled-back tests must not leave rows behind in process memory."""
    from genjin.kernel import calendar
    from genjin.tables.records import custom_columns

    custom_columns._cache.clear()
    yield
    custom_columns._cache.clear()
    calendar.use_special_days({})
