"""Where uploaded and exported files lie: the storage named `files`, else a folder of the data folder."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, InvalidStorageError, Storage, storages


def file_storage() -> Storage:
    """The configured storage `files` (disk, S3-compatible), or `<data folder>/files`."""
    try:
        return storages["files"]
    except InvalidStorageError:
        return FileSystemStorage(location=Path(settings.DATA_DIR) / "files")


def new_name(folder: str, suffix: str) -> str:
    """A name nobody can guess and no upload chooses."""
    return f"{folder}/{secrets.token_hex(16)}{suffix}"


@contextmanager
def local_path(name: str) -> Iterator[Path]:
    """The stored file as a path on this machine; a copy when the storage is elsewhere. Raises FileNotFoundError."""
    storage = file_storage()
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        with storage.open(name, "rb") as stored, tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            yield Path(copy.name)
        return
    if not path.is_file():
        raise FileNotFoundError(name)
    yield path


def remove_file(name: str) -> None:
    """Deletes the file; a missing one is fine."""
    if name:
        file_storage().delete(name)
