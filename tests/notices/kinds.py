"""Kinds of notice that tests tell."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.notices.kinds import NoticeKind, register_kind

PLAIN = register_kind(
    NoticeKind("test.plain", Words("平常", "Plain"), Words("{title} 有新情况", "News of {title}"), mail="now")
)
URGENT = register_kind(
    NoticeKind("test.urgent", Words("急", "Urgent"), Words("{title} 急", "Urgent: {title}"), urgent=True, snooze=True)
)
