"""Taking a submission in: checked, judged and stored in one short transaction, made a lead right after."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.http import HttpRequest

from genjin.exchange.forms.accepting import ACCEPT_KIND
from genjin.exchange.forms.asked import askable_columns
from genjin.exchange.forms.challenge import Challenge, bits_for, is_solved, issue_challenge, read_challenge
from genjin.exchange.forms.models import FormConsent, FormSubmission, WebForm
from genjin.exchange.forms.page_words import fault_words
from genjin.exchange.forms.verdict import judge
from genjin.jobs.queue import enqueue
from genjin.kernel import clock
from genjin.kernel.actor import SYSTEM
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language
from genjin.leads.intake import IDENTITY
from genjin.people.sender import address_digest
from genjin.tables.fields.encrypted import cipher
from genjin.tables.records.context import build_parse_context
from genjin.tables.records.edit import parse_cell

State = FormSubmission.State
HOUR = timedelta(hours=1)
REPEATED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the page sends. proof: the answer to the puzzle. website: the field that people cannot see."""

    answers: Mapping[str, str]
    consent: bool
    consent_version: int | None
    challenge: str
    proof: str
    website: str = ""


def find_open_form(token: str) -> WebForm:
    """The form behind an address.

    Raises form_removed when it was put into the trash, form_closed when there is none or it is switched off.
    """
    form = WebForm.objects.filter(token=token, deleted_at=None).first() if token else None
    if form is None and token and WebForm.objects.filter(token=token).exists():
        raise AppError(ErrorCode.FORM_REMOVED, 410)
    if form is None or not form.active:
        raise AppError(ErrorCode.FORM_CLOSED, 404)
    return form


def new_challenge(request: HttpRequest, form: WebForm) -> tuple[str, int]:
    """A puzzle for this sender and its difficulty."""
    now = clock.now()
    bits = bits_for(form.proof_bits or 0, _earlier(address_digest(request, now), now))
    return issue_challenge(form.pk, now, bits), bits


def submit(request: HttpRequest, form: WebForm, sent: Sent, language: Language) -> None:
    """Stores what was sent; nothing is lost from here on. A repeat of the same request stores nothing again.

    Raises form_proof (with a fresh puzzle), form_busy, form_answers (words by column), none of which costs the person
    anything typed.
    """
    now = clock.now()
    challenge = read_challenge(sent.challenge, form.pk, now)
    if challenge is None or not is_solved(sent.challenge, sent.proof, challenge.bits):
        raise _stale(request, form)
    answers = {column: text.strip() for column, text in sent.answers.items() if text.strip()}
    digest = _digest(form, answers)
    if _is_repeat(request, form, challenge, digest):
        return
    address = address_digest(request, now)
    if _earlier(address, now) >= (form.per_hour or 0) > 0:
        raise AppError(ErrorCode.FORM_BUSY, 429, minutes=60)
    check_answers(form, answers, sent, language)
    reasons = judge(
        answers,
        honeypot=sent.website,
        seconds=(now - challenge.opened_at).total_seconds(),
        min_seconds=form.min_seconds or 0,
        repeated=_seen(form, digest, now),
    )
    _store(form, answers, sent, challenge, digest, address, reasons, now)


def check_answers(form: WebForm, answers: Mapping[str, str], sent: Sent, language: Language) -> None:
    """Raises form_answers: what is missing or cannot be read, in words by column."""
    askable, context = askable_columns(), build_parse_context(SYSTEM)
    faults: dict[str, str] = {}
    for field in form.fields or ():
        column, text = askable.get(field["column"]), answers.get(field["column"], "")
        if column is None:
            continue
        if field["required"] and not text:
            faults[column.id] = fault_words("required", field["label"], column.field.kind, language)
            continue
        try:
            parse_cell(column, text or None, context)
        except AppError as refused:
            faults[column.id] = fault_words(refused.code.value, field["label"], column.field.kind, language)
    if not faults and not any(answers.get(column) for column in IDENTITY):
        faults[""] = fault_words("nobody", "", "", language)
    if form.consent and not _agreed(form, sent):
        faults["consent"] = fault_words("consent", "", "", language)
    if faults:
        raise AppError(ErrorCode.FORM_ANSWERS, 422, fields=faults)


def _agreed(form: WebForm, sent: Sent) -> bool:
    """They may have read an earlier version than today's: then that is what they agreed to."""
    known = FormConsent.objects.filter(form_id=form.pk, version=sent.consent_version or 0)
    return sent.consent and known.exists()


def _store(
    form: WebForm,
    answers: Mapping[str, str],
    sent: Sent,
    challenge: Challenge,
    digest: str,
    address: str,
    reasons: list[dict[str, object]],
    now: datetime,
) -> None:
    asked = {field["column"] for field in form.fields or ()}
    kept = {column: text for column, text in answers.items() if column in asked}
    row = FormSubmission(
        form_id=form.pk,
        created_at=now,
        state=State.HELD if reasons else State.NEW,
        answers=cipher().encrypt(orjson.dumps(kept).decode()),
        digest=digest,
        consent_version=sent.consent_version if form.consent else None,
        reasons=reasons,
        challenge=challenge.id,
        address=address,
        seconds=min(int((now - challenge.opened_at).total_seconds()), 10**6),
    )
    with transaction.atomic():
        FormSubmission.objects.bulk_create([row], ignore_conflicts=True)
        if not reasons:
            stored = FormSubmission.objects.filter(challenge=challenge.id).values_list("pk", flat=True)
            enqueue(ACCEPT_KIND, {"submission": stored[0]}, None)


def _is_repeat(request: HttpRequest, form: WebForm, challenge: Challenge, digest: str) -> bool:
    """Sent before, by a second click or a second try: the same again is well, another text wants a new puzzle."""
    earlier = FormSubmission.objects.filter(challenge=challenge.id).values_list("digest", flat=True).first()
    if earlier is not None and earlier != digest:
        raise _stale(request, form)
    return earlier is not None


def _stale(request: HttpRequest, form: WebForm) -> AppError:
    challenge, bits = new_challenge(request, form)
    return AppError(ErrorCode.FORM_PROOF, 409, challenge=challenge, bits=bits)


def _earlier(address: str, now: datetime) -> int:
    recent = FormSubmission.objects.filter(address=address, created_at__gt=now - HOUR)
    return recent.count()


def _seen(form: WebForm, digest: str, now: datetime) -> bool:
    return FormSubmission.objects.filter(form_id=form.pk, digest=digest, created_at__gt=now - REPEATED).exists()


def _digest(form: WebForm, answers: Mapping[str, Any]) -> str:
    packed = orjson.dumps([form.pk, {k: " ".join(v.split()) for k, v in answers.items()}], option=orjson.OPT_SORT_KEYS)
    return cipher().blind(hashlib.sha256(packed).hexdigest())[:64]
