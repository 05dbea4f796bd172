"""`genjin sample`: fills an empty installation with a sample team and prints its logins."""

from __future__ import annotations

import argparse
import sys

from genjin.cli.start import prepare_database, start_django

NAME = "sample"
HELP = "fill an empty installation with a sample team; prints generated logins"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leads", type=int, default=2_000)


def run(args: argparse.Namespace) -> int:
    """Does nothing to an installation that is in use."""
    start_django()
    prepare_database()
    from genjin.people.credentials import new_password
    from genjin.people.setup import is_setup_open, set_up
    from genjin.sample.fill import fill_sample

    if not is_setup_open():
        print("已有数据，示例没有写入。 There is data already; no sample was written.", file=sys.stderr)
        return 0
    password = new_password("chensiyuan")
    set_up(organisation="示例公司", name="陈思远", username="chensiyuan", password=password, start="empty")
    team = fill_sample(count=args.leads)
    for name, username, secret in (("陈思远（管理员）", "chensiyuan", password), *team.logins):
        print(f"{name}\t{username}\t{secret}")
    return 0
