"""A published form and time that can be moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from genjin.exchange.forms.models import WebForm
from genjin.leads.models import Channel
from genjin.tables.records.edit import create_rows
from tests.cast import Cast

FORM = {
    "name": "官网询价",
    "active": True,
    "consent": "我们只为联系您而使用您的联系方式。",
    "campaign": "2026 春季展会",
    "reply_subject": "{姓名}，您的询价已收到",
    "reply_text": "{姓名}您好，{公司}要的{产品}，{负责人}会在一个工作日内联系您。",
    "fields": [
        {"column": "company", "label": "公司名称", "required": False},
        {"column": "contact", "label": "您的姓名", "required": True},
        {"column": "mobile", "label": "手机", "required": True},
        {"column": "email", "label": "邮箱", "required": False},
        {"column": "products", "label": "想了解的产品", "required": False},
        {"column": "need", "label": "留言", "required": False},
        {"column": "budget", "label": "预算", "required": False},
    ],
}


@pytest.fixture
def build_form(cast: Cast, defaults: None) -> Callable[..., WebForm]:
    def build(**cells: Any) -> WebForm:
        channel = Channel.objects.filter(name="官网注册表单").values_list("pk", flat=True).first()
        draft = {**FORM, "source": channel, "lead_owner": cast.seller.pk, "min_seconds": 0, "proof_bits": 4, **cells}
        _, (made,) = create_rows(cast.admin_actor, "web_forms", [draft])
        assert made.row_id is not None, [(c, e.code, e.data) for c, e in made.errors]
        return WebForm.objects.get(pk=made.row_id)

    return build


@pytest.fixture
def form(build_form: Callable[..., WebForm]) -> WebForm:
    return build_form()
