"""How much of a file is read before it is taken for hostile or for a mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, characters and cells.

    file_bytes: the file as uploaded.
    unpacked_bytes, ratio: an .xlsx is a zip; the ratio counts only once `ratio_from_bytes` have come out of it.
    dense_cells: rows × columns of one sheet, since the reader holds the whole rectangle.
    rows: rows of one sheet (Excel's own limit).
    text, long_text: characters of one cell; longer ones are an error of that cell only.
    merges: merged ranges that are honoured.
    """

    file_bytes: int = 100 * 1024 * 1024
    unpacked_bytes: int = 1024 * 1024 * 1024
    ratio: int = 250
    ratio_from_bytes: int = 64 * 1024 * 1024
    dense_cells: int = 24_000_000
    rows: int = 1_048_576
    text: int = 2_000
    long_text: int = 100_000
    merges: int = 200_000


DEFAULT_LIMITS = Limits()
