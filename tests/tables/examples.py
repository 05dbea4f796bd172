"""One database state for every example of a property test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


class _Back(Exception):
    pass


@contextmanager
def forgotten() -> Iterator[None]:
    """Takes everything the block wrote back at its end, so that examples do not see each other's rows."""
    try:
        with transaction.atomic():
            yield
            raise _Back
    except _Back:
        pass
