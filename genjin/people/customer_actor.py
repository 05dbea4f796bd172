"""A customer who writes by a link of theirs, without signing in: what they change stands in the history as theirs."""

from __future__ import annotations

from genjin.kernel.actor import SystemActor
from genjin.kernel.words import Words

_CUSTOMER = Words("客户 {name}", "customer {name}")
_LONGEST = 100


def customer_actor(name: str) -> SystemActor:
    """name: as the record knows them; may be empty."""
    return SystemActor(name=_CUSTOMER.zh.format(name=name).strip()[:_LONGEST])
