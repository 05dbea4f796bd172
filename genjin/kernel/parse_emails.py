"""Reads e-mail addresses."""

from __future__ import annotations

import re

from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, narrow

_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_LABEL = re.compile(r"^(?:mailto:|e-?mail\s*[:：]|邮箱\s*[:：])\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,，；、/|\s]+")


def parse_email(raw: str) -> Parsed[str]:
    """Reads one address, lower case; of several the first, with the warning `several_addresses`.

    Errors: `invalid`. Blank and `-` are no value. The whole may hold 254 characters, the part before @ 64 (RFC 5321).
    """
    text = narrow(raw).strip().lower()
    if _ADDRESS.fullmatch(text):
        return _checked(text)
    if is_placeholder(text):
        return Parsed(None)
    named = re.fullmatch(r".*<([^<>]+)>", text)
    parts = [part for part in _BETWEEN.split(_LABEL.sub("", named[1] if named else text)) if part]
    if not parts or not all(_ADDRESS.fullmatch(part) for part in parts):
        return Parsed(None, "invalid")
    return _checked(parts[0], ("several_addresses",) if len(parts) > 1 else ())


def _checked(address: str, warnings: tuple[str, ...] = ()) -> Parsed[str]:
    if len(address) > 254 or address.index("@") > 64:
        return Parsed(None, "invalid")
    return Parsed(address, None, warnings)
