"""The interface's traditional words follow its simplified ones."""

from __future__ import annotations

import pytest

from tools.traditional import Converter, stale_files


def test_every_traditional_file_is_up_to_date() -> None:
    assert stale_files() == []


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("已粘贴 8 格，4 行 × 2 列", "已貼上 8 格，4 列 × 2 欄"),
        ("正在进行，显示列表", "正在進行，顯示清單"),
        ("同行业排列", "同行業排列"),
        ("把“默认”字段导出到服务器", "把「預設」欄位匯出到伺服器"),
        ("已撤销，恢复 3 处", "已復原，還原 3 處"),
    ],
)
def test_words_are_those_of_taiwan(simplified: str, traditional: str) -> None:
    assert Converter().words(simplified, "test:any") == traditional
