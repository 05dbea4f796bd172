"""The briefing as an Excel file: one line a customer, texts as texts, nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from genjin.followups.handover.briefing import Brief, show_day
from genjin.kernel.clock import local
from genjin.kernel.words import Words

_HEADS = (
    (Words("编号", "Number"), 12),
    (Words("公司", "Company"), 26),
    (Words("联系人", "Contact"), 10),
    (Words("手机", "Mobile"), 14),
    (Words("等级", "Grade"), 6),
    (Words("阶段", "Stage"), 12),
    (Words("预计金额（元）", "Amount (yuan)"), 14),
    (Words("负责人", "Owner"), 10),
    (Words("最近两次", "Last words"), 50),
    (Words("没办完的承诺", "Open promises"), 40),
    (Words("下次联系", "Next contact"), 14),
    (Words("怎么联系", "How"), 30),
    (Words("要当心", "Risk"), 40),
)


def write_workbook(briefs: Sequence[Brief], language: str) -> bytes:
    """The file. The first line stays in view; it prints in landscape, as wide as a page."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(Words("交接说明", "Briefing").in_language(language)[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
    for place, (words, width) in enumerate(_HEADS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, words.in_language(language), head)
    for line, brief in enumerate(briefs, 1):
        for place, value in enumerate(_line(brief, language)):
            if isinstance(value, float):
                sheet.write_number(line, place, value, money)
            elif value:
                sheet.write_string(line, place, value, wrap)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _line(brief: Brief, language: str) -> list[str | float]:
    cells = brief.cells
    amount = cells.get("amount")
    side = {"ours": Words("我方", "We"), "theirs": Words("客户", "They")}
    owed = (
        f"{side[o.side].in_language(language)}：{o.words}{f'（{o.due:%m-%d}）' if o.due else ''}" for o in brief.owed
    )
    said = (f"{local(s.at):%m-%d} {s.words}" for s in brief.said)
    at = cells.get("next_at")
    how = "；".join(t for t in (_text(cells.get("next_method")), _text(cells.get("next_expected"))) if t)
    names = ("number", "company", "contact", "mobile", "grade", "stage")
    return [
        *(_text(cells.get(name)) for name in names),
        "" if amount is None else float(amount) / 100,
        _text(cells.get("owner")),
        "\n".join(said),
        "\n".join(owed),
        show_day(datetime.fromisoformat(at) if isinstance(at, str) else at),
        how,
        "\n".join(brief.risks),
    ]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("label") or "")
    return "" if value is None else str(value)
