"""Pasted lines, cards and signatures as cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genjin.leads.card_reading import read_card

pytestmark = pytest.mark.once


def read(text: str) -> dict[str, str]:
    return {cell.column: cell.text for cell in read_card(text)}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "张伟 无锡恒砺轴承 138 1234 6021 要两台样机",
            {"contact": "张伟", "company": "无锡恒砺轴承", "mobile": "13812346021", "need": "要两台样机"},
        ),
        (
            "苏州工业园区澜石精密模具有限公司\n李思雨 采购经理\n手机：139-1234-8876（微信同号）\n电话：0512-62881234\n"
            "传真：0512-62881235\n邮箱：lisiyu@lanshi.example\n地址：江苏省苏州市星湖街 328 号",
            {
                "company": "苏州工业园区澜石精密模具有限公司",
                "contact": "李思雨",
                "title": "采购经理",
                "mobile": "13912348876",
                "wechat": "13912348876",
                "phone": "0512-62881234",
                "email": "lisiyu@lanshi.example",
                "address": "江苏省苏州市星湖街 328 号",
            },
        ),
        ("姓名：欧阳修；公司：常州启明电机厂；需求：想了解伺服电机报价", {
            "contact": "欧阳修", "company": "常州启明电机厂", "need": "想了解伺服电机报价",
        }),
        ("王芳总监，宁波海天塑机集团，vx: haitian_wf，问交期", {
            "contact": "王芳", "title": "总监", "company": "宁波海天塑机集团", "wechat": "haitian_wf", "need": "问交期",
        }),
        ("马总 15912345678 急要 20 套阀门", {"contact": "马总", "mobile": "15912345678", "need": "急要 20 套阀门"}),
        ("13812346021", {"mobile": "13812346021"}),
        ("13812346021 13912348876", {"mobile": "13812346021", "phone": "13912348876"}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_people_paste(text: str, cells: dict[str, str]) -> None:
    assert read(text) == cells


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault_and_points_into_itself(text: str) -> None:
    for cell in read_card(text):
        start, end = cell.span
        assert 0 <= start < end <= len(text)
        assert cell.text.strip()
