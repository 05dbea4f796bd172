"""Workers killed at any point while they send: every notice arrives; what arrives twice is what nobody could know."""

from __future__ import annotations

from functools import partial

import pytest

from tests.jobs.conftest import Start
from tests.jobs.kills import run_kills

KILLS = 5
pytestmark = pytest.mark.once


def test_no_notice_is_lost_when_workers_are_killed_while_they_send(start_process: Start) -> None:
    told = run_kills(partial(start_process, "tests.jobs.teller"), KILLS)
    assert told.kills == KILLS
    assert told.counted.lost(told.notices) == []
    assert told.report["open"] == 0 and told.report["notices"] == told.notices
    # At most what the killed workers had handed over without hearing the answer: a mail and a message to the group.
    assert told.counted.again() <= 2 * KILLS
