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


def build_markdown(document: dict[str, Any]) -> str:
    """docs/performance.md: the judged figures of each database, then the others. Shape: the JSON of the bench."""
    parts = [_HEAD.format(rows=document["rows"])]
    for vendor, figures in document["figures"].items():
        parts.append(f"\n## {_NAMES[vendor]}\n\n| | what | measured | budget | raw SQL | processor p95 | load |\n")
        parts.append("| --- | --- | --- | --- | --- | --- | --- |\n")
        parts += [_row(f) for f in figures if f["kept"] is not None]
        parts.append("\nOf which, and beside:\n\n| | what | measured | | raw SQL | processor p95 | load |\n")
        parts.append("| --- | --- | --- | --- | --- | --- | --- |\n")
        parts += [_row(f) for f in figures if f["kept"] is None]
    return "".join(parts)


_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL 15"}
_HEAD = """# Performance

Measured by `make bench` on two cores, {rows:,} leads with ten changes each, rights on; the same question in hand-made
SQL beside it. Times are wall times of one request inside the server; "processor p95" is the processor time of the same
calls, which neighbours on the machine do not lengthen; "load" is the load average while it was measured: above
one, somebody else was working, too. `make bench BENCH="--markdown docs/performance.md"` writes this page.
"""


def _row(figure: dict[str, Any]) -> str:
    mark = {True: "✓", False: "✗", None: ""}[figure["kept"]]
    raw = "" if figure["raw"] is None else f"{figure['raw']:,.2f}"
    budget = "" if figure["budget"] is None else f"{figure['budget']:g}"
    details = figure["details"]
    cpu = details.get("cpu95", "")
    value = f"{figure['value']:,.1f} {figure['unit']}"
    return f"| {mark} | {figure['words']} | {value} | {budget} | {raw} | {cpu} | {details.get('load', '')} |\n"


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
