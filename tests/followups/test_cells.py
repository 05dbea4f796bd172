"""A 跟进记录 cell read into history: entries, next contact, promises, each with its place. Pure: no database."""

from __future__ import annotations

import importlib.util
import io
import json
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genjin.cli.followups import parse_lines
from genjin.followups.cells.found import CellReading
from genjin.followups.cells.reader import read_cell

# Beside the checkout, or beside the folder of a worktree.
_BESIDE = [above / "shared" / "data" / "cells" for above in Path(__file__).parents[3:5]]
SHARED = next((folder for folder in _BESIDE if folder.exists()), _BESIDE[0])
WRITTEN = date(2025, 6, 20)


def told(cell: str, reference: date = WRITTEN) -> list[tuple[str | None, str | None, str]]:
    found = read_cell(cell, reference)
    return [(e.date.isoformat() if e.date else None, e.method, cell[slice(*e.span)]) for e in found.entries]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        (
            "6月2号打了两次都没接，6月5号发短信也没回。6月11号终于通了，对方说项目停了，不用再跟",
            [
                ("2025-06-02", "phone", "6月2号打了两次都没接"),
                ("2025-06-05", "other", "6月5号发短信也没回"),
                ("2025-06-11", "phone", "6月11号终于通了，对方说项目停了，不用再跟"),
            ],
        ),
        (
            "①12.28 拜访韩科长，送了画册 ②1.9 韩科长来电要三台打包机",
            [
                ("2024-12-28", "visit", "12.28 拜访韩科长，送了画册"),
                ("2025-01-09", "phone", "1.9 韩科长来电要三台打包机"),
            ],
        ),
        ("6.10给孙厂长去电，约了6.16面聊", [("2025-06-10", "phone", "6.10给孙厂长去电，约了6.16面聊")]),
        ("昨天到厂里演示样机，吴工觉得精度够", [("2025-06-19", "demo", "昨天到厂里演示样机，吴工觉得精度够")]),
        ("本周一致电前台，被挂", [("2025-06-16", "phone", "本周一致电前台，被挂")]),
        ("停机", [(None, "phone", "停机")]),
        ("地址：绍兴市柯桥区1号 合同到2026-03", []),
        ("下次联系：7月20日", []),
    ],
)
def test_entries_with_their_days_methods_and_words(
    cell: str, entries: list[tuple[str | None, str | None, str]]
) -> None:
    assert told(cell) == entries


def test_promises_and_the_next_contact_count_from_the_day_of_their_entry() -> None:
    cell = "6.10 电话陈总，嫌贵，后天把新方案发过去；6.16 拜访陈总，月底前付定金，下周三再去一趟"
    found = read_cell(cell, WRITTEN)
    assert [(p.by, cell[slice(*p.what_span)], p.due) for p in found.promises] == [
        ("us", "后天把新方案发过去", date(2025, 6, 12)),
        ("them", "月底前付定金", date(2025, 6, 30)),
    ]
    assert found.next_contact is not None
    assert found.next_contact.date == date(2025, 6, 25)
    assert cell[slice(*found.next_contact.span)] == "下周三再去一趟"


@pytest.mark.parametrize(
    ("cell", "owed"),
    [
        ("6.10 电话，法务有三处要改，改好发我们，我们盖章寄回", [("them", "改好发我们"), ("us", "盖章寄回")]),
        ("6.10 面谈，对样品满意，回去就下单", [("them", "回去就下单")]),
        ("6.10 微信，说有个新项目，回头把资料发我", [("them", "回头把资料发我")]),
        ("6.10 微信，问起订量，我问下工厂再回他", [("us", "问下工厂再回他")]),
        ("6.10 电话，图纸不全，让他把参数补齐，收到参数报价", [("them", "把参数补齐"), ("us", "收到参数报价")]),
        ("6.10 电话，差两点，我去找领导特批，批了就签", [("us", "去找领导特批"), ("them", "批了就签")]),
        ("6.10 拜访，说要考虑考虑，到时候通知我", []),
    ],
)
def test_what_is_owed_without_a_day_is_told_by_its_frame(cell: str, owed: list[tuple[str, str]]) -> None:
    found = read_cell(cell, WRITTEN)
    assert [(p.by, cell[slice(*p.what_span)]) for p in found.promises] == owed


@pytest.mark.parametrize(
    "cell", ["6.10 电话，已发报价", "6.10 电话，考虑一下，有需要再联系", "6.10 电话，要求一个月内交货"]
)
def test_what_is_done_or_only_wished_is_no_promise(cell: str) -> None:
    found = read_cell(cell, WRITTEN)
    assert (found.promises, found.next_contact) == ((), None)


