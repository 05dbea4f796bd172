"""`genjin mail-in`: a mail server's pipe hands one message over."""

from __future__ import annotations

import argparse

from genjin.cli.start import start_django

NAME = "mail-in"
HELP = "take one mail (RFC 5322) from standard input in as a lead"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mailbox", help="name of a mailbox whose channel, owner and unit the lead gets")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output, nothing else")


def run(args: argparse.Namespace) -> int:
    """0 taken; 1 refused, the reason on standard error; 2 usage. The schema must be up to date: a pipe changes none."""
    start_django()
    # Models may only be imported once Django is ready.
    from genjin.exchange.mail_in.command import take_from_pipe

    return take_from_pipe(args)
