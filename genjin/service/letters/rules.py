"""Whether somebody may be written to, and why not. Pure: facts in, reason out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from genjin.followups.guard.rules import Verdict
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Words

# Why somebody gets no letter, in the order in which it is asked.
REASONS: dict[str, Words] = {
    "not_found": Words("不在你的范围内", "Outside your scope"),
    "no_address": Words("没有邮箱", "No e-mail address"),
    "bad_address": Words("邮箱已失效", "Address is dead"),
    "opted_out": Words("已退订", "Opted out"),
    "do_not_contact": Words("不要再联系", "Wants no contact"),
    "too_often": Words("联系过勤", "Contacted too often"),
}
# What a person who writes by hand may do all the same, saying why.
YIELDING = frozenset({"opted_out", "do_not_contact", "too_often"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person of a lead. contact_id: None for its main contact. opted_out: of this address, wherever it stands."""

    lead_id: int
    contact_id: int | None
    name: str
    address: str
    dead: bool
    opted_out: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """reason: a key of `REASONS`, None when the letter may go. not_before: UTC, when quiet hours are over."""

    reason: str | None = None
    error: AppError | None = None
    not_before: datetime | None = None


def judge_letter(recipient: Recipient, verdict: Verdict, *, said_why: bool = False) -> Judgement:
    """By the recipient's address and wish, and by how often the customer was contacted.

    verdict: of `guard.may_contact`. said_why: the writer said why it is needed in spite of wish or frequency.
    """
    reason, error = _address_reason(recipient)
    if reason is None:
        reason, error = _contact_reason(verdict)
    if reason is not None and not (said_why and reason in YIELDING):
        return Judgement(reason, error)
    return Judgement(not_before=verdict.again_at if _is_quiet(verdict) else None)


def _address_reason(recipient: Recipient) -> tuple[str | None, AppError | None]:
    if not recipient.address:
        return "no_address", AppError(ErrorCode.MAIL_NO_ADDRESS, 409, name=recipient.name)
    if recipient.dead:
        return "bad_address", AppError(ErrorCode.MAIL_BAD_ADDRESS, 409, address=recipient.address)
    if recipient.opted_out:
        return "opted_out", AppError(ErrorCode.MAIL_OPTED_OUT, 409)
    return None, None


def _contact_reason(verdict: Verdict) -> tuple[str | None, AppError | None]:
    if verdict.why is None or _is_quiet(verdict):
        return None, None
    return "do_not_contact" if verdict.why.code is ErrorCode.DO_NOT_CONTACT else "too_often", verdict.why


def _is_quiet(verdict: Verdict) -> bool:
    return verdict.why is not None and verdict.why.code is ErrorCode.QUIET_NOW
