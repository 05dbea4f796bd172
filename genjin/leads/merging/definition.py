"""Merges as the engine knows them, and what follows from them: the way to the kept lead, shares, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from genjin.kernel.words import Words
from genjin.leads.merging.moving import keep_in_place
from genjin.leads.merging.shares import after_merge_write
from genjin.leads.models import Lead, LeadMerge, MergeRule
from genjin.tables.definition import Column, Computed, ParentScope, TableDefinition, extend, get_table, register
from genjin.tables.fields import Choice, DateTime, Link, Number, Option, PersonLink, Text
from genjin.tables.ledger.operation import Writer
from genjin.tables.ledger.undo import undo_as_whole
from genjin.tables.ledger.verbs import name_verb


def find_kept(lead_id: int) -> int | None:
    """The lead that took this one up."""
    rows = LeadMerge.objects.filter(merged_id=lead_id, deleted_at=None).order_by("-pk")
    return rows.values_list("lead_id", flat=True).first()


def merged_numbers(lead_id: int) -> dict[int, str | None]:
    """The leads that this one took up, also those taken up by one of them before, with their numbers."""
    rows = LeadMerge.objects.filter(lead_id=lead_id, deleted_at=None).order_by("pk")
    return {i: number for i, number in rows.values_list("merged_id", "number")[:500] if i is not None}


def after_lead_return(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the leads table: a merged lead taken out of the trash by hand is a lead of its own again."""
    if "" not in changed:
        return
    alive = Lead.objects.filter(pk__in=row_ids, deleted_at=None).values("pk")
    ended = LeadMerge.objects.filter(merged_id__in=alive, deleted_at=None).values_list("pk", flat=True)
    writer.trash("lead_merges", list(ended))


LEAD_MERGES = register(
    TableDefinition(
        key="lead_merges",
        words=Words("合并", "Merges"),
        model=LeadMerge,
        title="number",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("created_at", "desc"),),
        search_attrs=("company",),
        search_exact=("number",),
        search_mark="m",
        summary_columns=("company", "lead"),
        after_write=(after_merge_write,),
        columns=(
            Column("number", Words("原编号", "Former number"), Text(), "number", writable="never", width=110),
            Column("company", Words("原公司", "Former company"), Text(), "company", writable="never", width=180),
            Column("lead", Words("并入", "Taken up by"), Link("leads"), "lead_id", writable="never", width=180),
            Column("merged", Words("原线索", "Former lead"), Link("leads"), "merged_id", writable="never", width=180),
            Column("created_by", Words("合并人", "Merged by"), PersonLink(), "created_by_id", writable="never"),
            Column("created_at", Words("合并时间", "Merged"), DateTime(), "created_at", writable="never", width=134),
        ),
    )
)

RULE_CHOICES = Choice(
    (
        Option("newer", Words("取较新的", "The newer")),
        Option("longer", Words("取更完整的", "The more complete")),
        Option("joined", Words("都留，接在一起", "All, joined")),
        Option("kept", Words("留保留的那条", "The kept lead's")),
        Option("earliest", Words("取先来的那条", "The earlier lead's")),
        Option("first_contact", Words("取先有效接触的", "The lead's that was contacted first")),
        Option("furthest", Words("取更靠后的阶段", "The furthest open stage")),
        Option("later", Words("取更晚且未过期的", "The later, unless past")),
        Option("fuller_name", Words("取更全的姓名", "The fuller name")),
        Option("same_person", Words("与联系人一致", "What goes with the contact")),
    )
)


def describe_column(values: Mapping[str, Any], _now: datetime, language: str) -> str | None:
    """The column's label."""
    column = get_table("leads").by_id().get(values["column"])
    return None if column is None else column.words.in_language(language)


MERGE_RULES = register(
    TableDefinition(
        key="merge_rules",
        words=Words("合并规则", "Merge rules"),
        model=MergeRule,
        title="column",
        settings=True,
        default_sort=(("position", "asc"),),
        columns=(
            Column("column", Words("代号", "Code"), Text(40), "column", writable="never", hidden_by_default=True),
            Column(
                "label",
                Words("字段", "Field"),
                Text(),
                "column",
                writable="never",
                computed=Computed(("column",), describe_column),
                width=140,
            ),
            Column("rule", Words("取值", "Value taken"), RULE_CHOICES, "rule", required=True, width=180),
            Column("position", Words("顺序", "Order"), Number(), "position", hidden_by_default=True, width=70),
        ),
    )
)

keep_in_place("lead_merges", "merged")
# Pairs are closed by `mark_merged`; one with a third lead is found again by the next scan.
keep_in_place("duplicate_pairs", "left")
keep_in_place("duplicate_pairs", "right")
extend("leads", after_write=(after_lead_return,), successor=find_kept)
name_verb("merge_rules.seed", Words("建立默认{table}", "set up default {table}"))
name_verb("leads.merge", Words("合并 {count} 条线索为 {number}", "merged {count} leads into {number}"))
undo_as_whole("leads.merge")
