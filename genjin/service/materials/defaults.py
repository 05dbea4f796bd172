"""What a new installation starts with: the kinds of material that the shipped cadence asks for, and the limits."""

from __future__ import annotations

from typing import Any

from genjin.kernel.actor import Actor
from genjin.service.materials.models import MaterialKind, MaterialRule
from genjin.service.materials.rules import SHIPPED
from genjin.tables.ledger.operation import single

# name, words of the cadence, for ourselves only
_KINDS = (
    ("案例", "案例、案例分享", False),
    ("白皮书", "白皮书", False),
    ("报价/方案", "方案、方案定制、报价", False),
    ("产品演示", "演示、产品演示", False),
    ("资讯", "资讯、行业资讯", False),
    ("话术", "电话、拜访", True),
)


def seed_materials(actor: Actor) -> None:
    """Creates what is missing as a whole. Again changes nothing."""
    if not MaterialKind.objects.exists():
        with single(actor, verb="material_kinds.seed", table="material_kinds", via="setup") as writer:
            writer.create("material_kinds", [_kind(n, *kind) for n, kind in enumerate(_KINDS, 1)])
    if not MaterialRule.objects.exists():
        with single(actor, verb="material_rules.seed", table="material_rules", via="setup") as writer:
            writer.create("material_rules", [SHIPPED])


def _kind(position: int, name: str, called: str, internal: bool) -> dict[str, Any]:
    return {"name": name, "called": called, "internal": internal, "position": position}
