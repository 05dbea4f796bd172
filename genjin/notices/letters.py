"""Notices as text: one mail for what is told at once, lines for a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genjin.kernel.words import Words
from genjin.notices.models import Notice
from genjin.notices.reading import detail_lines, in_words

_MANY = Words("{count} 条提醒：{first}", "{count} notices: {first}")
_FOOT = Words(
    "要少收一些，到“设置 › 我的账号 › 提醒”里改。", "To get fewer of these, see Settings › My account › Notices."
)
# Lines a group message has at most; the rest is counted.
GROUP_LINES = 20
_MORE = Words("…还有 {count} 条", "… and {count} more")


def mail_of(notices: Sequence[Notice], language: str, base_url: str) -> tuple[str, str]:
    """Subject and text. base_url: empty when nobody said where the product is reached."""
    first = in_words(notices[0], language)
    subject = first if len(notices) == 1 else _MANY.in_language(language).format(count=len(notices), first=first)
    parts = []
    for notice in notices:
        lines = [in_words(notice, language), *(f"  · {line}" for line in detail_lines(notice, language))]
        if base_url and notice.about_table == "leads" and notice.about_id is not None:
            lines.append(f"{base_url}/leads?record={notice.about_id}")
        parts.append("\n".join(lines))
    return subject, "\n\n".join([*parts, _FOOT.in_language(language)])


def group_text(notices: Sequence[Notice], names: Mapping[int, str]) -> str:
    """One line each, whom it is for in front; in the organisation's language."""
    language = "zh-CN"
    lines = [f"{names.get(n.person_id, '')}：{in_words(n, language)}" for n in notices[:GROUP_LINES]]
    if len(notices) > GROUP_LINES:
        lines.append(_MORE.in_language(language).format(count=len(notices) - GROUP_LINES))
    return "\n".join(lines)
