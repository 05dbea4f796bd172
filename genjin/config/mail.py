"""The mail server from one URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlparse

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_HERE = ("localhost", "127.0.0.1", "::1")


def mail_from_url(url: str, sender: str) -> dict[str, Any]:
    """Django's mail settings for `url`; empty means that mails wait.

    Shape: `smtps://user:password@host`, `smtp+starttls://…` or, without encryption, `smtp://host`.
    Raises ValueError for another scheme, without a sender, or when a password would travel unencrypted.
    """
    if not url:
        return {}
    parts = urlparse(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("GENJIN_SMTP_URL: use smtps://, smtp+starttls:// or smtp:// and a host")
    if "@" not in sender:
        raise ValueError("GENJIN_MAIL_FROM: the sender of mails is missing, as in 云锦机电 <sales@example.com>")
    if parts.password and parts.scheme == "smtp" and parts.hostname not in _HERE:
        raise ValueError("GENJIN_SMTP_URL: the password would travel unencrypted; use smtps:// or smtp+starttls://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }
