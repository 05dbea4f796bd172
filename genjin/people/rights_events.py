"""Tells whoever streams rows to people that rights, units or roles have changed. A typed hook, called after commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

# Gets the ids of the persons concerned, or None for everybody.
RightsListener = Callable[[frozenset[int] | None], None]

_listeners: list[RightsListener] = []

_COLUMNS = {
    "people": frozenset({"role", "unit", "active", ""}),
    "units": frozenset({"parent", ""}),
    "roles": frozenset({"rights", "supervises", "level", ""}),
}


def on_rights_changed(listener: RightsListener) -> None:
    """Registers a listener for this process. It must return at once; it runs after the commit."""
    _listeners.append(listener)


def affects_rights(table: str, columns: Iterable[str]) -> bool:
    """Whether changes of these columns (`""`: trash and back) alter what somebody may see.

    For processes that did not make the change and read it from the ledger.
    """
    return not _COLUMNS.get(table, frozenset()).isdisjoint(columns)


def announce_rights(person_ids: Iterable[int] | None) -> None:
    """Calls the listeners when the surrounding transaction commits, or now when there is none."""
    concerned = None if person_ids is None else frozenset(person_ids)
    transaction.on_commit(lambda: _call(concerned))


def _call(concerned: frozenset[int] | None) -> None:
    for listener in _listeners:
        listener(concerned)
