"""Pure functions that keep what they answered lately, and may take over what another process has worked out.

An import writes hundreds of names a transaction: whatever can be said of a name alone is better said before, elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")
# Answers of each function by its name: what goes from one process to another.
Answers = Mapping[str, Mapping[Any, Any]]
_memos: dict[str, Memo[Any, Any]] = {}


class Memo(Generic[Asked, Answer]):
    """`work` with its last answers. Holds: `work` depends on nothing but what is asked."""

    def __init__(self, name: str, work: Callable[[Asked], Answer], most: int) -> None:
        """name: the same in every process. most: answers kept; beyond, the older half is forgotten."""
        self._work = work
        self._most = most
        self._known: dict[Asked, Answer] = {}
        self._fresh: dict[Asked, Answer] | None = None
        _memos[name] = self

    def __call__(self, asked: Asked) -> Answer:
        try:
            return self._known[asked]
        except KeyError:
            answer = self._work(asked)
            self._keep({asked: answer})
            if self._fresh is not None:
                self._fresh[asked] = answer
            return answer

    def take_over(self, answers: Mapping[Asked, Answer]) -> None:
        self._keep(answers)

    def hand_over(self) -> Mapping[Asked, Answer]:
        """What was worked out since the last time; nothing the first time, which begins the record."""
        fresh, self._fresh = self._fresh or {}, {}
        return fresh

    def _keep(self, answers: Mapping[Asked, Answer]) -> None:
        if len(self._known) + len(answers) > self._most:
            # A new one, so that a thread that reads meanwhile reads the old.
            kept = list(self._known.items())
            self._known = dict(kept[len(kept) // 2 :])
        self._known.update(answers)


def hand_over() -> Answers:
    """What all functions have worked out since the last time; the first time begins the record."""
    return {name: fresh for name, memo in _memos.items() if (fresh := memo.hand_over())}


def take_over(answers: Answers) -> None:
    """Knows from now on what another process has worked out."""
    for name, found in answers.items():
        if name in _memos:
            _memos[name].take_over(found)
