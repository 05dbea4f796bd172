"""The public page: no sign-in, one small script, the form's description inside it, so no second request."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from genjin.exchange.forms.asked import askable_columns, input_of
from genjin.exchange.forms.models import WebForm
from genjin.exchange.forms.page_words import page_words
from genjin.exchange.forms.submitting import find_open_form, new_challenge
from genjin.kernel.errors import AppError, ErrorCode
from genjin.kernel.words import Language, pick_language

# As every page, except that any site may show it in a frame: that is what embedding means.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors *; base-uri 'self'; form-action 'self'"
)
_NOT_BUILT = "<!doctype html><meta charset=utf-8><title>Genjin</title><p>界面还没有构建：运行 make web。"


def form_page(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one form; of a closed one a page that says so, as 404, of a removed one as 410."""
    language = pick_language(request.headers.get("Accept-Language"))
    try:
        form = find_open_form(token)
        content, title, status = describe_form(request, form, language), form.title or form.name or "", 200
    except AppError as closed:
        words = page_words(language)
        if closed.code is ErrorCode.FORM_REMOVED:
            words |= {"closed": words["removed"], "closed_more": words["removed_more"]}
        content, title, status = {"words": words}, words["closed"], closed.status
    page = Path(settings.WEB_DIST) / "form.html"
    text = page.read_text(encoding="utf-8") if page.is_file() else _NOT_BUILT
    # Data, not code: the policy lets no inline script run, and `<` cannot end the element early.
    packed = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    text = text.replace('lang="zh-CN"', f'lang="{language}"', 1)
    text = text.replace("<title></title>", f"<title>{html.escape(title)}</title>", 1)
    text = text.replace("{}</script>", f"{packed}</script>", 1)
    response = HttpResponse(text, status=status)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def describe_form(request: HttpRequest, form: WebForm, language: Language) -> dict[str, Any]:
    """All that the page needs: texts, fields, consent, a fresh puzzle, its few words."""
    challenge, bits = new_challenge(request, form)
    askable = askable_columns()
    fields = [
        {**field, **input_of(askable[field["column"]], language)}
        for field in form.fields or ()
        if field["column"] in askable
    ]
    return {
        "token": form.token,
        "title": form.title or form.name,
        "intro": form.intro or "",
        "thanks": form.thanks or "",
        "fields": fields,
        "consent": form.consent or "",
        "consent_version": form.consent_version,
        "challenge": challenge,
        "bits": bits,
        "words": page_words(language),
    }
