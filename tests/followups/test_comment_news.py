"""Remarks reach those they are for, with a link to the remark; nobody hears of what they may not see."""

from __future__ import annotations

import pytest

from genjin.followups.comments import add_comment
from genjin.followups.log import FollowupDraft, log_followup
from genjin.notices.reading import Link, list_notices
from genjin.people.models import Person
from genjin.tables.ledger.undo import find_target, undo_operation
from tests.cast import Cast
from tests.selling_setting import new_lead

pytestmark = pytest.mark.usefixtures("defaults")


def told(cast: Cast, person: Person) -> list[tuple[str, Link | None]]:
    return [(n.words, n.link) for n in list_notices(cast.actor(person)).rows]


def test_a_manager_remarks_the_seller_is_told_and_answers(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺")
    followup = log_followup(cast.seller_actor, lead, FollowupDraft(method="phone", summary="报了价")).followup_id
    _, remark = add_comment(cast.team_lead_actor, lead, "先问预算", followup_id=followup)
    assert told(cast, cast.seller) == [
        ("周岚 批注了你对 无锡恒砺 的跟进：先问预算", Link("leads", lead, f"comments-{remark}"))
    ]
    _, answer = add_comment(cast.seller_actor, lead, "好，今天问", followup_id=followup)
    assert told(cast, cast.team_lead) == [
        ("林小满 在 无锡恒砺 回复：好，今天问", Link("leads", lead, f"comments-{answer}"))
    ]
    assert len(told(cast, cast.seller)) == 1


def test_the_owner_hears_of_a_remark_and_who_is_mentioned_of_the_mention_once(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺")
    add_comment(cast.admin_actor, lead, "@林小满 看一下\n" + "长" * 100, mentions=[cast.seller.pk, cast.admin.pk])
    ((words, _),) = told(cast, cast.seller)
    assert words.startswith("陈思远 在 无锡恒砺 提到了你：@林小满 看一下 长") and words.endswith("…")
    assert told(cast, cast.admin) == []
    add_comment(cast.team_lead_actor, lead, "没提谁")
    assert told(cast, cast.seller)[0][0] == "周岚 在你的 无锡恒砺 写了批注：没提谁"


def test_mentioned_out_of_scope_hears_neither_name_nor_text(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺")
    add_comment(cast.seller_actor, lead, "机密", mentions=[cast.other_seller.pk])
    assert told(cast, cast.other_seller) == [("林小满 在一条你看不到的记录里提到了你，要看请找 林小满", None)]


def test_an_undone_remark_is_not_told_any_more(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor, "无锡恒砺")
    operation, _ = add_comment(cast.team_lead_actor, lead, "写错地方了")
    assert operation is not None and len(told(cast, cast.seller)) == 1
    undo_operation(cast.team_lead_actor, find_target(cast.team_lead_actor, operation))
    assert told(cast, cast.seller) == []
