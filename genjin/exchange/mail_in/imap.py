"""The few things asked of an IMAP server (RFC 3501), with a limit to how long and how much it may answer.

The folder is only examined: nothing is marked, moved or deleted.
"""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from genjin.exchange.mail_in.faults import MailboxFault, fault_of
from genjin.exchange.mail_in.message import HEAD

TIMEOUT = 20
# Seconds one conversation may take, however slowly a server drips.
PATIENCE = 120
_LITERAL = HEAD + 64 * 1024
_HERE = ("localhost", "127.0.0.1", "::1")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Account:
    """Where to read and as whom. security: ssl, starttls or none."""

    host: str
    port: int
    security: str
    user: str
    password: str
    folder: str

    def __repr__(self) -> str:
        return f"Account({self.host}:{self.port})"


@dataclass(frozen=True, slots=True)
class Folder:
    """uid_validity: with another one than last time all numbers mean other mails. count: mails in it."""

    uid_validity: int
    count: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """raw: the first `HEAD` bytes. size: of the whole."""

    uid: int
    size: int
    raw: bytes


class _Bounded:
    """Stops reading from a server that sends too much or goes on for too long."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._deadline = time.monotonic() + PATIENCE
        super().__init__(*arguments, **named)

    def read(self, size: int) -> bytes:
        if size > _LITERAL:
            raise imaplib.IMAP4.abort("literal too large")
        self._check()
        return super().read(size)  # type: ignore[misc,no-any-return]

    def readline(self) -> bytes:
        self._check()
        return super().readline()  # type: ignore[misc,no-any-return]

    def _check(self) -> None:
        if time.monotonic() > self._deadline:
            raise TimeoutError


class _Plain(_Bounded, imaplib.IMAP4):
    pass


class _Encrypted(_Bounded, imaplib.IMAP4_SSL):
    pass


class Connection:
    """A folder being examined."""

    def __init__(self, client: imaplib.IMAP4, account: Account) -> None:
        self._client = client
        self.folder = self._examine(account.folder or "INBOX")

    def new_uids(self, after: int, since: date | None) -> list[int]:
        """Numbers above `after` of mails that arrived on `since` or later, ascending."""
        asked = [f"UID {after + 1}:*"]
        if since is not None:
            asked += ["SINCE", f"{since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}"]
        answer = self._ask("SEARCH", *asked)
        found = {int(n) for line in answer if isinstance(line, bytes) for n in line.split() if n.isdigit()}
        # `n:*` names the last mail even when its number is below n.
        return sorted(uid for uid in found if uid > after)

    def fetch(self, uid: int) -> Fetched | None:
        """None for a mail that is gone meanwhile."""
        answer = self._ask("FETCH", str(uid), f"(RFC822.SIZE BODY.PEEK[]<0.{HEAD}>)")
        for part in answer:
            if isinstance(part, tuple):
                told = b" ".join(p if isinstance(p, bytes) else p[0] for p in answer)
                size = re.search(rb"RFC822\.SIZE (\d{1,15})", told)
                return Fetched(uid, int(size[1]) if size else len(part[1]), part[1])
        return None

    def _examine(self, name: str) -> Folder:
        status, answer = self._client.select(_quote(name), readonly=True)
        if status != "OK":
            raise MailboxFault("folder", folder=name)
        _, validity = self._client.response("UIDVALIDITY")
        told = validity[0] if validity and isinstance(validity[0], bytes) else b"0"
        first = answer[0] if answer and isinstance(answer[0], bytes) else b"0"
        return Folder(int(told) if told.isdigit() else 0, int(first) if first.isdigit() else 0)

    def _ask(self, command: str, *arguments: str) -> list[Any]:
        status, answer = self._client.uid(command, *arguments)
        if status != "OK":
            raise imaplib.IMAP4.error(command)
        return answer


@contextmanager
def connect(account: Account) -> Iterator[Connection]:
    """An examined folder. Raises MailboxFault for whatever goes wrong, here or inside the block's conversation."""
    try:
        client = _open(account)
    except Exception as error:
        raise fault_of(error, account.host, account.port) from error
    try:
        _sign_in(client, account)
        yield Connection(client, account)
    except (OSError, imaplib.IMAP4.error) as error:
        raise fault_of(error, account.host, account.port) from error
    finally:
        with suppress(Exception):
            client.logout()
        with suppress(Exception):
            client.shutdown()


def _open(account: Account) -> imaplib.IMAP4:
    if account.security == "ssl":
        return _Encrypted(account.host, account.port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    if account.security != "starttls" and account.host not in _HERE:
        raise MailboxFault("unencrypted")
    client = _Plain(account.host, account.port, timeout=TIMEOUT)
    if account.security == "starttls":
        if "STARTTLS" not in client.capabilities:
            client.shutdown()
            raise MailboxFault("no_tls", host=account.host, port=account.port)
        client.starttls(ssl.create_default_context())
    return client


def _sign_in(client: imaplib.IMAP4, account: Account) -> None:
    try:
        if account.user.isascii() and account.password.isascii():
            client.login(account.user, account.password)
        else:
            secret = f"\0{account.user}\0{account.password}".encode()
            client.authenticate("PLAIN", lambda _: secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        # Not its text: servers like to repeat what they were sent.
        raise MailboxFault("login") from None
    with suppress(imaplib.IMAP4.error):
        # NetEase refuses to open folders for programs that do not say who they are (RFC 2971).
        if "ID" in client.capabilities:
            client.xatom("ID", '("name" "genjin" "version" "1")')


def _quote(name: str) -> str:
    """A folder's name as IMAP writes it: modified UTF-7 (RFC 3501, 5.1.3), in quotes."""
    if any(ord(c) < 32 for c in name):
        raise MailboxFault("folder", folder=name)
    encoded = re.sub(r"&|[^\x20-\x7e]+", _shift, name)
    return '"' + encoded.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shift(found: re.Match[str]) -> str:
    if found.group() == "&":
        return "&-"
    return "&" + base64.b64encode(found.group().encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
