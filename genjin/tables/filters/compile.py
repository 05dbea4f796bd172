"""Filter tree → SQL condition, in one place, with the reader's rights built in."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from genjin.kernel.actor import Actor, ColumnRight
from genjin.kernel.errors import AppError, ErrorCode
from genjin.tables.definition import Column, TableDefinition
from genjin.tables.fields.base import ParseContext
from genjin.tables.filters.tree import Condition, Filter, check_operand
from genjin.tables.records.custom_value import CustomValue
from genjin.tables.scope.mask import check_readable, mask_applies, unmasked_rows
from genjin.tables.scope.predicate import works_for


class FilterCompiler:
    """Compiles trees for one table and one actor; collects the annotations that custom fields need."""

    def __init__(self, definition: TableDefinition, actor: Actor, context: ParseContext) -> None:
        self.definition = definition
        self.actor = actor
        self.context = context
        self.columns = definition.by_id()
        self.annotations: dict[str, CustomValue] = {}

    def compile(self, tree: Filter) -> Q:
        """Raises unknown_column, unknown_operator, bad_filter, column_forbidden or the operand's parse error."""
        if isinstance(tree, Condition):
            return self._condition(tree)
        parts = [self.compile(p) for p in tree.parts]
        if tree.join == "or" and not all(parts):
            # An empty condition is true for every row; OR-ing it by Q would drop it instead.
            return Q()
        joined = Q()
        for part in parts:
            joined = joined & part if tree.join == "and" else joined | part
        return joined

    def attribute(self, column: Column) -> str:
        """The name the query knows the column by; custom fields become annotations."""
        if not column.is_custom:
            return column.attr
        name = f"_{column.custom_key}"
        self.annotations[name] = CustomValue(column.custom_key, column.field.stored_as)
        return name

    def _condition(self, condition: Condition) -> Q:
        column = self.columns.get(condition.column)
        if column is None:
            raise AppError(ErrorCode.UNKNOWN_COLUMN, column=condition.column, table=self.definition.key)
        right = check_readable(self.definition, self.actor, column, "filter")
        operand = column.field.operators.get(condition.op)
        if operand is None or (column.computed is not None and column.field.kind != "status"):
            raise AppError(ErrorCode.UNKNOWN_OPERATOR, operator=condition.op, column=column.id)
        check_operand(operand, condition)
        open_question = condition.op in ("empty", "not_empty")
        if right is ColumnRight.MASKED and not open_question:
            raise AppError(ErrorCode.COLUMN_FORBIDDEN, 403, column=column.id, use="filter")
        compiled = self._relative(column, condition) or column.field.compile(
            condition.op, condition.value, self.attribute(column), self.context
        )
        if not open_question and mask_applies(self.definition, self.actor, column):
            # Guessing a masked phone digit by digit must find nothing: only rows read in full can match.
            compiled &= unmasked_rows(self.actor)
        return compiled

    def _relative(self, column: Column, condition: Condition) -> Q | None:
        if column.field.kind != "person":
            return None
        if condition.op == "me":
            return works_for(self.definition, self.actor, column.attr)
        if condition.op == "my_team":
            # A team is a unit: the row's own unit answers it with an index, the person column cannot.
            return Q(unit_id__in=self._team()) if self.definition.owned else Q(**{column.attr: self.actor.id})
        return None

    def _team(self) -> tuple[Any, ...]:
        return self.actor.subtree_ids or (() if self.actor.unit_id is None else (self.actor.unit_id,))
