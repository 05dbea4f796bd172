"""Instants come back from either database as they were, to the microsecond."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.tables.models import Operation
from genjin.tables.rowreader import read_by_ids

pytestmark = pytest.mark.django_db


# Hypothesis wants the bounds without a zone.
EARLIEST, LATEST = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001


@given(at=st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)))
def test_an_instant_comes_back_as_it_was(at: datetime) -> None:
    made = Operation.objects.create(at=at, actor_name="人", via="api", verb="rows.create", table="leads")
    assert Operation.objects.values_list("at", flat=True).get(pk=made.pk) == at
    ((read,),) = read_by_ids(Operation, [made.pk], ("at",))
    assert read == at and read.tzinfo is UTC
