"""`python -m genjin.exchange.reading FILE --as-of 2024-06-30 [--sheet NAME]`: prints what an import would read."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from genjin.exchange.reading.preview import preview_document
from genjin.kernel.clock import today
from genjin.kernel.errors import AppError


def main() -> int:
    """Exit status 0 done, 1 refused (reason code on standard error)."""
    parser = argparse.ArgumentParser(prog="python -m genjin.exchange.reading")
    parser.add_argument("file", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="day of import, YYYY-MM-DD")
    parser.add_argument("--sheet", default=None)
    arguments = parser.parse_args()
    try:
        document = preview_document(arguments.file, as_of=arguments.as_of or today(), sheet=arguments.sheet)
    except (AppError, OSError) as error:
        print(f"{arguments.file}: {error}", file=sys.stderr)
        return 1
    json.dump(document, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
