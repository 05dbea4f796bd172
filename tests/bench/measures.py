"""All measurements by name, in the order in which they run: readers first, then writers, then whole processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bench.apart import measure_kills, measure_simulate
from tests.bench.boards import measure_boards, measure_overview, measure_totals
from tests.bench.exchanging import measure_export, measure_import
from tests.bench.figures import Figure
from tests.bench.interface import measure_interface
from tests.bench.pages import measure_other_pages, measure_views
from tests.bench.searching import measure_search, measure_table_search
from tests.bench.serving import measure_serving
from tests.bench.setting import Setting
from tests.bench.suspects import measure_scan, measure_typing
from tests.bench.today import measure_today
from tests.bench.writes import measure_assign, measure_edit

MEASURES: dict[str, Callable[[Setting], Iterator[Figure]]] = {
    "views": measure_views,
    "search": measure_search,
    "table_search": measure_table_search,
    "boards": measure_boards,
    "totals": measure_totals,
    "overview": measure_overview,
    "today": measure_today,
    "other_pages": measure_other_pages,
    "edit": measure_edit,
    "assign": measure_assign,
    "scan": measure_scan,
    "typing": measure_typing,
    "import": measure_import,
    "export": measure_export,
    "serving": measure_serving,
    "interface": measure_interface,
    "kills": measure_kills,
    "simulate": measure_simulate,
}
