"""Import and export as jobs of the product, where these exist."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.bench.setting import Setting


def measure_export(setting: Setting) -> Iterator[Figure]:
    yield from ()


def measure_import(setting: Setting) -> Iterator[Figure]:
    yield from ()
