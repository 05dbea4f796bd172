"""A browser as the server sees it: cookies, the CSRF header a page would send, a machine of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

API = "/api/v1"


@dataclass
class Browser:
    """`call` answers the status and the JSON. ip: the machine; bearer: an API token in place of cookies."""

    ip: str = "127.0.0.1"
    host: str = "localhost"
    language: str = "zh-CN"
    bearer: str = ""
    agent: str = "测试浏览器"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def call(self, method: str, path: str, body: Any = None, *, csrf: bool = True, **headers: str) -> tuple[int, Any]:
        response = self.send(method, path, body, csrf=csrf, **headers)
        return response.status_code, json.loads(response.content) if response.content else None

    def send(self, method: str, path: str, body: Any = None, *, csrf: bool = True, **headers: str) -> HttpResponse:
        extra = {
            "REMOTE_ADDR": self.ip,
            "HTTP_HOST": self.host,
            "HTTP_ACCEPT_LANGUAGE": self.language,
            "HTTP_USER_AGENT": self.agent,
            **{f"HTTP_{k.upper()}": v for k, v in headers.items()},
        }
        token = self.client.cookies.get("csrftoken")
        if csrf and token is not None:
            extra["HTTP_X_CSRFTOKEN"] = token.value
        if self.bearer:
            extra["HTTP_AUTHORIZATION"] = f"Bearer {self.bearer}"
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, f"{API}{path}", data, content_type="application/json", **extra)  # type: ignore

    def sign_in(self, username: str, password: str) -> tuple[int, Any]:
        self.call("GET", "/session")
        return self.call("POST", "/session", {"username": username, "password": password})
