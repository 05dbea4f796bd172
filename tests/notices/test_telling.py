"""Telling: once per person and key, in the words of the reader."""

from __future__ import annotations

import pytest

from genjin.kernel.words import Words
from genjin.notices.kinds import NoticeKind
from genjin.notices.models import Notice
from genjin.notices.telling import News, tell

KIND = NoticeKind(
    "test.told", Words("试", "Test"), Words("你有 {count} 条新线索：{title}", "{count} new leads: {title}")
)


@pytest.mark.django_db
def test_the_same_is_told_once_to_each_person() -> None:
    tell([News(7, KIND, {"count": 2}, ("leads", 5), "a"), News(8, KIND, {"count": 2}, ("leads", 5), "a")])
    tell([News(7, KIND, {"count": 2}, ("leads", 5), "a"), News(7, KIND, {"count": 3}, None, "b")])
    assert list(Notice.objects.order_by("id").values_list("person_id", "key")) == [(7, "a"), (8, "a"), (7, "b")]


@pytest.mark.django_db
def test_without_a_key_everything_is_told() -> None:
    tell([News(7, KIND), News(7, KIND)])
    assert Notice.objects.filter(person_id=7).count() == 2


def test_words_are_the_readers_and_a_missing_fact_leaves_its_place_empty() -> None:
    assert KIND.words({"count": 2, "title": "恒力"}, "en") == "2 new leads: 恒力"
    assert KIND.words({"count": 2}, "zh-CN") == "你有 2 条新线索："
