"""Which leads a new row may be the same as."""

from __future__ import annotations

import pytest

from genjin.leads.duplicates import company_key, find_matches
from genjin.tables.records.edit import create_rows, delete_rows
from tests.cast import Cast
from tests.selling_setting import new_lead

SAME = [
    ("无锡恒砺轴承有限公司", "无锡恒砺轴承 有限公司"),
    ("无锡恒砺轴承有限公司", "无锡恒砺轴承有限责任公司"),
    ("ＡＢＣ电机（中国）有限公司", "abc电机(中国)"),
    ("Acme Co., Ltd.", "ACME CO.,LTD"),
    ("常州睿泽·电机", "常州睿泽电机"),
]
DIFFERENT = [
    ("无锡恒砺轴承有限公司", "无锡恒砺轴承有限公司苏州分公司"),
    ("无锡恒砺轴承有限公司", "无锡恒励轴承有限公司"),
    ("上海公司", "北京公司"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_company_written_differently(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) is not None


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_companies(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize("blank", [None, "", "  ", "（）", "--"])
def test_nothing_is_no_company(blank: str | None) -> None:
    assert company_key(blank) is None


@pytest.mark.usefixtures("defaults")
class TestMatches:
    def test_evidence_by_company_phone_and_further_contact(self, cast: Cast) -> None:
        actor = cast.seller_actor
        both = new_lead(actor, "无锡恒砺轴承有限公司", mobile="13912345678")
        name_only = new_lead(actor, "无锡恒砺轴承有限责任公司")
        create_rows(actor, "contacts", [{"lead": name_only, "name": "罗琴", "mobile": "13800000627"}])
        rows = [
            {"company": "无锡恒砺轴承", "mobile": "13912345678"},
            {"company": "别家", "mobile": "13800000627"},
            {"company": "谁也不是", "mobile": None},
        ]
        first, second, third = find_matches(actor, rows)
        assert [(m.lead_id, sorted(e.kind for e in m.evidence)) for m in first] == [
            (both, ["company", "mobile"]),
            (name_only, ["company"]),
        ]
        assert [(m.lead_id, m.title) for m in second] == [(name_only, "无锡恒砺轴承有限责任公司")]
        assert third == []

    def test_a_lead_of_somebody_else_is_not_named(self, cast: Cast) -> None:
        new_lead(cast.other_seller_actor, "扬州柏研光学有限公司")
        ((match,),) = find_matches(cast.seller_actor, [{"company": "扬州柏研光学"}])
        assert (match.lead_id, match.title, match.number) == (None, None, None)
        assert [e.kind for e in match.evidence] == ["company"]

    def test_the_trash_matches_nothing(self, cast: Cast) -> None:
        lead = new_lead(cast.admin_actor, "泰州宏曜医疗器械有限公司")
        delete_rows(cast.admin_actor, "leads", [lead])
        assert find_matches(cast.admin_actor, [{"company": "泰州宏曜医疗器械"}]) == [[]]
