"""People, units and roles are tables: changed cell by cell, in the history, undone, within rights."""

from __future__ import annotations

from typing import Any

import pytest

from genjin.kernel.actor import Actor, ColumnRight, Reach
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people.models import Person, Role, Unit
from genjin.people.rights_events import affects_rights, on_rights_changed
from genjin.people.verbs import set_role_rights
from genjin.tables.definition import CellEdit, get_table
from genjin.tables.ledger.undo import find_target, undo_operation
from genjin.tables.models import Change, Operation
from genjin.tables.records.edit import create_rows, delete_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast, build_person, build_unit


def edit(actor: Actor, table: str, row_id: int, column: str, raw: Any) -> ErrorCode | None:
    """The refusal of one cell, or None when it is written."""
    outcome = edit_cells(actor, table, [CellEdit(row_id, column, raw)])
    error = outcome.results[0].error
    return None if error is None else error.code


def names(actor: Actor, table: str = "people") -> set[str]:
    page = fetch_page(table, actor, Query(columns=("name",)))
    return {row["cells"][0] for row in page.rows}


def undo_last(actor: Actor) -> None:
    undo_operation(actor, find_target(actor, Operation.objects.latest("id").pk))


def test_secrets_are_no_columns() -> None:
    attrs = {c.attr for c in get_table("people").columns}
    assert not attrs & {"password", "last_login"}


def test_everybody_sees_the_people_their_reach_allows(cast: Cast) -> None:
    assert names(cast.admin_actor) == {p.name for p in cast.everybody}
    assert names(cast.seller_actor) == {"周岚", "林小满"}
    assert names(cast.team_lead_actor) == {"周岚", "林小满"}
    assert names(cast.no_role_actor) == set()


def test_a_dealer_sees_its_own_people_and_units_only(cast: Cast) -> None:
    branch = build_unit("杭州二部", cast.dealer)
    head = build_person("罗江月", "luojiangyue", unit=cast.dealer, role="dealer")
    build_person("秦晓", "qinxiao", unit=branch, role="seller")
    assert names(cast.actor(head)) == {"罗江月", "秦晓"}
    assert names(cast.actor(head), "units") == {"杭州经销商", "杭州二部"}


def test_people_sort_by_pinyin_and_are_found_by_initials(cast: Cast) -> None:
    (created,) = create_rows(cast.admin_actor, "people", [{"name": "顾清晨"}])[1]
    assert created.row_id is not None
    page = fetch_page("people", cast.admin_actor, Query(columns=("name",)))
    assert [r["cells"][0] for r in page.rows] == ["陈思远", "顾清晨", "林小满", "王若溪", "赵一鸣", "周岚"]
    found = fetch_page("people", cast.admin_actor, Query(columns=("name",), search="gqc"))
    assert [r["cells"][0] for r in found.rows] == ["顾清晨"]


def test_a_changed_role_counts_at_once_and_comes_back_by_undo(cast: Cast) -> None:
    role = Role.objects.get(key="team_lead")
    assert edit(cast.admin_actor, "people", cast.seller.pk, "role", {"id": role.pk}) is None
    assert cast.seller_actor.access("leads").reach is Reach.TEAM
    change = Change.objects.get(table="people", row_id=cast.seller.pk, column="role")
    assert (change.before, change.after) == (cast.seller.role_id, role.pk)
    undo_last(cast.admin_actor)
    assert cast.seller_actor.access("leads").reach is Reach.OWN


def test_roles_are_given_by_name_too(cast: Cast) -> None:
    assert edit(cast.admin_actor, "people", cast.no_role.pk, "role", "财务") is None
    assert cast.no_role_actor.role_key == "finance"


def test_the_last_administrator_keeps_role_and_access(cast: Cast) -> None:
    admin = cast.admin_actor
    seller = Role.objects.get(key="seller").pk
    assert edit(admin, "people", cast.admin.pk, "role", {"id": seller}) is ErrorCode.LAST_ADMINISTRATOR
    assert edit(admin, "people", cast.admin.pk, "role", None) is ErrorCode.LAST_ADMINISTRATOR
    assert edit(admin, "people", cast.admin.pk, "active", False) is ErrorCode.OWN_DEACTIVATION
    with pytest.raises(AppError) as refused:
        delete_rows(admin, "people", [cast.admin.pk])
    assert refused.value.code is ErrorCode.LAST_ADMINISTRATOR
    assert cast.admin_actor.is_admin


def test_of_two_administrators_pasted_over_one_stays(cast: Cast) -> None:
    second = build_person("叶长安", "yechangan", unit=cast.head_office, role="administrator")
    seller = {"id": Role.objects.get(key="seller").pk}
    outcome = edit_cells(
        cast.admin_actor, "people", [CellEdit(second.pk, "role", seller), CellEdit(cast.admin.pk, "role", seller)]
    )
    assert sorted(r.status for r in outcome.results) == ["done", "refused"]
    assert sum(cast.actor(p).is_admin for p in (cast.admin, second)) == 1


