"""People, units and roles as tables of the engine, so that every change to them is history and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.kernel.pinyin import pinyin_initials, pinyin_key
from genjin.kernel.words import LANGUAGES, Words
from genjin.people.hooks import fill_people, fill_units, follow_people, follow_roles, follow_units
from genjin.people.models import Person, Role, Unit
from genjin.people.placing import set_active_cells, set_role_cells, set_unit_cells, set_username_cells
from genjin.people.rights_field import RightsField
from genjin.people.tree import set_parent_cells
from genjin.tables.definition import Column, TableDefinition, register
from genjin.tables.fields import Checkbox, Choice, DateTime, Email, Link, LongText, Number, Option, Phone, Text
from genjin.tables.ledger.verbs import name_verb

SENIORITY = Choice(
    (
        Option("senior", Words("资深", "Senior"), "teal"),
        Option("new", Words("新人", "New"), "gray", ("新", "junior")),
    )
)
UNIT_KINDS = Choice(
    (
        Option(Unit.Kind.HEAD_OFFICE, Words("总部", "Head office"), "teal"),
        Option(Unit.Kind.REGION, Words("区域", "Region"), "blue", ("大区",)),
        Option(Unit.Kind.DEALER, Words("经销商", "Dealer"), "orange", ("代理商",)),
        Option(Unit.Kind.TEAM, Words("团队", "Team"), "gray", ("组", "部门")),
    )
)
_LANGUAGE_WORDS = {
    "zh-CN": Words("简体中文", "Simplified Chinese", "簡體中文"),
    "zh-TW": Words("繁体中文", "Traditional Chinese", "繁體中文"),
    "en": Words("英文", "English"),
}
LANGUAGE = Choice(tuple(Option(key, _LANGUAGE_WORDS[key]) for key in LANGUAGES))
THEME = Choice(
    (
        Option("system", Words("跟随系统", "As the system")),
        Option("light", Words("浅色", "Light")),
        Option("dark", Words("深色", "Dark")),
    )
)


def _name_key(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name_key": pinyin_key(values["name"] or "")}


def _name_keys(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**_name_key(values), "name_initials": pinyin_initials(values["name"] or "")}


def _times() -> tuple[Column, ...]:
    return (
        Column(
            "created_at", Words("创建时间", "Created at"), DateTime(), "created_at", writable="never", width=130,
            hidden_by_default=True,
        ),
        Column(
            "updated_at", Words("更新时间", "Updated at"), DateTime(), "updated_at", writable="never", width=130,
            hidden_by_default=True,
        ),
    )  # fmt: skip


PEOPLE = register(
    TableDefinition(
        key="people",
        words=Words("人员", "People"),
        model=Person,
        title="name",
        owned=True,
        settings=True,
        default_sort=(("name", "asc"),),
        search_attrs=("name",),
        search_phones=("mobile",),
        search_exact=("username", "email"),
        search_mark="p",
        derive=_name_keys,
        derive_needs=("name",),
        prepare=(fill_people,),
        after_write=(follow_people,),
        cell_verbs={
            "username": set_username_cells,
            "unit": set_unit_cells,
            "role": set_role_cells,
            "active": set_active_cells,
        },
        columns=(
            Column("name", Words("姓名", "Name"), Text(100), "name", sort_attr="name_key", required=True, width=120),
            Column("username", Words("登录名", "Sign-in name"), Text(60), "username", writable="verb", width=130),
            Column("unit", Words("组织", "Unit"), Link("units"), "unit_id", writable="verb", width=140),
            Column("role", Words("角色", "Role"), Link("roles"), "role_id", writable="verb", width=130),
            Column("active", Words("在用", "Active"), Checkbox(), "active", writable="verb", width=70),
            Column("joined_at", Words("加入时间", "Joined at"), DateTime(), "joined_at", writable="never", width=130),
            Column("mobile", Words("手机", "Mobile"), Phone(), "mobile", width=130),
            Column("email", Words("邮箱", "E-mail"), Email(), "email", width=180),
            Column("seniority", Words("资历", "Seniority"), SENIORITY, "seniority", group="profile", width=80),
            Column("regions", Words("负责区域", "Regions"), Text(), "regions", group="profile", width=140),
            Column("industries", Words("擅长行业", "Industries"), Text(), "industries", group="profile", width=140),
            Column("product_lines", Words("产品线", "Product lines"), Text(), "product_lines", group="profile"),
            Column(
                "language", Words("语言", "Language"), LANGUAGE, "language", writable="never", group="preferences",
                hidden_by_default=True,
            ),
            Column(
                "theme", Words("外观", "Theme"), THEME, "theme", writable="never", group="preferences",
                hidden_by_default=True,
            ),
            *_times(),
        ),
    )
)  # fmt: skip

UNITS = register(
    TableDefinition(
        key="units",
        words=Words("组织", "Units"),
        model=Unit,
        title="name",
        owned=True,
        settings=True,
        default_sort=(("position", "asc"), ("name", "asc")),
        search_attrs=("name",),
        search_mark="u",
        derive=_name_key,
        derive_needs=("name",),
        prepare=(fill_units,),
        after_write=(follow_units,),
        cell_verbs={"parent": set_parent_cells},
        columns=(
            Column("name", Words("名称", "Name"), Text(100), "name", sort_attr="name_key", required=True, width=180),
            Column("kind", Words("类型", "Kind"), UNIT_KINDS, "kind", width=90),
            Column("parent", Words("上级", "Belongs to"), Link("units"), "parent_id", writable="verb", width=160),
            Column("position", Words("顺序", "Order"), Number(decimals=0), "position", width=70),
            *_times(),
        ),
    )
)

ROLES = register(
    TableDefinition(
        key="roles",
        words=Words("角色", "Roles"),
        model=Role,
        title="name",
        settings=True,
        default_sort=(("position", "asc"), ("level", "desc")),
        after_write=(follow_roles,),
        columns=(
            Column("name", Words("名称", "Name"), Text(60), "name", required=True, width=140),
            Column("name_en", Words("英文名称", "English name"), Text(60), "name_en", width=180),
            Column("description", Words("说明", "Description"), LongText(), "description", width=320),
            Column(
                "level", Words("级别", "Level"), Number(decimals=0, minimum=0), "level", width=70, required=True,
                help=Words("任何人只能授予不高于自己级别的角色", "Nobody gives a role above their own level"),
            ),
            Column(
                "supervises", Words("可看下属敏感信息", "Reads sensitive data"), Checkbox(), "supervises", width=130,
            ),
            Column("is_admin", Words("管理员", "Administrator"), Checkbox(), "is_admin", writable="never", width=80),
            Column(
                "rights", Words("权限", "Rights"), RightsField(), "rights", writable="never", width=320,
                hidden_by_default=True,
            ),
            Column("position", Words("顺序", "Order"), Number(decimals=0), "position", hidden_by_default=True),
            Column("key", Words("标识", "Key"), Text(40), "key", writable="never", width=120, hidden_by_default=True),
            *_times(),
        ),
    )
)  # fmt: skip

name_verb(
    "people.create_administrator", Words("建立组织和管理员 {name}", "set up the organisation, administrator {name}")
)
name_verb("people.seed_roles", Words("补充默认角色", "added shipped roles"))
name_verb("people.add", Words("添加人员 {name}", "added {name}"))
name_verb("people.invite", Words("邀请 {name}", "invited {name}"))
name_verb("people.renew_invitation", Words("给 {name} 换发登录链接", "gave {name} a new sign-in link"))
name_verb("people.accept_invitation", Words("凭链接设置登录名和密码", "chose sign-in name and password by link"))
name_verb("people.change_password", Words("修改自己的密码", "changed their own password"))
name_verb("people.set_preferences", Words("修改自己的语言和外观", "changed their own language and theme"))
name_verb("people.deactivate", Words("停用 {name}", "deactivated {name}"))
name_verb("people.hand_over", Words("停用 {name}，记录交给 {to}", "deactivated {name}, records to {to}"))
name_verb("people.move", Words("把 {name} 调到 {to}", "moved {name} to {to}"))
name_verb("roles.set_rights", Words("修改角色“{name}”的权限", "changed the rights of role “{name}”"))
