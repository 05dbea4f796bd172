"""One RFC 5322 message taken apart: who, what about, the words, names of attachments. Attachments are never opened."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from genjin.exchange.mail_in.html_text import text_of_html
from genjin.kernel.parse_emails import parse_email

# Bytes of a mail that are looked at: the words stand before the attachments.
HEAD = 2 * 1024 * 1024
# Characters of the words that are kept.
KEPT = 20_000
_PARTS = 200
_NAMES = 20
_LINE = 300
_SIGNALS = ("auto-submitted", "precedence", "list-unsubscribe", "list-id", "x-autoreply", "x-auto-response-suppress",
            "return-path", "x-failed-recipients")  # fmt: skip
# What mailers call GB2312 or GBK holds characters of GB18030 as often as not.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
          "big5": "big5hkscs", "unicode-1-1-utf-7": "utf-7"}  # fmt: skip
# Python knows codecs that are no charsets of mails, some of them slow enough to be a weapon.
_CHARSET = re.compile(r"(?:utf|iso|windows|cp|koi8|euc|shift|big5|gb|hz|latin|ks_c|tis|mac)[a-z0-9_-]{0,20}")
_ADDRESS = re.compile(r"(?<=<)[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?=>)|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class ReadMail:
    """signals: lower-case headers that tell machines from people. sent_at: ISO instant. html: the words came from it.

    cut: the text was longer, or the message longer than what is looked at.
    """

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    subject: str = ""
    sent_at: str | None = None
    text: str = ""
    html: bool = False
    attachments: tuple[str, ...] = ()
    report: bool = False
    cut: bool = False
    signals: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> ReadMail:
        return cls(**{**stored, "attachments": tuple(stored["attachments"])})


def read_message(raw: bytes, *, headers_only: bool = False) -> ReadMail:
    """The mail, however badly it is made. Raises ValueError for bytes that are no mail at all."""
    message = _parse(raw[:HEAD])
    if not message.keys():
        raise ValueError("no headers")
    sender_name, sender = _address(_header(message, "From"))
    text, html, names = ("", False, ()) if headers_only else _body(message)
    return ReadMail(
        message_id=_header(message, "Message-ID")[:_LINE],
        sender=sender,
        sender_name=sender_name,
        reply_to=_address(_header(message, "Reply-To"))[1],
        subject=_header(message, "Subject")[:_LINE],
        sent_at=_sent_at(_header(message, "Date")),
        text=text[:KEPT],
        html=html,
        attachments=names,
        report=message.get_content_type() == "multipart/report",
        cut=len(text) > KEPT or len(raw) > HEAD,
        signals={name: _header(message, name)[:100] for name in _SIGNALS if name in message},
    )


def mail_key(raw: bytes) -> str:
    """The same for a mail and its copies: way headers differ from server to server, these and the words do not."""
    head, _, body = raw[:HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    digest = hashlib.sha256()
    message = _parse(head + b"\n\n")
    for name in ("Message-ID", "From", "Date", "Subject"):
        digest.update(f"{_header(message, name)}\n".encode("utf-8", "surrogatepass"))
    # One sender's programs may name all their mails alike: the words count, too.
    digest.update(body[: 64 * 1024].rstrip())
    return digest.hexdigest()


def _parse(raw: bytes) -> Message[str, str]:
    try:
        return email.message_from_bytes(raw, policy=email.policy.default)
    except RecursionError as nested:
        raise ValueError("nested too deeply") from nested


def _header(message: Message[str, str], name: str) -> str:
    """One line, decoded; the raw value, since the library's own reading fails on headers that are badly made."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _one_line(_decoded(str(raw)))


def _decoded(raw: str) -> str:
    text = re.sub(r"\r?\n[ \t]*", " ", raw)
    if "=?" not in text:
        return _eight_bit(text)
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return _eight_bit(text)
    return "".join(_eight_bit(p) if isinstance(p, str) else decode_bytes(p, charset) for p, charset in parts)


def _eight_bit(text: str) -> str:
    """Bytes that stood in a header as they are: UTF-8 or else GB18030."""
    if not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return decode_bytes(text.encode("utf-8", "surrogateescape"), None)


def decode_bytes(raw: bytes, charset: str | None) -> str:
    """By its charset, unless it is unknown or does not fit; then UTF-8, then GB18030. Never fails."""
    named = (charset or "").strip().lower()
    for encoding in dict.fromkeys((_WIDER.get(named, named), "utf-8", "gb18030")):
        if _CHARSET.fullmatch(encoding):
            with suppress(LookupError, ValueError):
                return raw.decode(encoding)
    return raw.decode("gb18030" if named in _WIDER else "utf-8", "replace")


def _one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub("", _no_surrogates(text)).split())


def _no_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _address(header: str) -> tuple[str, str]:
    """Name and address of `张伟 <zhang@…>`; an address that is none is empty. Not by the library, which recurses."""
    found = _ADDRESS.search(header)
    if found is None:
        return header.split("<")[0].strip(" \"'")[:100], ""
    name = header[: found.start()].rstrip("<( ").strip(" \"'\\")
    return name[:100], parse_email(found.group()).value or ""


def _sent_at(header: str) -> str | None:
    try:
        found = parsedate_to_datetime(header)
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(message: Message[str, str]) -> tuple[str, bool, tuple[str, ...]]:
    """The words, whether they came from HTML, and the attachments' names."""
    plain, html, names = "", "", []
    for part in _walk(message):
        kind = part.get_content_type()
        name = _file_name(part)
        if name or _is_attached(part):
            names.append(name or kind)
        elif kind == "text/plain" and not plain.strip():
            plain = _text(part)
        elif kind == "text/html" and not html.strip():
            html = _text(part)
    converted = text_of_html(html) if len(plain.strip()) < 5 and html else ""
    text = converted or plain
    text = _UNSEEN.sub("", _no_surrogates(text)).replace("\r\n", "\n").replace("\r", "\n").strip()
    return text, bool(converted), tuple(names[:_NAMES])


def _walk(message: Message[str, str]) -> Iterator[Message[str, str]]:
    """Parts that hold something, in order, without the messages inside it; some at most."""
    waiting, seen = [message], 0
    while waiting and seen < _PARTS:
        part = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [p for p in reversed(inner) if isinstance(p, Message)]
        elif part.get_content_maintype() != "multipart":
            yield part


def _text(part: Message[str, str]) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    return decode_bytes(payload, _parameter(part, "content-type", "charset")) if isinstance(payload, bytes) else ""


def _is_attached(part: Message[str, str]) -> bool:
    return part.get_content_maintype() not in ("text",) or _header(part, "Content-Disposition").lower().startswith(
        "attachment"
    )


def _file_name(part: Message[str, str]) -> str:
    name = _parameter(part, "content-disposition", "filename") or _parameter(part, "content-type", "name")
    return _one_line(name.replace("/", "_").replace("\\", "_"))[:120]


def _parameter(part: Message[str, str], header: str, name: str) -> str:
    """A header's parameter, in any of the ways that mailers write it (RFC 2231, encoded words, bare bytes)."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == header), "")
    carrier: Message[str, str] = Message()
    try:
        carrier[header] = re.sub(r"\r?\n[ \t]*", " ", raw)
        found = carrier.get_param(name, header=header)
        if isinstance(found, tuple):
            return decode_bytes((found[2] or "").encode("latin-1", "replace"), found[0])
        return _decoded(found) if isinstance(found, str) else ""
    except (ValueError, TypeError, LookupError, HeaderParseError):
        return ""