def test_a_plan_that_a_later_entry_overtook_is_none() -> None:
    assert read_cell("6.10 电话，明天再联系；6.18 电话未接", WRITTEN).next_contact is None


def check_places(cell: str, found: CellReading) -> None:
    spans = [e.span for e in found.entries]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    promised = [p.what_span for p in found.promises]
    everything = [*spans, *promised, *(s.span for s in found.signals)]
    everything += [found.next_contact.span] if found.next_contact else []
    assert all(0 <= start < end <= len(cell) for start, end in everything)


_WORDS = (
    "3.5|3月8号|周三|昨天|下周|月底前|20号|电话|拜访|张总|未接|发报价|付定金|说|再联系|让|了|，|；|①|2、|微信|不需要"
)
_MORE = "2024.3.5|（|）|0305|約|🙏|節後|合同|3.5mm|\n| |Oct 20"
PIECES = st.sampled_from(f"{_WORDS}|{_MORE}".split("|"))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map("".join)),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_any_text_is_read_with_places_inside_it_in_order(cell: str, reference: date) -> None:
    found = read_cell(cell, reference)
    check_places(cell, found)
    assert read_cell(cell, reference) == found


@pytest.mark.parametrize("piece", ["周三", "3.5 电联，未接；", "今天，", "下周发报价", "①", "约", "让发", "3/5 电话"])
def test_time_grows_with_the_length_of_a_hostile_cell(piece: str) -> None:
    def cost(length: int) -> float:
        start = time.process_time()
        read_cell(piece * (length // len(piece)), WRITTEN)
        return time.process_time() - start

    small = cost(8_000)
    assert cost(32_000) < 10 * small + 0.5


def test_the_command_answers_each_line_and_names_a_bad_one() -> None:
    lines = [
        json.dumps({"id": "a", "cell": "3/5 电话张总说月底再联系", "reference_date": "2024-03-15"}),
        "no json",
        json.dumps({"id": "b", "cell": "空号", "reference_date": "2024-03-15"}),
    ]
    out, errors = io.StringIO(), io.StringIO()
    assert parse_lines(io.StringIO("\n".join(lines)), out, errors) == 1
    first, bad, last = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["id"], first["entries"][0]["date"], first["next_contact"]["date"]) == (
        "a",
        "2024-03-05",
        "2024-03-31",
    )
    assert "line 2" in bad["error"]
    assert "line 2" in errors.getvalue()
    assert (last["id"], last["entries"][0]["reached"]) == ("b", False)


@pytest.mark.skipif(
    not (SHARED / "dev.jsonl").exists(), reason="the annotated cells (../shared/data/cells) are not here"
)
def test_the_annotated_cells_are_read_as_well_as_promised(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_cells", SHARED / "score_cells.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predicted = tmp_path / "predicted.jsonl"
    with (SHARED / "dev.jsonl").open(encoding="utf-8") as source, predicted.open("w", encoding="utf-8") as out:
        assert parse_lines(source, out, io.StringIO()) == 0
    truth, read = scorer.load(SHARED / "dev.jsonl"), scorer.load(predicted)
    tally = scorer.Tally()
    for key, cell in truth.items():
        scorer.score_cell(cell, read.get(key), tally)
    score = scorer.report(tally)
    assert score["entry_f1"] >= 0.95
    assert score["date_f1_end_to_end"] >= 0.95
    assert score["promise_f1"] >= 0.85
    assert score["next_contact_accuracy"] >= 0.90


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        (
            "①3.1 首次拜访，前台拦了没见到人 ②3.4 再去，见到设备科赵工 ③3月9日 方案已发邮箱",
            [("2024-03-01", "visit", "前台"), ("2024-03-04", "visit", "设备科赵工"), ("2024-03-09", "email", None)],
        ),
        ("8-12 Tel with Mr. Chen, needs quotation CIF Hamburg", [("2024-08-12", "phone", "Mr. Chen")]),
        ("0715 上门量尺寸，老板娘在，说等装修完再定", [("2024-07-15", "visit", "老板娘")]),
        ("人已离职，新的负责人姓孙，电话待补", []),
    ],
)
def test_cells_of_many_trades(cell: str, entries: list[tuple[str, str, str | None]]) -> None:
    read = read_cell(cell, date(2024, 8, 20))
    assert [(e.date.isoformat() if e.date else None, e.method, e.contact) for e in read.entries] == entries
