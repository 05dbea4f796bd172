"""Every shipped role on every table: the matrix a new installation starts with."""

from __future__ import annotations

import pytest

from genjin.kernel.actor import ColumnRight
from genjin.people.default_roles import ADMINISTRATOR, BY_KEY, SHIPPED_ROLES
from genjin.people.rights import FULL_ACCESS, NO_ACCESS, read_access
from genjin.tables.definition import get_table, list_tables
from tests.cast import Cast, build_person

W = "create edit delete export import assign approve"
# role: leads, the lead's own tables, people and units (reach and actions)
MATRIX = {
    "head_office": (f"all: {W}", "all: create edit delete export import", "all: create edit"),
    "region": (f"subtree: {W}", "subtree: create edit delete export import", "subtree: create edit"),
    "regional_manager": (f"subtree: {W}", "subtree: create edit delete export import", "subtree: create edit"),
    "dealer": (
        "subtree: create edit delete import assign",
        "subtree: create edit delete import",
        "subtree: create edit",
    ),
    "team_lead": (f"team: {W}", "team: create edit delete export import", "team: "),
    "senior_seller": ("own: create edit delete import", "own: create edit delete import", "team: "),
    "seller": ("own: create edit", "own: create edit", "team: "),
    "marketing": ("all: create edit import", None, "all: "),
    "service": ("all: ", None, "all: "),
    "delivery": ("all: ", None, "all: "),
    "finance": ("all: ", None, "all: "),
    "data_steward": ("all: edit delete import", None, "all: "),
}
PARTS = {
    "marketing": {
        "contacts": "create edit",
        "enquiries": "",
        "followups": "",
        "stage_visits": "",
        "comments": "create",
        "letters": "create edit",
    },
    "service": {
        "contacts": "create edit",
        "enquiries": "create edit",
        "followups": "create",
        "tasks": "create edit",
        "comments": "create",
        "letters": "create",
    },
    "delivery": {
        "contacts": "",
        "enquiries": "",
        "followups": "",
        "tasks": "edit",
        "comments": "create",
        "letters": "",
    },
    "finance": {},
    "data_steward": {
        "contacts": "edit delete",
        "enquiries": "edit",
        "followups": "edit",
        "stage_visits": "",
        "comments": "create",
        "letters": "",
    },
}
LEAD_PARTS = ("contacts", "enquiries", "followups", "tasks", "comments", "stage_visits", "snoozes", "outlines")
SETTINGS = (
    *("pipelines", "stages", "channels", "size_bands", "cadences", "freshness_periods", "number_patterns"),
    *("duplicate_points", "merge_rules", "today_weights"),
    *("outcome_rules", "signal_words", "urgency_rules", "contact_policies"),
)
COSTS = {
    "head_office": "all: create edit delete export import",
    "marketing": "all: create edit delete import",
    "finance": "all: ",
}


def expected(role: str, table: str) -> str:
    leads, parts, people = MATRIX[role]
    if table == "leads":
        return leads
    if table in ("people", "units"):
        return people
    if table == "roles":
        return "all: "
    if table in SETTINGS:
        editors = role == "head_office" or (role == "marketing" and table == "channels")
        return "all: create edit" if editors else "all: "
    if table == "channel_costs":
        return COSTS.get(role, "none: ")
    if table == "lead_merges":
        reach, _, actions = leads.partition(": ")
        who = actions.split()
        return f"{reach}: edit" if "edit" in who and (parts is not None or "delete" in who) else f"{reach}: "
    if table in (*LEAD_PARTS, "letters"):
        if parts is not None:
            # A mail that was sent is nothing to delete or to import.
            return parts.replace(" delete", "").replace(" import", "") if table == "letters" else parts
        own = PARTS[role].get(table)
        return "none: " if own is None else f"all: {own}"
    return "none: "


@pytest.mark.parametrize("role", [r.key for r in SHIPPED_ROLES if not r.is_admin])
@pytest.mark.parametrize(
    "table",
    [
        "leads",
        "people",
        "units",
        "roles",
        "lead_merges",
        "letters",
        *LEAD_PARTS,
        *SETTINGS,
        "channel_costs",
        "operations",
    ],
)
def test_reach_and_actions(role: str, table: str) -> None:
    stored = BY_KEY[role].rights.get(table)
    access = NO_ACCESS if stored is None else read_access(stored)
    reach, _, actions = expected(role, table).partition(": ")
    assert access.reach.value == reach
    assert access.actions == frozenset(actions.split())


def test_the_matrix_names_every_shipped_role() -> None:
    assert set(MATRIX) | {ADMINISTRATOR} == set(BY_KEY)


@pytest.mark.parametrize(
    ("role", "column", "right"),
    [
        ("seller", "budget", ColumnRight.EDIT),
        ("team_lead", "budget", ColumnRight.EDIT),
        ("marketing", "budget", ColumnRight.HIDDEN),
        ("marketing", "stage", ColumnRight.READ),
        ("marketing", "mobile", ColumnRight.EDIT),
        ("service", "authority", ColumnRight.HIDDEN),
        ("service", "amount", ColumnRight.HIDDEN),
        ("service", "mobile", ColumnRight.READ),
        ("delivery", "competitors", ColumnRight.HIDDEN),
        ("delivery", "need", ColumnRight.READ),
        ("finance", "won_amount", ColumnRight.READ),
        ("finance", "mobile", ColumnRight.HIDDEN),
        ("finance", "budget", ColumnRight.HIDDEN),
        ("data_steward", "owner", ColumnRight.READ),
        ("data_steward", "company", ColumnRight.EDIT),
        ("data_steward", "budget", ColumnRight.HIDDEN),
    ],
)
def test_columns_of_leads(role: str, column: str, right: ColumnRight) -> None:
    assert read_access(BY_KEY[role].rights["leads"]).column(column) is right


@pytest.mark.parametrize("role", SHIPPED_ROLES, ids=lambda r: r.key)
def test_every_table_and_column_named_exists(role: object) -> None:
    for table, stored in BY_KEY[getattr(role, "key", "")].rights.items():
        columns = {c.id for c in get_table(table).columns}
        assert set(stored["columns"]) <= columns, table


def test_tables_of_records_are_known_to_the_sellers_roles() -> None:
    for definition in list_tables():
        assert definition.key in BY_KEY["team_lead"].rights, definition.key


def test_administrators_have_everything(cast: Cast) -> None:
    actor = cast.actor(build_person("叶长安", "yechangan", role=ADMINISTRATOR))
    for definition in list_tables():
        assert actor.access(definition.key) == FULL_ACCESS


def test_sensitive_data_is_for_those_who_supervise() -> None:
    assert {r.key for r in SHIPPED_ROLES if r.supervises} == {
        "administrator", "head_office", "region", "regional_manager", "dealer", "team_lead", "data_steward",
    }  # fmt: skip
