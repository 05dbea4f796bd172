"""A pasted line, business card or signature read into the cells of a lead (domain.md B5). Pure; a person confirms it.

Example: `张伟 无锡恒砺轴承 13812346021 要两台样机` → contact, company, mobile, need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from genjin.kernel.parse_emails import parse_email
from genjin.kernel.parse_names import looks_like_company, looks_like_person
from genjin.kernel.parse_phones import find_phones
from genjin.kernel.parse_places import parse_region
from genjin.kernel.text_width import narrow

MAX_TEXT = 4_000
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_WECHAT = re.compile(
    r"(?:微信号?|wechat|weixin|wx|vx)\s*[:： ]?\s*([a-z][\w-]{5,19})(?![\w.@])", re.IGNORECASE | re.ASCII
)
_WECHAT_SAME = re.compile(r"[(（]?\s*(?:手机)?(?:微信同号|同微信|微信同步|微信同手机号?)\s*[)）]?")
_FAX = re.compile(r"(?:传真|fax|\bF)\s*[.:：]?\s*$", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s，。；]+", re.IGNORECASE)
# Words before a value that say what it is, and the column; "" is something a lead has no cell for.
_LABELS = {
    "company": "公司名称|公司|单位|企业|客户|company|corp",
    "contact": "联系人|姓名|名字|name|contact",
    "title": "职务|职位|岗位|title|position",
    "address": "公司地址|地址|add(?:ress)?",
    "products": "意向产品|产品",
    "need": "需求|采购需求|咨询内容|留言|need",
    "remarks": "备注|说明|note",
    "": "手机号?码?|电话|座机|热线|总机|tel|mobile|mob|phone|cell|传真|fax|邮箱|邮件|e-?mail"
    "|网址|网站|web|qq|微信号?|邮编",
}
_LABEL = {column: re.compile(rf"^(?:{words})\s*[.:：]\s*", re.IGNORECASE) for column, words in _LABELS.items()}
_BARE_LABEL = re.compile(rf"^(?:{'|'.join(_LABELS.values())})\s*[.:：]?$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:总经理|副总|经理|总监|主任|主管|厂长|董事长|总裁|工程师|采购员?|部长|科长|处长|专员|助理|负责人|老板|店长|设备|销售|业务员?)$"
)
_NAME_WITH_TITLE = re.compile(
    r"^([\u4e00-\u9fff]{2,4}?)((?:采购|设备|技术|生产|销售|市场|项目|行政|副)?(?:总经理|经理|总监|主任|主管|厂长|部长|科长|工程师|董事长|专员))$"
)
_ADDRESS = re.compile(r"(?:路|街|大道|巷|园区|开发区|大厦|广场|\d+\s*号|\d+\s*楼|\d+\s*室|镇|工业区)")
_ADDRESS_GOES_ON = re.compile(r"^(?:[\d-]+|[\d-]*(?:号|弄|楼|室|幢|栋|层|单元).*)$")
_ASKS = re.compile(
    r"要|想|需|求购|采购|询|报价|样机|样品|定制|订|咨询|了解|合作|急|多少|价格|交期|[\d一二两三四五六七八九十百]+\s*(?:台|套|批|件|吨|个|条|米|只|双)"
)
_TRADES = re.compile(
    r"(?:轴承|机械|电子|科技|化工|模具|电气|电机|五金|塑料|塑胶|材料|设备|制造|实业|贸易|仪器|自动化|精工|重工|纺织|食品|医药|汽配|阀门|泵业|钢铁|铝业|玻璃|包装|印刷|家具|物流|能源|光电|半导体|智能|软件|网络|工贸|传动|液压|橡胶|陶瓷|建材)$"
)
_CUT = re.compile(r"[\s,，;；、|｜/。\n\r\t]+")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class CardCell:
    """One cell that was read. span: half-open, in the text as it was pasted."""

    column: str
    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)


def read_card(text: str) -> list[CardCell]:
    """The cells in the order of the text; each column once, except what goes on in `need`. Nothing is left out: what
    is none of the others is the need."""
    text = text[:MAX_TEXT]
    found: dict[str, CardCell] = {}
    rest = _take_marked(text, found)
    needs: list[_Piece] = []
    last: str | None = None
    for piece in _pieces(rest):
        column, piece = _labelled(piece)
        if column is None:
            column = _kind_of(piece, found)
        if not piece.text:
            continue
        if last == "address" and "address" in found and _ADDRESS_GOES_ON.match(piece.text):
            start, end = found["address"].span[0], piece.span[1]
            found["address"] = CardCell("address", text[start:end], (start, end))
            continue
        last = column
        if column == "name_title":
            _split_name(piece, found)
        elif column == "need" or column in found:
            needs.append(piece)
        else:
            found[column] = CardCell(column, piece.text, piece.span)
    _join_needs(needs, text, found)
    return sorted(found.values(), key=lambda cell: cell.span)


def _take_marked(text: str, found: dict[str, CardCell]) -> str:
    """Takes out what is known by its form (mails, numbers, WeChat names), leaving blanks of the same length."""
    rest = narrow(text)
    if len(rest) != len(text):
        rest = text
    for match in _EMAIL.finditer(rest):
        read = parse_email(match.group())
        if read.value is not None and "email" not in found:
            found["email"] = CardCell("email", read.value, match.span())
            rest = _blank(rest, *match.span())
    rest = _take_phones(rest, found)
    named = _WECHAT.search(rest)
    if named:
        found["wechat"] = CardCell("wechat", named[1], named.span(1))
        rest = _blank(rest, *named.span())
    same = _WECHAT_SAME.search(rest)
    if same:
        if "mobile" in found and "wechat" not in found:
            found["wechat"] = CardCell("wechat", found["mobile"].text, same.span())
        rest = _blank(rest, *same.span())
    for match in _URL.finditer(rest):
        rest = _blank(rest, *match.span())
    return rest


def _take_phones(rest: str, found: dict[str, CardCell]) -> str:
    for phone, start, end in list(find_phones(rest)):
        before = rest[:start]
        fax = _FAX.search(before)
        if fax:
            rest = _blank(rest, fax.start(), end)
            continue
        column = "mobile" if phone.kind == "mobile" else "phone"
        if column == "mobile" and column in found:
            column = "phone"
        if column not in found:
            found[column] = CardCell(column, phone.text, (start, end))
            rest = _blank(rest, start, end)
    return rest


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    for cut in (*_CUT.finditer(text), None):
        end = len(text) if cut is None else cut.start()
        if text[at:end].strip():
            yield _Piece(text[at:end], at)
        at = end if cut is None else cut.end()


def _labelled(piece: _Piece) -> tuple[str | None, _Piece]:
    """The column its label names and what is left of it; a label alone, or of a number already taken, is nothing."""
    if _BARE_LABEL.match(piece.text):
        return "", _Piece("", piece.start)
    for column, pattern in _LABEL.items():
        label = pattern.match(piece.text)
        if label:
            left = _Piece(piece.text[label.end() :], piece.start + label.end())
            return (column or None), left
    return None, piece


def _kind_of(piece: _Piece, found: dict[str, CardCell]) -> str:
    text = piece.text
    asks = _ASKS.search(text) is not None
    if "company" not in found and len(text) <= _LONGEST_NAME and looks_like_company(text) and not asks:
        return "company"
    if _ADDRESS.search(text) and len(text) >= 5 and "address" not in found and not asks:
        return "address"
    if "contact" not in found and _NAME_WITH_TITLE.match(text) and looks_like_person(text[:1] + "总"):
        return "name_title"
    if "contact" not in found and looks_like_person(text):
        return "contact"
    if "title" not in found and len(text) <= 10 and _TITLE.search(text):
        return "title"
    if "company" not in found and not asks and 4 <= len(text) <= 16 and _is_short_company(text):
        return "company"
    return "need"


def _is_short_company(text: str) -> bool:
    """`无锡恒砺轴承`: a place or a trade, without the legal form that people leave out."""
    return _TRADES.search(text) is not None or parse_region(text).value is not None


def _split_name(piece: _Piece, found: dict[str, CardCell]) -> None:
    match = _NAME_WITH_TITLE.match(piece.text)
    if match is None:
        return
    name, title = match[1], match[2]
    found["contact"] = CardCell("contact", name, (piece.start, piece.start + len(name)))
    found.setdefault("title", CardCell("title", title, (piece.start + len(name), piece.start + len(piece.text))))


def _join_needs(needs: list[_Piece], text: str, found: dict[str, CardCell]) -> None:
    if not needs:
        return
    words = " ".join(piece.text for piece in needs)
    if "need" in found:
        words = f"{found['need'].text} {words}"
    found["need"] = CardCell("need", words, (needs[0].span[0], needs[-1].span[1]))
