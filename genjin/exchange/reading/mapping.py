"""Decides which field each column is, from its header and from its values, with a confidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from genjin.exchange.reading.cells import Cell, Row, cell_text, is_blank
from genjin.exchange.reading.evidence import Evidence, gather_evidence
from genjin.exchange.reading.fields import FIELDS, NAME_PARTS, Kind
from genjin.exchange.reading.headers import HeaderMeaning, fold_header, header_meaning, header_scale, known_label
from genjin.exchange.reading.layout import Layout
from genjin.exchange.reading.writing import AS_WRITTEN, Writing, find_writings

# A header that names its unit is not under the unit of the sheet.
_NAMES_YUAN = re.compile(r"[(（/]\s*元|[(（]\s*(?:rmb|cny|¥|￥)", re.IGNORECASE)
# Below this the values contradict what the header says.
_CONTRADICTION = 0.08
# Only these can be told from values alone, at this share of the filled cells.
_SELF_EVIDENT = ("email", "mobile", "company", "phone", "province", "city")
_CERTAIN_SHARE = 0.8
# Fewer values do not tell what stands under a word that nobody knows.
_ENOUGH = 4
# Free of a wrong guess: fields whose values have a shape, so that a misleading header can be overruled.
_SHAPED = ("mobile", "phone", "email", "created_at", "next_follow_at", "last_contact_at", "assigned_at", "amount")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Column `index` (from 0) becomes `field`, or nothing when None.

    `kind` says how its cells are read, `scale` what bare amounts are multiplied with, `confidence` is 0–1,
    `samples` are up to three of its values as shown, `writing` says how it writes what one cell leaves open.
    """

    index: int
    header: str
    field: str | None
    kind: Kind | None = None
    scale: int = 1
    confidence: float = 0.0
    samples: tuple[str, ...] = ()
    writing: Writing = AS_WRITTEN


@dataclass(frozen=True, slots=True)
class _Bid:
    column: int
    field: str
    score: float


