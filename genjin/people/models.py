"""Persons, units, roles, and the keys with which somebody gets in. Secrets are stored as hashes only."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from genjin.tables.models import Record

UNUSABLE_PASSWORD = "!"


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=normal_username(username or ""))


def normal_username(typed: str) -> str:
    """The one spelling of a sign-in name: NFKC, outer blanks off, lower case."""
    return str(Person.normalize_username(typed)).strip().lower()


class Person(AbstractBaseUser, Record):
    """Somebody who can own records. Invited persons have no usable password and no `joined_at` yet.

    username is unique for ever, also over the trash: a name in old history never comes to mean somebody else.
    owner_id is the person's own id, so that "own", "team" and "subtree" mean in this table what they mean in others.
    regions, industries, product_lines (words with 、 between) and seniority are the seller profile of domain.md I1.
    """

    password = models.CharField(max_length=128, default=UNUSABLE_PASSWORD)
    # Django would write it at each sign-in, past the ledger; the session list answers the same question.
    last_login = None

    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=300, null=True)
    name_initials = models.CharField(max_length=300, null=True)
    username = models.CharField(max_length=150, unique=True, null=True)
    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    role_id = models.BigIntegerField(null=True)
    active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)
    email = models.CharField(max_length=254, null=True)
    mobile = models.CharField(max_length=40, null=True)
    language = models.CharField(max_length=8, default="zh-CN")
    theme = models.CharField(max_length=10, default="system")
    regions = models.TextField(null=True)
    industries = models.TextField(null=True)
    product_lines = models.TextField(null=True)
    seniority = models.CharField(max_length=20, null=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [
            models.Index(fields=["unit_id"], name="person_unit"),
            models.Index(fields=["role_id"], name="person_role"),
            models.Index(fields=["name_key"], name="person_name_key"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """May sign in: neither deactivated nor in the trash."""
        return self.active and self.deleted_at is None


class Unit(Record):
    """A node of the organisation tree. `path` is `/1/4/9/`, ids from the root to the unit itself.

    unit_id is the unit's own id and owner_id stays empty, so that reach means here what it means in every table.
    """

    class Kind(models.TextChoices):
        HEAD_OFFICE = "head_office"
        REGION = "region"
        DEALER = "dealer"
        TEAM = "team"

    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=300, null=True)
    kind = models.CharField(max_length=12, null=True)
    parent_id = models.BigIntegerField(null=True)
    path = models.CharField(max_length=400, null=True)
    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="unit_path"),
            models.Index(fields=["parent_id"], name="unit_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(Record):
    """What its people may do. `rights` is {table: {reach, actions, columns, default_column}}, see `rights.py`.

    key: set for shipped roles, NULL for a team's own. level: the higher, the more; nobody gives a role above their own.
    supervises: reads the sensitive data of the units within reach. is_admin: everything, whatever `rights` says.
    """

    key = models.CharField(max_length=40, null=True, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, null=True)
    description = models.TextField(null=True)
    level = models.IntegerField(default=10)
    supervises = models.BooleanField(null=True)
    is_admin = models.BooleanField(default=False)
    rights = models.JSONField(default=dict)
    position = models.IntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class CalendarDay(Record):
    """A day that works or is free whatever the calendar library says: its years end, teams have days of their own."""

    day = models.DateField(null=True)
    works = models.BooleanField(null=True)
    name = models.TextField(null=True)

    class Meta:
        indexes = [models.Index(fields=["day", "id"], name="calendar_day_day")]


class WorkingTime(Record):
    """The hours of a working day of a unit and all below it; `unit_id` empty: of everybody else.

    hours: as `kernel.working_clock.parse_working_hours` reads them.
    """

    unit_id = models.BigIntegerField(null=True)
    hours = models.TextField(null=True)


class Absence(Record):
    """Days on which a person does not work, first and last included, and who stands in for them (domain.md C9).

    owner_id: the person who is away, so that reach means here what it means in every table.
    """

    owner_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    stand_in_id = models.BigIntegerField(null=True)
    note = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner_id", "last", "id"], name="absence_owner"),
            models.Index(fields=["last", "id"], name="absence_last"),
        ]


class Invitation(models.Model):
    """A link with which one person sets name and password once. Also the way back in after a forgotten password."""

    id = models.BigAutoField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)
    person_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="invitation_person")]


class ApiToken(models.Model):
    """A key for programs, with the rights of its person; scope `read` takes all writing away."""

    class Scope(models.TextChoices):
        READ = "read"
        WRITE = "write"

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    hint = models.CharField(max_length=8)
    secret_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="api_token_person")]


class PersonSession(models.Model):
    """One signed-in browser, so that its person can see and end it."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=200)
    ip = models.CharField(max_length=45)
    created_at = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="person_session_person")]


class Organisation(models.Model):
    """The one row about the installation itself. While `setup_at` is empty, first run is open."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=100, default="")
    is_sample = models.BooleanField(default=False)
    setup_at = models.DateTimeField(null=True)
    setup_token_hash = models.CharField(max_length=64, null=True)

    def __str__(self) -> str:
        return self.name
