"""Writes requirements*.lock from pyproject.toml: exact versions with hashes, and no address of any registry."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ("--generate-hashes", "--strip-extras", "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links",
         "--no-header", "--quiet", "--allow-unsafe", "--no-annotate")  # fmt: skip


def main() -> None:
    compile_ = [sys.executable, "-m", "piptools", "compile", *FLAGS, "pyproject.toml"]
    subprocess.run([*compile_, "-o", "requirements.lock"], cwd=ROOT, check=True)
    subprocess.run(
        [*compile_, "--extra", "dev", "-c", "requirements.lock", "-o", "requirements-dev.lock"], cwd=ROOT, check=True
    )
    for name in ("requirements.lock", "requirements-dev.lock"):
        path = ROOT / name
        kept = [line for line in path.read_text().splitlines() if "://" not in line and not line.startswith("-c ")]
        path.write_text("\n".join(kept) + "\n")


if __name__ == "__main__":
    main()
