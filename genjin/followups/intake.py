"""What a new follow-up or comment gets by itself, and what it may not be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from genjin.followups.models import Followup
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode
from genjin.leads.next_contact import has_time_of_day
from genjin.tables.ledger.operation import Writer

# A clock on a phone may be a little ahead; a contact of tomorrow is a plan, not a contact.
FUTURE_TOLERANCE = timedelta(hours=1)


def prepare_followups(actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Time and person of a contact that says neither: now, and whoever logs it."""
    for draft in drafts:
        draft.setdefault("at", writer.now)
        draft.setdefault("person", actor.id)
        if draft.get("next_at") is not None:
            draft.setdefault("next_has_time", has_time_of_day(draft["next_at"]))


def check_followups(_actor: Actor, writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Raises invalid_date for a contact in the future."""
    for draft in drafts:
        if draft["at"] > writer.now + FUTURE_TOLERANCE:
            raise AppError(ErrorCode.INVALID_DATE, value=draft["at"].isoformat(), why="future")


def prepare_comments(_actor: Actor, _writer: Writer, drafts: list[dict[str, Any]]) -> None:
    """Raises not_found when a comment answers a follow-up of another lead."""
    wanted = {d["followup"] for d in drafts if d.get("followup") is not None}
    leads = dict(Followup.objects.filter(pk__in=wanted, deleted_at=None).values_list("pk", "lead_id"))
    for draft in drafts:
        answered = draft.get("followup")
        if answered is not None and leads.get(answered) != draft.get("lead"):
            raise AppError(ErrorCode.NOT_FOUND, 404, what="followups")
