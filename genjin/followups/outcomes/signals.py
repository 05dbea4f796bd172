"""Buying signals by the team's own words (domain.md D10). Pure."""

from __future__ import annotations

from collections.abc import Sequence

SignalWords = Sequence[tuple[str, tuple[str, ...]]]
# In front of a word these turn it: 不要试用, 没谈付款方式.
_NOT = ("不", "没", "无", "未", "别")
_REACH = 3


def hear_signals(text: str, signals: SignalWords) -> list[tuple[str, str, tuple[int, int]]]:
    """`(signal, word, span)` once a signal, in the order of the text; a word that is denied is none."""
    folded = text.casefold()
    found: list[tuple[str, str, tuple[int, int]]] = []
    for name, words in signals:
        for word in words:
            at = folded.find(word.casefold())
            if at >= 0 and not any(mark in folded[max(0, at - _REACH) : at] for mark in _NOT):
                found.append((name, text[at : at + len(word)], (at, at + len(word))))
                break
    return sorted(found, key=lambda one: one[2])
