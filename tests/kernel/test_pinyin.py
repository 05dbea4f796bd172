"""Sort keys and initials of names."""

from __future__ import annotations

import pytest

from genjin.kernel.pinyin import pinyin_initials, pinyin_key


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("无锡恒砺", "wuxihengli", "wxhl"),
        ("重庆启锐", "chongqingqirui", "cqqr"),
        ("长沙银行", "changshayinhang", "csyh"),
        ("厦门 ABB 电机", "xiamenabbdianji", "xmabbdj"),
        ("ＡＢＣ（中国）", "abc(zhongguo)", "abczg"),
        ("", "", ""),
    ],
)
def test_names(name: str, key: str, initials: str) -> None:
    assert pinyin_key(name) == key
    assert pinyin_initials(name) == initials


def test_keys_stay_short_enough_for_an_index() -> None:
    assert len(pinyin_key("装" * 5_000)) <= 120
