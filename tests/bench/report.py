"""The figures as a table for people."""

from __future__ import annotations

from typing import Any


def build_table(vendor: str, figures: list[dict[str, Any]]) -> str:
    """Judged rows first, each with its budget; what they are made of below."""
    judged = [f for f in figures if f["kept"] is not None]
    told = [f for f in figures if f["kept"] is None]
    lines = [f"\n{vendor}", f"{'':2}{'what':58}{'measured':>16}{'budget':>12}{'raw SQL':>10}  details"]
    for figure in judged:
        mark = "✓" if figure["kept"] else "✗"
        lines.append(_line(mark, figure, f"{figure['budget']:g}"))
    if told:
        lines.append(f"{'':2}of which, and beside")
    lines += [_line(" ", figure, "") for figure in told]
    return "\n".join(lines)


def _line(mark: str, figure: dict[str, Any], budget: str) -> str:
    value = f"{figure['value']:,.1f} {figure['unit']}"
    raw = "" if figure["raw"] is None else f"{figure['raw']:,.2f}"
    details = " ".join(f"{k} {v}" for k, v in figure["details"].items())
    return f"{mark:2}{_cut(figure['words'], 56):58}{value:>16}{budget:>12}{raw:>10}  {details}"


def _cut(words: str, width: int) -> str:
    """Chinese characters take two places on a terminal."""
    shown, taken = "", 0
    for character in words:
        taken += 2 if character > "\u2e80" else 1
        if taken > width:
            break
        shown += character
    return shown + " " * 0
