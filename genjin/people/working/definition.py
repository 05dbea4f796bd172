"""Calendar days, working hours and absences as the engine knows them."""

from __future__ import annotations

from genjin.jobs.queue import before_jobs
from genjin.kernel.words import Words
from genjin.people.models import Absence, CalendarDay, WorkingTime
from genjin.people.working.absences import check_absences, fill_absences
from genjin.people.working.days import after_days_write, refresh_days
from genjin.people.working.hours import check_hours
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, Date, Link, LongText, PersonLink, Text
from genjin.tables.ledger.verbs import name_verb

CALENDAR_DAYS = register(
    TableDefinition(
        key="calendar_days",
        words=Words("工作日历", "Working calendar"),
        model=CalendarDay,
        title="name",
        settings=True,
        default_sort=(("day", "desc"),),
        after_write=(after_days_write,),
        columns=(
            Column("day", Words("日期", "Day"), Date(), "day", required=True, width=130),
            Column("works", Words("上班", "Working day"), Checkbox(), "works", required=True, width=80),
            Column("name", Words("说明", "What for"), Text(60), "name", width=200),
        ),
    )
)

WORKING_HOURS = register(
    TableDefinition(
        key="working_hours",
        words=Words("工作时间", "Working hours"),
        model=WorkingTime,
        title="hours",
        settings=True,
        default_sort=(("unit", "asc"),),
        after_write=(check_hours,),
        columns=(
            Column(
                "unit",
                Words("组织", "Unit"),
                Link("units"),
                "unit_id",
                width=180,
                help=Words("空着：没有单独一行的组织都用它", "Empty: for every unit without a row of its own"),
            ),
            Column(
                "hours",
                Words("时间", "Hours"),
                Text(200),
                "hours",
                required=True,
                width=240,
                help=Words("写成 9:00-12:00、13:30-18:00", "Such as 9:00-12:00, 13:30-18:00"),
            ),
        ),
    )
)

ABSENCES = register(
    TableDefinition(
        key="absences",
        words=Words("请假和代跟", "Absences and stand-ins"),
        model=Absence,
        title="note",
        owned=True,
        default_sort=(("first", "desc"),),
        prepare=(fill_absences,),
        after_write=(check_absences,),
        columns=(
            Column("person", Words("谁不在", "Who is away"), PersonLink(), "owner_id", width=120),
            Column("first", Words("从", "From"), Date(), "first", required=True, width=120),
            Column("last", Words("到", "To"), Date(), "last", required=True, width=120),
            Column("stand_in", Words("代跟", "Stand-in"), PersonLink(), "stand_in_id", width=120),
            Column("note", Words("说明", "Note"), LongText(), "note", width=240),
        ),
    )
)

before_jobs(refresh_days)
for _verb in ("working_hours.seed", "calendar_days.seed"):
    name_verb(_verb, Words("建立默认{table}", "set up default {table}"))
