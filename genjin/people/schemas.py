"""What the people routes take and give. Times are ISO UTC, dates YYYY-MM-DD."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from genjin.kernel.words import Language
from genjin.people.setup import Start
from genjin.people.verbs import Theme

Short = Field(max_length=200)
Secret = Field(max_length=1000)
Action = Literal["create", "edit", "delete", "export", "import", "assign", "approve", "configure"]
ReachName = Literal["none", "own", "team", "subtree", "all"]
RightName = Literal["hidden", "masked", "read", "edit"]


class SetupState(Schema):
    needed: bool
    token_required: bool


class SetupRequest(Schema):
    organisation: str = Short
    name: str = Short
    username: str = Short
    password: str = Secret
    token: str | None = Field(default=None, max_length=1000)
    start: Start = "empty"


class SignInRequest(Schema):
    username: str = Short
    password: str = Secret


class PasswordRequest(Schema):
    old: str = Secret
    new: str = Secret


class PreferencesRequest(Schema):
    language: Language | None = None
    theme: Theme | None = None


class Named(Schema):
    id: int
    name: str


class RoleFacts(Schema):
    id: int
    key: str | None
    name: str


class PersonFacts(Schema):
    id: int
    name: str
    username: str | None
    unit: Named | None
    role: RoleFacts | None
    language: Language
    theme: str
    is_admin: bool


class TableRights(Schema):
    actions: list[Action]
    reach: ReachName


class StoodIn(Schema):
    """A colleague who is away, for whom one acts until `last`."""

    id: int
    label: str
    last: date | None


class Session(Schema):
    """tables: every table, with what the person may do there. position: where the ledger stands now.

    stands_in_for: colleagues whose records one works today as if they were one's own.
    """

    person: PersonFacts
    organisation: str
    tables: dict[str, TableRights]
    sample: bool
    csrf: str
    job_id: int | None = None
    position: int
    version: str
    zone: str
    stands_in_for: list[StoodIn] = []


class SessionItem(Schema):
    id: int
    agent: str
    ip: str
    created_at: datetime
    last_seen: datetime
    current: bool


class TokenRequest(Schema):
    name: str = Short
    scope: Literal["read", "write"]
    expires_on: date


class TokenItem(Schema):
    """hint: the secret's last four letters."""

    id: int
    name: str
    hint: str
    scope: Literal["read", "write"]
    created_at: datetime
    expires_on: date
    last_used_at: datetime | None


class NewToken(TokenItem):
    """secret is shown this once."""

    secret: str


class InvitationRequest(Schema):
    name: str = Short
    unit_id: int | None = None
    role_id: int | None = None
    username: str | None = Field(default=None, max_length=200)


class InvitationLink(Schema):
    link: str
    person_id: int


class InvitationView(Schema):
    """joined: a way back in for somebody who keeps their sign-in name."""

    organisation: str
    name: str
    username: str | None
    unit: str | None
    role: str | None
    expires_at: datetime
    joined: bool


class AcceptRequest(Schema):
    username: str = Field(default="", max_length=200)
    password: str = Secret


class DeactivateRequest(Schema):
    records_to: int | None = None
    reason: str = Field(default="", max_length=2000)


class MoveRequest(Schema):
    unit_id: int | None
    records: Literal["stay", "along"]


class Placed(Schema):
    operation: int | None
    records: int


class PersonOption(Schema):
    id: int
    label: str
    unit: str | None


class AwayOut(Schema):
    """A colleague who is away today. until: the last day of it. stand_in: who acts for them."""

    id: int
    label: str
    until: date
    stand_in_id: int | None
    stand_in: str | None


class AccessIn(Schema):
    reach: ReachName = "none"
    actions: list[Action] = []
    columns: dict[str, RightName] = {}
    default_column: RightName = "edit"


class RightsRequest(Schema):
    tables: dict[str, AccessIn]


class AccessOut(AccessIn):
    label: str


class RoleRights(Schema):
    """columns: those whose right differs from default_column."""

    role: RoleFacts
    is_admin: bool
    operation: int | None = None
    tables: dict[str, AccessOut]
