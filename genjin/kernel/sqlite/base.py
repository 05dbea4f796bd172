"""The database backend: `ENGINE = "genjin.kernel.sqlite"`."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import base

from genjin.kernel.sqlite.instants import use_quick_instants
from genjin.kernel.sqlite.turnstile import Turnstile

use_quick_instants()


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction begins as the writer's (IMMEDIATE) and waits for its turn before it begins."""

    _turnstile: Turnstile | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection and its place in the queue; databases in memory have none."""
        made = super().get_new_connection(conn_params)
        if self._turnstile is not None:
            self._turnstile.close()
        self._turnstile = None if self.is_in_memory_db() else Turnstile(str(self.settings_dict["NAME"]))
        return made

    def _start_transaction_under_autocommit(self) -> None:
        if self._turnstile is not None:
            self._turnstile.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turnstile is not None:
                self._turnstile.close()
                self._turnstile = None

    def _give(self) -> None:
        if self._turnstile is not None:
            self._turnstile.give()
