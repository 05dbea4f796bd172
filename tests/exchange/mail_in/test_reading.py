"""Mails read into cells: charsets, HTML, signatures, forms, quotations; and none of it can be made to fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genjin.exchange.mail_in.cells import read_cells
from genjin.exchange.mail_in.message import KEPT, decode_bytes, mail_key, read_message
from genjin.exchange.mail_in.verdict import why_no_lead
from tests.exchange.mail_in import letters
from tests.exchange.mail_in.letters import CASES, Case, letter

OUR_NAMES = ("云锦机电",)
# No database in it.
pytestmark = pytest.mark.once


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_mail_is_read_into_cells(case: Case) -> None:
    mail = read_message(case.raw)
    read = read_cells(mail, OUR_NAMES)
    assert {column: read.cells.get(column) for column in case.cells} == case.cells
    assert not [(w, c) for w in case.without for c in read.cells.values() if w in c]
    assert read.is_form is case.is_form
    assert read.address == case.extra.get("address", read.address)
    assert mail.attachments == case.extra.get("attachments", mail.attachments)
    assert why_no_lead(mail, (letters.OURS,), is_form=read.is_form, passed_on=read.passed_on) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (letters.NEWSLETTER, "bulk"),
        (letters.BULK, "bulk"),
        (letters.AUTO_REPLY, "auto_reply"),
        (letters.BOUNCE, "bounce"),
        (letters.NOTICE, "auto_sent"),
        (letters.OWN, "own"),
    ],
)
def test_what_no_person_wrote_is_no_lead_and_says_why(raw: bytes, code: str) -> None:
    assert why_no_lead(read_message(raw), (letters.OURS,), is_form=False) == {"code": code}


def test_a_form_may_be_sent_by_a_program() -> None:
    raw = letter(
        "姓名：何平\n电话：13512340000\n需求：两台", sender="noreply@shop.example", auto_submitted="auto-generated"
    )
    mail = read_message(raw)
    assert read_cells(mail).is_form and why_no_lead(mail, (), is_form=True) is None


def test_a_signature_with_labels_is_no_form() -> None:
    text = "请报价 6308。\n我们下周要定。\n\n姓名：张伟\n电话：13812346021\n公司：无锡恒砺精密有限公司"
    read = read_cells(read_message(letter(text)))
    assert not read.is_form and read.cells["company"] == "无锡恒砺精密有限公司" and "请报价" in read.cells["need"]


def test_the_firm_that_is_addressed_is_not_the_one_that_writes() -> None:
    read = read_cells(
        read_message(letter("苏州澜石模具有限公司：\n您好，尊敬的客服，要 10 台轴承", sender="q@x.example"))
    )
    assert "company" not in read.cells and read.cells["need"] == "您好，尊敬的客服，要 10 台轴承"


def test_headers_cannot_smuggle_lines() -> None:
    raw = letter("要两台").replace(b"Subject: ", b"Subject: =?utf-8?b?5L2gDQpCY2M6IGFAYi5leGFtcGxl?= ")
    mail = read_message(raw)
    assert "\n" not in mail.subject and "\r" not in mail.subject and "你 Bcc: a@b.example" in mail.subject


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 2,
        b"From: \xff\xfe<a@b.example>\r\nSubject: =?gb2312?b?!!!!?=\r\n"
        b'Content-Type: text/plain; charset="\xff"\r\n\r\n\xb5\xe7',
        b"From: a@b.example\r\nDate: no\r\nMessage-ID: <[]@>\r\nContent-Type: text/plain; charset=punycode\r\n\r\nabc",
        b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 50_000 + "要两台".encode(),
        b"From: a@b.example\r\nContent-Transfer-Encoding: base64\r\n\r\n=====\x00\x00",
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        + b"".join(b"--x\r\nContent-Type: multipart/mixed; boundary=x%d\r\n\r\n" % i for i in range(500)),
        b"From: a@b.example\r\n" + b"X-Long: " + b"a" * 1_900_000 + b"\r\n\r\nhello",
        b"From: " + b"(" * 20_000 + b"\r\nTo: x\r\n\r\nhello",
        b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + b"<!" * 150_000,
        b"From: a@b.example\r\n\r\n" + "发件人: a\n".encode() * 5_000,
        b"From: a@b.example\r\n\r\n" + "在 2026年".encode() + b"@" * 18_000,
        b"From: a@b.example\r\n\r\n" + b"a: " * 6_000,
    ],
)
def test_hostile_mails_are_read_or_refused_quickly(raw: bytes) -> None:
    # Processor time, far from what any of them takes: one that grows with the square of its length takes minutes.
    began = time.process_time()
    try:
        mail = read_message(raw)
    except ValueError:
        return
    read_cells(mail, OUR_NAMES)
    mail_key(raw)
    assert len(mail.text) <= KEPT
    assert time.process_time() - began < 20


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=a", "message/rfc822", "multipart/report"]),
)
def test_no_bytes_make_the_reader_fail(body: bytes, kind: str) -> None:
    raw = b"From: a@b.example\r\nSubject: x\r\nContent-Type: " + kind.encode() + b"\r\n\r\n" + body
    try:
        read_cells(read_message(raw), OUR_NAMES)
    except ValueError as refused:
        assert not isinstance(refused, UnicodeError)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_cells_fail(text: str) -> None:
    raw = b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode("utf-8", "replace")
    read_cells(read_message(raw), OUR_NAMES)


def test_slow_codecs_are_no_charsets() -> None:
    assert decode_bytes(b"abc-", "punycode") == "abc-" and decode_bytes(b"\\u4f60", "unicode_escape") == "\\u4f60"


def test_charsets_are_read_wider_than_they_are_named() -> None:
    assert decode_bytes("喺度".encode("big5hkscs"), "Big5") == "喺度"
    assert decode_bytes("张喆".encode("gb18030") + b"\xff", "gb2312") == "张喆\ufffd", (
        "what is broken costs only itself"
    )


def test_a_mail_and_its_copy_by_another_way_have_one_key() -> None:
    raw = letter("要两台")
    copied = b"Received: from a by b\r\nX-Spam: no\r\n" + raw.replace(b"\r\n", b"\n") + b"\n"
    assert mail_key(raw) == mail_key(copied)
    assert mail_key(raw) != mail_key(letter("要三台")), "the same Message-ID with other words is another mail"
