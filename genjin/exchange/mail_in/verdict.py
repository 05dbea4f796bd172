"""Whether a mail can be somebody's enquiry, and if not, why. Pure: values in, a reason out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from genjin.exchange.mail_in.message import ReadMail
from genjin.kernel.words import Words

REASONS: Mapping[str, Words] = {
    "auto_reply": Words("自动回复，不是人写的", "An automatic reply, not written by a person"),
    "auto_sent": Words("程序自动发出的通知", "A notice sent by a program"),
    "bounce": Words("退信通知", "A bounce: a mail of ours could not be delivered"),
    "bulk": Words("群发邮件（资讯、推广或邮件列表）", "Bulk mail: a newsletter, advertisement or mailing list"),
    "own": Words("本公司的地址发出的，不是转发的来信", "Sent from an address of our own, and passing nothing on"),
    "too_large": Words("邮件 {megabytes} MB，超过 {limit} MB，只看了信头", "{megabytes} MB is over the limit of {limit} MB; only its header was read"),
    "unreadable": Words("内容损坏，读不出来", "Damaged: it could not be read"),
    "no_sender": Words("没有发件人地址，也没有别的联系方式", "No sender's address and no other way to reach anybody"),
    "empty": Words("没有文字", "It holds no words"),
    "belongs": Words("这个地址已有线索，已写进它的时间线", "The address belongs to a lead; noted on its timeline"),
    "belongs_several": Words(
        "这个地址有 {count} 条线索，已写进其中一条的时间线", "The address belongs to {count} leads; noted on one of them"
    ),
    "belongs_elsewhere": Words("这个地址已有线索，但不在你的范围内", "The address belongs to a lead outside your scope"),
    "lookalikes": Words("看起来和 {count} 条已有线索是同一家", "Looks like {count} leads that exist already"),
    "faults": Words("有 {count} 格没读懂，原文在备注里", "{count} cells could not be read; they are in the remarks"),
}  # fmt: skip
_ROBOT = re.compile(r"^(?:mailer-daemon|postmaster|mail-?daemon|bounces?(?:[+-].*)?)@", re.IGNORECASE)
_BOUNCE = re.compile(
    r"^(?:undeliver|delivery status|mail delivery|returned mail|系统退信|退信|邮件投递失败|投递失败|无法投递)",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"^(?:自动回复|自动答复|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office)",
    re.IGNORECASE,
)
_SENDS_ONLY = re.compile(
    r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply.*|system|notif(?:y|ication|ications)|service[-_.]?notice|postmaster|mailer)@",
    re.IGNORECASE,
)


def why_no_lead(
    mail: ReadMail, own: Collection[str], *, is_form: bool = False, passed_on: bool = False
) -> dict[str, object] | None:
    """The reason, None when it may be a lead. own: our addresses. is_form: its text is a filled-in form of some site.

    Forms are sent by programs, too, sometimes in our own name: only what answers or could not be delivered counts
    against them. passed_on: it holds somebody else's mail.
    """
    code = _machine(mail) or (None if is_form else _nobody(mail, () if passed_on else own))
    return None if code is None else {"code": code}


def _machine(mail: ReadMail) -> str | None:
    """What answers by itself."""
    auto = mail.signals.get("auto-submitted", "").lower()
    if _ROBOT.match(mail.sender) or mail.report or "x-failed-recipients" in mail.signals or _BOUNCE.match(mail.subject):
        return "bounce"
    replied = auto.startswith("auto-replied") or "x-autoreply" in mail.signals
    return "auto_reply" if replied or _REPLY.match(mail.subject) else None


def _nobody(mail: ReadMail, own: Collection[str]) -> str | None:
    """What nobody wrote to us."""
    if mail.sender in own:
        return "own"
    if mail.signals.get("auto-submitted", "no").lower() != "no":
        return "auto_sent"
    spread = mail.signals.get("precedence", "").lower() in ("bulk", "list", "junk")
    if spread or "list-unsubscribe" in mail.signals or "list-id" in mail.signals:
        return "bulk"
    return None if mail.text or mail.subject else "empty"


def sends_only(address: str) -> bool:
    """Whether nobody reads what is sent to this address."""
    return _SENDS_ONLY.match(address) is not None


def in_words(reason: Mapping[str, object] | None, language: str) -> str:
    words = REASONS.get(str((reason or {}).get("code")))
    return "" if words is None else words.in_language(language).format_map(dict(reason or {}))
