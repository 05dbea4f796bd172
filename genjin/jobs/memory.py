"""What a big job has used goes back to the machine, instead of staying with an idle worker."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Lets go of what nobody needs any more. Where the C library cannot, only Python does."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
