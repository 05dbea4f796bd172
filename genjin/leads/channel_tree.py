"""The channels as a tree (domain.md B1): what every write of it must leave true, and taking one out of use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from genjin.kernel.actor import Actor
from genjin.kernel.errors import AppError, ErrorCode, not_found
from genjin.leads.channels import names_of
from genjin.leads.models import Channel, Lead
from genjin.tables.ledger.operation import OpenOperation, Writer, chunk_rows, operation
from genjin.tables.scope.predicate import check_action

_ATTRS = ("id", "name", "parent_id", "kind", "aliases", "retired_at")


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    id: int
    name: str
    parent_id: int | None
    kind: str | None
    aliases: str | None
    retired: bool


@dataclass(frozen=True, slots=True)
class RetiredChannel:
    """moved: how many leads went to the other channel."""

    operation_id: int | None
    moved: int


def retire_channel(actor: Actor, channel_id: int, *, move_to: int | None = None, reason: str = "") -> RetiredChannel:
    """Takes a channel out of use; its leads go to `move_to` in the same operation, undone with it.

    The other channel also takes over the name and the aliases, so that files which still use them find it.
    Raises not_found, in_use (with the count) for a channel with channels below it, or with leads while `move_to` is
    missing.
    """
    check_action("channels", actor, "edit")
    known = load_channels()
    channel = _find(known, channel_id)
    target = None if move_to is None else _find(known, move_to)
    below = [c for c in known.values() if c.parent_id == channel_id and not c.retired]
    if below:
        raise AppError(ErrorCode.IN_USE, 409, count=len(below))
    used = count_leads(channel_id)
    if (used and target is None) or (target is not None and target.id == channel_id):
        raise AppError(ErrorCode.IN_USE, 409, count=used)
    args = {"name": channel.name, "to": target.name if target else "", "count": used}
    with operation(actor, verb="channels.retire", table="channels", via="settings", reason=reason, args=args) as opened:
        with opened.chunk() as writer:
            writer.set("channels", {channel_id: {"retired_at": writer.now}})
            if target is not None:
                writer.set("channels", {target.id: {"aliases": join_aliases(target, channel)}})
        moved = _move_leads(opened, channel_id, target.id) if target is not None else 0
    return RetiredChannel(opened.id, moved)


def count_leads(channel_id: int) -> int:
    """Living leads from the channel, whoever has them."""
    return Lead.objects.filter(channel_id=channel_id, deleted_at=None).count()


def join_aliases(target: ChannelFacts, other: ChannelFacts) -> str:
    """The target's aliases with the other's name and aliases behind them. Pure."""
    kept = names_of(None, target.aliases)
    known = names_of(target.name, target.aliases)
    more = {fold: said for fold, said in names_of(other.name, other.aliases).items() if fold not in known}
    return ",".join([*kept.values(), *more.values()])


def load_channels() -> dict[int, ChannelFacts]:
    """Living channels by id, retired ones too. One small query."""
    found = Channel.objects.filter(deleted_at=None).order_by("position", "id").values_list(*_ATTRS)
    return {pk: ChannelFacts(pk, name or "", up, kind, also, bool(gone)) for pk, name, up, kind, also, gone in found}


def after_channel_write(writer: Writer, _table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of the channels table. Raises in_use, channel_cycle, not_unique."""
    if "" in changed:
        _check_unused(row_ids)
    known = load_channels()
    if changed & {"parent", "kind"}:
        kinds = settle_kinds(known)
        writer.set("channels", {i: {"kind": kind} for i, kind in kinds.items() if known[i].kind != kind})
    if changed & {"name", "aliases", "retired_at", ""}:
        _check_names(known, row_ids)


def settle_kinds(known: Mapping[int, ChannelFacts]) -> dict[int, str | None]:
    """The kind of every channel: that of the topmost one above it. Pure. Raises channel_cycle."""
    kinds: dict[int, str | None] = {}
    for channel in known.values():
        top, seen = channel, {channel.id}
        while top.parent_id is not None and top.parent_id in known:
            top = known[top.parent_id]
            if top.id in seen:
                raise AppError(ErrorCode.CHANNEL_CYCLE, 409)
            seen.add(top.id)
        kinds[channel.id] = top.kind
    return kinds


def _find(known: Mapping[int, ChannelFacts], channel_id: int) -> ChannelFacts:
    found = known.get(channel_id)
    if found is None or found.retired:
        raise not_found("channels")
    return found


def _move_leads(opened: OpenOperation, channel_id: int, target: int) -> int:
    moved = 0
    while ids := _some_leads(channel_id):
        with opened.chunk() as writer:
            writer.set("leads", {lead: {"source": target} for lead in ids})
        moved += len(ids)
    return moved


def _some_leads(channel_id: int) -> list[int]:
    return list(
        Lead.objects.filter(channel_id=channel_id, deleted_at=None).values_list("pk", flat=True)[: chunk_rows()]
    )


def _check_unused(row_ids: Sequence[int]) -> None:
    """A channel with leads or channels is retired, which asks where they go; it is not thrown away under them."""
    trashed = list(Channel.objects.filter(pk__in=row_ids, deleted_at__isnull=False).values_list("pk", flat=True))
    if not trashed:
        return
    used = Lead.objects.filter(channel_id__in=trashed, deleted_at=None).count()
    used += Channel.objects.filter(parent_id__in=trashed, deleted_at=None).count()
    if used:
        raise AppError(ErrorCode.IN_USE, 409, count=used)


def _check_names(known: Mapping[int, ChannelFacts], row_ids: Sequence[int]) -> None:
    """One way of writing means one channel: an import could not tell two apart."""
    taken: dict[str, int] = {}
    written = set(row_ids)
    for channel in sorted(known.values(), key=lambda c: c.id in written):
        for folded, said in names_of(channel.name, channel.aliases).items() if not channel.retired else ():
            if taken.setdefault(folded, channel.id) != channel.id and channel.id in written:
                raise AppError(ErrorCode.NOT_UNIQUE, 409, value=said)


def check_costs(writer: Writer, table: str, row_ids: Sequence[int], changed: frozenset[str]) -> None:
    """Hook of tables with a period `first` to `last`. Raises period_order."""
    if not changed & {"first", "last"}:
        return
    spans: dict[int, dict[str, Any]] = writer.rows(table, row_ids, ("first", "last"))
    if any(_is_backwards(row["first"], row["last"]) for row in spans.values()):
        raise AppError(ErrorCode.PERIOD_ORDER)


def _is_backwards(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and last < first
