"""First run: open once, for the machine's own user or whoever holds the printed token."""

from __future__ import annotations

import pytest

from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.actor import actor_for
from genjin.people.default_roles import SHIPPED_ROLES
from genjin.people.models import Organisation, Person, Role, Unit
from genjin.people.setup import (
    check_setup_token,
    create_administrator,
    is_setup_open,
    issue_setup_token,
    on_setup,
    seed_roles,
    set_up,
)
from genjin.tables.models import Operation

pytestmark = pytest.mark.django_db

FORM = {
    "organisation": "云锦机电",
    "name": "陈思远",
    "username": " ChenSiYuan ",
    "password": "渡口-三月晚风-归舟",
}


def test_first_run_makes_organisation_roles_and_administrator() -> None:
    person = create_administrator(**FORM)
    actor = actor_for(person)
    assert actor.is_admin
    assert actor.unit_name == "云锦机电"
    assert actor.supervised_ids == (actor.unit_id,)
    assert person.username == "chensiyuan"
    assert person.check_password(FORM["password"])
    assert set(Role.objects.values_list("key", flat=True)) == {role.key for role in SHIPPED_ROLES}
    assert Unit.objects.get().path == f"/{actor.unit_id}/"
    assert Organisation.objects.get().name == "云锦机电"
    assert [o.verb for o in Operation.objects.all()] == ["people.create_administrator"]
    assert FORM["password"] not in str(list(Operation.objects.values()))


def test_first_run_happens_once() -> None:
    assert is_setup_open()
    create_administrator(**FORM)
    assert not is_setup_open()
    with pytest.raises(AppError) as refused:
        create_administrator(**{**FORM, "username": "another"})
    assert refused.value.code is ErrorCode.SETUP_DONE
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "short"}, ErrorCode.WEAK_PASSWORD),
        ({"password": "1234567890"}, ErrorCode.WEAK_PASSWORD),
        ({"password": "chensiyuan"}, ErrorCode.WEAK_PASSWORD),
        ({"password": "x" * 501}, ErrorCode.TOO_LONG),
        ({"name": "  "}, ErrorCode.REQUIRED),
        ({"organisation": ""}, ErrorCode.REQUIRED),
        ({"username": "陈 思远"}, ErrorCode.INVALID_USERNAME),
        ({"username": ""}, ErrorCode.REQUIRED),
    ],
)
def test_a_refused_first_run_leaves_nothing_behind(change: dict[str, str], code: ErrorCode) -> None:
    with pytest.raises(AppError) as refused:
        create_administrator(**{**FORM, **change})
    assert refused.value.code is code
    assert is_setup_open()
    assert not Role.objects.exists()
    assert not Operation.objects.exists()


def test_the_printed_token_opens_first_run_and_an_older_one_does_not() -> None:
    old, new = issue_setup_token(), issue_setup_token()
    assert old is not None
    assert new is not None
    check_setup_token(new)
    for wrong in (old, "", "setup_wrong"):
        with pytest.raises(AppError) as refused:
            check_setup_token(wrong)
        assert refused.value.code is ErrorCode.SETUP_TOKEN
    assert new not in str(list(Organisation.objects.values()))


def test_no_token_is_printed_once_somebody_exists() -> None:
    create_administrator(**FORM)
    assert issue_setup_token() is None


def test_steps_of_upper_modules_run_with_the_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("genjin.people.setup._steps", [])
    seen: list[tuple[str, str]] = []

    def step(actor: object, start: str) -> int | None:
        seen.append((getattr(actor, "name", ""), start))
        return 41 if start == "sample" else None

    on_setup(step)
    _, job_id = set_up(**FORM, start="sample")
    assert seen == [("陈思远", "sample")]
    assert job_id == 41


def test_new_tables_reach_shipped_roles_and_settled_rights_stay() -> None:
    create_administrator(**FORM)
    role = Role.objects.get(key="seller")
    settled = {**role.rights, "leads": {"reach": "none", "actions": [], "columns": {}, "default_column": "edit"}}
    settled.pop("comments")
    Role.objects.filter(pk=role.pk).update(rights=settled)
    seed_roles()
    seed_roles()
    role.refresh_from_db()
    assert role.rights["leads"]["reach"] == "none"
    assert role.rights["comments"]["reach"] == "own"
    assert Role.objects.count() == len(SHIPPED_ROLES)
    assert Operation.objects.filter(verb="people.seed_roles").count() == 1
