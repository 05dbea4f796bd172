"""Who is told of a remark: those it mentions, whose follow-up or lead it is about, who spoke before (A9, D9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genjin.followups.models import Comment, Followup
from genjin.kernel.actor import Actor
from genjin.kernel.words import Words
from genjin.leads.models import Lead
from genjin.notices.kinds import NoticeKind, register_kind
from genjin.notices.telling import News
from genjin.people.actor import actor_of
from genjin.tables.scope.predicate import visible_ids

# Of a remark, as much as fits beside the name.
CUT = 80
MENTIONED = register_kind(
    NoticeKind(
        key="comments.mention",
        name=Words("有人提到我", "Somebody mentions me"),
        phrase=Words("{who} 在 {title} 提到了你：{text}", "{who} mentions you at {title}: {text}"),
        passes_over=True,
        mail="now",
    )
)
UNSEEN = register_kind(
    NoticeKind(
        key="comments.mention_unseen",
        name=Words("有人在我看不到的记录里提到我", "Somebody mentions me where I cannot look"),
        phrase=Words(
            "{who} 在一条你看不到的记录里提到了你，要看请找 {who}",
            "{who} mentions you at a record that you cannot see; ask {who} to share it",
        ),
        mail="off",
    )
)
ON_FOLLOWUP = register_kind(
    NoticeKind(
        key="comments.followup",
        name=Words("我的跟进有批注", "A remark on my follow-up"),
        phrase=Words("{who} 批注了你对 {title} 的跟进：{text}", "{who} on your follow-up of {title}: {text}"),
        mail="now",
    )
)
ANSWERED = register_kind(
    NoticeKind(
        key="comments.answer",
        name=Words("我的批注有回复", "An answer to my remark"),
        phrase=Words("{who} 在 {title} 回复：{text}", "{who} answers at {title}: {text}"),
    )
)
ON_LEAD = register_kind(
    NoticeKind(
        key="comments.lead",
        name=Words("我的线索有批注", "A remark on my lead"),
        phrase=Words("{who} 在你的 {title} 写了批注：{text}", "{who} at your lead {title}: {text}"),
        passes_over=True,
    )
)


@dataclass(frozen=True, slots=True)
class Remark:
    comment_id: int
    lead_id: int
    followup_id: int | None
    text: str
    mentions: Sequence[int]


def comment_news(author: Actor, remark: Remark) -> list[News]:
    """One piece of news a person at most, for the first reason that fits; never for the author."""
    kinds: dict[int, NoticeKind] = dict.fromkeys(remark.mentions, MENTIONED)
    if remark.followup_id is not None:
        followup = Followup.objects.filter(pk=remark.followup_id, lead_id=remark.lead_id).first()
        if followup is not None and followup.person_id is not None:
            kinds.setdefault(followup.person_id, ON_FOLLOWUP)
        earlier = Comment.objects.filter(followup_id=remark.followup_id, deleted_at=None)
        for person_id in earlier.exclude(pk=remark.comment_id).values_list("created_by_id", flat=True).distinct():
            if person_id is not None:
                kinds.setdefault(person_id, ANSWERED)
    lead = Lead.objects.filter(pk=remark.lead_id).values("owner_id", "company", "contact").get()
    if lead["owner_id"] is not None:
        kinds.setdefault(lead["owner_id"], ON_LEAD)
    text = " ".join(remark.text.split())
    facts = {
        "who": author.name,
        "title": lead["company"] or lead["contact"] or f"#{remark.lead_id}",
        "text": text if len(text) <= CUT else f"{text[: CUT - 1]}…",
    }
    found = [_news(person_id, kind, remark, facts) for person_id, kind in kinds.items() if person_id != author.id]
    return [news for news in found if news is not None]


def _news(person_id: int, kind: NoticeKind, remark: Remark, facts: dict[str, str]) -> News | None:
    """What the person may know of it: somebody who cannot see the lead hears only that they were mentioned."""
    person = actor_of(person_id)
    if person is None:
        return None
    if remark.lead_id in visible_ids("leads", person, [remark.lead_id]):
        return News(person_id, kind, facts, ("comments", remark.comment_id))
    return News(person_id, UNSEEN, {"who": facts["who"]}) if kind is MENTIONED else None