def test_undo_cannot_take_the_last_administrator_away(cast: Cast) -> None:
    second = build_person("叶长安", "yechangan", unit=cast.head_office, role="seller")
    admin_role = {"id": Role.objects.get(key="administrator").pk}
    assert edit(cast.admin_actor, "people", second.pk, "role", admin_role) is None
    granted = Operation.objects.latest("id").pk
    seller = {"id": Role.objects.get(key="seller").pk}
    assert edit(cast.actor(second), "people", cast.admin.pk, "role", seller) is None
    with pytest.raises(AppError) as refused:
        undo_operation(cast.actor(second), find_target(cast.actor(second), granted))
    assert refused.value.code is ErrorCode.LAST_ADMINISTRATOR
    assert cast.actor(second).is_admin


def test_a_region_gives_no_role_above_its_own_and_takes_none(cast: Cast) -> None:
    manager = build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager")
    above = build_person("叶长安", "yechangan", unit=cast.team, role="head_office")
    actor = cast.actor(manager)
    head_office, seller = (Role.objects.get(key=k).pk for k in ("head_office", "seller"))
    assert edit(actor, "people", cast.seller.pk, "role", {"id": head_office}) is ErrorCode.ROLE_TOO_HIGH
    assert edit(actor, "people", above.pk, "role", {"id": seller}) is ErrorCode.ROLE_TOO_HIGH
    assert edit(actor, "people", manager.pk, "role", {"id": head_office}) is ErrorCode.ROLE_TOO_HIGH
    assert edit(actor, "people", cast.admin.pk, "name", "改名") is ErrorCode.NOT_FOUND
    assert edit(actor, "people", cast.seller.pk, "unit", {"id": cast.other_team.pk}) is None
    assert edit(actor, "people", cast.seller.pk, "unit", {"id": cast.dealer.pk}) is ErrorCode.NOT_FOUND


