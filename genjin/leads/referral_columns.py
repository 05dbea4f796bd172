"""Who brought the lead (domain.md B10)."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.definition import Column
from genjin.tables.fields import Link

REFERRAL = (
    Column(
        "referred_by",
        Words("推荐客户", "Referred by"),
        Link("leads", hidden=Words("他人客户", "Somebody else's customer")),
        "referred_by_id",
        writable="verb",
        width=140,
        group="company",
        hidden_by_default=True,
        aliases=("转介绍人", "介绍人", "推荐人", "转介绍客户"),
        help=Words("哪位客户带来的这条线索", "The customer who brought this lead"),
    ),
)
