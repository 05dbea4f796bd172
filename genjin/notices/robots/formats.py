"""How each vendor's group robot is addressed, signed and answers. Pure.

Source: WeCom 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770); DingTalk 自定义机器人接入, 安全设置
(open.dingtalk.com/document/robots/custom-robot-access, …/customize-robot-security-settings); Feishu 自定义机器人
使用指南 (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote_plus

RobotKind = Literal["wecom", "dingtalk", "feishu"]
# Longest text in bytes: WeCom refuses more than 2,048, DingTalk and Feishu take some 20,000.
LONGEST: Mapping[str, int] = {"wecom": 2_048, "dingtalk": 18_000, "feishu": 18_000}
# Answers that mean "later": too many messages a minute, or the vendor's own trouble.
LATER = frozenset({-1, 45009, 45033, 130101, 410100, 9499, 11232, 11233})


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """sent, or later, or refused for good; why: the vendor's words."""

    outcome: Literal["sent", "later", "refused", "unclear"]
    why: str = ""


def build_request(kind: str, url: str, secret: str | None, text: str, now: datetime) -> Request:
    """What is posted for one text message."""
    text = cut_text(text, LONGEST.get(kind, 2_048))
    if kind == "dingtalk":
        return Request(_signed_query(url, secret, now), _json({"msgtype": "text", "text": {"content": text}}))
    if kind == "feishu":
        body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if secret:
            stamp = str(int(now.timestamp()))
            body = {"timestamp": stamp, "sign": _sign(f"{stamp}\n{secret}".encode(), b""), **body}
        return Request(url, _json(body))
    return Request(url, _json({"msgtype": "text", "text": {"content": text}}))


def judge_answer(status: int, body: bytes) -> Verdict:
    """What the vendor's answer means. All three answer 200 and say in the body what they think."""
    if status in (408, 425, 429) or status >= 500:
        return Verdict("later", f"HTTP {status}")
    if status != 200:
        return Verdict("refused", f"HTTP {status}")
    try:
        answer = json.loads(body)
        code = next(int(answer[k]) for k in ("errcode", "code", "StatusCode") if k in answer)
    except (ValueError, TypeError, StopIteration):
        return Verdict("unclear", "HTTP 200, but not the answer of such a robot")
    if code == 0:
        return Verdict("sent")
    words = str(answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or "")[:300]
    return Verdict("later" if code in LATER else "refused", f"{code} {words}".strip())


def cut_text(text: str, limit: int) -> str:
    """The text within `limit` bytes of UTF-8, never half a character."""
    raw = text.encode()
    if len(raw) <= limit:
        return text
    return raw[: limit - 3].decode(errors="ignore") + "…"


def _signed_query(url: str, secret: str | None, now: datetime) -> str:
    if not secret:
        return url
    stamp = str(round(now.timestamp() * 1000))
    sign = quote_plus(_sign(secret.encode(), f"{stamp}\n{secret}".encode()))
    return f"{url}{'&' if '?' in url else '?'}timestamp={stamp}&sign={sign}"


def _sign(key: bytes, message: bytes) -> str:
    return base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()


def _json(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
