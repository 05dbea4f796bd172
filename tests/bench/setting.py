"""What every measurement is told: which data it works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """folder: the data folder of the product under test. indexed, plain: keys of the two custom fields."""

    vendor: str
    rows: int
    folder: Path
    database_url: str
    indexed: str
    plain: str
