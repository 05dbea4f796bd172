"""`genjin doctor`: compares what is derived with what it is derived from, and mends it on request."""

from __future__ import annotations

import argparse
import json
import sys

from genjin.cli.start import start_django

NAME = "doctor"
HELP = "check the search index and the history; --repair rebuilds what differs"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--repair", action="store_true", help="rewrite search entries that differ")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when something differs and was not repaired."""
    start_django()
    from genjin.jobs.mailing import can_send
    from genjin.jobs.models import Job, Mail
    from genjin.tables.definition import list_tables
    from genjin.tables.ledger.seal import check_seal
    from genjin.tables.search.compare import compare_entries

    differing = {t.key: compare_entries(t, repair=args.repair) for t in list_tables()}
    found = {table: count for table, count in differing.items() if count}
    seal = check_seal()
    mail = {
        "configured": can_send(),
        "waiting": Mail.objects.filter(state=Mail.State.WAITING).count(),
        "stuck": Mail.objects.filter(state__in=[Mail.State.FAILED, Mail.State.UNCLEAR]).count(),
    }
    failed = Job.objects.filter(state=Job.State.FAILED).count()
    if args.json:
        facts = {"search": found, "seal": seal.ok, "repaired": args.repair, "mail": mail, "failed_jobs": failed}
        print(json.dumps(facts))
    else:
        print(
            "历史完整。" if seal.ok else f"历史从第 {seal.broken} 处改动起对不上。",
            file=sys.stdout if seal.ok else sys.stderr,
        )
        for table, count in found.items():
            print(f"{table}: {count} 条搜索条目{'已重建' if args.repair else '与数据不符，用 --repair 重建'}")
        if not found:
            print("搜索索引与数据一致。")
        _print_background(mail, failed)
    return 0 if seal.ok and (args.repair or not found) else 1


def _print_background(mail: dict[str, int], failed: int) -> None:
    if not mail["configured"]:
        print(f"没有设置邮件服务器（GENJIN_SMTP_URL、GENJIN_MAIL_FROM），{mail['waiting']} 封邮件在等。")
    if mail["stuck"]:
        print(f"{mail['stuck']} 封邮件没有发出或结果不明：设置 → 后台任务里可以看原因、重发。")
    if failed:
        print(f"{failed} 个后台任务失败：设置 → 后台任务里可以看原因、重试。")
