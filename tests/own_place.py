"""Loaded before anything reads the settings: a data folder and a database server for this test process alone."""

from __future__ import annotations

import os
import tempfile

os.environ["GENJIN_DATA"] = tempfile.mkdtemp(prefix="genjin-tests-")

# One PostgreSQL server for each of several test processes (`tools.postgres`); SQLite lives in each one's own memory.
_servers = os.environ.get("GENJIN_TEST_DATABASES", "").split()
_process = os.environ.get("PYTEST_XDIST_WORKER", "")
if _servers and _process:
    os.environ["GENJIN_DATABASE_URL"] = _servers[int(_process.removeprefix("gw"))]
