"""A colour with its reason in words, worked out when read (domain.md A4). Filters go to the stored turning points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language, Words
from genjin.tables.fields.base import FieldType, Operand, ParseContext, ShowContext
from genjin.tables.fields.choice import Choice, Option

LEVELS = Choice(
    (
        Option("red", Words("逾期或停滞", "Overdue or stalled"), "red", ("红", "逾期")),
        Option("amber", Words("将到期", "Due soon"), "amber", ("黄", "到期")),
        Option("green", Words("按计划", "On plan"), "green", ("绿",)),
        Option("done", Words("已结束", "Closed"), "gray", ("结束",)),
    )
)


class Status(FieldType):
    """`amber_attr` and `red_attr` hold the instants at which the colour turns; both empty means closed."""

    kind: ClassVar[str] = "status"
    operators: ClassVar[Mapping[str, Operand]] = {"is": "value", "in": "list"}

    def __init__(self, amber_attr: str = "amber_at", red_attr: str = "red_at", levels: Choice = LEVELS) -> None:
        self.amber_attr = amber_attr
        self.red_attr = red_attr
        self.levels = levels

    def parse(self, raw: Any, context: ParseContext) -> Any:
        raise AppError(ErrorCode.COLUMN_READ_ONLY, column="status")

    def show(self, stored: Any, context: ShowContext) -> Any:
        return stored

    def format_text(self, stored: Any, context: ShowContext) -> str:
        return stored["words"] if isinstance(stored, dict) else ""

    def compile(self, operator: str, operand: Any, attr: str, context: ParseContext) -> Q:
        wanted = [self.levels.operand(v, context) for v in (operand if operator == "in" else [operand])]
        if operator not in self.operators or not wanted:
            raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator=operator, kind=self.kind)
        condition = Q(pk__in=[])
        for level in wanted:
            condition |= self._level(level, context)
        return condition

    def _level(self, level: str, context: ParseContext) -> Q:
        red, amber = self.red_attr, self.amber_attr
        if level == "done":
            return Q(**{f"{red}__isnull": True})
        if level == "red":
            return Q(**{f"{red}__lte": context.now})
        if level == "amber":
            return Q(**{f"{red}__gt": context.now, f"{amber}__lte": context.now})
        return Q(**{f"{red}__gt": context.now}) & (Q(**{f"{amber}__gt": context.now}) | Q(**{f"{amber}__isnull": True}))

    def schema(self, language: Language) -> dict[str, Any]:
        return self.levels.schema(language)
