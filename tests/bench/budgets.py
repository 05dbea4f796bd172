"""The budgets of the product (design: a million leads, ten million changes, rights on, two cores)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.figures import Figure, Judge


@dataclass(frozen=True, slots=True)
class Budget:
    """limit in `unit`; `postgresql` when the limit is another one there."""

    words: str
    limit: float
    unit: str
    judge: Judge = "at_most"
    postgresql: float | None = None

    def limit_on(self, vendor: str) -> float:
        return self.postgresql if vendor == "postgresql" and self.postgresql is not None else self.limit


BUDGETS: dict[str, Budget] = {
    "views": Budget("first page of a named view, p95", 40, "ms"),
    "other_pages": Budget("first page of any other filter or sort, p95", 1_500, "ms"),
    "search_chinese": Budget("two-character Chinese search, p95", 40, "ms"),
    "search_phone": Budget("phone-tail search, p95", 40, "ms"),
    "board": Budget("stage counts and sums, all or up to 10 units, p95", 150, "ms"),
    "board_filtered": Budget("stage counts and sums, filtered, p95", 1_000, "ms"),
    "today": Budget("Today of a seller with 2,000 leads, p95", 60, "ms"),
    "edit": Budget("edit one cell, ledger included, p95", 20, "ms", postgresql=30),
    "assign": Budget("assign 10,000 leads in one operation", 3, "s"),
    "assign_undo": Budget("undo it", 3, "s"),
    "assign_wait": Budget("longest anybody else waits meanwhile, p95", 50, "ms"),
    "import": Budget("import with cleaning and duplicate check", 5_000, "rows/s", "at_least"),
    "import_memory": Budget("plan an import of 100,000 × 30 cells, peak memory", 400, "MB"),
    "scan": Budget("duplicate scan of all leads", 300, "s"),
    "scan_memory": Budget("duplicate scan of all leads, peak memory", 2_000, "MB"),
    "typing": Budget("look-alikes while typing, p95", 50, "ms"),
    "export_time": Budget("export 100,000 rows to .xlsx", 10, "s"),
    "export_memory": Budget("export 100,000 rows to .xlsx, peak memory", 400, "MB"),
    "overview": Budget("funnel and monthly analysis", 500, "ms"),
    "people_rate": Budget("20 people without pauses", 400, "requests/s", "at_least"),
    "people_wait": Budget("20 people without pauses, p95", 80, "ms"),
    "start": Budget("start to first answer", 3, "s"),
    "memory_web": Budget("idle private memory, web", 200, "MB"),
    "memory_worker": Budget("idle private memory, worker", 200, "MB"),
    "first_load": Budget("first load of the interface, compressed", 350, "kB"),
    "interactive": Budget("first load of the interface, interactive", 1_500, "ms"),
    "key_to_paint": Budget("key to paint in a cell, median", 50, "ms"),
    "forgotten": Budget("leads that nobody contacted, planned or was told of within their allowance", 0, "leads"),
    "over_contacted": Budget("automatic mails beyond what the customer may get", 0, "mails"),
    "lost": Budget("notices lost by killed workers", 0, "notices"),
    "scroll": Budget("long tasks while scrolling a million rows, 3 runs", 0, "tasks"),
}


def judge(figure: Figure, vendor: str) -> Figure:
    """Fills in the budget and whether it is kept."""
    budget = BUDGETS.get(figure.key)
    if budget is not None:
        figure.budget = budget.limit_on(vendor)
        better = figure.value <= figure.budget if budget.judge == "at_most" else figure.value >= figure.budget
        figure.kept = better
    return figure
