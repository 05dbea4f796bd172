"""What a logged contact says about the lead's data (domain.md B13): confirmed when the customer was reached, dead when
the number no longer exists. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from genjin.contacts.dead_channels import with_channel

REACH_ATTRS = ("mobile", "phone", "confirmed_at", "bad_channels")
# Outcomes of a contact that nobody answered.
NOT_REACHED = frozenset({"unreachable", "dead_number"})
_DEAD = re.compile(r"空号|停机|号码不存在|销号")
_CALLED = frozenset({"phone", None})


def reach_cells(followup: Mapping[str, Any], lead: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Cells of the lead that follow. Shape: the follow-up's values by column id; `lead` holds `REACH_ATTRS`.

    A number said to be dead is the mobile, or the landline of a lead without a mobile.
    """
    outcome = followup.get("outcome")
    if outcome is None:
        return {}
    if outcome not in NOT_REACHED:
        at = min(followup.get("at") or now, now)
        known = lead["confirmed_at"]
        return {"confirmed_at": at} if known is None or at > known else {}
    if not is_dead_number(followup):
        return {}
    column = next((c for c in ("mobile", "phone") if lead[c]), None)
    return {"bad_channels": with_channel(lead["bad_channels"], column, True)} if column else {}


def is_dead_number(followup: Mapping[str, Any]) -> bool:
    """Whether the contact found that the number does not exist: chosen as outcome, or said of a call that failed."""
    if followup.get("outcome") == "dead_number":
        return True
    said = f"{followup.get('summary') or ''} {followup.get('feedback') or ''}"
    return followup.get("method") in _CALLED and _DEAD.search(said) is not None
