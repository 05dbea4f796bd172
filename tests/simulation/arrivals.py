"""Leads as they come: strangers filling in forms at any hour, and files that marketing imports on working days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from genjin.exchange.imports.running import run_import
from genjin.kernel.calendar import is_working_day
from genjin.sample import words
from tests.exchange.forms.visitor import open_form, sent
from tests.exchange.sheets import build_workbook, upload
from tests.simulation.organisation import Cast, actor
from tests.simulation.plan import Plan, moment

# Of all leads: so many by file, in files of this size; of those by form, so many outside office days and hours.
BY_FILE = 0.3
FILE = 60
AT_NIGHT = 0.25
# Numbers nobody has, as bots and the shy leave them.
FAKE = 0.02
_HEADER = ("公司名称", "联系人", "手机号码", "邮箱", "省份", "行业", "需求描述")
_BRANDS = len(words.BRANDS_FIRST) * len(words.BRANDS_SECOND)


@dataclass(frozen=True, slots=True)
class Stranger:
    """What one of them says of themselves, in the order of the file's columns."""

    company: str
    contact: str
    mobile: str
    email: str
    province: str
    industry: str
    need: str

    def cells(self) -> tuple[str, ...]:
        return self.company, self.contact, self.mobile, self.email, self.province, self.industry, self.need


def strangers(random: Random) -> Iterator[Stranger]:
    """Without end, no company twice."""
    number = 0
    while True:
        brand = number * 97 % _BRANDS
        province, city = words.CITIES[number % len(words.CITIES)]
        trade, industry = words.TRADES[number // _BRANDS % len(words.TRADES)]
        name = (
            words.BRANDS_FIRST[brand // len(words.BRANDS_SECOND)]
            + words.BRANDS_SECOND[brand % len(words.BRANDS_SECOND)]
        )
        mobile = (
            "13800000000"
            if random.random() < FAKE
            else f"1{random.choice(('36', '52', '59', '87'))}{number * 7919 % 10**8:08}"
        )
        yield Stranger(
            f"{city}{name}{trade}有限公司",
            random.choice(words.SURNAMES) + random.choice(words.GIVEN),
            mobile,
            f"kehu{number}@khmail.example" if random.random() < 0.6 else "",
            province,
            industry,
            random.choice(words.NEEDS).format(n=random.randrange(2, 9)),
        )
        number += 1


def form_times(plan: Plan, random: Random) -> list[datetime]:
    """When somebody sends a form, in order."""
    count = plan.leads - len(file_times(plan)) * FILE
    days, working = list(plan.days())[:-1], plan.working_days()[:-1]
    found = []
    for _ in range(count):
        if random.random() < AT_NIGHT:
            found.append(moment(random.choice(days), random.uniform(0, 1439)))
        else:
            found.append(moment(random.choice(working), random.uniform(8.5 * 60, 18 * 60)))
    return sorted(found)


def file_times(plan: Plan) -> list[datetime]:
    """When marketing imports a file: spread over the working days."""
    files = max(1, int(plan.leads * BY_FILE / FILE))
    days = plan.working_days()[:-1]
    return [moment(days[n * len(days) // files], 10 * 60 + n % 7 * 40) for n in range(files)]


def send_form(token: str, stranger: Stranger, random: Random) -> None:
    """By the public page, from an address of their own."""
    visitor, page = open_form(
        token, ip=f"203.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"
    )
    answers = {
        "company": stranger.company,
        "contact": stranger.contact,
        "mobile": stranger.mobile,
        "email": stranger.email,
        "province": stranger.province,
        "industry": stranger.industry,
        "need": stranger.need,
    }
    status, said = visitor.call(
        "POST", f"/forms/{token}", sent(page, {k: v for k, v in answers.items() if v}), csrf=False
    )
    assert status < 300, said


def import_file(cast: Cast, folder: Path, rows: list[Stranger], number: int) -> None:
    """Uploaded, planned and started as the import page does it; owners by the rules of assignment."""
    manager = actor(cast.manager)
    path = build_workbook(folder / f"名单{number}.xlsx", [_HEADER, *(row.cells() for row in rows)])
    run = upload(manager, path, options={"by_rules": True})
    run_import(manager, run)


def is_office_hour(at: datetime) -> bool:
    return is_working_day(at.date()) and timedelta(hours=9) <= at - moment(at.date(), 0) < timedelta(hours=18)
