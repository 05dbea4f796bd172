"""A small IMAP server for tests: one account, folders of raw mails, and the few commands that a reader needs."""

from __future__ import annotations

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.exchange.mail_in.certificate import Certificate


@dataclass
class Folder:
    """mails: raw messages by UID. arrived: the day for SINCE, today's tests' day without."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    arrived: dict[int, date] = field(default_factory=dict)

    def add(self, raw: bytes, arrived: date = date(2026, 11, 25)) -> int:
        uid = max(self.mails, default=0) + 1
        self.mails[uid], self.arrived[uid] = raw, arrived
        return uid


class ImapServer:
    """password: accepted for any user name. sizes: what it says a mail's size is. heard: commands in order, secrets
    left out. before: called for each command, which it may answer itself with a text (after its tag, unless the text
    begins with a star), or break off by an exception.
    """

    def __init__(self, certificate: Certificate | None = None, *, implicit: bool = True) -> None:
        """certificate: speaks TLS with it, from the first byte or, unless `implicit`, after STARTTLS."""
        self.password = "授权码-abc"
        self.folders: dict[str, Folder] = {"INBOX": Folder()}
        self.sizes: dict[int, int] = {}
        self.before: Callable[[str, str], str | None] = lambda _command, _rest: None
        self.heard: list[str] = []
        self._server = _Threaded(("127.0.0.1", 0), _Talk)
        self._server.owner = self
        self.tls = None if certificate is None else certificate.context()
        self.implicit = implicit
        self.port: int = self._server.server_address[1]

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]

    def __enter__(self) -> ImapServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Threaded(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    owner: ImapServer


class _Talk(socketserver.StreamRequestHandler):
    folder: Folder | None = None

    @property
    def owner(self) -> ImapServer:
        return self.server.owner  # type: ignore[attr-defined,no-any-return]

    def say(self, text: str | bytes) -> None:
        self.wfile.write((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def wrap(self) -> None:
        assert self.owner.tls is not None
        self.connection = self.owner.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)

    def handle(self) -> None:
        try:
            if self.owner.tls is not None and self.owner.implicit:
                self.wrap()
            self.talk()
        except (ssl.SSLError, ConnectionError):
            return

    def talk(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode(errors="replace").strip().partition(" ")
            command, _, rest = rest.partition(" ")
            command = command.upper()
            self.owner.heard.append(command if command in ("LOGIN", "AUTHENTICATE") else f"{command} {rest}".strip())
            try:
                answer = self.owner.before(command, rest) or self.answer(command, rest)
            except ConnectionError:
                return
            self.say(answer if answer.startswith("* ") else f"{tag} {answer} done")
            if command == "LOGOUT":
                return
            if command == "STARTTLS" and answer.startswith("OK"):
                self.wrap()

    def answer(self, command: str, rest: str) -> str:
        known: dict[str, Callable[[str], str]] = {
            "CAPABILITY": self.capability, "LOGIN": self.login, "AUTHENTICATE": self.authenticate,
            "SELECT": lambda _: "NO only EXAMINE here", "EXAMINE": self.examine, "UID": self.uid,
            "STARTTLS": lambda _: "OK" if self.owner.tls else "BAD no", "ID": lambda _: "OK",
            "LOGOUT": lambda _: "OK bye",
        }  # fmt: skip
        return known.get(command, lambda _: "BAD unknown")(rest)

    def capability(self, _: str) -> str:
        offers = self.owner.tls is not None and not isinstance(self.connection, ssl.SSLSocket)
        self.say(f"* CAPABILITY IMAP4rev1 AUTH=PLAIN ID{' STARTTLS' if offers else ''}")
        return "OK"

    def login(self, rest: str) -> str:
        secret = self.owner.password.replace("\\", "\\\\").replace('"', '\\"')
        return "OK" if rest.endswith(f' "{secret}"') else f"NO [AUTHENTICATIONFAILED] wrong: {rest}"

    def authenticate(self, _: str) -> str:
        self.say("+ ")
        secret = base64.b64decode(self.rfile.readline().strip()).decode()
        return "OK" if secret.split("\0")[2] == self.owner.password else "NO [AUTHENTICATIONFAILED]"

    def examine(self, rest: str) -> str:
        self.folder = self.owner.folders.get(rest.strip('"'))
        if self.folder is None:
            return "NO no such folder"
        self.say(f"* {len(self.folder.mails)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.folder.validity}] valid")
        return "OK [READ-ONLY] done"

    def uid(self, rest: str) -> str:
        assert self.folder is not None
        command, _, rest = rest.partition(" ")
        return self.search(rest) if command == "SEARCH" else self.fetch(rest)

    def search(self, rest: str) -> str:
        assert self.folder is not None
        asked = re.fullmatch(r"UID (\d+):\*(?: SINCE (\d\d-\w{3}-\d{4}))?", rest)
        assert asked is not None, rest
        uids = self.folder.mails.keys()
        # As RFC 3501 has it: `n:*` names the last one whatever n is.
        first = min(int(asked[1]), max(uids, default=0))
        found = [u for u in sorted(uids) if u >= first and self._since(u, asked[2])]
        self.say("* SEARCH " + " ".join(map(str, found)))
        return "OK"

    def _since(self, uid: int, day: str | None) -> bool:
        return day is None or self.folder.arrived[uid] >= datetime.strptime(day, "%d-%b-%Y").date()  # type: ignore[union-attr]  # noqa: DTZ007

    def fetch(self, rest: str) -> str:
        assert self.folder is not None
        uid, _, items = rest.partition(" ")
        window = re.fullmatch(r"\(RFC822\.SIZE BODY\.PEEK\[\]<0\.(\d+)>\)", items)
        assert window is not None, items
        raw: Any = self.folder.mails.get(int(uid))
        if raw is not None:
            part, size = raw[: int(window[1])], self.owner.sizes.get(int(uid), len(raw))
            self.say(
                f"* 1 FETCH (UID {uid} RFC822.SIZE {size} BODY[]<0> {{{len(part)}}}".encode() + b"\r\n" + part + b")"
            )
        return "OK"
