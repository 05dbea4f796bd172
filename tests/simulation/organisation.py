"""The organisation of a simulation: teams of five with a supervisor, a region, marketing, a data steward; its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from genjin.exchange.forms.models import WebForm
from genjin.kernel.actor import SYSTEM, Actor
from genjin.leads.assigning.models import AssignmentRule
from genjin.leads.models import Channel
from genjin.leads.pool.models import RecycleRule
from genjin.people.actor import PersonActor, actor_for
from genjin.people.models import Person, Role
from genjin.sample import words
from genjin.tables.definition import CellEdit
from genjin.tables.ledger.operation import single
from genjin.tables.records.edit import create_rows, edit_cells
from tests.simulation.conduct import Conduct, draw_conduct
from tests.simulation.plan import Plan

TEAM = 5
FORM = {
    "name": "官网询价",
    "active": True,
    "consent": "我们只为联系您而使用您的联系方式。",
    "reply_subject": "{姓名}，您的询价已收到",
    "reply_text": "{姓名}您好，{公司}的询价已收到，{负责人}会在一个工作日内联系您。",
    "min_seconds": 0,
    "proof_bits": 4,
    "fields": [
        {"column": "company", "label": "公司名称", "required": True},
        {"column": "contact", "label": "您的姓名", "required": True},
        {"column": "mobile", "label": "手机", "required": True},
        {"column": "email", "label": "邮箱", "required": False},
        {"column": "province", "label": "省份", "required": False},
        {"column": "industry", "label": "行业", "required": False},
        {"column": "need", "label": "需求", "required": False},
    ],
}


@dataclass(slots=True)
class Cast:
    """Ids of everybody by their part. teams: sellers by their supervisor."""

    admin: int
    manager: int
    marketing: int
    steward: int
    teams: dict[int, list[int]]
    conduct: dict[int, Conduct] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)

    @property
    def sellers(self) -> list[int]:
        return [seller for team in self.teams.values() for seller in team]


def actor(person_id: int) -> PersonActor:
    """The person with the rights of this moment."""
    return actor_for(Person.objects.get(pk=person_id))


def build_cast(plan: Plan, random: Random) -> Cast:
    """Everybody, through operations as the settings pages write them."""
    with single(SYSTEM, verb="rows.create", table="units", via="setup") as writer:
        (region,) = writer.create("units", [{"name": "华东大区", "kind": "region"}])
        names = [f"销售{n}组" for n in range(1, (plan.sellers + TEAM - 1) // TEAM + 1)]
        units = writer.create("units", [{"name": name, "kind": "team", "parent": region} for name in names])
    admin, manager, marketing, steward = _people(
        [
            ("陈思远", "administrator", region, {}),
            ("沈若川", "regional_manager", region, {}),
            ("苏曼", "marketing", region, {}),
            ("许静", "data_steward", region, {}),
        ]
    )
    cast = Cast(admin, manager, marketing, steward, {})
    provinces = list(dict.fromkeys(province for province, _ in words.CITIES))
    left = plan.sellers
    for n, unit in enumerate(units):
        size = min(TEAM, left)
        left -= size
        (lead,) = _people([(f"{words.SURNAMES[n]}主管", "team_lead", unit, {})])
        members = []
        for k in range(size):
            senior = k < 2
            profile = {
                "seniority": "senior" if senior else "new",
                "regions": "、".join(provinces[(n * TEAM + k + step) % len(provinces)] for step in range(3)),
            }
            name = words.SURNAMES[10 + n * TEAM + k] + words.GIVEN[n * TEAM + k]
            members.append((name, "senior_seller" if senior else "seller", unit, profile))
        cast.teams[lead] = _people(members)
    for place, seller in enumerate(cast.sellers):
        cast.conduct[seller] = draw_conduct(place, random)
    _switch_on_rules(actor(cast.admin))
    _absences(cast, plan, random)
    cast.forms = _forms(actor(cast.admin), region)
    return cast


def _people(drafts: Sequence[tuple[str, str, int, dict[str, Any]]]) -> list[int]:
    roles = dict(Role.objects.filter(deleted_at=None).values_list("key", "pk"))
    start = Person.objects.count()
    with single(SYSTEM, verb="rows.create", table="people", via="setup") as writer:
        return writer.create(
            "people",
            [
                {
                    "name": name,
                    "username": f"person{start + n}",
                    "email": f"person{start + n}@yunjin.example",
                    "unit": unit,
                    "role": roles[role],
                    "joined_at": writer.now,
                    **profile,
                }
                for n, (name, role, unit, profile) in enumerate(drafts)
            ],
        )


def _switch_on_rules(admin: Actor) -> None:
    """The shipped rules by region, by grade and for the rest; leads nobody works go to the next seller."""
    wanted = ("按负责区域", "A 级给资深销售", "其余的轮流")
    rules = AssignmentRule.objects.filter(name__in=wanted).values_list("pk", flat=True)
    edit_cells(admin, "assignment_rules", [CellEdit(pk, "active", True) for pk in rules])
    recycle = RecycleRule.objects.order_by("pk").values_list("pk", flat=True)[0]
    edit_cells(admin, "recycle_rules", [CellEdit(recycle, "action", "reassign")])


def _absences(cast: Cast, plan: Plan, random: Random) -> None:
    """Everybody is away once or twice; every second time somebody stands in."""
    last = plan.weeks * 7 - 1
    for seller in cast.sellers:
        team = next(members for members in cast.teams.values() if seller in members)
        for _ in range(max(1, plan.weeks // 7)):
            first = plan.first_day + timedelta(days=random.randrange(2, max(3, last - 3)))
            draft: dict[str, Any] = {"first": first, "last": first + timedelta(days=random.randrange(0, 9))}
            others = [one for one in team if one != seller]
            if others and random.random() < 0.5:
                draft["stand_in"] = random.choice(others)
            text = {k: v.isoformat() if k in ("first", "last") else v for k, v in draft.items()}
            _, (made,) = create_rows(actor(seller), "absences", [text])
            assert made.row_id is not None, made.errors


def _forms(admin: Actor, region: int) -> list[str]:
    """Secrets of the addresses of three published forms."""
    channels = list(Channel.objects.filter(parent_id__isnull=False).order_by("pk").values_list("pk", flat=True)[:3])
    drafts = [
        {**FORM, "name": name, "source": channel, "lead_unit": region}
        for name, channel in zip(("官网询价", "白皮书下载", "展会留资"), channels, strict=True)
    ]
    _, made = create_rows(admin, "web_forms", drafts)
    assert all(row.row_id for row in made), [row.errors for row in made]
    return list(
        WebForm.objects.filter(pk__in=[row.row_id for row in made]).order_by("pk").values_list("token", flat=True)
    )
