"""The installation's secrets: made once in the data folder, readable by its owner only."""

from __future__ import annotations

import json
import os
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keys:
    """session signs cookies; data encrypts sensitive cells (base64, 32 bytes, newest first); index hashes blindly."""

    session: str
    data: tuple[str, ...]
    index: str


def load_keys(data_dir: Path) -> Keys:
    """Reads `secrets.json` in `data_dir`, making it on first start (mode 0600)."""
    path = data_dir / "secrets.json"
    if not path.exists():
        _write_new(path)
    stored = json.loads(path.read_text())
    return Keys(session=stored["session"], data=tuple(stored["data"]), index=stored["index"])


def _write_new(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {"session": secrets.token_urlsafe(48), "data": [_key()], "index": _key()}
    # Written aside and linked into place, so that two processes starting at once agree on one set.
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        json.dump(fresh, handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()
