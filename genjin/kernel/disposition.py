"""How a file is handed out: what a browser is told to do with it and what to call it."""

from __future__ import annotations

from urllib.parse import quote


def attachment_header(name: str) -> str:
    """To be kept, not shown. RFC 6266: the name in UTF-8, and a plain one for programs that know no other."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
