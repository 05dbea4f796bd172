"""What can go wrong with a mailbox, in words that say what to do. No password is ever in them."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Mapping
from typing import Any

from genjin.kernel.words import Words

FAULTS: Mapping[str, Words] = {
    "unset": Words("还没填全：服务器、登录名、密码。", "Server, user and password are not all filled in."),
    "password_host": Words(
        "服务器改过了。密码只用于原来的服务器，请重新填一次密码。",
        "The server was changed. A password is only sent to the server it was entered for: enter it again.",
    ),
    "unencrypted": Words(
        "不加密只能用于本机，否则密码会被看到。选 SSL/TLS 或 STARTTLS。",
        "Without encryption the password could be read on its way. Choose SSL/TLS or STARTTLS.",
    ),
    "unknown_host": Words("找不到服务器“{host}”，检查拼写。", "There is no server “{host}”. Check its spelling."),
    "refused": Words(
        "服务器“{host}”的 {port} 端口连不上，检查端口和加密方式。",
        "“{host}” does not answer on port {port}. Check port and encryption.",
    ),
    "timeout": Words("“{host}”太久没有回答，稍后会再试。", "“{host}” took too long to answer. It will be tried again."),
    "certificate": Words(
        "服务器“{host}”的证书不可信，没有发送密码。检查服务器名称。",
        "The certificate of “{host}” cannot be trusted; no password was sent. Check the server's name.",
    ),
    "no_tls": Words("“{host}:{port}”不支持所选的加密方式。", "“{host}:{port}” does not speak the chosen encryption."),
    "login": Words(
        "登录名或密码不对。QQ、163、126 等邮箱要先在网页上开启 IMAP，并填“授权码”，不是网页密码。",
        "User or password is wrong. Some providers want an app password, and IMAP to be switched on first.",
    ),
    "folder": Words("没有文件夹“{folder}”。收件箱写 INBOX。", "There is no folder “{folder}”. The inbox is called INBOX."),
    "broken": Words("和服务器的对话中断了，稍后会再试。", "The conversation with the server broke off. It will be tried again."),
    "internal": Words("程序出错，已记入日志，稍后会再试。", "Something failed on our side and was logged. It will be tried again."),
}  # fmt: skip


class MailboxFault(Exception):
    """A mailbox that cannot be read now; code and facts of `FAULTS`."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


def fault_of(error: BaseException, host: str, port: int) -> MailboxFault:
    """The fault behind what the library raised."""
    if isinstance(error, MailboxFault):
        return error
    facts = {"host": host, "port": port}
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxFault("certificate", **facts)
    if isinstance(error, ssl.SSLError):
        return MailboxFault("no_tls", **facts)
    if isinstance(error, TimeoutError):
        return MailboxFault("timeout", **facts)
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return MailboxFault("unknown_host", **facts)
    if isinstance(error, imaplib.IMAP4.error):
        return MailboxFault("broken", **facts)
    if isinstance(error, OSError):
        return MailboxFault("refused", **facts)
    return MailboxFault("internal", **facts)


def fault_words(stored: Mapping[str, Any] | None, language: str) -> str:
    """Shape: `{"code", "data"}`; empty for none."""
    if not stored:
        return ""
    words = FAULTS.get(str(stored.get("code")), FAULTS["internal"])
    return words.in_language(language).format_map(dict(stored.get("data") or {}))
