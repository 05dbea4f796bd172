"""Tells rows of data from what else stands between and below them: totals, footers, repeated headers, group lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from genjin.exchange.reading.cells import Cell, Row, cell_text, is_blank
from genjin.exchange.reading.headers import fold_header
from genjin.exchange.reading.vocabulary import exact_headers
from genjin.kernel.parse_money import parse_money
from genjin.kernel.parse_names import looks_like_company

SkipReason = Literal["title", "header", "group_header", "repeat_header", "blank", "total", "footer"]

# What a line is shows in the first words of its cells.
_LOOK_AT = 200
_HEADER_LENGTH = 40
# A line drawn with characters.
_DRAWN = ("-", "=", "—", "_", "–")
_RULE = re.compile(r"[-=_—–·.:+|]{2,}")
_TOTAL = re.compile(
    r"(?:[^\d:：]{0,12}(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|汇\s*总|总\s*和|平\s*均值?|均\s*值|最大值|最小值)|(?:grand\s*|sub-?)?totals?|sum|average)"
    r"(?:\s*[\[(（].*[\])）])?\s*(?:[:：].*)?",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:制\s*表|填\s*表|填\s*报|审\s*核|审\s*批|复\s*核|统\s*计|负\s*责\s*人|经办|录入|导出|打印|更新|生成|数据来源|数据截止|截止|制单|汇报|报送"
    r"|主管|签字|签名|盖章|日期|时间|备注|说明|附注|注|注意|提示|温馨提示|联系电话|公司地址)[^:：]{0,10}[:：].*"
    r"|(?:共|合计|总共)\s*[\d,]+\s*(?:条|行|家|个|户|项|笔).*|第\s*\d+\s*页.*|(?:以上|以下)(?:数据|内容|信息|空白).*|(?:[-=*~—–_·.…]{2,}|[★☆※]).*"
    r"|(?:prepared|approved|exported|generated|printed|created|reviewed)\s*(?:by|on|at)?\s*:.*|(?:page|note|notes|source)\b.*:?.*"
    r"|(?:end|结束|完)\s*[.。]?|.*(?:仅供内部使用|仅供参考|严禁外传|内部资料).*",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、.．部组].*|[(（][一二三四五六七八九十]+[)）].*|[【\[].*[】\]]|.{1,12}(?:区域|大区|片区|地区|分区|部门|组|团队|客户|月份?|月度|季度|类|区)"
    r"|.{2,20}(?:登记表|一览表|统计表|明细表|汇总表|跟踪表|台账|报表|名单)(?:\s*[(（].{1,8}[)）])?"
    r"|.{1,12}[:：]|\d{4}年.{0,8}|(?:华东|华南|华北|华中|东北|西北|西南).{0,8})"
)


# A line of signatures: every text in it names who made, checked or dated the sheet.
_SIGNED = re.compile(
    r"[^:：]{0,6}(?:制\s*表|填\s*表|填\s*报|审\s*核|审\s*批|复\s*核|核\s*准|批\s*准|统\s*计|经\s*办|录\s*入|导\s*出|打\s*印|主\s*管|签\s*字|签\s*名|签\s*章|盖\s*章|日\s*期|时\s*间"
    r"|负\s*责\s*人|领\s*导|部\s*门|单\s*位|页\s*码|prepared|approved|reviewed|checked|signature|date)[^:：]{0,6}[:：].*",
    re.IGNORECASE,
)


def _is_total(row: Row, word: str) -> bool:
    """A total has its word and numbers beside it; a company named Total has a contact and a city."""
    if not _TOTAL.fullmatch(word):
        return False
    others = sum(
        1 for cell in row if isinstance(cell, str) and (text := cell.strip()) not in ("", word) and not _number(text)
    )
    return others <= 1


def _number(text: str) -> bool:
    return parse_money(text).error is None or text[0].isdigit()


class RowSorter:
    """Says of each row below the header why it is no lead, or None when it is one.

    `key` is the column that a lead cannot be without (company, or contact), `mapped` all imported columns;
    `wide_rows` are rows merged across most of the sheet.
    """

    def __init__(
        self, labels: Sequence[str], key: int | None, mapped: Collection[int], wide_rows: Collection[int] = ()
    ) -> None:
        self._folded = {index: fold_header(label) for index, label in enumerate(labels) if label}
        self._raw_labels = frozenset(label for label in labels if label)
        self._words = exact_headers()
        self._key = key
        self._mapped = sorted(mapped)
        self._wide_rows = frozenset(wide_rows)

    def skip_reason(self, index: int, row: Row) -> SkipReason | None:
        """`index` counts rows from 0. Cheap for the common case: a row with its key cell and other cells filled."""
        filled = len(row) - row.count("")
        if not filled:
            return "blank"
        key = row[self._key] if self._key is not None and self._key < len(row) else ""
        if filled > 2 and isinstance(key, str) and len(key) >= 4 and self._is_value(key):
            return "total" if _is_total(row, key.strip()) else None
        return self._closely(index, row, key)

    def _is_value(self, key: str) -> bool:
        plain = key not in self._raw_labels and key not in self._words and "：" not in key and ":" not in key
        return plain and key.lstrip()[:1] not in _DRAWN

    def _closely(self, index: int, row: Row, key: Cell) -> SkipReason | None:
        cells = [(column, cell_text(cell)[:_LOOK_AT]) for column, cell in enumerate(row) if not is_blank(cell)]
        if not cells:
            return "blank"
        if all(_RULE.fullmatch(text) for _, text in cells):
            return "blank"
        if self._repeats_header(cells) or self._is_other_header(cells):
            return "repeat_header"
        if len(cells) >= 2 and sum(1 for _, text in cells if _SIGNED.fullmatch(text)) >= 0.5 * len(cells):
            return "footer"
        texts = [text for column, text in cells if isinstance(row[column], str)]
        if texts and _is_total(row, texts[0]):
            return "total"
        if len(cells) == 1 or index in self._wide_rows:
            return self._single(index, cells[0])
        if not is_blank(key):
            return None
        if texts and _FOOTER.fullmatch(texts[0]) and cells[0][1] == texts[0] and len(cells) <= 4:
            return "footer"
        # Numbered lines that nobody has filled in.
        return None if any(column in self._mapped for column, _ in cells) else "blank"

    def _is_other_header(self, cells: Sequence[tuple[int, str]]) -> bool:
        """The columns change half way: another header, with words of the first or words that only head columns."""
        if len(cells) < 3:
            return False
        labels = set(self._folded.values())
        folded = [fold_header(text) for _, text in cells if len(text) <= _HEADER_LENGTH]
        return len(set(folded)) == len(cells) and (
            sum(f in labels for f in folded) >= max(2, 0.5 * len(cells))
            and sum(f in labels or f in self._words for f in folded) >= 0.8 * len(cells)
        )

    def _repeats_header(self, cells: Sequence[tuple[int, str]]) -> bool:
        if len(cells) < 2:
            return False
        same = sum(
            1 for column, text in cells if self._folded.get(column) and fold_header(text) == self._folded[column]
        )
        return same >= max(2, len(cells) * 0.6)

    def _single(self, index: int, cell: tuple[int, str]) -> SkipReason | None:
        column, text = cell
        if _FOOTER.fullmatch(text):
            return "footer"
        if index in self._wide_rows:
            return "group_header"
        if column == self._key:
            return "group_header" if _GROUP.fullmatch(text) and not looks_like_company(text) else None
        if column not in self._mapped:
            return "blank" if text.replace(".", "").isdigit() else "group_header" if len(text) <= 20 else "footer"
        return "group_header" if column == 0 and _GROUP.fullmatch(text) else None
