"""What an import brings in is judged as what is typed is: doubts, completeness, fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from genjin.leads.models import Lead
from tests.cast import Cast
from tests.exchange.sheets import run_to_end, upload_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("defaults")]


def test_imported_rows_are_flagged_and_none_is_dropped(cast: Cast, tmp_path: Path) -> None:
    rows = [
        ("滁州皖东电缆有限公司", "单青", "13861234907", "shan@wandong.cn", None, None, None),
        ("测试", "张三", "13800138000", "a@yopmail.com", None, None, None),
    ]
    report = run_to_end(cast.admin_actor, upload_rows(cast.admin_actor, tmp_path, rows))
    assert (report["created"], report["failed"]) == (2, 0)
    good, bad = Lead.objects.order_by("pk")
    assert good.flags is None and bad.flags == "|phone_fake|mail_throwaway|name_test|name_weak|"
    assert good.completeness is not None and good.completeness > 20
