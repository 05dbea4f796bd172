"""Rows of a large sheet in a temporary file, so that they leave the memory and can still be read more than once."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice

from genjin.exchange.reading.cells import Row

_AT_A_TIME = 200


class SetAside:
    """What `rows` yields, readable as often as wanted, several readers at a time; gone with the object."""

    def __init__(self, rows: Iterable[Row]) -> None:
        # Has no name in any folder, so that nobody else can open or change it.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the object)
        self._parts: list[tuple[int, int]] = []
        source = iter(rows)
        while part := list(islice(source, _AT_A_TIME)):
            packed = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
            self._parts.append((self._file.tell(), len(packed)))
            self._file.write(packed)

    def iter_rows(self) -> Iterator[Row]:
        for start, length in self._parts:
            self._file.seek(start)
            yield from pickle.loads(self._file.read(length))
