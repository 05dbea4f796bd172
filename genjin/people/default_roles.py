"""The roles a new installation starts with (domain.md I1). Data only; administrators change them afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from genjin.kernel.actor import ColumnRight, Reach, TableAccess
from genjin.kernel.words import Words
from genjin.people.rights import dump_access

ADMINISTRATOR = "administrator"

HIDDEN, MASKED, READ, EDIT = ColumnRight.HIDDEN, ColumnRight.MASKED, ColumnRight.READ, ColumnRight.EDIT
NONE, OWN, TEAM, SUBTREE, ALL = Reach.NONE, Reach.OWN, Reach.TEAM, Reach.SUBTREE, Reach.ALL

# Rows that are seen as their lead is seen.
LEAD_PARTS = ("contacts", "enquiries", "followups", "tasks", "comments", "stage_visits", "snoozes", "outlines")
# Mails of ours to customers, written by their verbs only: nothing to delete or to import.
LETTERS = "letters"
# One mail to many leads: for those who may also bring in or give out many.
MAILINGS = "mailings"
# Which leads a lead took up.
MERGES = "lead_merges"
# By which rule each lead went to whom.
DECISIONS = "assignments"
# What everybody reads to understand a row, and only some configure.
SETTINGS = (
    *("pipelines", "stages", "channels", "size_bands", "cadences", "freshness_periods", "number_patterns"),
    *("duplicate_points", "merge_rules", "cleaning_rules", "regions", "completeness_fields", "horizon_steps"),
    *("outcome_rules", "signal_words", "urgency_rules", "contact_policies"),
    *("mail_templates",),
    *("web_forms", "calendar_days", "working_hours", "today_weights"),
    *("assignment_rules", "service_levels", "assignment_shares", "pools", "recycle_rules"),
    *("material_kinds", "material_rules"),
)
# The library is one for all; what was sent of it is seen as its lead is, and written by sending only.
MATERIALS = "materials"
SENT = ("sendings", "sent_materials")
# What channels cost is for those who plan or account for it.
COSTS = "channel_costs"
# A mailbox holds a password and what strangers write: for administrators.
MAILBOXES = "mailboxes"
# So does a group robot's address.
ROBOTS = "robots"
# Points are for those who set them: with them a score would tell whether a hidden criterion is met.
SCORING = ("scorecards", "criteria")
# Score and proposed grade follow from the first two.
SENSITIVE = ("budget", "authority", "fit_score", "proposed_grade")


@dataclass(frozen=True, slots=True)
class ShippedRole:
    """key is stable for ever; level orders roles: nobody gives a role above their own."""

    key: str
    name: Words
    description: Words
    level: int
    supervises: bool = False
    is_admin: bool = False
    access: Mapping[str, TableAccess] = field(default_factory=dict)

    @property
    def rights(self) -> dict[str, Any]:
        """As stored in `Role.rights`."""
        return {table: dump_access(access) for table, access in self.access.items()}


def _access(
    reach: Reach,
    actions: str = "",
    columns: Mapping[str, ColumnRight] | None = None,
    default: ColumnRight = EDIT,
) -> TableAccess:
    return TableAccess(reach, frozenset(actions.split()), columns or {}, default)


def _selling(reach: Reach, actions: str, people: TableAccess, settings: str = "") -> dict[str, TableAccess]:
    """Rights of those who work leads: the lead and everything on it, people as given, settings to read."""
    parts = " ".join(a for a in actions.split() if a in ("create", "edit", "delete", "export", "import"))
    return {
        "leads": _access(reach, actions),
        **{table: _access(reach, parts) for table in LEAD_PARTS},
        LETTERS: _access(reach, " ".join(a for a in parts.split() if a in ("create", "edit", "export"))),
        MAILINGS: _access(reach, "create edit" if "import" in parts.split() else ""),
        # Written by merging and its undo only: a merge is nothing to add or to delete by hand.
        MERGES: _access(reach, "edit" if "edit" in parts else ""),
        DECISIONS: _access(reach),
        # Drawn by the product and judged by whoever reviews.
        "spot_checks": _access(reach),
        # Whoever assigns may start the scan of all leads.
        "duplicate_pairs": _access(reach, "create edit" if "assign" in actions else "edit"),
        "collision_requests": _access(reach, "create edit" if "assign" in actions else "create"),
        "reviews": _access(reach, "create" if "assign" in actions.split() else ""),
        **{table: _access(ALL if settings else Reach.NONE, settings) for table in SCORING},
        **_organisation(people, settings),
        MATERIALS: _access(ALL, _library(actions, settings)),
        **{table: _access(reach, "create") for table in SENT},
    }


def _library(actions: str, settings: str) -> str:
    """Who leads keeps the library, head office clears it out, too; who sells takes from it."""
    if settings:
        return "create edit delete export import"
    return "create edit" if "assign" in actions.split() else ""


def _organisation(people: TableAccess, settings: str = "") -> dict[str, TableAccess]:
    return {
        "people": people,
        "units": _access(people.reach, " ".join(people.actions)),
        "roles": _access(ALL),
        **{table: _access(ALL, settings) for table in SETTINGS},
        # Everybody says when they are away; who leads people, says it for them, too.
        "absences": _access(people.reach if people.actions else OWN, "create edit delete"),
        COSTS: _access(NONE),
        MAILBOXES: _access(NONE),
        ROBOTS: _access(NONE),
    }


def _reading(lead: TableAccess, parts: Mapping[str, str], people: TableAccess) -> dict[str, TableAccess]:
    """Rights of those who look on: `parts` names the lead's own tables they see, with their actions there."""
    return {
        "leads": lead,
        MERGES: _access(lead.reach, "edit" if "delete" in lead.actions else ""),
        DECISIONS: _access(lead.reach),
        **{table: _access(lead.reach, actions) for table, actions in parts.items()},
        **_organisation(people),
    }


