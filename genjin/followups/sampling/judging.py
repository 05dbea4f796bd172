"""A supervisor's verdict on a drawn lead, told to its seller, undone like any operation."""

from __future__ import annotations

from genjin.followups.sampling.definition import MORE, VERDICTS
from genjin.followups.sampling.models import SpotCheck
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden, not_found
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News, tell
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import single
from genjin.tables.scope.predicate import check_action, visible_ids

FINE = register_kind(
    NoticeKind(
        "spot_checks.fine",
        Words("抽查合格", "A spot check found all well"),
        Words("{by}抽查了 {title}：合格{note}", "{by} checked {title}: complete{note}"),
    )
)
LACKING = register_kind(
    NoticeKind(
        "spot_checks.lacking",
        Words("抽查后要补充", "A spot check asks for more"),
        Words("{by}抽查了 {title}，需补充{note}", "{by} checked {title}, to complete{note}"),
        passes_over=True,
    )
)


def judge_check(actor: Actor, check_id: int, verdict: str, note: str) -> int | None:
    """Records the verdict; again changes it. Returns the operation, None when nothing changed.

    Raises not_found out of scope, forbidden for a seller on what is their own or without the right to review,
    unknown_option, required for `more` without words.
    """
    check_action("reviews", actor, "create")
    check = SpotCheck.objects.filter(pk=check_id, deleted_at=None).first()
    if check is None or check.lead_id is None or not visible_ids("leads", actor, [check.lead_id]):
        raise not_found("spot_checks")
    if check.seller_id == actor.id:
        raise forbidden("edit", "spot_checks")
    if verdict not in {option.key for option in VERDICTS.options}:
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=verdict[:40])
    words = clean_text(note, MAX_LONG_TEXT)
    if verdict == MORE and words is None:
        raise AppError(ErrorCode.REQUIRED, field="note")
    if (check.verdict, check.note) == (verdict, words):
        return None
    company, contact = Lead.objects.values_list("company", "contact").get(pk=check.lead_id)
    title = company or contact or f"#{check.lead_id}"
    args = {"lead": check.lead_id, "title": title}
    with single(actor, verb="spot_checks.judge", table="spot_checks", via="panel", args=args) as writer:
        judged = {"judged_at": writer.now, "judged_by": actor.id}
        writer.set("spot_checks", {check.pk: {"verdict": verdict, "note": words, **judged}})
        if check.seller_id is not None:
            facts = {"by": actor.name, "title": title, "note": f"：{words}" if words else ""}
            kind = LACKING if verdict == MORE else FINE
            operation = writer.operation.ensure_row()
            news = News(check.seller_id, kind, facts, ("leads", check.lead_id), f"{check.pk}:{operation}")
            tell([news], operation_id=operation)
    return writer.operation.id
