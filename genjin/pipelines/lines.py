"""Further pipelines, for a product line or a business unit (domain.md A2): made from one there is, made the default."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.pipelines.models import Pipeline, Stage
from genjin.tables.fields.choice import fold
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action

_COPIED = (
    "name",
    "definition",
    "position",
    "kind",
    "is_default",
    "allowance_days",
    "progress",
    "probability",
    "requires",
)


def create_pipeline(actor: Actor, name: str, copy_from: int) -> tuple[int | None, int]:
    """A new pipeline with the stages in use of another. Returns the operation and its id.

    Raises required without a name, not_unique for one that is taken, not_found for an unknown model.
    """
    check_action("pipelines", actor, "create")
    check_action("stages", actor, "create")
    title = name.strip()
    if not title:
        raise AppError(ErrorCode.REQUIRED, column="name")
    living = Pipeline.objects.filter(deleted_at=None)
    known = dict(living.values_list("pk", "name"))
    if copy_from not in known:
        raise not_found("pipelines")
    if fold(title) in {fold(n or "") for n in known.values()}:
        raise AppError(ErrorCode.NOT_UNIQUE, 409, value=title)
    model = living.get(pk=copy_from)
    stages = Stage.objects.filter(pipeline_id=copy_from, deleted_at=None, retired_at=None).order_by("position", "id")
    args = {"name": title, "from": model.name or ""}
    with single(actor, verb="pipelines.create", table="pipelines", via="settings", args=args) as writer:
        row = {"name": title[:60], "position": len(known) + 1, "is_default": False, "scheme": model.scheme}
        (pipeline_id,) = writer.create("pipelines", [row])
        writer.create("stages", [{"pipeline": pipeline_id, **{c: getattr(s, c) for c in _COPIED}} for s in stages])
    return writer.operation.id, pipeline_id


def make_default(actor: Actor, pipeline_id: int) -> int | None:
    """New leads begin in this pipeline from now on. Returns the operation, None when it was so. Raises not_found."""
    check_action("pipelines", actor, "edit")
    living = list(Pipeline.objects.filter(deleted_at=None).values_list("pk", "name"))
    names = dict(living)
    if pipeline_id not in names:
        raise not_found("pipelines")
    args = {"name": names[pipeline_id] or ""}
    with single(actor, verb="pipelines.default", table="pipelines", via="settings", args=args) as writer:
        writer.set("pipelines", {i: {"is_default": i == pipeline_id} for i, _ in living})
    return writer.operation.id
