"""What people are told about collisions."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.tables.ledger.verbs import name_verb

_NAME = Words("撞单裁定", "Rulings on collisions")
RULED = {
    "keeps": register_kind(
        NoticeKind(
            "collisions.keeps",
            _NAME,
            Words("{by}裁定：{title} 归现在的负责人", "{by} ruled: {title} stays where it is"),
        )
    ),
    "asker": register_kind(
        NoticeKind(
            "collisions.asker", _NAME, Words("{by}裁定：{title} 归询问人", "{by} ruled: {title} goes to who asked")
        )
    ),
    "none": register_kind(
        NoticeKind("collisions.none", _NAME, Words("{by}裁定：{title} 不是撞单", "{by} ruled: {title} is no collision"))
    ),
}
TO_RULE = register_kind(
    NoticeKind(
        "collisions.to_rule",
        Words("撞单待裁定", "Collisions to rule on"),
        Words("{by}请你裁定撞单：{title}", "{by} asks you to rule on a collision: {title}"),
    )
)

name_verb("collisions.rule", Words("裁定撞单：{title}", "ruled on a collision: {title}"))
name_verb("collisions.appeal", Words("对撞单裁定申诉：{title}", "appealed against a ruling: {title}"))
name_verb("collisions.pass_up", Words("把撞单交给上级：{title}", "passed a collision up: {title}"))
