"""A stranger's browser: reads a form, solves its puzzle, sends answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from tests.people.browser import Browser


def solve(challenge: str, bits: int) -> str:
    """The puzzle's answer, as the page finds it."""
    nonce = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{nonce}".encode()).digest()[:8], "big") >> (64 - bits):
        nonce += 1
    return str(nonce)


def sent(page: Mapping[str, Any], answers: Mapping[str, str], **more: Any) -> dict[str, Any]:
    """The body that sends `answers` to the form described by `page`."""
    return {
        "answers": dict(answers),
        "consent": True,
        "consent_version": page["consent_version"],
        "challenge": page["challenge"],
        "proof": solve(page["challenge"], page["bits"]),
        **more,
    }


def open_form(token: str, ip: str = "203.0.113.7") -> tuple[Browser, dict[str, Any]]:
    visitor = Browser(ip=ip)
    status, page = visitor.call("GET", f"/forms/{token}", csrf=False)
    assert status == 200, page
    return visitor, page
