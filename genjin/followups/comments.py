"""Remarks of colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from genjin.followups.comment_news import Remark, comment_news
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.notices.telling import tell
from genjin.people.models import Person
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action, visible_ids

MAX_MENTIONS = 50


def add_comment(
    actor: Actor, lead_id: int, text: str, *, mentions: Sequence[int] = (), followup_id: int | None = None
) -> tuple[int | None, int]:
    """Writes a remark on a lead that the actor sees. Returns operation and comment.

    Raises required for an empty text, unknown_option for a mentioned person who is not here, not_found.
    """
    check_action("comments", actor, "create")
    if lead_id not in visible_ids("leads", actor, [lead_id]):
        raise not_found("leads")
    cleaned = clean_text(text, MAX_LONG_TEXT)
    if cleaned is None:
        raise AppError(ErrorCode.REQUIRED, column="text")
    people = list(dict.fromkeys(mentions))[:MAX_MENTIONS]
    known = set(Person.objects.filter(pk__in=people, active=True, deleted_at=None).values_list("pk", flat=True))
    for missing in (p for p in people if p not in known):
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=f"#{missing}", table="people")
    cells = {"lead": lead_id, "followup": followup_id, "text": cleaned, "mentions": ",".join(map(str, people)) or None}
    with single(actor, verb="comments.add", table="comments", via="panel", args={"lead": lead_id}) as writer:
        (comment_id,) = writer.create("comments", [{k: v for k, v in cells.items() if v is not None}])
        news = comment_news(actor, Remark(comment_id, lead_id, followup_id, cleaned, people))
        if news:
            tell(news, operation_id=writer.operation.ensure_row())
    return writer.operation.id, comment_id
