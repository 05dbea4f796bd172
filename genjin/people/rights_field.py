"""The cell that holds a role's rights: stored as data, shown as words, written only by `set_role_rights`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from genjin.kernel.actor import ColumnRight, Reach, TableAccess
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words
from genjin.people.rights import read_access
from genjin.tables.definition import list_tables
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext

REACH_WORDS: Mapping[Reach, Words] = {
    Reach.NONE: Words("不可见", "nothing"),
    Reach.OWN: Words("自己的", "own"),
    Reach.TEAM: Words("本团队", "team"),
    Reach.SUBTREE: Words("本组织及下级", "unit and below"),
    Reach.ALL: Words("全部", "all"),
}
ACTION_WORDS: Mapping[str, Words] = {
    "create": Words("新建", "create"),
    "edit": Words("编辑", "edit"),
    "delete": Words("删除", "delete"),
    "export": Words("导出", "export"),
    "import": Words("导入", "import"),
    "assign": Words("分配", "assign"),
    "approve": Words("审批", "approve"),
    "configure": Words("设置", "configure"),
}


class RightsField(FieldType):
    """Stored: `{table: {reach, actions, columns, default_column}}`. Read as one line of words a table."""

    kind: ClassVar[str] = "long_text"
    operators: ClassVar[Mapping[str, Operand]] = {"empty": "none", "not_empty": "none"}

    def parse(self, raw: Any, context: ParseContext) -> Any:
        raise AppError(ErrorCode.COLUMN_READ_ONLY, 403, column="rights")

    def show(self, stored: Any, context: ShowContext) -> Any:
        return self.format_text(stored, context) or None

    def format_text(self, stored: Any, context: ShowContext) -> str:
        labels = {d.key: d.words.in_language(context.language) for d in list_tables()}
        lines = (
            f"{labels.get(table, table)}: {describe_access(read_access(raw), context.language)}"
            for table, raw in (stored or {}).items()
        )
        return "\n".join(lines)

    def mask(self, stored: Any) -> Any:
        return None if not stored else "******"

    def search_term(self, stored: Any) -> str:
        return ""


def describe_access(access: TableAccess, language: str) -> str:
    """`本团队 · 新建 编辑 · 隐藏 2 列`."""
    parts = [REACH_WORDS[access.reach].in_language(language)]
    if access.actions:
        parts.append(" ".join(w.in_language(language) for a, w in ACTION_WORDS.items() if a in access.actions))
    hidden = sum(right in (ColumnRight.HIDDEN, ColumnRight.MASKED) for right in access.columns.values())
    if hidden:
        parts.append(Words(f"隐藏 {hidden} 列", f"{hidden} columns hidden").in_language(language))
    return " · ".join(parts)
