"""What a typed follow-up says: plans, outcomes, promises, signals, each with its place. Pure: no database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.followups.reading import propose_grade, read_followup
from genjin.kernel.clock import local
from tests.selling_setting import wall

NOW = wall("2026-03-05 10:24")  # a Thursday


@pytest.mark.parametrize(
    ("text", "at", "method", "words"),
    [
        ("下周三下午3点 拜访", "2026-03-11 15:00", "visit", "下周三下午3点 拜访"),
        ("嫌贵。下周三下午3点拜访", "2026-03-11 15:00", "visit", "下周三下午3点拜访"),
        ("未接，明天上午10点再打", "2026-03-06 10:00", "phone", "明天上午10点再打"),
        ("暂不需要，年底再联系", "2026-12-31", None, "年底再联系"),
        ("下周三下午3点，去厂里谈", "2026-03-11 15:00", "visit", "下周三下午3点，去厂里谈"),
        ("下午3点再打", "2026-03-05 15:00", "phone", "下午3点再打"),
        ("两小时后再打过去", "2026-03-05 12:24", "phone", "两小时后再打过去"),
        ("3月9日再联系，后来改成3月10日上门", "2026-03-10", "visit", "3月10日上门"),
    ],
)
def test_next_contact(text: str, at: str, method: str | None, words: str) -> None:
    step = read_followup(text, NOW).next
    assert step is not None
    assert local(step.at).strftime("%Y-%m-%d %H:%M" if step.has_time else "%Y-%m-%d") == at
    assert (step.method, text[slice(*step.span)]) == (method, words)


@pytest.mark.parametrize(
    "text", ["聊得不错", "改天再联系", "3月2日拜访过", "让他周五联系我", "合同到2026年12月31日", ""]
)
def test_no_next_contact(text: str) -> None:
    assert read_followup(text, NOW).next is None


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("明天把6205的报价发他", [("ours", "明天把6205的报价发他", "2026-03-06")]),
        (
            "客户说月底前给图纸，我们下周寄样品",
            [("theirs", "月底前给图纸", "2026-03-31"), ("ours", "下周寄样品", "2026-03-09")],
        ),
        ("已发报价，周五前客户确认", [("theirs", "周五前客户确认", "2026-03-06")]),
        ("让我们发合同", [("ours", "发合同", None)]),
        ("发了资料，样品寄了", []),
        ("3.1发报价", []),
        ("要考虑一下，有需要再说", []),
    ],
)
def test_promises(text: str, promises: list[tuple[str, str, str | None]]) -> None:
    found = read_followup(text, NOW).promises
    assert [(p.side, p.text, p.due and p.due.isoformat()) for p in found] == promises
    assert all(p.text in text[slice(*p.span)] for p in found)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("关机", "unreachable"),
        ("选了别家，合同签了", "purchased"),
        ("暂不需要，年底再联系", "not_needed"),
        ("想让我们上门看看", "visit_requested"),
        ("要报价，急用", "current"),
        ("明年扩产要上新线", "future"),
        ("在开会，晚点再打", "recontact"),
        ("聊了聊天气", None),
    ],
)
def test_outcome(text: str, outcome: str | None) -> None:
    assert read_followup(text, NOW).outcome == outcome


def test_signals_with_their_words_and_the_grade_they_raise() -> None:
    text = "问账期能不能60天，老板要来看工厂"
    reading = read_followup(text, NOW)
    assert [(s.kind, s.word) for s in reading.signals] == [
        ("payment", "问账期能不能60天"),
        ("executive", "老板要来看工厂"),
        ("site_visit", "要来看工厂"),
    ]
    assert all(text[slice(*s.span)] == s.word for s in reading.signals)
    assert propose_grade("B", reading, "zh-CN") == {
        "from": "B", "to": "B+", "why": "购买信号：谈付款、高层参与、要求拜访或考察",
    }  # fmt: skip
    assert propose_grade("A+", reading, "zh-CN") is None
    assert propose_grade(None, reading, "zh-CN") is None


@pytest.mark.parametrize("text", ["没有合同", "合同到2026-03", "不谈账期", "没提定金"])
def test_negated_and_past_mentions_are_no_signals(text: str) -> None:
    assert read_followup(text, NOW).signals == []


@given(
    st.text(alphabet="下周三明天下午3点再打电话拜访，。；\n发报价给客户他没有合同账期年月日0123456789 ", max_size=80)
)
def test_every_finding_points_into_the_text(text: str) -> None:
    reading = read_followup(text, NOW)
    spans = [*(p.span for p in reading.promises), *(s.span for s in reading.signals)]
    spans += [reading.next.span] if reading.next else []
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