def test_sellers_change_nobody(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        edit(cast.seller_actor, "people", cast.seller.pk, "role", {"id": Role.objects.get(key="dealer").pk})
    assert refused.value.code is ErrorCode.FORBIDDEN
    with pytest.raises(AppError):
        create_rows(cast.seller_actor, "people", [{"name": "顾清晨"}])


def test_a_username_is_one_persons_for_ever(cast: Cast) -> None:
    admin = cast.admin_actor
    delete_rows(admin, "people", [cast.other_seller.pk])
    assert edit(admin, "people", cast.seller.pk, "username", "WangRuoXi") is ErrorCode.NOT_UNIQUE
    assert edit(admin, "people", cast.seller.pk, "username", "") is ErrorCode.REQUIRED
    assert edit(admin, "people", cast.seller.pk, "username", " Lin.XiaoMan ") is None
    assert Person.objects.get(pk=cast.seller.pk).username == "lin.xiaoman"


def test_a_moved_unit_takes_its_tree_along_and_back(cast: Cast) -> None:
    admin = cast.admin_actor
    assert edit(admin, "units", cast.region.pk, "parent", {"id": cast.dealer.pk}) is None
    team = Unit.objects.get(pk=cast.team.pk)
    assert team.path == f"/{cast.head_office.pk}/{cast.dealer.pk}/{cast.region.pk}/{cast.team.pk}/"
    dealer = build_person("罗江月", "luojiangyue", unit=cast.dealer, role="dealer")
    assert cast.team.pk in cast.actor(dealer).subtree_ids
    undo_last(admin)
    assert Unit.objects.get(pk=cast.team.pk).path == cast.team.path
    assert cast.team.pk not in cast.actor(dealer).subtree_ids


def test_units_never_hang_below_themselves(cast: Cast) -> None:
    admin = cast.admin_actor
    assert edit(admin, "units", cast.region.pk, "parent", {"id": cast.team.pk}) is ErrorCode.UNIT_CYCLE
    assert edit(admin, "units", cast.region.pk, "parent", {"id": cast.region.pk}) is ErrorCode.UNIT_CYCLE
    assert Unit.objects.get(pk=cast.region.pk).parent_id == cast.head_office.pk


def test_new_units_get_their_place(cast: Cast) -> None:
    _, (made,) = create_rows(cast.admin_actor, "units", [{"name": "销售三组", "parent": {"id": cast.region.pk}}])
    unit = Unit.objects.get(pk=made.row_id)
    assert unit.path == f"/{cast.head_office.pk}/{cast.region.pk}/{unit.pk}/"
    manager = cast.actor(build_person("沈知微", "shenzhiwei", unit=cast.region, role="regional_manager"))
    assert unit.pk in manager.subtree_ids
    _, (own,) = create_rows(manager, "units", [{"name": "销售四组"}])
    assert Unit.objects.get(pk=own.row_id).parent_id == cast.region.pk
    with pytest.raises(AppError) as refused:
        create_rows(manager, "units", [{"name": "别处", "parent": {"id": cast.dealer.pk}}])
    assert refused.value.code is ErrorCode.NOT_FOUND


@pytest.mark.parametrize(("table", "part"), [("units", "team"), ("units", "head_office")])
def test_units_in_use_stay(cast: Cast, table: str, part: str) -> None:
    with pytest.raises(AppError) as refused:
        delete_rows(cast.admin_actor, table, [getattr(cast, part).pk])
    assert refused.value.code is ErrorCode.IN_USE
    assert refused.value.data["count"] > 0


def test_roles_in_use_stay_and_unused_ones_go(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        delete_rows(cast.admin_actor, "roles", [Role.objects.get(key="seller").pk])
    assert refused.value.code is ErrorCode.IN_USE
    unused = Role.objects.get(key="delivery").pk
    assert delete_rows(cast.admin_actor, "roles", [unused]).done == [unused]


def test_changed_rights_count_at_once_stand_in_the_history_and_come_back(cast: Cast) -> None:
    role = Role.objects.get(key="seller")
    asked = {"reach": "team", "actions": ["edit"], "columns": {"email": "hidden"}, "default_column": "read"}
    operation = set_role_rights(cast.admin_actor, role.pk, {"people": asked})
    access = cast.seller_actor.access("people")
    assert access.column("email") is ColumnRight.HIDDEN
    assert access.column("name") is ColumnRight.READ
    assert cast.seller_actor.access("leads").reach is Reach.OWN
    done = Operation.objects.get(pk=operation)
    assert (done.verb, done.actor_name) == ("roles.set_rights", "陈思远")
    with pytest.raises(AppError) as hidden:
        fetch_page("people", cast.seller_actor, Query(columns=("email",)))
    assert hidden.value.code is ErrorCode.COLUMN_FORBIDDEN
    undo_last(cast.admin_actor)
    assert cast.seller_actor.access("people").column("email") is ColumnRight.READ


@pytest.mark.parametrize(
    ("part", "tables", "code"),
    [
        ("team_lead", {"people": {"reach": "all"}}, ErrorCode.FORBIDDEN),
        ("admin", {"nowhere": {"reach": "all"}}, ErrorCode.UNKNOWN_TABLE),
        ("admin", {"people": {"columns": {"password": "read"}}}, ErrorCode.UNKNOWN_COLUMN),
        ("admin", {"people": {"reach": "galaxy"}}, ErrorCode.BAD_REQUEST),
    ],
)
def test_refused_rights(cast: Cast, part: str, tables: dict[str, Any], code: ErrorCode) -> None:
    role = Role.objects.get(key="seller")
    with pytest.raises(AppError) as refused:
        set_role_rights(cast.actor(getattr(cast, part)), role.pk, tables)
    assert refused.value.code is code
    assert Role.objects.get(pk=role.pk).rights == role.rights


def test_the_administrator_role_cannot_be_cut(cast: Cast) -> None:
    with pytest.raises(AppError) as refused:
        set_role_rights(cast.admin_actor, Role.objects.get(key="administrator").pk, {"people": {"reach": "none"}})
    assert refused.value.code is ErrorCode.FORBIDDEN


def test_rights_read_as_words(cast: Cast) -> None:
    page = fetch_page("roles", cast.admin_actor, Query(columns=("name", "rights")))
    texts = {row["cells"][0]: row["cells"][1] for row in page.rows}
    assert "人员: 本团队" in texts["销售主管"].splitlines()
    assert edit(cast.admin_actor, "roles", Role.objects.get(key="seller").pk, "rights", "{}") is (
        ErrorCode.COLUMN_READ_ONLY
    )


def test_streams_hear_of_changed_rights_after_the_commit(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("genjin.people.rights_events._listeners", [])
    heard: list[frozenset[int] | None] = []
    on_rights_changed(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        edit(cast.admin_actor, "people", cast.seller.pk, "unit", {"id": cast.other_team.pk})
        assert heard == []
    assert heard == [frozenset({cast.seller.pk})]
    with django_capture_on_commit_callbacks(execute=True):
        edit(cast.admin_actor, "people", cast.seller.pk, "name", "林小曼")
    assert len(heard) == 1
    with django_capture_on_commit_callbacks(execute=True):
        edit(cast.admin_actor, "units", cast.team.pk, "parent", {"id": cast.dealer.pk})
    assert heard[1:] == [None]


def test_other_processes_tell_from_the_ledger_whether_rights_changed() -> None:
    assert affects_rights("people", ["name", "role"])
    assert affects_rights("units", [""])
    assert not affects_rights("people", ["name"])
    assert not affects_rights("leads", ["owner"])
