"""The lead register's rows (domain.md A1) and the settings tables they point to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from genjin.leads.assigning.models import (
    Assignment,
    AssignmentRule,
    AssignmentShare,
    AssignmentTurn,
    ServiceLevel,
    WaitingLead,
)
from genjin.leads.pool.models import Pool, RecycleRule
from genjin.leads.quality.models import (
    CleaningRule,
    CompletenessField,
    Criterion,
    Region,
    Review,
    Scorecard,
)
from genjin.tables.models import OwnedRecord, Record

__all__ = [
    "Assignment",
    "AssignmentRule",
    "AssignmentShare",
    "AssignmentTurn",
    "Channel",
    "CleaningRule",
    "CompletenessField",
    "Criterion",
    "Lead",
    "NumberPattern",
    "Pool",
    "RecycleRule",
    "Region",
    "Review",
    "Scorecard",
    "ServiceLevel",
    "SizeBand",
    "WaitingLead",
]

ALIVE = Q(deleted_at__isnull=True)
WON = Q(won_at__isnull=False)
HELD = ALIVE & Q(owner_id__isnull=False, won_at__isnull=True, lost_at__isnull=True)
POOLED = ALIVE & Q(owner_id__isnull=True, pooled_at__isnull=False)


def _sorted_by(attr: str, name: str) -> list[models.Index]:
    """The two indexes an everyday sort needs: for readers of everything, and for readers of one unit.

    Each index by unit costs an assignment two pages written for every lead, so rarer sorts go without: they walk
    the index of all and keep what is in scope, or sort what the unit holds.
    """
    return [
        models.Index(fields=[attr, "id"], name=f"lead_{name}", condition=ALIVE),
        models.Index(fields=["unit_id", attr, "id"], name=f"lead_unit_{name}", condition=ALIVE),
    ]


class Channel(Record):
    """Where leads come from: a managed tree with further names a file may use (B1)."""

    name = models.TextField(null=True)
    parent_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=12, null=True)
    aliases = models.TextField(null=True)
    position = models.IntegerField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="channel_position", condition=ALIVE)]


class ChannelCost(Record):
    """What a channel, or one campaign in it, was planned to cost and did cost from `first` to `last`, both included.

    Units: budget and cost in fen.
    """

    channel_id = models.BigIntegerField(null=True)
    campaign = models.TextField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    budget = models.BigIntegerField(null=True)
    cost = models.BigIntegerField(null=True)
    note = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["first", "id"], name="channel_cost_first", condition=ALIVE),
            models.Index(fields=["channel_id", "first", "id"], name="channel_cost_channel", condition=ALIVE),
        ]


class SizeBand(Record):
    """A company size by number of employees; `high` empty for "and more"."""

    name = models.TextField(null=True)
    low = models.IntegerField(null=True)
    high = models.IntegerField(null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="size_band_position", condition=ALIVE)]


class NumberPattern(Record):
    """How the numbers of one table look, such as `XS{yyyy}{seq:03}` (A1)."""

    table = models.CharField(max_length=40, null=True)
    pattern = models.TextField(null=True)


class FreshnessPeriod(Record):
    """How long confirmed data count as fresh (B13). `letter` empty: every grade without a row of its own.

    days: from confirmation to due. link_days: how long a confirmation link sent by mail stays open. mail_subject and
    mail_text: what that mail says, with the placeholders of `leads.confirm_mail`.
    """

    letter = models.CharField(max_length=2, null=True)
    days = models.IntegerField(null=True)
    link_days = models.IntegerField(null=True)
    mail_subject = models.TextField(null=True)
    mail_text = models.TextField(null=True)

    class Meta:
        indexes = [models.Index(fields=["letter", "id"], name="freshness_letter", condition=ALIVE)]


class Lead(OwnedRecord):
    """One lead: a company, or a person without one.

    Units: amounts in fen, instants in UTC, cadence in calendar days, stage allowance in working days.
    The derived attributes at the end are worked out from the others by `leads.recompute`, never typed.
    """

    number = models.CharField(max_length=40, null=True)

    company = models.TextField(null=True)
    credit_code = models.TextField(null=True)
    industry = models.TextField(null=True)
    size_id = models.BigIntegerField(null=True)
    province = models.TextField(null=True)
    city = models.TextField(null=True)
    address = models.TextField(null=True)

    contact = models.TextField(null=True)
    title = models.TextField(null=True)
    mobile = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)
    wechat = models.TextField(null=True)

    channel_id = models.BigIntegerField(null=True)
    campaign = models.TextField(null=True)

    products = models.TextField(null=True)
    need = models.TextField(null=True)
    pain_points = models.TextField(null=True)
    purchasing_plan = models.TextField(null=True)
    willingness = models.TextField(null=True)
    budget = models.TextField(null=True)
    authority = models.TextField(null=True)
    amount = models.BigIntegerField(null=True)
    expected_close = models.DateField(null=True)
    urgency = models.CharField(max_length=12, null=True)

    grade = models.CharField(max_length=2, null=True)
    pipeline_id = models.BigIntegerField(null=True)
    stage_id = models.BigIntegerField(null=True)
    won_amount = models.BigIntegerField(null=True)
    won_at = models.DateTimeField(null=True)
    lost_reason = models.TextField(null=True)
    lost_to = models.TextField(null=True)
    lost_at = models.DateTimeField(null=True)

    assigned_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    next_has_time = models.BooleanField(null=True)
    next_method = models.CharField(max_length=20, null=True)
    next_expected = models.TextField(null=True)
    special_needs = models.TextField(null=True)
    competitors = models.TextField(null=True)
    remarks = models.TextField(null=True)
    protected = models.BooleanField(null=True)

    # The customer asked for no more mail of this kind.
    mail_opt_out_at = models.DateTimeField(null=True)

    # Intake (domain.md B): what cleaning found (`|code|code|`), whether a person accepted it all the same, what the
    # scorecard says and why, how complete the lead is, and since when its data are confirmed. Channels of contact that
    # turned out dead stand in `bad_channels` by column id. `referred_by_id`: the lead that brought this one.
    flags = models.TextField(null=True)
    flags_accepted = models.BooleanField(null=True)
    fit_score = models.SmallIntegerField(null=True)
    proposed_grade = models.CharField(max_length=2, null=True)
    fit_reasons = models.TextField(null=True)
    completeness = models.SmallIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirm_due_at = models.DateTimeField(null=True)
    bad_channels = models.TextField(null=True)
    referred_by_id = models.BigIntegerField(null=True)
    form_id = models.BigIntegerField(null=True)
    consent = models.CharField(max_length=300, null=True)
    # Data review (B12): returned to the owner, handed in again, checked; empty for a lead nobody has looked at.
    review_state = models.CharField(max_length=10, null=True)

    # Assignment (domain.md C1, C2): until when the owner has to take the lead on, and when they did; empty for a lead
    # that nobody waits for. The reason and the steps in between stand in `assignments`.
    accept_by = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    # Pool and recycling (C3, C4): since when nobody has it and why, who had it last; when the owner last did
    # something about it, when it will fall back (derived) and when they were warned.
    pooled_at = models.DateTimeField(null=True)
    pool_reason = models.CharField(max_length=20, null=True)
    former_owner_id = models.BigIntegerField(null=True)
    touched_at = models.DateTimeField(null=True)
    recycle_at = models.DateTimeField(null=True)
    recycle_warned_at = models.DateTimeField(null=True)
    # Follow-up (D3, D4, D11): no contact at all; "not now" until a day, and why; when the customer must be handled.
    do_not_contact = models.BooleanField(null=True)
    paused_until = models.DateField(null=True)
    pause_reason = models.TextField(null=True)
    handle_by = models.DateField(null=True)
    # The open task or promise that is due first, and whose it is: ours, theirs, or a task.
    task_due = models.DateTimeField(null=True)
    task_side = models.CharField(max_length=6, null=True)
    # Whoever acts for the owner on this one lead (C9), until a day.
    stand_in_id = models.BigIntegerField(null=True)
    stand_in_until = models.DateField(null=True)

    number_rank = models.BigIntegerField(null=True)
    company_pinyin = models.CharField(max_length=600, null=True)
    company_initials = models.CharField(max_length=200, null=True)
    company_key = models.CharField(max_length=200, null=True)
    grade_rank = models.SmallIntegerField(null=True)
    stage_rank = models.IntegerField(null=True)
    stage_kind = models.CharField(max_length=4, null=True)
    stage_entered_at = models.DateTimeField(null=True)
    stage_allowance = models.SmallIntegerField(null=True)
    cadence_min = models.SmallIntegerField(null=True)
    cadence_max = models.SmallIntegerField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    last_followup = models.CharField(max_length=300, null=True)
    amber_at = models.DateTimeField(null=True)
    red_at = models.DateTimeField(null=True)
    # The last day on which an open lead is not yet quiet for longer than its grade allows, and when the last contact
    # was one too many (D3); both are kept with what they follow from, so that lists of them count nothing.
    neglected_at = models.DateField(null=True)
    pestered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            *_sorted_by("next_at", "next"),
            *_sorted_by("updated_at", "updated"),
            *_sorted_by("amount", "amount"),
            *_sorted_by("grade_rank", "grade"),
            *_sorted_by("stage_rank", "stage"),
            *_sorted_by("created_at", "created"),
            *_sorted_by("red_at", "red"),
            *_sorted_by("last_contact_at", "contact"),
            models.Index(fields=["company_pinyin", "id"], name="lead_pinyin", condition=ALIVE),
            models.Index(fields=["confirm_due_at", "id"], name="lead_confirm", condition=ALIVE),
            # One's own leads by when they are due; how complete each seller keeps them stands behind (B12).
            models.Index(
                fields=["owner_id", "next_at", "id", "unit_id", "completeness"], name="lead_owner_next", condition=ALIVE
            ),
            # All that a board shows of a column: how many, how much, how many want attention.
            models.Index(
                fields=["unit_id", "stage_id", "amount", "amber_at"], name="lead_unit_stages", condition=ALIVE
            ),
            models.Index(fields=["stage_id", "amount", "amber_at"], name="lead_stages", condition=ALIVE),
            # Signed leads by when, with what figures add up of them: few, so the indexes are small.
            models.Index(fields=["won_at", "won_amount", "created_at"], name="lead_won", condition=ALIVE & WON),
            models.Index(
                fields=["unit_id", "won_at", "won_amount", "created_at"], name="lead_unit_won", condition=ALIVE & WON
            ),
            models.Index(
                fields=["owner_id", "won_at", "won_amount", "created_at"], name="lead_owner_won", condition=ALIVE & WON
            ),
            models.Index(fields=["number", "id"], name="lead_number"),
            models.Index(fields=["deleted_at", "id"], name="lead_trashed", condition=Q(deleted_at__isnull=False)),
            models.Index(fields=["number_rank", "id"], name="lead_number_rank", condition=ALIVE),
            models.Index(fields=["company_key", "id"], name="lead_company_key", condition=ALIVE),
            models.Index(fields=["mobile", "id"], name="lead_mobile", condition=ALIVE & Q(mobile__isnull=False)),
            models.Index(fields=["phone", "id"], name="lead_phone", condition=ALIVE & Q(phone__isnull=False)),
            models.Index(fields=["email", "id"], name="lead_email", condition=ALIVE & Q(email__isnull=False)),
            models.Index(fields=["channel_id", "created_at", "id"], name="lead_channel", condition=ALIVE),
            models.Index(
                fields=["referred_by_id", "id"],
                name="lead_referred_by",
                condition=ALIVE & Q(referred_by_id__isnull=False),
            ),
            # What a minute's sweep asks for, and lists that are short: rows without such a date cost nothing.
            models.Index(
                fields=["accept_by", "id"], name="lead_accept_by", condition=ALIVE & Q(accept_by__isnull=False)
            ),
            models.Index(
                fields=["recycle_at", "id"], name="lead_recycle", condition=ALIVE & Q(recycle_at__isnull=False)
            ),
            models.Index(
                fields=["paused_until", "id"], name="lead_paused", condition=ALIVE & Q(paused_until__isnull=False)
            ),
            models.Index(
                fields=["neglected_at", "id"], name="lead_neglected", condition=ALIVE & Q(neglected_at__isnull=False)
            ),
            models.Index(
                fields=["pestered_at", "id"], name="lead_pestered", condition=ALIVE & Q(pestered_at__isnull=False)
            ),
            # How many open leads each person holds.
            models.Index(fields=["owner_id"], name="lead_held", condition=HELD),
            models.Index(
                fields=["stand_in_id", "id"], name="lead_stand_in", condition=ALIVE & Q(stand_in_id__isnull=False)
            ),
            models.Index(fields=["unit_id", "pooled_at", "id"], name="lead_pool", condition=POOLED),
            models.Index(fields=["pooled_at", "id"], name="lead_pool_all", condition=POOLED),
            # Data review: what cleaning found, what was returned, who keeps how complete records.
            models.Index(fields=["created_at", "id"], name="lead_flagged", condition=ALIVE & Q(flags__isnull=False)),
            models.Index(
                fields=["review_state", "id"], name="lead_review", condition=ALIVE & Q(review_state__isnull=False)
            ),
            # Customers of the past that a lead resembles, newest first.
            models.Index(
                fields=["industry", "won_at"], name="lead_won_like", condition=ALIVE & Q(won_at__isnull=False)
            ),
            models.Index(
                fields=["industry", "lost_at"], name="lead_lost_like", condition=ALIVE & Q(lost_at__isnull=False)
            ),
        ]


class Enquiry(Record):
    """What a customer asked the price of, and what we answered (B14).

    Units: quoted_price in fen for one `unit`.
    """

    lead_id = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    product = models.TextField(null=True)
    quantity = models.FloatField(null=True)
    unit = models.CharField(max_length=20, null=True)
    state = models.CharField(max_length=10, null=True)
    quoted_price = models.BigIntegerField(null=True)
    note = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "day", "id"], name="enquiry_lead", condition=ALIVE),
            models.Index(fields=["day", "id"], name="enquiry_day", condition=ALIVE),
            models.Index(fields=["state", "day", "id"], name="enquiry_state", condition=ALIVE),
        ]


class ConfirmLink(models.Model):
    """A mailed link with which a customer confirms their data once. The link itself is signed and stored nowhere."""

    id = models.BigAutoField(primary_key=True)
    lead_id = models.BigIntegerField()
    email = models.TextField()
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["lead_id", "id"], name="confirm_link_lead")]


class LeadMerge(Record):
    """One lead that was taken up by another (B8). As long as this row lives, whoever opens `merged_id` gets `lead_id`.

    number, company: what the merged lead was called, so that it is still found by them.
    shares: JSON, which shares of the kept lead this merge added or widened; derived, taken back with the row.
    """

    lead_id = models.BigIntegerField(null=True)
    merged_id = models.BigIntegerField(null=True)
    number = models.CharField(max_length=40, null=True)
    company = models.TextField(null=True)
    shares = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lead_id", "id"], name="lead_merge_kept", condition=ALIVE),
            models.Index(fields=["merged_id", "id"], name="lead_merge_merged", condition=ALIVE),
            models.Index(fields=["number", "id"], name="lead_merge_number", condition=ALIVE),
        ]


class MergeRule(Record):
    """Which rule proposes a column's value when leads are merged; columns without a row follow their kind."""

    column = models.CharField(max_length=40, null=True)
    rule = models.CharField(max_length=20, null=True)
    position = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["position", "id"], name="merge_rule_position", condition=ALIVE)]
