"""Today of sellers who own about 2,000 leads, and the brief of an entry."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from django.db.models import Count

from genjin.leads.models import Lead
from genjin.people.models import Person
from tests.bench.figures import Figure, time_calls
from tests.bench.readers import REACHES, Reader, reader_of, role_of
from tests.bench.setting import Setting

LEADS = 2_000
REPEAT = 20


def measure_today(setting: Setting) -> Iterator[Figure]:
    """The whole request, of the sellers whose number of leads is nearest to 2,000."""
    asked = _sellers(6)
    people = [reader for reader, _ in asked]
    turns = [people[n % len(people)] for n in range(REPEAT)]
    timing, _ = time_calls([lambda r=r: r.get("/today") for r in turns])
    details = {**timing.details(), "leads": [count for _, count in asked]}
    yield Figure("today", "Today of a seller", timing.p95, "ms", details=details)
    first = [(r, entry["id"]) for r in people for entry in orjson.loads(r.get("/today"))["entries"][:4]]
    if first:
        briefs, _ = time_calls([lambda r=r, i=i: r.get(f"/today/{i}/brief") for r, i in first])
        yield Figure("", "brief of an entry", briefs.p95, "ms", details=briefs.details())


def _sellers(count: int) -> list[tuple[Reader, int]]:
    owned = dict(
        Lead.objects.filter(deleted_at=None, owner_id__isnull=False)
        .order_by()
        .values_list("owner_id")
        .annotate(n=Count("pk"))
    )
    sellers = Person.objects.filter(role_id=role_of(REACHES["own"]), deleted_at=None, pk__in=owned)
    nearest = sorted(sellers, key=lambda person: (abs(owned[person.pk] - LEADS), person.pk))[:count]
    return [(reader_of(person), owned[person.pk]) for person in nearest]
