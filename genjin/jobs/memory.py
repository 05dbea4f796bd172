"""How a process keeps its memory: what is loaded stays, what a big job has used goes back to the machine."""

from __future__ import annotations

import ctypes
import gc
import sys

# Objects made before the collector looks for cycles among the young ones: a chunk of an import makes tens of thousands,
# none of them in a cycle.
_YOUNG = 20_000


def settle_in() -> None:
    """Call once everything is loaded, which then lives as long as the process."""
    # Walking through it cost an import a fifth of its time.
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def give_back() -> None:
    """Lets go of what nobody needs any more. Where the C library cannot, only Python does."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
