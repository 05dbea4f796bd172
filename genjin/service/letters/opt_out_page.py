"""The page behind an opt-out link.

Opening it writes nothing: mail programs and their scanners look into links before people do. A post opts out, from the
page's one button or from a mail program's own (RFC 8058), and may be repeated.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from genjin.kernel.errors import AppError
from genjin.kernel.messages import message
from genjin.kernel.words import Language, Words, pick_language
from genjin.people.customer_page import customer_page
from genjin.service.letters.opting_out import OpenOptOut, open_opt_out, opt_out

_WORDS = {
    "title": Words("退订邮件", "Opt out of mail"),
    "ask": Words("退订后，{address} 不再收到我们群发的邮件。", "{address} will get no more bulk mail from us."),
    "button": Words("确认退订", "Opt out"),
    "out": Words("已退订", "You have opted out"),
    "out_words": Words(
        "以后不再给 {address} 群发邮件。可以关掉这一页。",
        "There will be no more bulk mail to {address}. You can close this page.",
    ),
    "closed": Words("打不开这个链接", "This link cannot be opened"),
}


@csrf_exempt  # nobody is signed in here: the signed link is what lets one write
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out_page(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once; a post opts out."""
    language = pick_language(request.headers.get("Accept-Language"))
    try:
        opened = open_opt_out(token)
        if request.method == "POST":
            opt_out(token)
            return _say_out(language, opened)
    except AppError as error:
        words = escape(message(error, language))
        return customer_page(language, _say("closed", language), f"<p>{words}</p>", error.status)
    return _say_out(language, opened) if opened.done else _ask(language, opened)


def _ask(language: Language, opened: OpenOptOut) -> HttpResponse:
    words = escape(_say("ask", language).format(address=opened.address))
    button = f"<form method=post><button>{_say('button', language)}</button></form>"
    return customer_page(language, _say("title", language), f"<p>{words}</p>{button}")


def _say_out(language: Language, opened: OpenOptOut) -> HttpResponse:
    words = escape(_say("out_words", language).format(address=opened.address))
    return customer_page(language, _say("out", language), f"<p>{words}</p>")


def _say(key: str, language: Language) -> str:
    return _WORDS[key].in_language(language)
