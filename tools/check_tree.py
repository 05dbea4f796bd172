"""What no linter looks at: sizes, forbidden names, addresses and paths that must not be committed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 460
BAD_NAMES = re.compile(r"(^|/)(utils?|helpers?|misc|managers?)(\.|/)")
# Registry addresses in lock files, and home or work folders of a machine.
BAD_TEXT = re.compile(r'"resolved": *"http|--(extra-)?index-url|/root/\.|/home/[a-z]+/')
CODE = (".py", ".ts", ".tsx", ".css")


def main() -> int:
    """Prints every offence; exit status 1 when there is one."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    offences: list[str] = []
    for name in filter(None, listed):
        path = ROOT / name
        if not path.is_file() or name == "tools/check_tree.py":
            continue
        if BAD_NAMES.search(name):
            offences.append(f"{name}: a name that says nothing")
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if name.endswith(CODE) and "/migrations/" not in name and "schema.d.ts" not in name:
            lines = text.count("\n")
            if lines > MAX_LINES:
                offences.append(f"{name}: {lines} lines, more than {MAX_LINES}")
        for found in BAD_TEXT.finditer(text):
            offences.append(f"{name}: {found[0]!r} must not be committed")
    print("\n".join(offences))
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
