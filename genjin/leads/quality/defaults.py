"""What judging leads starts with. All of it editable; the lists are our own, from what people type into forms."""

from __future__ import annotations

import json
from typing import Any

from genjin.kernel.actor import Actor
from genjin.leads.quality.models import CleaningRule, CompletenessField, HorizonStep, Region, Scorecard
from genjin.tables.ledger.operation import single

_THROWAWAY = (
    "mailinator.com guerrillamail.com guerrillamail.net sharklasers.com 10minutemail.com 10minutemail.net "
    "temp-mail.org temp-mail.io tempmail.com tempmail.net tempmailo.com tempr.email yopmail.com yopmail.net "
    "trashmail.com trashmail.de getnada.com nada.email maildrop.cc mailnesia.com mailcatch.com mintemail.com "
    "throwawaymail.com throwaway.email dispostable.com discard.email fakeinbox.com fakemail.net emailondeck.com "
    "mohmal.com moakt.com inboxkitten.com spamgourmet.com spam4.me mytemp.email burnermail.io 33mail.com "
    "mailsac.com dropmail.me linshiyouxiang.net linshi-email.com bccto.me chacuo.net 027168.com 24mail.chacuo.net"
)

# code, entries, keeps out of assignment
_RULES = (
    ("phone_format", "", True),
    (
        "phone_fake",
        "1380013800 13800000000 13888888888 13900000000 13912345678 13812345678 15000000000 18888888888",
        True,
    ),
    ("phone_run", "8", True),
    ("phone_segment", "140 142 143 154 160 161 163 164 168 169 179", True),
    ("phone_local", "", False),
    ("mail_format", "", True),
    ("mail_throwaway", _THROWAWAY, True),
    (
        "mail_test",
        "test tester testing aaa asdf abc 123 111 123456 noreply no-reply @example.com @test.com @a.com",
        True,
    ),
    ("name_test", "测试 test 试用 demo 样例 示例 测试数据 勿动 未命名", True),
    ("name_mash", "asdf asd asdasd qwe qwer qweqwe zxc zxcv abc abcd aaa xxx 123 1234 111 sdf dfg", True),
    ("name_weak", "张三 李四 王五 赵六 小明 某某 某某某 匿名 路人甲", False),
    ("same_names", "", False),
    ("amount_odd", "10亿", False),
    ("place_conflict", "", False),
)

_REGIONS = (
    ("华东", "上海、江苏、浙江、安徽、福建、江西、山东"),
    ("华南", "广东、广西、海南"),
    ("华北", "北京、天津、河北、山西、内蒙古"),
    ("华中", "河南、湖北、湖南"),
    ("西南", "重庆、四川、贵州、云南、西藏"),
    ("西北", "陕西、甘肃、青海、宁夏、新疆"),
    ("东北", "辽宁、吉林、黑龙江"),
    ("港澳台", "香港、澳门、台湾"),
)

_NO = ["无", "没有", "暂无", "未定", "待定", "不明确", "不确定", "否"]
_ASKED = ["咨询", "询问", "询价", "报价", "参数", "要资料", "产品细节", "主动"]
# words, kind, condition, points
_CRITERIA: tuple[tuple[str, str, dict[str, Any], int], ...] = (
    ("行业是制造业或金融业", "hard", {"column": "industry", "op": "any_of", "value": ["制造业", "金融业"]}, 15),
    ("员工数 100–500", "hard", {"column": "employees", "op": "between", "value": [100, 500]}, 15),
    ("在华东", "hard", {"column": "region", "op": "in", "value": ["华东"]}, 15),
    ("年度采购预算 ≥ 50 万元", "hard", {"column": "budget", "op": "ge", "value": "50万"}, 15),
    ("有明确采购计划", "soft", {"column": "purchasing_plan", "op": "stated", "value": _NO}, 15),
    (
        "具备最终决策权",
        "soft",
        {"column": "authority", "op": "stated", "value": [*_NO, "不具备", "需上报", "需审批"]},
        15,
    ),
    ("主动咨询产品细节", "soft", {"column": "said", "op": "any_of", "value": _ASKED}, 10),
)

_COMPLETE = (
    ("company", 3), ("contact", 2), ("mobile,phone,wechat", 3), ("email", 1), ("title", 1), ("source", 1),
    ("industry", 2), ("size", 2), ("province", 1), ("city", 1), ("need", 3), ("purchasing_plan", 1), ("budget", 1),
    ("authority", 1), ("amount", 2), ("grade", 1),
)  # fmt: skip


def seed_quality(actor: Actor) -> None:
    """Creates what is missing as a whole. Doing it again changes nothing."""
    if not CleaningRule.objects.exists():
        rules = [
            {"code": code, "entries": entries or None, "active": True, "blocks": blocks, "position": n}
            for n, (code, entries, blocks) in enumerate(_RULES, 1)
        ]
        _seed(actor, "cleaning_rules", "默认清洗规则", rules)
    if not Region.objects.exists():
        regions = [{"name": name, "provinces": text, "position": n} for n, (name, text) in enumerate(_REGIONS, 1)]
        _seed(actor, "regions", "默认大区", regions)
    if not CompletenessField.objects.exists():
        fields = [{"columns": columns, "weight": w, "position": n} for n, (columns, w) in enumerate(_COMPLETE, 1)]
        _seed(actor, "completeness_fields", "默认完整度", fields)
    if not HorizonStep.objects.exists():
        steps = [{"letter": letter, "days": days} for letter, days in (("A", 30), ("B", 90), ("C", 180))]
        _seed(actor, "horizon_steps", "默认成交期分级", steps)
    if not Scorecard.objects.exists():
        _seed_card(actor)


def _seed(actor: Actor, table: str, reason: str, rows: list[dict[str, Any]]) -> None:
    with single(actor, verb=f"{table}.seed", table=table, via="setup", reason=reason) as writer:
        writer.create(table, rows)


def _seed_card(actor: Actor) -> None:
    facts = {"name": "默认评分卡", "active": True, "a_from": 75, "b_from": 50, "cap": "B", "position": 1}
    with single(actor, verb="scorecards.seed", table="scorecards", via="setup", reason="默认评分卡") as writer:
        (card,) = writer.create("scorecards", [facts])
        lines = [
            {
                "card": card,
                "words": words,
                "kind": kind,
                "condition": json.dumps(condition, ensure_ascii=False),
                "points": points,
                "position": n,
            }
            for n, (words, kind, condition, points) in enumerate(_CRITERIA, 1)
        ]
        writer.create("criteria", lines)
