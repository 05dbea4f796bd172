"""A chat vendor's server for tests: checks signature and body as the vendors document it, answers as they do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class RobotServer:
    """texts: what was accepted, in order. status: what it answers instead while set. hang: takes and says nothing.

    Paths: `/wecom?key=…`, `/dingtalk?access_token=…`, `/feishu/…`; dingtalk and feishu want `secret`.
    """

    def __init__(self, secret: str = "SEC000test") -> None:
        self.secret = secret
        self.texts: list[str] = []
        self.asked = 0
        self.status: int | None = None
        self.redirect: str | None = None
        self.answer: dict[str, Any] | None = None
        self.hang = False
        self.now_seconds: float | None = None
        self._release = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server._take(self)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port: int = self._http.server_address[1]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, kind: str) -> str:
        tails = {"wecom": "/wecom?key=693a91f6", "dingtalk": "/dingtalk?access_token=66ab", "feishu": "/feishu/hook/xx"}
        return f"http://{self.host}{tails[kind]}"

    def __enter__(self) -> RobotServer:
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._release.set()
        self._http.shutdown()
        self._http.server_close()

    def _take(self, request: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        raw = request.rfile.read(int(request.headers["Content-Length"]))
        if self.hang:
            self._release.wait(20)
            request.close_connection = True
            return
        if self.redirect is not None or self.status is not None:
            request.send_response(302 if self.redirect else self.status or 500)
            if self.redirect:
                request.send_header("Location", self.redirect)
            request.end_headers()
            return
        body = json.loads(raw)
        answer = self.answer or self._judge(urlsplit(request.path), request.headers["Content-Type"], body)
        said = json.dumps(answer, ensure_ascii=False).encode()
        request.send_response(200)
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(said)

    def _judge(self, address: Any, content_type: str, body: dict[str, Any]) -> dict[str, Any]:
        """Each vendor's own check, written from its documentation and not from our code."""
        if not content_type.startswith("application/json"):
            return {"errcode": 40035, "errmsg": "not json"}
        query = {k: v[0] for k, v in parse_qs(address.query).items()}
        kind = address.path.split("/")[1]
        if kind == "wecom":
            if body.get("msgtype") != "text" or len(body["text"]["content"].encode()) > 2048 or "key" not in query:
                return {"errcode": 40008, "errmsg": "invalid message type"}
            self.texts.append(body["text"]["content"])
            return {"errcode": 0, "errmsg": "ok"}
        if kind == "dingtalk":
            stamp = query.get("timestamp", "")
            wanted = hmac.new(self.secret.encode(), f"{stamp}\n{self.secret}".encode(), hashlib.sha256).digest()
            if base64.b64encode(wanted).decode() != query.get("sign") or not self._is_fresh(stamp, 1000):
                return {"errcode": 310000, "errmsg": "sign not match"}
            self.texts.append(body["text"]["content"])
            return {"errcode": 0, "errmsg": "ok"}
        stamp = str(body.get("timestamp", ""))
        wanted = hmac.new(f"{stamp}\n{self.secret}".encode(), b"", hashlib.sha256).digest()
        if base64.b64encode(wanted).decode() != body.get("sign") or not self._is_fresh(stamp, 1):
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
        if body.get("msg_type") != "text":
            return {"code": 9499, "msg": "Bad Request"}
        self.texts.append(body["content"]["text"])
        return {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}

    def _is_fresh(self, stamp: str, a_second: int) -> bool:
        return self.now_seconds is None or abs(int(stamp) / a_second - self.now_seconds) < 3600