def guess_mapping(
    layout: Layout,
    sample: Sequence[Row],
    *,
    today: date,
    labels: Mapping[str, str] | None = None,
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[ColumnMapping, ...]:
    """One entry per column of `layout`, decided on the data rows in `sample`.

    `labels` are the table's own column labels and aliases with their keys (custom fields, renamed columns); they win
    over the general vocabulary. `kinds` tells how those keys are read; text when it does not.
    A field is given to one column only, but for notes, which several may fill.
    """
    columns = [[row[index] if index < len(row) else "" for row in sample] for index in range(len(layout.labels))]
    writings = find_writings(columns)
    evidence = [
        gather_evidence([writing.day(writing.amount(cell)) for cell in column], today)
        for column, writing in zip(columns, writings, strict=True)
    ]
    others = _other_tables(layout, sample)
    own = {index: key for index, header in enumerate(layout.labels) if (key := known_label(header, labels or {}))}
    bids = [
        bid
        for index, header in enumerate(layout.labels)
        if index not in own and index not in others
        for bid in _bids(index, _meaning(header, layout.group_labels[index]), evidence[index], bool(header))
    ]
    given = _award(bids, set(own.values()), evidence)
    return tuple(
        replace(
            _column(index, layout, own, given, columns[index], evidence[index], kinds or {}), writing=writings[index]
        )
        for index in range(len(layout.labels))
    )


def rearranged(row: Row, mapping: Sequence[ColumnMapping]) -> tuple[ColumnMapping, ...] | None:
    """The mapping below a second header; None when its columns stand where those of the first do.

    A column keeps what it was by its label; one that the first header did not have is told by its word.
    """
    labels = [" ".join(cell_text(cell).split()) for cell in row]
    known = {column.index: fold_header(column.header) for column in mapping if column.header}
    if all(not label or fold_header(label) == known.get(index) for index, label in enumerate(labels)):
        return None
    left = {fold_header(column.header): column for column in reversed(mapping) if column.header}
    taken = {column.field for column in left.values() if fold_header(column.header) in set(map(fold_header, labels))}
    result = []
    for index, label in enumerate(labels):
        column = left.get(fold_header(label)) if label else None
        if column is None:
            meaning = header_meaning(label) if label else None
            field = next((f for f in meaning.fields if f not in taken), None) if meaning else None
            kind = NAME_PARTS.get(field or "") or _kind(field, {})
            column = ColumnMapping(index, label, field, kind, header_scale(label) if kind == "money" else 1)
            taken.add(field)
        result.append(replace(column, index=index))
    return tuple(result)


def _other_tables(layout: Layout, sample: Sequence[Row]) -> frozenset[int]:
    """Columns of a second table beside the first: behind an empty column, and not as long, or with firms of its own."""
    width = len(layout.labels)
    filled = [[i for i, row in enumerate(sample) if c < len(row) and not is_blank(row[c])] for c in range(width)]
    blocks: list[list[int]] = [[]]
    for column in range(width):
        if layout.labels[column] or filled[column]:
            blocks[-1].append(column)
        elif blocks[-1]:
            blocks.append([])
    meanings = [[m.fields for c in b if (m := header_meaning(layout.labels[c])) and m.fields] for b in blocks]
    main = max(range(len(blocks)), key=lambda b: (len(meanings[b]), -b))
    others: set[int] = set()
    for at, block in enumerate(blocks):
        if at == main or sum(bool(layout.labels[c]) for c in block) < 2:
            continue
        rows = {row for column in block for row in filled[column]}
        shorter = len(sample) >= 4 and rows == set(range(len(rows))) and len(rows) <= 0.8 * len(sample)
        repeated = all(any(fields[0] == "company" for fields in meanings[b]) for b in (main, at))
        if shorter or repeated:
            others.update(block)
    return frozenset(others)


def with_field(
    mapping: Sequence[ColumnMapping], corrections: Mapping[int, str | None], kinds: Mapping[str, Kind] | None = None
) -> tuple[ColumnMapping, ...]:
    """The mapping with the columns in `corrections` (index → field or None) as a person has set them."""
    return tuple(
        replace(column, field=(key := corrections[column.index]), kind=_kind(key, kinds or {}), confidence=1.0)
        if column.index in corrections
        else column
        for column in mapping
    )


def _kind(key: str | None, kinds: Mapping[str, Kind]) -> Kind | None:
    if key is None:
        return None
    return kinds.get(key) or (FIELDS[key].kind if key in FIELDS else "text")


def _meaning(header: str, group: str) -> HeaderMeaning | None:
    """A bare 姓名 or 名称 under 客户信息 is told by both levels together."""
    if not group or group == header:
        return header_meaning(header)
    both = header_meaning(f"{group}{header}")
    alone = header_meaning(header)
    if both is not None and both.certainty >= 0.97 and (alone is None or len(alone.fields) != 1):
        return both
    return alone or both


def _bids(index: int, meaning: HeaderMeaning | None, evidence: Evidence, named: bool) -> list[_Bid]:
    if meaning is not None and not meaning.fields:
        return []
    bids = (
        [_header_bid(index, field, rank, meaning, evidence) for rank, field in enumerate(meaning.fields)]
        if meaning
        else []
    )
    strongest = max((evidence.of(field) or 0.0 for field in meaning.fields), default=0.0) if meaning else 0.0
    if meaning is None or (strongest < _CONTRADICTION and any(field in _SHAPED for field in meaning.fields)):
        bids += _value_bids(index, evidence, named)
    return [bid for bid in bids if bid.score > 0]


def _header_bid(index: int, field: str, rank: int, meaning: HeaderMeaning, evidence: Evidence) -> _Bid:
    fit = evidence.of(field)
    score = meaning.certainty - 0.02 * rank
    if len(meaning.fields) > 1 and evidence.filled:
        # The header leaves it open: the values decide, its order only breaks ties. Free text fits half.
        return _Bid(index, field, score * (0.35 + 0.65 * (0.5 if fit is None else fit)))
    if fit is None:
        return _Bid(index, field, score)
    if fit < _CONTRADICTION and field in _SHAPED and evidence.filled >= 5:
        # 手机 above numbers of another country stays what it says it is; anything else is left to the person.
        sure = meaning.certainty >= 0.97 and len(meaning.fields) == 1 and field in ("mobile", "phone", "email")
        return _Bid(index, field, max(score * 0.3, 0.31) if sure else score * 0.3)
    if field == "company" and fit < _CONTRADICTION and evidence.mean_length <= 2 and evidence.distinct < 0.5:
        # 单位 above 台 and 套 is a unit of measure.
        return _Bid(index, field, 0.0)
    return _Bid(index, field, score * (0.8 + 0.2 * fit))


def _value_bids(index: int, evidence: Evidence, named: bool) -> list[_Bid]:
    if evidence.filled < 2:
        return []
    bids = [
        _Bid(index, field, 0.6 * share)
        for field in _SELF_EVIDENT
        if (share := evidence.shares.get(field, 0.0)) >= _CERTAIN_SHARE
        # 2024-05-17 has the digits of a number, too.
        and (field != "phone" or share > evidence.shares["date"])
    ]
    # An unknown word says less than none: what it heads may be nothing of a lead.
    if named and evidence.filled < _ENOUGH:
        return bids
    return bids or _telling_bids(index, evidence, 0.7 if named else 1.0)


def _telling_bids(index: int, evidence: Evidence, share: float) -> list[_Bid]:
    """A column whose header says nothing may also be a name, a position or a date, if its values are nothing else.

    `share` of the score that it gets without any header.
    """
    shares = evidence.shares
    if shares["contact"] >= _CERTAIN_SHARE:
        # Few names again and again are the sellers'.
        return [_Bid(index, "owner" if evidence.distinct < 0.3 and evidence.filled >= 10 else "contact", 0.5 * share)]
    if shares["title"] >= 0.6:
        return [_Bid(index, "title", 0.45 * share)]
    if shares["region"] >= _CERTAIN_SHARE:
        return [_Bid(index, "province", 0.45 * share)]
    if shares["date"] >= _CERTAIN_SHARE and shares["money"] < _CERTAIN_SHARE:
        # Behind us it is when the lead was written down, ahead when to call again.
        return [_Bid(index, "next_follow_at" if evidence.future > 0.5 else "created_at", 0.45 * share)]
    return []


def _award(bids: list[_Bid], taken: set[str], evidence: Sequence[Evidence]) -> dict[int, _Bid]:
    """Best bid first; a column or a single-valued field is given away once. An earlier, fuller column wins a tie."""
    given: dict[int, _Bid] = {}
    fields = set(taken)
    for bid in sorted(bids, key=lambda bid: (-round(bid.score, 3), -evidence[bid.column].filled, bid.column)):
        joins = bid.field in FIELDS and FIELDS[bid.field].joins
        if bid.column in given or bid.score < 0.3 or (bid.field in fields and not joins):
            continue
        if bid.field in NAME_PARTS and "contact" in fields:
            continue
        given[bid.column] = bid
        fields.add(bid.field)
    return given


def _column(
    index: int,
    layout: Layout,
    own: Mapping[int, str],
    given: Mapping[int, _Bid],
    cells: Sequence[Cell],
    evidence: Evidence,
    kinds: Mapping[str, Kind],
) -> ColumnMapping:
    bid = given.get(index)
    field = own.get(index) or (bid.field if bid else None)
    confidence = 0.99 if index in own else bid.score if bid else 0.0
    kind = NAME_PARTS.get(field or "") or _kind(field, kinds)
    meaning = header_meaning(layout.labels[index])
    if field in ("mobile", "phone") and (meaning is None or len(meaning.fields) > 1):
        # 联系电话 holds both sorts: a landline in it is a landline and no mistake.
        kind = "any_phone"
    if field == "province" and evidence.shares.get("province", 1.0) < 0.5 and evidence.shares.get("region", 0.0) >= 0.5:
        kind = "region"
    samples = tuple(dict.fromkeys(cell_text(cell)[:60] for cell in cells if not is_blank(cell)))[:3]
    scale = header_scale(layout.labels[index]) if kind == "money" else 1
    if kind == "money" and scale == 1 and not _NAMES_YUAN.search(layout.labels[index]):
        scale = layout.scale
    field = "contact" if field in NAME_PARTS else field
    return ColumnMapping(index, layout.labels[index], field, kind, scale, round(confidence, 2), samples)
