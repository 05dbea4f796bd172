"""The page behind a confirmation link: one small document without scripts, so that it opens on any phone.

Opening it writes nothing: mail programs and messengers look into links before people do.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from genjin.kernel.clock import local
from genjin.kernel.errors import AppError
from genjin.kernel.messages import message
from genjin.kernel.words import Language, Words, pick_language
from genjin.leads.confirm_link import ASKED, OpenLink, RefusedAnswer, answer_link, open_link, opt_out
from genjin.people.customer_page import customer_page
from genjin.tables.definition import get_table

_WORDS = {
    "title": Words("核对联系资料", "Check your contact data"),
    "intro": Words(
        "这是我们记录的联系资料。对的不用动，不对的直接改，然后点确认。",
        "This is what we have. Leave what is right, correct what is not, then confirm.",
    ),
    "confirm": Words("确认", "Confirm"),
    "opt_out": Words("不再收到这类邮件", "No more mail like this"),
    "until": Words("链接在 {day} 前有效，只能用一次。", "This link works once, until {day}."),
    "refused": Words("有内容要改一下，写的都还在。", "Something needs correcting. What you typed is still here."),
    "thanks": Words("收到，谢谢", "Received, thank you"),
    "thanks_words": Words("资料已经更新，可以关掉这一页。", "The data are up to date. You can close this page."),
    "out": Words("记下了", "Noted"),
    "out_words": Words("以后不再发这类邮件。", "You will get no more mail like this."),
    "closed": Words("打不开这个链接", "This link cannot be opened"),
}
_KEYBOARDS = {"mobile": "tel", "phone": "tel", "email": "email"}


@csrf_exempt  # nobody is signed in here: the signed link is what lets one write
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the form; a post confirms, corrects or opts out, once."""
    language = pick_language(request.headers.get("Accept-Language"))
    try:
        if request.method != "POST":
            return _form(open_link(token), language, {}, {})
        return _answer(request, token, language)
    except AppError as error:
        return _document(language, "closed", message(error, language), error.status)


def _answer(request: HttpRequest, token: str, language: Language) -> HttpResponse:
    if request.POST.get("action") == "opt_out":
        opt_out(token)
        return _document(language, "out", _say("out_words", language))
    typed = {c: request.POST.get(c, "")[:500] for c in ASKED}
    shown = {c: request.POST[f"was_{c}"] for c in ASKED if f"was_{c}" in request.POST}
    try:
        answer_link(token, typed, shown, language)
    except RefusedAnswer as refused:
        words = {column: message(error, language) for column, error in refused.errors.items()}
        return _form(open_link(token), language, typed, words, shown)
    return _document(language, "thanks", _say("thanks_words", language))


def _form(
    opened: OpenLink,
    language: Language,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    shown: Mapping[str, str] | None = None,
) -> HttpResponse:
    fields = "".join(_field(c, opened, language, typed, errors, shown or opened.values) for c in ASKED)
    note = f'<p class="note" role="alert">{_say("refused", language)}</p>' if errors else ""
    until = _say("until", language).format(day=f"{local(opened.expires_at):%Y-%m-%d}")
    body = (
        f"<p>{_say('intro', language)}</p>{note}<form method=post novalidate>{fields}"
        f"<button name=action value=confirm>{_say('confirm', language)}</button>"
        f"<button class=quiet name=action value=opt_out>{_say('opt_out', language)}</button></form>"
        f"<footer>{until}</footer>"
    )
    return customer_page(language, _say("title", language), body, 422 if errors else 200)


def _field(
    column: str,
    opened: OpenLink,
    language: Language,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    shown: Mapping[str, str],
) -> str:
    label = escape(get_table("leads").column(column).words.in_language(language))
    value = escape(typed.get(column, opened.values[column]))
    was = escape(shown.get(column, opened.values[column]))
    kind = _KEYBOARDS.get(column, "text")
    why = errors.get(column)
    marks = f' aria-invalid=true aria-describedby="{column}-error"' if why else ""
    words = f'<p class=error id="{column}-error">{escape(why)}</p>' if why else ""
    return (
        f'<label for="{column}">{label}</label>'
        f'<input id="{column}" name="{column}" value="{value}" inputmode="{kind}" autocomplete=off{marks}>'
        f'<input type=hidden name="was_{column}" value="{was}">{words}'
    )


def _document(language: Language, title: str, words: str, status: int = 200) -> HttpResponse:
    return customer_page(language, _say(title, language), f"<p>{escape(words)}</p>", status)


def _say(key: str, language: Language) -> str:
    return _WORDS[key].in_language(language)
