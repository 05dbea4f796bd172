"""What of a mail's text is the sender's own: not what they answer to, small print or their phone's greeting. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORIGINAL = re.compile(
    r"^[-_=\s>]*(?:原始邮件|原邮件|原始信息|转发的邮件|转发邮件信息|转发邮件|回复的原邮件|original message|forwarded message|begin forwarded message)"
    r"[-_=\s:：]*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:(?:在|于)\s*\d.{4,120}(?:写道|写到|wrote)\s*[:：]?|on\s.{6,160}wrote\s*:|.{0,80}@.{1,80}(?:于|在).{4,60}写道\s*[:：]?"
    r"|\d{4}[-年/].{4,100}写道\s*[:：]?)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^[\s*]*(?:发件人|发送人|寄件人|from)[\s*]*[:：]\s*[*]*\s*(.+)$", re.IGNORECASE)
_HEAD = re.compile(
    r"^[\s*]*(?:发件人|发送人|寄件人|发送时间|发件时间|时间|日期|收件人|抄送|主题|寄件者|from|sent|date|to|cc|subject)[\s*]*[:：]",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"^[*\s【\[(（]*(?:保密声明|保密提示|保密通知|免责声明|免责条款|法律声明|重要声明|(?:本|此|这封)(?:电子)?邮件(?:及其?(?:任何)?附件)?[^。]{0,40}"
    r"(?:机密|保密|仅供|专为|特定)|本电子邮件|confidentiality notice|disclaimer|this (?:e-?mail|message)[^.]{0,80}"
    r"(?:confidential|intended|privileged))",
    re.IGNORECASE,
)
_PHONE_GREETING = re.compile(
    r"^(?:发自我的.{0,20}|从我的.{0,20}发送|来自.{0,12}(?:邮箱|手机|客户端).{0,6}|发自.{0,12}(?:邮箱|手机|客户端).{0,6}"
    r"|sent from my .{0,30}|sent from mail for windows.*|get outlook for .*|使用.{0,12}邮箱发送)[.。]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """sender: of the mail that was passed on, as its header block writes it, where there is nothing else to read."""

    text: str
    sender: str = ""


def own_words(text: str, *, forwarded: bool = False) -> OwnWords:
    """forwarded: the subject says that it was passed on: then the inner mail is what it is about, if there is one."""
    lines = [line.rstrip() for line in text.split("\n")]
    at = _quote_begins(lines)
    own = _clean(lines[:at])
    if at < len(lines) and (forwarded or not own):
        sender, inner = _inner(lines[at:])
        inner_text = _clean(inner[: _quote_begins(inner)])
        if sender and inner_text:
            return OwnWords(inner_text, sender)
        if not own:
            return OwnWords(inner_text or _clean([line.lstrip("> ") for line in lines[at:]]))
    return OwnWords(own)


def _quote_begins(lines: list[str]) -> int:
    """The first line that belongs to an earlier mail; the number of lines when there is none."""
    for at, line in enumerate(lines):
        if _ORIGINAL.match(line) or _WROTE.match(line.strip()):
            return at
        if _FROM.match(line) and sum(bool(_HEAD.match(near)) for near in lines[at : at + 6]) >= 3:
            return at
    return len(lines)


def _inner(lines: list[str]) -> tuple[str, list[str]]:
    """The header block's sender, and the lines below the block."""
    sender, at = "", 0
    for at, line in enumerate(lines):
        found = _FROM.match(line)
        if found and not sender:
            sender = found[1].strip()
        elif (sender and line.strip() and not _HEAD.match(line)) or (not sender and at > 3):
            break
    return sender, lines[at:]


def _clean(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if _SMALL_PRINT.match(line):
            break
        if not line.lstrip().startswith(">") and not _PHONE_GREETING.match(line.strip()):
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n ")
