"""Invented cells in many styles, labelled by the annotation guide before the reader saw them: no reading gets worse.

First-run scores (entries/dates/promises/next contact), each before its batch was used to better the rules:
1: .82/.76/.61/.44 · 2: .94/.94/.57/.43 · 3: .92/.88/.65/.78
4: .93/.89/.54/.38 · 5: .94/.94/.61/.25 · 6: .98/1.0/.67/.67 · 7: .98/.95/.72/.75 · 8: .89/.88/.54/.57
9: .98/.98/.67/.33 · 10: .97/.97/.78/1.0
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.followups.cell_score import score_cells

BATCHES = sorted((Path(__file__).parent / "unseen_cells").glob("batch_*.jsonl"))


@pytest.mark.parametrize("batch", BATCHES, ids=lambda path: path.stem)
def test_cells_are_read_no_worse_than_before(batch: Path) -> None:
    score = score_cells(batch)
    assert score.entries >= 0.98
    assert score.dates >= 0.96
    assert score.promises >= 0.80
    assert score.next_contact >= 0.50
