"""Mails that a shop's or site's enquiry form sends: lines of a label and what was filled in. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_phones import find_phones

_COLUMNS: Mapping[str, str] = {
    "contact": "您的姓名|客户姓名|联系人姓名|联系人|姓名|称呼|您的称呼|您的名字|买家姓名|询盘人|name|your name|full name|contact|contact name",
    "company": "公司名称|公司|单位名称|单位|企业名称|企业|客户名称|贵公司|贵公司名称|company|company name",
    "title": "职位|职务|岗位|job title|position|title",
    "reach": "联系电话|手机号码|手机号|手机|电话号码|电话|座机|固话|联系方式|联系手机|tel|telephone|phone|phone number|mobile|mobile phone",
    "email": "电子邮箱|电子邮件|邮箱地址|邮箱|邮件|e-mail|email|email address|mail",
    "wechat": "微信号|微信|wechat|weixin",
    "address": "公司地址|详细地址|联系地址|收货地址|所在地|所在地区|地区|地址|address",
    "products": "咨询产品|意向产品|产品名称|产品|询价产品|商品名称|商品|采购产品|product|products|item",
    "need": "留言内容|留言|咨询内容|咨询|需求描述|采购需求|需求|内容|问题描述|问题|详细需求|备注说明|备注|询价内容|询盘内容|message|your message|comment|comments|enquiry|inquiry|details",
}  # fmt: skip
_BY_LABEL = {label: column for column, labels in _COLUMNS.items() for label in labels.split("|")}
_LINE = re.compile(
    r"^[\s*•·\-–>]{0,4}[【\[]?\s*([\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z \-（）()/]{0,19}?)\s*(?:[*（(](?:必填|选填|\*)[)）]?)?\s*"
    r"(?:[】\]]\s*[:：]?|[:：\t])\s*(.*)$"
)
_MULTI = ("need", "address", "products")
_SAYS_WHO = {"contact", "company"}
_SAYS_HOW = {"reach", "email", "wechat"}


@dataclass(slots=True)
class Filled:
    """cells: by column of a lead. others: lines with a label that no column has, as they stood."""

    cells: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def read_form(text: str) -> Filled | None:
    """What was filled in; None for a mail that a person wrote, even when their signature has labels."""
    found: dict[str, str] = {}
    others: list[str] = []
    labelled, plain, last = 0, 0, ""
    for line in text.split("\n"):
        if not line.strip():
            continue
        label, value = _labelled(line)
        column = _BY_LABEL.get(label.lower(), "")
        if column:
            labelled, last = labelled + 1, column
            _put(found, column, value, others, line)
        elif label and value and len(label) <= 10:
            labelled, last = labelled + 1, ""
            others.append(f"{label}：{value.strip()}")
        elif last in _MULTI or (last and not found.get(last)):
            found[last] = f"{found.get(last, '')}\n{line.strip()}".strip()
        else:
            plain += 1
    known = set(found)
    asked = known & {"need", "products"}
    is_form = bool(known & _SAYS_WHO and known & _SAYS_HOW and (asked or labelled >= 2 * plain + 2))
    return _finish(found, others) if is_form else None


def _labelled(line: str) -> tuple[str, str]:
    match = _LINE.match(line)
    # `https://…` and `12:30` are no labels.
    if match is None or match[2].startswith("//"):
        return "", ""
    return " ".join(match[1].split()), match[2].strip()


def _put(found: dict[str, str], column: str, value: str, others: list[str], line: str) -> None:
    if column not in found:
        found[column] = value
    elif column == "reach":
        found[column] = f"{found[column]} ; {value}"
    elif column in _MULTI:
        found[column] = f"{found[column]}\n{value}".strip()
    elif value:
        others.append(" ".join(line.split()))


def _finish(found: dict[str, str], others: list[str]) -> Filled:
    """Numbers sorted into mobile and landline; what is none is kept in words."""
    reach, email = found.pop("reach", ""), found.pop("email", "")
    cells = {column: value for column, value in found.items() if value}
    for phone, _, _ in find_phones(reach):
        column = "mobile" if phone.kind == "mobile" else "phone"
        cells.setdefault("phone" if column in cells else column, phone.text)
    if reach and not {"mobile", "phone"} & set(cells):
        others.append(f"电话：{reach}")
    read = parse_email(email)
    if read.value:
        cells["email"] = read.value
    elif email:
        others.append(f"邮箱：{email}")
    return Filled(cells, others)
