"""The rules of merging as rows that administrators change."""

from __future__ import annotations

from genjin.kernel.actor import Actor
from genjin.leads.merging.reading import merge_columns
from genjin.leads.merging.rules import shipped_rule
from genjin.leads.models import MergeRule
from genjin.tables.ledger.operation import single


def seed_merge_rules(actor: Actor) -> None:
    """Adds the rules of columns that have none yet; those people changed are left alone."""
    present = set(MergeRule.objects.values_list("column", flat=True))
    missing = [
        {"column": c.id, "rule": shipped_rule(c.id, c.field.kind), "position": n}
        for n, c in enumerate((c for c in merge_columns() if not c.is_custom), 1)
        if c.id not in present
    ]
    if missing:
        with single(actor, verb="merge_rules.seed", table="merge_rules", via="setup") as writer:
            writer.create("merge_rules", missing)