def _columns(right: ColumnRight, *ids: str) -> dict[str, ColumnRight]:
    return dict.fromkeys(ids, right)


_STEWARD_COLUMNS = _columns(HIDDEN, *SENSITIVE) | _columns(
    READ, "owner", "stage", "grade", "amount", "won_amount", "next_at", "next_method", "next_expected", "protected"
)
_FINANCE_COLUMNS = _columns(
    READ, "number", "company", "credit_code", "owner", "unit", "stage", "amount", "expected_close", "won_amount",
    "won_at", "created_at", "updated_at",
)  # fmt: skip
_MARKETING_COLUMNS = _columns(HIDDEN, *SENSITIVE) | _columns(
    READ, "owner", "stage", "amount", "won_amount", "expected_close", "next_at", "next_method", "next_expected",
    "protected",
)  # fmt: skip

SHIPPED_ROLES: tuple[ShippedRole, ...] = (
    ShippedRole(
        ADMINISTRATOR,
        Words("管理员", "Administrator"),
        Words("查看和修改一切，管理人员、角色与设置。", "Sees and changes everything, settings included."),
        level=100,
        supervises=True,
        is_admin=True,
    ),
    ShippedRole(
        "head_office",
        Words("总部", "Head office"),
        Words("查看全部数据，分配、审批、导出，邀请人员。", "Sees all data; assigns, approves, exports, invites."),
        level=80,
        supervises=True,
        access=_selling(
            ALL, "create edit delete export import assign approve", _access(ALL, "create edit"), settings="create edit"
        )
        | {COSTS: _access(ALL, "create edit delete export import")},
    ),
    ShippedRole(
        "region",
        Words("区域", "Region"),
        Words(
            "查看本区域及其经销商、团队的数据，分配与审批。",
            "Sees the region with its dealers; assigns, approves.",
        ),
        level=60,
        supervises=True,
        access=_selling(SUBTREE, "create edit delete export import assign approve", _access(SUBTREE, "create edit")),
    ),
    ShippedRole(
        "regional_manager",
        Words("区域销售经理", "Regional sales manager"),
        Words(
            "带领区域内各团队：查看、分配、审批、导出。",
            "Leads a region's teams: assigns, approves, exports.",
        ),
        level=50,
        supervises=True,
        access=_selling(SUBTREE, "create edit delete export import assign approve", _access(SUBTREE, "create edit")),
    ),
    ShippedRole(
        "dealer",
        Words("经销商", "Dealer"),
        Words("查看和处理本经销商的线索，不可导出。", "Sees and works the leads of its own dealership; no export."),
        level=40,
        supervises=True,
        access=_selling(SUBTREE, "create edit delete import assign", _access(SUBTREE, "create edit")),
    ),
    ShippedRole(
        "team_lead",
        Words("销售主管", "Sales supervisor"),
        Words("查看本团队的线索，分配、审批、导出。", "Sees the team's leads; assigns, approves, exports."),
        level=30,
        supervises=True,
        access=_selling(TEAM, "create edit delete export import assign approve", _access(TEAM)),
    ),
    ShippedRole(
        "senior_seller",
        Words("资深销售代表", "Senior sales representative"),
        Words("处理自己的线索，可导入和删除。", "Works their own leads; may import and delete."),
        level=20,
        access=_selling(OWN, "create edit delete import", _access(TEAM)),
    ),
    ShippedRole(
        "seller",
        Words("销售代表", "Sales representative"),
        Words("处理自己的线索。", "Works their own leads."),
        level=15,
        access=_selling(OWN, "create edit", _access(TEAM)),
    ),
    ShippedRole(
        "marketing",
        Words("市场", "Marketing"),
        Words(
            "录入和导入线索，查看各渠道效果，不见预算与决策信息。",
            "Brings leads in, sees each channel's yield.",
        ),
        level=20,
        access=_reading(
            _access(ALL, "create edit import", _MARKETING_COLUMNS),
            {
                "contacts": "create edit",
                "enquiries": "",
                "followups": "",
                "stage_visits": "",
                "comments": "create",
                LETTERS: "create edit",
                **dict.fromkeys(SENT, ""),
                "duplicate_pairs": "edit",
            },
            _access(ALL),
        )
        | {
            "channels": _access(ALL, "create edit"),
            "web_forms": _access(ALL, "create edit"),
            "mail_templates": _access(ALL, "create edit delete"),
            MAILINGS: _access(ALL, "create edit"),
            COSTS: _access(ALL, "create edit delete import"),
            MATERIALS: _access(ALL, "create edit delete import"),
        },
    ),
    ShippedRole(
        "service",
        Words("客服", "Customer service"),
        Words("查看客户与跟进，记录沟通，不见金额与决策信息。", "Sees customers, logs contacts; no amounts."),
        level=15,
        access=_reading(
            _access(ALL, "", _columns(HIDDEN, *SENSITIVE, "amount", "won_amount", "competitors"), READ),
            {
                "contacts": "create edit",
                "enquiries": "create edit",
                "followups": "create",
                "tasks": "create edit",
                "comments": "create",
                LETTERS: "create",
                MATERIALS: "",
                **dict.fromkeys(SENT, "create"),
            },
            _access(ALL),
        ),
    ),
    ShippedRole(
        "delivery",
        Words("交付", "Delivery"),
        Words("查看要交付的客户、需求与承诺。", "Sees the customers, needs and promises to deliver on."),
        level=15,
        access=_reading(
            _access(ALL, "", _columns(HIDDEN, *SENSITIVE, "competitors"), READ),
            {
                "contacts": "",
                "enquiries": "",
                "followups": "",
                "tasks": "edit",
                "comments": "create",
                **dict.fromkeys((LETTERS, MATERIALS, *SENT), ""),
            },
            _access(ALL),
        ),
    ),
    ShippedRole(
        "finance",
        Words("财务", "Finance"),
        Words("只看成交与金额，不见联系方式和跟进内容。", "Sees amounts only; no contact data, no follow-ups."),
        level=15,
        access=_reading(_access(ALL, "", _FINANCE_COLUMNS, HIDDEN), {}, _access(ALL)) | {COSTS: _access(ALL)},
    ),
    ShippedRole(
        "data_steward",
        Words("数据审核", "Data steward"),
        Words("检查和更正数据，不改负责人与阶段。", "Checks and corrects data; leaves owner and stage alone."),
        level=20,
        supervises=True,
        access=_reading(
            _access(ALL, "edit delete import", _STEWARD_COLUMNS),
            {
                "contacts": "edit delete",
                "enquiries": "edit",
                "followups": "edit",
                "stage_visits": "",
                "comments": "create",
                LETTERS: "",
                **dict.fromkeys((MATERIALS, *SENT), ""),
                "duplicate_pairs": "create edit",
                "collision_requests": "edit",
                "reviews": "create",
            },
            _access(ALL),
        ),
    ),
)

BY_KEY = {role.key: role for role in SHIPPED_ROLES}
