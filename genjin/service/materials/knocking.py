"""How often one address may ask for links that are none, or for files. Addresses are kept as digests, for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.db.models import F
from django.http import HttpRequest

from genjin.kernel import clock
from genjin.people.sender import address_digest
from genjin.service.materials.models import Knock

Asked = Literal["wrong", "file"]
# Somebody who mistyped tries a few times; somebody who guesses tries for ever.
MOST_WRONG = 30
KEPT = timedelta(days=1)


def is_busy(request: HttpRequest, asked: Asked, most: int) -> bool:
    """Whether this address has asked `most` times within the hour."""
    now = clock.now()
    found = Knock.objects.filter(address=address_digest(request, now), what=asked, hour=_hour(now))
    return (found.values_list("count", flat=True).first() or 0) >= most


def count_knock(request: HttpRequest, asked: Asked) -> None:
    """One more; what is older than a day is forgotten on the way."""
    now = clock.now()
    key = {"address": address_digest(request, now), "what": asked, "hour": _hour(now)}
    if Knock.objects.filter(**key).update(count=F("count") + 1):
        return
    Knock.objects.filter(hour__lt=now - KEPT).delete()
    Knock.objects.bulk_create([Knock(**key, count=0)], ignore_conflicts=True)
    Knock.objects.filter(**key).update(count=F("count") + 1)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
