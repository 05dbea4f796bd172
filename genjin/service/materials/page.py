"""The page behind a link to a sent material: no sign-in, no scripts (domain.md D12).

Opening it counts nothing by itself: mail programs and messengers look into links before people do, and without consent
nobody's visits are counted at all. Where they may be, the page shows a picture of one point, which programs that only
look do not load.
"""

from __future__ import annotations

import base64

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import escape, linebreaks
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from genjin.kernel.clock import local
from genjin.kernel.disposition import attachment_header
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.messages import message
from genjin.kernel.storage import file_storage
from genjin.kernel.words import Language, Words, pick_language
from genjin.people.customer_page import customer_page
from genjin.service.materials.content import SHOWN_INLINE
from genjin.service.materials.knocking import MOST_WRONG, count_knock, is_busy
from genjin.service.materials.links import OpenedLink, choose_told, open_link
from genjin.service.materials.models import MaterialFile, Viewing
from genjin.service.materials.rules import MEGABYTE, load_limits
from genjin.service.materials.viewing import record_viewing

_WORDS = {
    "from": Words("{seller} 发给您", "Sent to you by {seller}"),
    "look": Words("在线看", "View"),
    "download": Words("下载 {name}（{size}）", "Download {name} ({size})"),
    "link": Words("打开网址", "Open the web page"),
    "until": Words("链接在 {day} 前有效。", "This link works until {day}."),
    "told": Words("您打开和下载的次数会告知 {seller}。", "{seller} is told how often you open and download this."),
    "silent": Words("您的查看没有被记录。", "Your visits are not recorded."),
    "allow": Words("允许告知发送人我已查看", "Let the sender know that I have looked"),
    "stop": Words("不再告知", "Stop telling"),
    "closed": Words("这份资料已不能查看", "This material is no longer available"),
    "closed_words": Words(
        "《{name}》的链接已过期或已收回。需要时请找 {seller} 再发一次。",
        "The link to “{name}” has expired or was withdrawn. Ask {seller} for a new one.",
    ),
    "unknown": Words("打不开这个链接", "This link cannot be opened"),
    "unknown_words": Words(
        "链接不完整或不存在。请回到收到它的邮件或微信里重新点开，或找发给您的人再要一次。",
        "The link is incomplete or does not exist. Open it again from the message, or ask whoever sent it.",
    ),
    "somebody": Words("发给您的人", "whoever sent it"),
}
_STYLE = (
    ".kind{display:inline-block;font-size:12px;line-height:18px;padding:1px 8px;border:1px solid var(--line);"
    "border-radius:4px;color:var(--text-2);margin:0 0 8px}.by{margin:0 0 20px;color:var(--text-3);font-size:14px}"
    ".text{color:var(--text);overflow-wrap:anywhere}.text p{color:var(--text)}a.main,a.more{display:flex;"
    "min-height:44px;align-items:center;justify-content:center;text-align:center;padding:4px 12px;"
    "border-radius:6px;font-weight:600;text-decoration:none;margin:0 0 12px;overflow-wrap:anywhere}"
    "a.main{color:var(--on);background:var(--accent)}a.more{color:var(--text);border:1px solid var(--line)}"
    ".tell{border-top:1px solid var(--line);margin-top:20px;padding-top:16px;font-size:14px;line-height:20px;"
    "color:var(--text-2)}.tell button{margin-top:8px;width:auto;padding:0 16px;font-weight:400;font-size:14px;"
    "color:var(--text);background:none;border:1px solid var(--line)}"
    "a:focus-visible{outline:2px solid var(--accent);outline-offset:1px}"
)
_POINT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
# What a file of ours may do where it is shown: nothing.
_STILL = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@csrf_exempt  # nobody is signed in here: the signed link is what lets one choose
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def material_page(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the material; a post says whether the sender may hear of views."""
    language = pick_language(request.headers.get("Accept-Language"))
    try:
        opened = _open(request, token)
        if request.method == "POST" and not opened.closed:
            choose_told(opened, request.POST.get("tell") == "yes")
            opened = open_link(token)
    except AppError as error:
        return _refuse(error, language)
    if opened.closed:
        return _closed(opened, language)
    return customer_page(language, escape(opened.name), _body(opened, token, language), style=_STYLE)


@never_cache
@require_http_methods(["GET", "HEAD"])
def material_seen(request: HttpRequest, token: str) -> HttpResponse:
    """The point by which a visit is counted, where it may be."""
    try:
        opened = _open(request, token)
    except AppError as error:
        return HttpResponse(status=error.status)
    if _counts(request, opened):
        record_viewing(opened.sent, opened.sending, Viewing.What.OPENED)
    return HttpResponse(_POINT, content_type="image/gif")


@never_cache
@require_http_methods(["GET", "HEAD"])
def material_file(request: HttpRequest, token: str, how: str) -> HttpResponseBase:
    """The file to keep, or (`look`) to show where a browser shows such files harmlessly."""
    language = pick_language(request.headers.get("Accept-Language"))
    try:
        opened = _open(request, token)
        if opened.file is None or opened.closed:
            return _closed(opened, language)
        if is_busy(request, "file", load_limits().per_hour):
            raise AppError(ErrorCode.LINK_BUSY, 429)
        count_knock(request, "file")
        answer = send_file(opened.file, inline=how == "look")
    except AppError as error:
        return _refuse(error, language)
    if _counts(request, opened):
        record_viewing(opened.sent, opened.sending, Viewing.What.READ)
    return answer


def send_file(file: MaterialFile, *, inline: bool = False) -> FileResponse:
    """The stored file; anything a browser could run is only ever handed out to be kept. Raises not_found."""
    try:
        answer = FileResponse(file_storage().open(file.stored, "rb"), content_type=file.content)
    except FileNotFoundError:
        raise AppError(ErrorCode.NOT_FOUND, 404, what="materials") from None
    shown = inline and file.content in SHOWN_INLINE
    answer.headers["Content-Disposition"] = "inline" if shown else attachment_header(file.file_name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = _STILL
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _open(request: HttpRequest, token: str) -> OpenedLink:
    """Raises link_unknown, link_busy to whoever has tried too many links that are none."""
    if is_busy(request, "wrong", MOST_WRONG):
        raise AppError(ErrorCode.LINK_BUSY, 429)
    try:
        return open_link(token)
    except AppError:
        count_knock(request, "wrong")
        raise


def _counts(request: HttpRequest, opened: OpenedLink) -> bool:
    """Only a person's own look: not a head request, not what a browser fetches ahead."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return opened.told and not opened.closed and request.method == "GET" and "prefetch" not in ahead


def _body(opened: OpenedLink, token: str, language: Language) -> str:
    kind = f"<span class=kind>{escape(opened.kind)}</span>" if opened.kind else ""
    by = f"<p class=by>{_say('from', language, seller=_seller(opened, language))}</p>"
    text = f"<div class=text>{linebreaks(opened.text, autoescape=True)}</div>" if opened.text else ""
    link = ""
    if opened.link:
        place = escape(opened.link)
        link = f'<a class=more href="{place}" rel="noreferrer noopener">{_say("link", language)}</a>'
    until = f"{local(opened.sent.expires_at):%Y-%m-%d}" if opened.sent.expires_at else ""
    seen = f'<img src="/m/{escape(token)}/seen" alt="" width=1 height=1>' if opened.told else ""
    foot = f"<footer>{_say('until', language, day=until)}</footer>"
    return kind + by + text + _file(opened, token, language) + link + _choice(opened, language) + foot + seen


def _file(opened: OpenedLink, token: str, language: Language) -> str:
    if opened.file is None:
        return ""
    size = f"{max(opened.file.size / MEGABYTE, 0.1):.1f} MB"
    keep = _say("download", language, name=opened.file.file_name, size=size)
    place = f"/m/{escape(token)}"
    if opened.file.content not in SHOWN_INLINE:
        return f'<a class=main href="{place}/file">{keep}</a>'
    look = f'<a class=main href="{place}/look" target=_blank>{_say("look", language)}</a>'
    return f'{look}<a class=more href="{place}/file">{keep}</a>'


def _choice(opened: OpenedLink, language: Language) -> str:
    words = _say("told" if opened.told else "silent", language, seller=_seller(opened, language))
    answer, label = ("no", "stop") if opened.told else ("yes", "allow")
    return (
        f"<form method=post class=tell>{words}<br>"
        f"<button name=tell value={answer}>{_say(label, language)}</button></form>"
    )


def _closed(opened: OpenedLink, language: Language) -> HttpResponse:
    words = _say("closed_words", language, name=opened.name, seller=_seller(opened, language))
    return customer_page(language, _say("closed", language), f"<p>{words}</p>", 410)


def _refuse(error: AppError, language: Language) -> HttpResponse:
    known = error.code is not ErrorCode.LINK_UNKNOWN
    words = escape(message(error, language)) if known else _say("unknown_words", language)
    return customer_page(language, _say("unknown", language), f"<p>{words}</p>", error.status)


def _seller(opened: OpenedLink, language: Language) -> str:
    return opened.seller or _WORDS["somebody"].in_language(language)


def _say(key: str, language: Language, **facts: str) -> str:
    """HTML: the facts are escaped."""
    return _WORDS[key].in_language(language).format(**{name: escape(value) for name, value in facts.items()})
