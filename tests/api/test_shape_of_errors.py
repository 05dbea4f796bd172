"""Every route answers errors in one shape, and no input makes it fail."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core import NotSet

from genjin.api.app import api
from genjin.kernel import messages
from genjin.kernel.errors import ErrorCode
from genjin.people.models import ApiToken
from genjin.people.tokens import create_token
from tests.cast import PASSWORD, Cast
from tests.people.browser import Browser
from tests.selling_setting import new_lead
from tests.tables.examples import forgotten

pytestmark = pytest.mark.once
# A raw mail is text to whoever makes one up.
schemathesis.serializer.alias("message/rfc822", "text/plain")
schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
OPERATIONS = {o.label: o for o in (found.ok() for found in schema.get_all_operations())}


@pytest.fixture
def token(cast: Cast, defaults: Any) -> str:
    new_lead(cast.seller_actor, "无锡恒砺轴承有限公司")
    return _secret(cast)


def _secret(cast: Cast) -> str:
    from datetime import timedelta

    from genjin.kernel import clock

    made = create_token(cast.admin_actor, name="模糊测试", scope="write", expires_on=clock.today() + timedelta(days=3))
    assert ApiToken.objects.exists()
    return str(made.secret if hasattr(made, "secret") else made[1])


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_request_that_fits_the_description_breaks_a_route(label: str, token: str) -> None:
    browser = Browser(bearer=token)

    @settings(max_examples=6, suppress_health_check=list(HealthCheck), database=None)
    @given(case=OPERATIONS[label].as_strategy())
    def check(case: Any) -> None:
        query = f"?{urlencode(case.query, doseq=True)}" if case.query else ""
        body = None if isinstance(case.body, NotSet) else case.body
        with forgotten():
            response = browser.send(case.method, case.formatted_path.removeprefix("/api/v1") + query, body)
        text = response.content.decode() if not response.streaming else ""
        assert response.status_code < 500, (label, case.path_parameters, case.query, body, text[:500])
        if response.status_code >= 400 and response["Content-Type"].startswith("application/json"):
            answer = json.loads(text)
            assert set(answer) == {"code", "message", "data"}
            assert answer["message"]

    check()


WRONG: list[tuple[str, str, Any]] = [
    ("POST", "/tables/nichts/query", {}),
    ("POST", "/tables/leads/query", {"filter": {"column": "nichts", "op": "eq", "value": 1}}),
    ("POST", "/tables/leads/query", {"filter": {"column": "company", "op": "like", "value": "x"}}),
    ("POST", "/tables/leads/query", {"filter": {"and": {"or": 1}}}),
    ("POST", "/tables/leads/query", {"filter": {"column": "amount", "op": "between", "value": [1]}}),
    ("POST", "/tables/leads/query", {"filter": {"column": "expected_close", "op": "eq", "value": "2026-02-30"}}),
    ("POST", "/tables/leads/query", {"cursor": "xxxx"}),
    ("POST", "/tables/leads/query", {"sort": [["status", "sideways"]]}),
    ("POST", "/tables/leads/query", {"limit": 100000}),
    ("POST", "/tables/leads/groups", {"group": "need"}),
    ("POST", "/tables/leads/totals", {"sums": ["company"]}),
    ("GET", "/tables/leads/rows/999999", None),
    ("POST", "/tables/leads/cells", {"edits": "alles"}),
    ("GET", "/search?q=x", None),
    ("POST", "/operations/999999/undo", {}),
    ("GET", "/jobs/999999", None),
    ("POST", "/tables/leads/columns", {"label": "新列", "kind": "nichts"}),
    ("POST", "/tables/leads/views", {"name": "坏", "filter": {"column": "nichts", "op": "eq"}}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRONG, ids=lambda v: str(v)[:50])
def test_wrong_requests_say_what_is_wrong_in_the_readers_language(
    cast: Cast, defaults: Any, method: str, path: str, body: Any
) -> None:
    for language, sign in (("zh-CN", lambda t: any("\u4e00" <= c <= "\u9fff" for c in t)), ("en", str.isascii)):
        browser = Browser(language=language)
        browser.sign_in(cast.admin.username, PASSWORD)
        browser.call("PATCH", "/session", {"language": language})
        status, answer = browser.call(method, path, body)
        assert 400 <= status < 500
        assert set(answer) == {"code", "message", "data"}
        assert sign(answer["message"].replace("“", "").replace("”", "").replace("…", "")), answer


def test_signed_out_requests_are_answered_401_everywhere(cast: Cast) -> None:
    for method, path, body in WRONG:
        status, answer = Browser().call(method, path, body)
        assert (status, answer["code"]) in ((401, "not_signed_in"), (403, "csrf"))


def test_every_code_has_words() -> None:
    assert {c.value for c in ErrorCode} <= set(messages.MESSAGES)
