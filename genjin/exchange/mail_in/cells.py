"""A mail read into the cells of a lead: filled-in form, else signature, else what the sentences say. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from genjin.exchange.mail_in.labels import Filled, read_form
from genjin.exchange.mail_in.message import ReadMail
from genjin.exchange.mail_in.quotes import own_words
from genjin.exchange.mail_in.signature import split_signature
from genjin.exchange.mail_in.verdict import sends_only
from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_names import looks_like_company, looks_like_person
from genjin.kernel.parse_phones import find_phones
from genjin.leads.card_reading import read_card

_CARD_COLUMNS = ("company", "contact", "title", "mobile", "phone", "email", "wechat", "address")
_REPLIED = re.compile(r"^(?:\s*(?:re|fw|fwd|回复|答复|转发|回覆|轉寄)\s*[:：]\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*(?:re\s*[:：]\s*)?(?:fw|fwd|转发|轉寄)\s*[:：]", re.IGNORECASE)
_LEGAL = re.compile(
    r"[\u4e00-\u9fffA-Za-z（）()]{2,24}?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|轴承厂|机械厂|电机厂|制造厂|加工厂|总厂|工厂)"
)
_SAYS_FIRST = re.compile(
    r"^.*?(?:我们公司是|我司是|我们是|我是|这里是|这边是|来自于?|本人是|在|代表|就职于|任职于)(?=[\u4e00-\u9fff])"
)
_TO_US = re.compile(r"(?:尊敬的|致|贵公司|贵司|你们|您们|敬爱的)\s*$")
_I_AM = re.compile(
    r"(?:我是|本人是|这里是|我叫|联系人[是:：]?|我的名字是|请联系|找)(?:[\u4e00-\u9fffA-Za-z（）()]{0,30}?(?:公司的?|集团的?|厂的?|的))?"
    r"([\u4e00-\u9fff]{2,4}?)(?=[，,。.；;、\s！!（(：:]|$)"
)
# The firm that a letter begins with is the one it is written to.
_GREETING = re.compile(
    r"^(?:(?:致\s*)?[\u4e00-\u9fff（）()]{2,28}(?:公司|集团|厂)(?:的?(?:领导|同仁|老师|朋友|先生|女士|销售部?))?\s*[:：,，]"
    r"|尊敬的[^,，。:：]{0,20}|您好|你好|大家好|hi|hello|dear[^,，.:]{0,40})\s*[,，:：!！。.]*\s*$",
    re.IGNORECASE,
)
_DULL = re.compile(r"^(?:询价|询盘|咨询|您好|你好|hello|hi|无主题|\(?no subject\)?|（无主题）)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailCells:
    """cells: texts by column of a lead. address: whose mail it is, for finding them among the leads, or empty.

    is_form: a program passed on what somebody filled in. passed_on: somebody forwarded the customer's mail.
    text: the sender's own words.
    """

    cells: dict[str, str] = field(default_factory=dict)
    address: str = ""
    is_form: bool = False
    passed_on: bool = False
    text: str = ""


def read_cells(mail: ReadMail, ours: Collection[str] = (), own: Collection[str] = ()) -> MailCells:
    """ours: names of our organisation, which the mail addresses and which is not the customer. own: its addresses."""
    words = own_words(mail.text, forwarded=_FORWARDED.match(mail.subject) is not None)
    if words.sender:
        name, address = _sender_of(words.sender)
        mail = replace(mail, reply_to="", sender=address, sender_name=name)
    filled = read_form(words.text)
    cells = _of_form(filled) if filled else _of_letter(words.text, mail, ours)
    if filled is None:
        address = _readable(mail.reply_to, own) or _readable(mail.sender, own)
        _fill_name(cells, mail, ours)
    else:
        # Not the sender's: all forms of a site come from one address.
        address = cells.get("email", "") or _readable(mail.reply_to, own)
        cells.setdefault("need", _plain_subject(mail.subject))
    cells["email"] = address
    return MailCells({c: v for c, v in cells.items() if v}, address, filled is not None, bool(words.sender), words.text)


def _sender_of(header: str) -> tuple[str, str]:
    """Name and address of the inner mail's `发件人: 张伟 <zhang@…>`."""
    found = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", header, re.ASCII)
    name = re.sub(r"[<\[(（].*|[\w.+-]+@.*|[\"“”'*]", "", header).strip()
    return name[:100], (parse_email(found.group()).value or "") if found else ""


def _readable(address: str, own: Collection[str]) -> str:
    """The address, if somebody else reads what is sent to it."""
    return "" if address in own or sends_only(address) else address


def _of_form(filled: Filled) -> dict[str, str]:
    cells = dict(filled.cells)
    if filled.others:
        cells["remarks"] = "\n".join(filled.others)
    return cells


def _of_letter(text: str, mail: ReadMail, ours: Collection[str]) -> dict[str, str]:
    words, card = split_signature(text)
    cells: dict[str, str] = {}
    for cell in read_card(card) if card else ():
        if cell.column in _CARD_COLUMNS and not (cell.column == "company" and _is_ours(cell.text, ours)):
            cells[cell.column] = cell.text
    # Theirs is where the mail comes from; another address on the card is a colleague's.
    cells.pop("email", None)
    for phone, _, _ in find_phones(words):
        cells.setdefault("mobile" if phone.kind == "mobile" else "phone", phone.text)
    body = _without_greeting(words)
    if "company" not in cells:
        cells["company"] = _company_in(body, ours)
    if "contact" not in cells:
        cells["contact"] = _contact_in(body)
    cells["need"] = _need(mail.subject, body)
    return cells


def _company_in(words: str, ours: Collection[str]) -> str:
    for found in _LEGAL.finditer(words):
        before = words[max(0, found.start() - 6) : found.start()]
        name = _SAYS_FIRST.sub("", found.group())
        addressed = _TO_US.search(before) or re.match(r"尊敬的|致|贵公司|贵司", name)
        if len(name) >= 4 and looks_like_company(name) and not addressed and not _is_ours(name, ours):
            return name
    return ""


def _contact_in(words: str) -> str:
    for found in _I_AM.finditer(words):
        if looks_like_person(found[1]):
            return found[1]
    return ""


def _is_ours(name: str, ours: Collection[str]) -> bool:
    return any(one and (one in name or name in one) for one in ours)


def _without_greeting(words: str) -> str:
    lines = words.split("\n")
    while lines and (not lines[0].strip() or _GREETING.match(lines[0].strip())):
        lines.pop(0)
    return "\n".join(lines).strip()


def _need(subject: str, body: str) -> str:
    head = _plain_subject(subject)
    return "\n".join(part for part in (head if head not in body else "", body) if part)


def _plain_subject(subject: str) -> str:
    plain = _REPLIED.sub("", subject).strip()
    return "" if _DULL.match(plain) else plain


def _fill_name(cells: dict[str, str], mail: ReadMail, ours: Collection[str]) -> None:
    """The name the sender's mail program shows: `张伟`, `无锡恒砺 张伟`, `Wei Zhang`."""
    name = "" if sends_only(mail.sender) or "@" in mail.sender_name else mail.sender_name
    shown: Mapping[str, str] = {c.column: c.text for c in read_card(name)} if name else {}
    if not cells.get("contact"):
        plain = name if re.fullmatch(r"[A-Za-z][A-Za-z .'-]{2,40} [A-Za-z.'-]{1,30}", name) else ""
        cells["contact"] = shown.get("contact", plain if not looks_like_company(name) else "")
    if not cells.get("company"):
        company = shown.get("company") or (name if looks_like_company(name) else "")
        cells["company"] = "" if _is_ours(company, ours) else company
