"""What operations are called in words. Modules above add their verbs; `{…}` are facts of the operation."""

from __future__ import annotations

from typing import Any

from genjin.kernel.words import Words
from genjin.tables.definition import get_table
from genjin.tables.models import Operation as OperationRow

_VERBS: dict[str, Words] = {
    "cells.edit": Words("改{columns}", "changed {columns}"),
    "cells.paste": Words("粘贴 {cells} 格：{columns}", "pasted {cells} cells: {columns}"),
    "cells.fill": Words("填充 {cells} 格：{columns}", "filled {cells} cells: {columns}"),
    "cells.clear": Words("清空 {cells} 格：{columns}", "cleared {cells} cells: {columns}"),
    "cells.cut": Words("剪切 {cells} 格：{columns}", "cut {cells} cells: {columns}"),
    "cells.bulk": Words("批量改 {rows} 条：{columns}", "changed {columns} of {rows} records"),
    "cells.reveal": Words("查看敏感信息：{columns}", "revealed {columns}"),
    "rows.create": Words("新建 {rows} 条{table}", "created {rows} {table}"),
    "rows.delete": Words("删除 {rows} 条{table}", "deleted {rows} {table}"),
    "rows.restore": Words("恢复 {rows} 条{table}", "restored {rows} {table}"),
    "rows.share": Words("共享一条{table}", "shared a record of {table}"),
    "rows.unshare": Words("取消共享一条{table}", "ended a share of {table}"),
    "operation.undo": Words("撤销：{undone}", "undid: {undone}"),
    "operation.redo": Words("重做：{undone}", "redid: {undone}"),
}


def name_verb(verb: str, words: Words) -> None:
    """Registers how operations of `verb` read in the history."""
    _VERBS[verb] = words


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def describe(operation: OperationRow, language: str) -> str:
    """The operation in one phrase without its author: "粘贴 8 格：下次联系、预计金额"."""
    return _describe(operation.verb, operation.table, operation.args, operation.rows, operation.cells, language)


def _describe(verb: str, table: str, args: dict[str, Any], rows: int, cells: int, language: str) -> str:
    kind = args.get("kind")
    chosen = f"cells.{kind}" if verb == "cells.edit" and f"cells.{kind}" in _VERBS else verb
    words = _VERBS.get(chosen, Words("修改 {rows} 条{table}", "changed {rows} {table}"))
    facts = _Blank(args)
    facts["rows"], facts["cells"] = rows, cells
    facts["table"] = get_table(table).words.in_language(language)
    facts["columns"] = _columns(table, args, language)
    if "verb" in args:
        facts["undone"] = _describe(
            args["verb"], table, args.get("args") or {}, args.get("rows", rows), args.get("cells", cells), language
        )
    return words.in_language(language).format_map(facts)


def _columns(table: str, args: dict[str, Any], language: str) -> str:
    named = args.get("columns") or ([args["column"]] if args.get("column") else [])
    known = get_table(table).by_id()
    labels = [known[c].words.in_language(language) for c in named if c in known]
    joined = (", " if language == "en" else "、").join(labels[:4])
    return f"{joined}…" if len(labels) > 4 else joined
