"""No log, no write: rows of registered tables are written by the ledger's row store and by nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from genjin.tables.definition import list_tables

pytestmark = pytest.mark.once
PACKAGE = Path(__file__).resolve().parents[2] / "genjin"
WRITES = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create", "save"}


def writes_of(tree: ast.AST, models: set[str]) -> Iterator[tuple[int, str]]:
    """Calls such as `Lead.objects.filter(…).update(…)` whose chain begins at a registered model."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            root: ast.AST = node.func.value
            while isinstance(root, (ast.Call, ast.Attribute, ast.Subscript)):
                root = root.func if isinstance(root, ast.Call) else root.value
            if isinstance(root, ast.Name) and root.id in models:
                yield node.lineno, f"{root.id}….{node.func.attr}"


def test_nothing_outside_the_engine_saves_a_registered_model() -> None:
    models = {table.model.__name__ for table in list_tables()}
    assert "Lead" in models
    found = [
        f"{path.relative_to(PACKAGE)}:{line} {call}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
        for line, call in writes_of(ast.parse(path.read_text(encoding="utf-8")), models)
    ]
    assert found == []


def test_the_check_sees_a_write() -> None:
    source = "from x import Lead\nLead.objects.filter(pk=1).update(company='x')\nLead(company='y').save()"
    assert [line for line, _ in writes_of(ast.parse(source), {"Lead"})] == [2, 3]
