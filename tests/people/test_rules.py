"""Pure decisions, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from genjin.kernel.actor import ACTIONS, ColumnRight, Reach
from genjin.kernel.errors import AppError, ErrorCode
from genjin.people import credentials
from genjin.people.rights import check_access, dump_access, read_access
from genjin.people.rules import (
    check_administrator_remains,
    check_invitation,
    check_role_grant,
    check_token_expiry,
    check_username,
    is_loopback,
)
from genjin.people.schemas import Action, ReachName, RightName
from genjin.people.tree import build_paths

NOW = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("meta", "host", "local"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, "127.0.0.1:8000", True),
        ({"REMOTE_ADDR": "127.8.0.1"}, "localhost", True),
        ({"REMOTE_ADDR": "::1"}, "[::1]:8000", True),
        ({"REMOTE_ADDR": "192.168.1.20"}, "127.0.0.1:8000", False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "localhost", False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.9"}, "localhost", False),
        ({"REMOTE_ADDR": "127.0.0.1"}, "crm.example.cn", False),
        ({}, "localhost", False),
    ],
)
def test_only_the_machine_itself_counts_as_loopback(meta: dict[str, str], host: str, local: bool) -> None:
    assert is_loopback(meta, host) is local


@pytest.mark.parametrize("name", ["林小满", "lin.xiaoman@example.cn", "a1", "lin_xm-2"])
def test_usernames_of_any_script(name: str) -> None:
    check_username(name)


@pytest.mark.parametrize("name", ["", "a", "lin xiaoman", "林/小满", "x" * 61, "a\x00b"])
def test_refused_usernames(name: str) -> None:
    with pytest.raises(AppError) as refused:
        check_username(name)
    assert refused.value.code is ErrorCode.INVALID_USERNAME


def test_nobody_gives_more_than_they_hold() -> None:
    check_role_grant(actor_level=30, actor_is_admin=False, role_level=30, role_is_admin=False)
    check_role_grant(actor_level=0, actor_is_admin=True, role_level=100, role_is_admin=True)
    for level, administrates in ((31, False), (1, True)):
        with pytest.raises(AppError) as refused:
            check_role_grant(actor_level=30, actor_is_admin=False, role_level=level, role_is_admin=administrates)
        assert refused.value.code is ErrorCode.ROLE_TOO_HIGH


def test_one_administrator_remains() -> None:
    check_administrator_remains([1], [1, 2])
    check_administrator_remains([3], [1])
    with pytest.raises(AppError) as refused:
        check_administrator_remains([1, 2], [1, 2])
    assert refused.value.code is ErrorCode.LAST_ADMINISTRATOR


@pytest.mark.parametrize(
    ("used", "withdrawn", "age", "code"),
    [
        (False, False, timedelta(0), None),
        (True, False, timedelta(0), ErrorCode.INVITATION_USED),
        (True, False, timedelta(days=30), ErrorCode.INVITATION_USED),
        (False, False, timedelta(days=7), ErrorCode.INVITATION_EXPIRED),
        (False, True, timedelta(0), ErrorCode.INVITATION_UNKNOWN),
    ],
)
def test_invitations(used: bool, withdrawn: bool, age: timedelta, code: ErrorCode | None) -> None:
    found: ErrorCode | None = None
    try:
        check_invitation(expires_at=NOW + timedelta(days=7), used=used, withdrawn=withdrawn, now=NOW + age)
    except AppError as refused:
        found = refused.code
    assert found is code


def test_tokens_end_within_a_year() -> None:
    today = date(2026, 3, 5)
    check_token_expiry(today, today)
    check_token_expiry(date(2027, 3, 5), today)
    for day in (date(2026, 3, 4), date(2027, 3, 8)):
        with pytest.raises(AppError) as refused:
            check_token_expiry(day, today)
        assert refused.value.code is ErrorCode.INVALID_EXPIRY


def test_paths_follow_parents() -> None:
    assert build_paths({1: None, 4: 1, 9: 4, 7: 99}) == {1: "/1/", 4: "/1/4/", 9: "/1/4/9/", 7: "/7/"}


@pytest.mark.parametrize("parents", [{1: 1}, {1: 2, 2: 1}, {5: None, 1: 3, 2: 1, 3: 2}])
def test_units_never_hang_below_themselves(parents: dict[int, int | None]) -> None:
    with pytest.raises(AppError) as refused:
        build_paths(parents)
    assert refused.value.code is ErrorCode.UNIT_CYCLE


def test_a_tree_deeper_than_twelve_is_refused() -> None:
    build_paths({n: n - 1 or None for n in range(1, 13)})
    with pytest.raises(AppError) as refused:
        build_paths({n: n - 1 or None for n in range(1, 14)})
    assert refused.value.code is ErrorCode.LIMIT


def test_rights_survive_storing() -> None:
    asked = {
        "reach": "team",
        "actions": ["edit", "create"],
        "columns": {"budget": "hidden"},
        "default_column": "read",
    }
    access = check_access("leads", asked, ["budget", "company"])
    assert access.reach is Reach.TEAM
    assert access.column("budget") is ColumnRight.HIDDEN
    assert read_access(dump_access(access)) == access


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"reach": "everything"}, ErrorCode.BAD_REQUEST),
        ({"actions": ["fly"]}, ErrorCode.BAD_REQUEST),
        ({"columns": {"budget": "sometimes"}}, ErrorCode.BAD_REQUEST),
        ({"columns": {"no_such": "read"}}, ErrorCode.UNKNOWN_COLUMN),
    ],
)
def test_unknown_rights_are_refused(asked: dict[str, object], code: ErrorCode) -> None:
    with pytest.raises(AppError) as refused:
        check_access("leads", asked, ["budget"])
    assert refused.value.code is code


def test_unreadable_stored_rights_give_nothing() -> None:
    access = read_access({"reach": "??", "actions": ["fly"], "columns": {"budget": "??"}})
    assert access.reach is Reach.NONE
    assert access.actions == frozenset()
    assert access.columns["budget"] is ColumnRight.HIDDEN


def test_the_api_names_the_same_rights_as_the_kernel() -> None:
    assert get_args(Action) == ACTIONS
    assert set(get_args(ReachName)) == {r.value for r in Reach}
    assert set(get_args(RightName)) == {r.value for r in ColumnRight}


def test_a_drawn_password_that_resembles_the_name_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["ciYsuWnnLE87", "x7Qp-2Kd_0Zr"])
    monkeypatch.setattr(credentials.secrets, "token_urlsafe", lambda _length: next(drawn))
    assert credentials.new_password("chensiyuan") == "x7Qp-2Kd_0Zr"
