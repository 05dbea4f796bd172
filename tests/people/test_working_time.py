"""Working days, hours and absences: entered as rows, kept by rules, undone like everything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from genjin.kernel.actor import Actor
from genjin.kernel.calendar import is_working_day
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.working_clock import format_working_hours
from genjin.people.models import Absence, CalendarDay
from genjin.people.working.absences import load_absences
from genjin.people.working.days import refresh_days
from genjin.people.working.hours import load_hours
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Operation
from genjin.tables.records.edit import create_rows
from tests.cast import Cast

MONDAY = date(2026, 3, 9)


def add(actor: Actor, table: str, **values: Any) -> ErrorCode | None:
    """The refusal of a new row, or None when it was made."""
    try:
        (result,) = create_rows(actor, table, [values])[1]
    except AppError as error:
        return error.code
    return result.errors[0][1].code if result.errors else None


def undo_last(actor: Actor) -> None:
    undo_operation(actor, find_target(actor, Operation.objects.latest("id").pk))


def test_a_day_entered_as_free_is_free_until_that_is_undone(cast: Cast) -> None:
    assert is_working_day(MONDAY)
    assert add(cast.admin_actor, "calendar_days", day="2026-03-09", works="否", name="厂庆") is None
    refresh_days(now=True)
    assert not is_working_day(MONDAY)
    undo_last(cast.admin_actor)
    refresh_days(now=True)
    assert is_working_day(MONDAY)
    assert CalendarDay.objects.filter(deleted_at=None).count() == 0


def test_sellers_read_the_calendar_and_do_not_set_it(cast: Cast) -> None:
    assert add(cast.seller_actor, "calendar_days", day="2026-03-09", works="否") is ErrorCode.FORBIDDEN


def test_a_unit_goes_by_its_own_hours_or_by_those_above(cast: Cast) -> None:
    admin = cast.admin_actor
    assert add(admin, "working_hours", hours="9:00-18:00") is None
    assert add(admin, "working_hours", unit=cast.region.pk, hours="8:30-12:00、13:00-17:30") is None
    book = load_hours()
    assert format_working_hours(book.of_unit(cast.team.pk)) == "08:30–12:00、13:00–17:30"
    assert format_working_hours(book.of_unit(cast.dealer.pk)) == "09:00–18:00"
    assert format_working_hours(book.of_unit(None)) == "09:00–18:00"


@pytest.mark.parametrize("hours", ["全天", "18:00-9:00"])
def test_hours_that_cannot_be_read_are_refused(cast: Cast, hours: str) -> None:
    assert add(cast.admin_actor, "working_hours", hours=hours) is ErrorCode.INVALID_HOURS


def test_a_unit_has_one_row_of_hours(cast: Cast) -> None:
    assert add(cast.admin_actor, "working_hours", unit=cast.team.pk, hours="9:00-18:00") is None
    assert add(cast.admin_actor, "working_hours", unit=cast.team.pk, hours="9:00-17:00") is ErrorCode.NOT_UNIQUE


def test_a_seller_says_when_they_are_away_and_who_stands_in(cast: Cast) -> None:
    stand_in = cast.team_lead.pk
    assert add(cast.seller_actor, "absences", first="2026-03-09", last="2026-03-11", stand_in=stand_in) is None
    assert Absence.objects.get().unit_id == cast.team.pk
    book = load_absences(date(2026, 3, 11))
    assert book.is_away(cast.seller.pk)
    assert book.stand_in(cast.seller.pk) == stand_in
    assert book.stood_in_by(stand_in) == (cast.seller.pk,)
    assert not load_absences(date(2026, 3, 12)).is_away(cast.seller.pk)


def test_stand_ins_who_are_away_themselves_pass_it_on(cast: Cast) -> None:
    days = {"first": "2026-03-09", "last": "2026-03-11"}
    admin = cast.admin_actor
    assert add(admin, "absences", person=cast.seller.pk, stand_in=cast.team_lead.pk, **days) is None
    assert add(admin, "absences", person=cast.team_lead.pk, stand_in=cast.other_seller.pk, **days) is None
    assert load_absences(MONDAY).stand_in(cast.seller.pk) == cast.other_seller.pk
    assert add(admin, "absences", person=cast.other_seller.pk, stand_in=cast.seller.pk, **days) is None
    assert load_absences(MONDAY).stand_in(cast.seller.pk) is None


def test_absences_that_cannot_be_are_refused(cast: Cast) -> None:
    seller = cast.seller_actor
    assert add(seller, "absences", first="2026-03-11", last="2026-03-09") is ErrorCode.PERIOD_ORDER
    days = {"first": "2026-03-09", "last": "2026-03-11"}
    assert add(seller, "absences", stand_in=cast.seller.pk, **days) is ErrorCode.BAD_STAND_IN


def test_nobody_enters_the_absence_of_somebody_out_of_reach(cast: Cast) -> None:
    days = {"first": "2026-03-09", "last": "2026-03-11"}
    assert add(cast.seller_actor, "absences", person=cast.other_seller.pk, **days) is ErrorCode.FORBIDDEN
