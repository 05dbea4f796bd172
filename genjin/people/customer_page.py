"""The frame of pages that customers open from a mail: one small document without scripts, for any phone."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import escape

from genjin.kernel.words import Language
from genjin.people.queries import organisation

_STYLE = (
    ":root{color-scheme:light dark;--bg:#f4f6f6;--surface:#fff;--text:#192023;--text-2:#465053;--text-3:#5f696d;"
    "--line:#cdd3d5;--accent:#0c5f64;--on:#fff;--red:#ae261e;--red-soft:#fdecea}"
    "@media(prefers-color-scheme:dark){:root{--bg:#101416;--surface:#171c1f;--text:#e7ebeb;--text-2:#b2babc;"
    "--text-3:#949ea1;--line:#3d474a;--accent:#187479;--red:#f5958e;--red-soft:#331b1a}}"
    "*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);"
    'font:16px/24px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}'
    "main{max-width:480px;margin:0 auto;padding:24px 16px 40px}.card{background:var(--surface);"
    "border:1px solid var(--line);border-radius:10px;padding:20px 16px}header{color:var(--text-3);font-size:14px;"
    "margin:0 0 12px}h1{font-size:20px;line-height:28px;font-weight:600;margin:0 0 4px}p{margin:0 0 16px;"
    "color:var(--text-2)}label{display:block;font-size:14px;line-height:20px;color:var(--text-2);margin:12px 0 4px}"
    "input{width:100%;height:44px;padding:0 12px;font:inherit;color:var(--text);background:var(--surface);"
    "border:1px solid var(--line);border-radius:6px}input[aria-invalid]{border-color:var(--red)}"
    "input:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:1px}"
    ".error{margin:4px 0 0;font-size:14px;line-height:20px;color:var(--red)}.note{padding:8px 12px;border-radius:6px;"
    "background:var(--red-soft);color:var(--red);margin:12px 0 0}button{width:100%;height:44px;margin-top:20px;"
    "font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:6px}"
    "button.quiet{margin-top:16px;height:44px;font-weight:400;font-size:14px;color:var(--text-2);background:none;"
    "text-decoration:underline}footer{margin-top:12px;font-size:12px;line-height:18px;color:var(--text-3)}"
)


def customer_page(language: Language, title: str, body: str, status: int = 200, *, style: str = "") -> HttpResponse:
    """The page. title, body: HTML, whose values the caller has escaped. style: rules of its own."""
    sender = escape(organisation().name)
    response = HttpResponse(
        f'<!doctype html><html lang="{language}"><meta charset=utf-8>'
        '<meta name=viewport content="width=device-width,initial-scale=1"><meta name=robots content=noindex>'
        f"<title>{title}</title><style>{_STYLE}{style}</style><main><header>{sender}</header>"
        f"<div class=card><h1>{title}</h1>{body}</div></main></html>",
        status=status,
    )
    # The address is the key: it is told to nobody.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
