"""Ruling on a collision, appealing once, passing it up: each one operation, told to those it concerns."""

from __future__ import annotations

import json
from typing import Any

from genjin.followups.rulings.evidence import Case, Claim, basis_of, load_case
from genjin.kernel import clock
from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, forbidden, not_found
from genjin.leads.assignment import write_owners
from genjin.leads.duplicates.collision_kinds import RULED, TO_RULE
from genjin.leads.duplicates.models import CollisionRequest
from genjin.notices.kinds import NoticeKind
from genjin.notices.telling import News, tell
from genjin.people.leaders import leaders_of, unit_above
from genjin.tables.fields.base import MAX_LONG_TEXT, clean_text
from genjin.tables.ledger.operation import Writer, single
from genjin.tables.scope.predicate import check_action, rows, visible_ids

TABLE = "collision_requests"


def rule_on_collision(actor: Actor, request_id: int, ruling: Any, lead_id: int | None, reason: Any) -> int | None:
    """Decides who gets the lead, and gives it to who asked when they do. Answers the operation.

    ruling: keeps, asker, none. After an appeal the ruling is final. Raises not_found out of scope, forbidden for who
    only asks, reason_required, bad_request for a lead that is none of the case, already_ruled.
    """
    case = _open_case(actor, request_id)
    words = clean_text(reason, MAX_LONG_TEXT)
    if words is None:
        raise AppError(ErrorCode.REQUIRED, column="answer")
    claim = _chosen(case, ruling, lead_id)
    state = "final" if case.request.state == "appealed" else "answered"
    with single(actor, verb="collisions.rule", table=TABLE, via="panel", args={"title": _title(case)}) as writer:
        cells = {
            "state": state,
            "ruling": ruling,
            "lead": claim.card.id if claim else None,
            "against": case.request.against_id or (claim.card.owner_id if claim else None),
            "answer": words,
            "basis": json.dumps(basis_of(case, claim.card.id if claim else None), ensure_ascii=False),
            "ruled_by": actor.id,
            "ruled_at": writer.now,
        }
        writer.set(TABLE, {request_id: cells})
        if claim is not None:
            _give(actor, writer, claim, case.request.owner_id if ruling == "asker" else case.request.against_id)
        _tell_ruled(writer, case, claim, ruling)
        return writer.operation.id


def appeal(actor: Actor, request_id: int, words: Any) -> int | None:
    """Who asked, or whose lead was ruled on, says why it is wrong: once, to whoever leads the unit above.

    Raises not_found for anybody else, required, already_ruled while nothing was ruled or after an appeal.
    """
    request = _own_case(actor, request_id)
    text = clean_text(words, MAX_LONG_TEXT)
    if text is None:
        raise AppError(ErrorCode.REQUIRED, column="appeal")
    if request.state != "answered":
        raise AppError(ErrorCode.ALREADY_RULED, 409)
    with single(actor, verb="collisions.appeal", table=TABLE, via="panel", args={"title": request.company}) as writer:
        cells: dict[str, Any] = {"state": "appealed", "appeal": text, "appealed_by": actor.id}
        cells |= {"appealed_at": writer.now, **_above(request.unit_id)}
        writer.set(TABLE, {request_id: cells})
        unit = cells.get("unit", request.unit_id)
        news = [_news(TO_RULE, person, request, {"by": actor.name}) for person in leaders_of(unit, request.ruled_by_id)]
        tell(news, operation_id=writer.operation.ensure_row())
        return writer.operation.id


def pass_up(actor: Actor, request_id: int) -> int | None:
    """Hands the question to the unit above, where more leads are in sight. Raises not_found, forbidden, bad_request."""
    case = _open_case(actor, request_id)
    up = _above(case.request.unit_id)
    if not up:
        raise AppError(ErrorCode.BAD_REQUEST, what="unit")
    with single(actor, verb="collisions.pass_up", table=TABLE, via="panel", args={"title": _title(case)}) as writer:
        writer.set(TABLE, {request_id: up})
        people = leaders_of(up["unit"], actor.id)
        news = [_news(TO_RULE, person, case.request, {"by": actor.name}) for person in people]
        tell(news, operation_id=writer.operation.ensure_row())
        return writer.operation.id


def _open_case(actor: Actor, request_id: int) -> Case:
    """A case that may still be ruled on, by somebody who may."""
    case = load_case(actor, request_id)
    check_action(TABLE, actor, "edit")
    if case.request.owner_id == actor.id and not actor.supervised_ids:
        raise forbidden("edit", TABLE)
    if case.request.state not in ("open", "appealed"):
        raise AppError(ErrorCode.ALREADY_RULED, 409)
    return case


def _own_case(actor: Actor, request_id: int) -> CollisionRequest:
    """For who asked, and for who had the lead when it was ruled on."""
    found = rows(TABLE, actor).filter(pk=request_id).first()
    if not isinstance(found, CollisionRequest) or actor.id not in (found.owner_id, found.against_id):
        raise not_found(TABLE)
    return found


def _chosen(case: Case, ruling: Any, lead_id: int | None) -> Claim | None:
    if ruling not in ("keeps", "asker", "none"):
        raise AppError(ErrorCode.UNKNOWN_OPTION, value=str(ruling)[:40])
    if ruling == "none":
        return None
    for claim in case.claims:
        if claim.card.id == lead_id:
            return claim
    raise AppError(ErrorCode.BAD_REQUEST, what="lead")


def _give(actor: Actor, writer: Writer, claim: Claim, owner_id: int | None) -> None:
    """Writes the owner that the ruling asks for; a ruling that keeps it after an appeal gives it back."""
    if owner_id is None or owner_id == claim.card.owner_id:
        return
    if claim.card.id not in visible_ids("leads", actor, [claim.card.id], "assign"):
        raise forbidden("assign", "leads")
    for refusal in write_owners(writer, {claim.card.id: owner_id}, despite_flags=True):
        raise refusal.error


def _tell_ruled(writer: Writer, case: Case, claim: Claim | None, ruling: str) -> None:
    concerned = {case.request.owner_id, claim.card.owner_id if claim else None} - {None, writer.actor.id}
    news = [_news(RULED[ruling], person, case.request, {"by": writer.actor.name}) for person in concerned if person]
    tell(news, operation_id=writer.operation.ensure_row())


def _news(kind: NoticeKind, person: int, request: CollisionRequest, facts: dict[str, Any]) -> News:
    title = request.company or request.contact or f"#{request.pk}"
    return News(
        person, kind, {**facts, "title": title}, (TABLE, request.pk), f"{request.pk}:{clock.now():%Y%m%d%H%M%S}"
    )


def _above(unit_id: int | None) -> dict[str, Any]:
    """The cell that moves a question to the unit above; nothing at the top."""
    parent = unit_above(unit_id)
    return {} if parent is None else {"unit": parent}


def _title(case: Case) -> str:
    return case.request.company or case.request.contact or f"#{case.request.pk}"
