"""Spot checks as the engine knows them: seen as their lead is seen, written by drawing and by verdicts only."""

from __future__ import annotations

from genjin.followups.sampling.models import SpotCheck
from genjin.kernel.words import Words
from genjin.tables.definition import Column, ParentScope, TableDefinition, register
from genjin.tables.fields import Choice, Date, DateTime, Link, LongText, Option, PersonLink
from genjin.tables.ledger.verbs import name_verb

OK, MORE = "ok", "more"
VERDICTS = Choice(
    (Option(OK, Words("合格", "Complete"), "green"), Option(MORE, Words("需补充", "To complete"), "orange"))
)

SPOT_CHECKS = register(
    TableDefinition(
        key="spot_checks",
        words=Words("抽查", "Spot checks"),
        model=SpotCheck,
        title="note",
        parent=ParentScope("leads", "lead_id"),
        default_sort=(("week", "desc"),),
        columns=(
            Column("lead", Words("线索", "Lead"), Link("leads"), "lead_id", writable="never", width=180),
            Column("seller", Words("负责人", "Owner"), PersonLink(), "seller_id", writable="never", width=90),
            Column("week", Words("周", "Week"), Date(), "week", writable="never", width=110),
            Column("verdict", Words("结论", "Verdict"), VERDICTS, "verdict", writable="never", width=90),
            Column("note", Words("说明", "Note"), LongText(), "note", writable="never", width=240),
            Column("judged_at", Words("抽查时间", "Checked at"), DateTime(), "judged_at", writable="never", width=134),
            Column(
                "judged_by", Words("抽查人", "Checked by"), PersonLink(), "judged_by_id", writable="never", width=90
            ),
        ),
    )
)

name_verb("spot_checks.draw", Words("抽出本周抽查 {count} 条线索", "drew {count} leads to check this week"))
name_verb("spot_checks.judge", Words("抽查{title}", "checked {title}"))
