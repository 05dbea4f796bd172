"""`genjin mail-in`: one message on standard input, as a mail server's pipe hands it over."""

from __future__ import annotations

import argparse
import json
import sys

from genjin.exchange.mail_in.models import Mailbox
from genjin.exchange.mail_in.taking import MAX_SIZE, Door, hand_in
from genjin.exchange.mail_in.verdict import in_words
from genjin.kernel.errors import AppError
from genjin.kernel.messages import message, render


def take_from_pipe(args: argparse.Namespace) -> int:
    """0 taken, also when it is no lead, with the reason in the list; 1 refused with the reason; 2 no such mailbox."""
    box = None
    if args.mailbox is not None:
        box = Mailbox.objects.filter(name=args.mailbox, deleted_at=None).first()
        if box is None:
            print(f"没有叫“{args.mailbox}”的收件邮箱", file=sys.stderr)
            return 2
    try:
        raw = sys.stdin.buffer.read(MAX_SIZE + 1)
        row, repeated = hand_in(raw, Door("pipe", box.pk if box else None))
    except AppError as refused:
        print(message(refused, "zh-CN"), file=sys.stderr)
        return 1
    answer = {
        "id": row.pk,
        "state": row.state,
        "repeated": repeated,
        "lead": row.lead_id,
        "reason": in_words(row.reason, "zh-CN"),
    }
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))
    if row.error:
        print(render(row.error["code"], row.error["data"], "zh-CN"), file=sys.stderr)
    return 1 if row.state == row.State.FAILED else 0
