"""Where a lead that came in by a web form came from, and what its sender agreed to (domain.md B2)."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.definition import Column
from genjin.tables.fields import Link, Text

FORM = (
    Column(
        "form",
        Words("来自表单", "From form"),
        Link("web_forms"),
        "form_id",
        writable="never",
        hidden_by_default=True,
        group="system",
        width=120,
    ),
    Column(
        "consent",
        Words("同意记录", "Consent"),
        Text(300),
        "consent",
        writable="never",
        hidden_by_default=True,
        group="system",
        width=220,
    ),
)
