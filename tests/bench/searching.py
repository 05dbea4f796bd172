"""The search box: two characters from the middle of a name, the tail of a phone number, and what finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from genjin.leads.models import Lead
from genjin.sample import words
from tests.bench.figures import Figure, Walls, time_calls
from tests.bench.readers import Reader, readers
from tests.bench.setting import Setting

REPEAT = 30
# From very common (a city, a legal suffix) to a brand's middle and a given name.
COMMON = ("无锡", "有限", "公司", "轴承", "自动")


def measure_search(setting: Setting) -> Iterator[Figure]:
    rare = tuple(a + b for a, b in zip(words.BRANDS_FIRST, words.BRANDS_SECOND, strict=False))
    yield from _measure("search_chinese", "search, two Chinese characters", (*COMMON, *rare, "启明", "晓棠"))
    yield from _measure("search_phone", "search, phone tail", _tails())
    yield from _measure("", "search, pinyin initials and no hit", ("wxhl", "ztkj", "鼺鼯", "zzzzqq"))


def measure_table_search(setting: Setting) -> Iterator[Figure]:
    """The same words typed above the table: a page of rows in the order of the view."""
    for reach in ("own", "all"):
        people = readers(reach)
        asked = [*COMMON, *(a + b for a, b in zip(words.BRANDS_FIRST, words.BRANDS_SECOND, strict=False))]
        bodies = [{"search": q, "sort": [["next_at", "asc"]], "limit": 100} for q in asked[:REPEAT]]
        pairs = [(people[n % len(people)], body) for n, body in enumerate(bodies)]
        calls = [lambda b=b, r=r: r.post("/tables/leads/query", b) for r, b in pairs]
        timing, _ = time_calls(calls)
        yield Figure("", f"search above the table, {reach}", timing.p95, "ms", details=timing.details())


def _tails() -> tuple[str, ...]:
    ids = range(1, Lead.objects.count(), max(1, Lead.objects.count() // 15))
    mobiles = list(Lead.objects.filter(pk__in=list(ids)).values_list("mobile", flat=True))
    return (*(m[-4:] for m in mobiles if m), *(m[-7:] for m in mobiles if m))


def _measure(key: str, name: str, asked: tuple[str, ...]) -> Iterator[Figure]:
    walls, raws = Walls(), Walls()
    told: list[Figure] = []
    for reach in ("own", "team", "region", "all"):
        people = readers(reach)
        pairs = [(people[n % len(people)], asked[n % len(asked)]) for n in range(max(REPEAT, len(asked)))]
        timing, found = time_calls([lambda r=r, q=q: r.get("/search", q=q) for r, q in pairs])
        raw, raw_walls = time_calls([lambda r=r, q=q: _raw(r, q) for r, q in pairs])
        walls.add(found)
        raws.add(raw_walls)
        told.append(Figure("", f"{name}, {reach}", timing.p95, "ms", raw.p95, timing.details()))
    yield Figure(key, name, walls.timing().p95, "ms", raws.timing().p95, walls.timing().details())
    yield from told


def _raw(reader: Reader, text: str) -> object:
    """The newest 20 leads holding the words, straight from the word index."""
    term = f"t{text}" if text.isdigit() else f"c{text[:2]}"
    if connection.vendor == "postgresql":
        statement = (
            # Found first, ordered then: else the planner walks the whole table backwards for a rare word.
            "WITH found AS MATERIALIZED (SELECT id, row_id FROM tables_searchentry "
            "WHERE string_to_array(terms, ' ') @> %s::text[] AND \"table\" = 'leads') "
            "SELECT l.id, l.company FROM found JOIN leads_lead l ON l.id = found.row_id WHERE l.deleted_at IS NULL "
            "ORDER BY found.id DESC LIMIT 20"
        )
        parameters: list[object] = [[term]]
    else:
        statement = (
            "SELECT l.id, l.company FROM tables_search_words w JOIN tables_searchentry e ON e.id = w.rowid "
            "JOIN leads_lead l ON l.id = e.row_id WHERE tables_search_words MATCH %s AND e.\"table\" = 'leads' "
            "AND l.deleted_at IS NULL ORDER BY w.rowid DESC LIMIT 20"
        )
        parameters = [f'"{term}"']
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
