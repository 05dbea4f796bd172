"""The standing scan over all leads: `python -m tests.bench.scan_process` tells seconds, pairs and peak memory."""

from __future__ import annotations

import json
import resource
import time

from genjin.cli.start import start_django

start_django()

from genjin.leads.duplicates.scan import run_scan  # noqa: E402


class Unwatched:
    """Nobody waits for it and nobody stops it."""

    def progress(self, done: int, total: int, words: str = "") -> None:
        pass

    def check_cancelled(self) -> None:
        pass


if __name__ == "__main__":
    began, cpu = time.perf_counter(), time.process_time()
    told = run_scan(Unwatched(), full=True, found_by="scan")
    spent = {"wall": time.perf_counter() - began, "cpu": round(time.process_time() - cpu, 1)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**told, **spent, "peak_mb": round(peak / 1024)}))
