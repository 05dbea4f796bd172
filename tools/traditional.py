"""Writes the interface's zh-TW words from zh-CN: OpenCC with Taiwan's phrases, then the reviewed terms and sentences.

python -m tools.traditional          write web/src/locales/zh-TW
python -m tools.traditional --check  fail when a file is stale
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from opencc import OpenCC

# Mainland 行 is Taiwan's 列, mainland 列 is Taiwan's 欄; words that only contain the character keep it.
ROW = re.compile(r"(?<![进执银同自另现并运流放])行(?![业为动程文])")
COLUMN = re.compile(r"(?<![排序系并行陈])列(?![表出印])")

LOCALES = Path(__file__).resolve().parent.parent / "web" / "src" / "locales"
REVIEWED = Path(__file__).with_name("traditional_reviewed.json")


class Converter:
    """Terms are replaced after conversion, longest first; sentences named `namespace:key` stand as reviewed."""

    def __init__(self) -> None:
        reviewed = json.loads(REVIEWED.read_text(encoding="utf-8"))
        self.terms: list[tuple[str, str]] = sorted(reviewed["terms"].items(), key=lambda term: -len(term[0]))
        self.sentences: dict[str, str] = reviewed["sentences"]
        self.opencc = OpenCC("s2twp")

    def words(self, text: str, key: str) -> str:
        """Traditional words of one text; `key` is `namespace:path.to.key`."""
        if key in self.sentences:
            return self.sentences[key]
        marked = ROW.sub("\x01", COLUMN.sub("\x02", text))
        converted: str = self.opencc.convert(marked)
        for wrong, right in self.terms:
            converted = converted.replace(wrong, right)
        return converted.replace("\x01", "列").replace("\x02", "欄")

    def tree(self, node: Any, key: str) -> Any:
        if isinstance(node, str):
            return self.words(node, key)
        separator = "" if key.endswith(":") else "."
        return {name: self.tree(child, f"{key}{separator}{name}") for name, child in node.items()}


def converted_files() -> dict[Path, str]:
    """Every zh-TW file and what it should hold."""
    converter = Converter()
    found = {}
    for source in sorted((LOCALES / "zh-CN").glob("*.json")):
        tree = converter.tree(json.loads(source.read_text(encoding="utf-8")), f"{source.stem}:")
        found[LOCALES / "zh-TW" / source.name] = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return found


def stale_files() -> list[Path]:
    """Files that differ from the conversion, missing and surplus ones included."""
    wanted = converted_files()
    present = {path: path.read_text(encoding="utf-8") for path in (LOCALES / "zh-TW").glob("*.json")}
    return sorted(path for path in {*wanted, *present} if wanted.get(path) != present.get(path))


def main() -> int:
    if "--check" in sys.argv:
        stale = stale_files()
        for path in stale:
            print(f"stale: {path.relative_to(LOCALES.parent)}; run python -m tools.traditional", file=sys.stderr)
        return 1 if stale else 0
    (LOCALES / "zh-TW").mkdir(exist_ok=True)
    for path, text in converted_files().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
