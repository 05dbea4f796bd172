"""The columns of a lead that cleaning, scorecard and data review fill."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.leads.quality.flags import FLAGS
from genjin.tables.definition import Column
from genjin.tables.fields import Checkbox, Choice, Grade, Number, Option

REVIEW_STATES = Choice(
    (
        Option("returned", Words("退回待补", "Returned"), "orange", ("退回",)),
        Option("again", Words("已补待复核", "Handed in again"), "blue", ("待复核",)),
        Option("checked", Words("已审核", "Checked"), "green", ("通过",)),
    )
)

QUALITY_COLUMNS = (
    Column(
        "flags",
        Words("疑点", "Doubts"),
        FLAGS,
        "flags",
        writable="never",
        width=200,
        group="quality",
        hidden_by_default=True,
        help=Words(
            "电话、邮箱、名称、金额里看着不真的地方。规则在设置里改。",
            "What in phone, e-mail, names and amount does not look real. The rules are in the settings.",
        ),
    ),
    Column(
        "flags_accepted",
        Words("疑点已确认无误", "Doubts accepted"),
        Checkbox(),
        "flags_accepted",
        width=110,
        group="quality",
        hidden_by_default=True,
        help=Words("勾上表示有人核实过，照常分配和统计", "Somebody has checked it: assigned and counted as usual"),
    ),
    Column(
        "fit_score",
        Words("匹配度", "Fit"),
        Number(),
        "fit_score",
        writable="never",
        width=72,
        group="quality",
        hidden_by_default=True,
        help=Words("按评分卡算出，0–100", "By the scorecard, 0–100"),
    ),
    Column(
        "proposed_grade",
        Words("建议等级", "Proposed grade"),
        Grade(),
        "proposed_grade",
        writable="never",
        width=80,
        group="quality",
        hidden_by_default=True,
    ),
    Column(
        "completeness",
        Words("完整度", "Completeness"),
        Number(),
        "completeness",
        writable="never",
        width=72,
        group="quality",
        hidden_by_default=True,
        help=Words("已填内容的占比，0–100，各项权重在设置里改", "Share of what is filled, 0–100, by weight"),
    ),
    Column(
        "review_state",
        Words("数据审核", "Data review"),
        REVIEW_STATES,
        "review_state",
        writable="verb",
        width=100,
        group="quality",
        hidden_by_default=True,
    ),
)
