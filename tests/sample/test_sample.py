"""The sample team: invented, lived-in, consistent, and undone like any other work."""

from __future__ import annotations

from typing import Any

from genjin.followups.models import Followup
from genjin.leads.models import Lead
from genjin.people.models import Person
from genjin.pipelines.models import StageVisit
from genjin.sample.arriving import ARRIVING
from genjin.sample.fill import fill_sample
from genjin.sample.returning import EACH
from genjin.tables.ledger.seal import check_seal
from genjin.tables.models import Operation
from tests.cast import Cast

COUNT = 60


def test_a_sample_looks_lived_in(cast: Cast, defaults: Any) -> None:
    team = fill_sample(count=COUNT)
    assert len(team.sellers) + 1 == 5
    assert len({password for _, _, password in team.logins}) == 5
    leads = Lead.objects.filter(deleted_at=None)
    assert leads.count() == COUNT + ARRIVING
    assert leads.values("company").distinct().count() == COUNT + ARRIVING
    assert leads.filter(accept_by__isnull=False).count() == ARRIVING
    assert leads.filter(won_at__isnull=False, won_amount__gt=0).exists()
    assert leads.filter(lost_at__isnull=False).exclude(lost_reason=None).exists()
    assert Followup.objects.count() > COUNT
    assert leads.filter(next_at__isnull=False).exists()
    assert set(leads.values_list("owner_id", flat=True)) <= {None, *(s.id for s in team.sellers)}
    assert 0 < leads.filter(owner_id=None, pooled_at__isnull=False).count() <= EACH * len(team.sellers)
    days = {at.date() for at in leads.values_list("created_at", flat=True)}
    assert len(days) > 20
    assert Operation.objects.exclude(state="done").count() == 0
    assert check_seal().ok


def test_every_lead_of_a_sample_has_one_open_visit_in_its_stage(cast: Cast, defaults: Any) -> None:
    fill_sample(count=COUNT)
    stages = dict(Lead.objects.values_list("pk", "stage_id"))
    open_visits = StageVisit.objects.filter(left_at=None, deleted_at=None).values_list("lead_id", "stage_id")
    assert len(open_visits) == COUNT + ARRIVING
    assert dict(open_visits) == stages


def test_passwords_of_a_sample_are_generated_and_stored_hashed(cast: Cast, defaults: Any) -> None:
    team = fill_sample(count=5)
    for _, username, password in team.logins:
        person = Person.objects.get(username=username)
        assert password not in person.password
        assert person.check_password(password)
