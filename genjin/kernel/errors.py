"""The one error type every layer raises, and the closed list of its codes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class ErrorCode(StrEnum):
    """Codes a client can branch on; the words for each stand in `genjin.kernel.messages`."""

    NOT_SIGNED_IN = "not_signed_in"
    WRONG_LOGIN = "wrong_login"
    LOCKED_OUT = "locked_out"
    SETUP_DONE = "setup_done"
    SETUP_TOKEN = "setup_token"
    WEAK_PASSWORD = "weak_password"
    WRONG_PASSWORD = "wrong_password"
    INVALID_USERNAME = "invalid_username"
    INVALID_EXPIRY = "invalid_expiry"
    CSRF = "csrf"
    INVITATION_UNKNOWN = "invitation_unknown"
    INVITATION_USED = "invitation_used"
    INVITATION_EXPIRED = "invitation_expired"
    LAST_ADMINISTRATOR = "last_administrator"
    OWN_DEACTIVATION = "own_deactivation"
    ROLE_TOO_HIGH = "role_too_high"
    UNIT_CYCLE = "unit_cycle"
    CHANNEL_CYCLE = "channel_cycle"
    REFERRAL_CYCLE = "referral_cycle"
    PERIOD_ORDER = "period_order"
    INVALID_HOURS = "invalid_hours"
    BAD_STAND_IN = "bad_stand_in"
    TOO_OFTEN_TODAY = "too_often_today"
    TOO_OFTEN_TODAY_UNGRADED = "too_often_today_ungraded"
    TOO_OFTEN = "too_often"
    TOO_OFTEN_UNGRADED = "too_often_ungraded"
    DO_NOT_CONTACT = "do_not_contact"
    QUIET_NOW = "quiet_now"
    MAIL_NO_ADDRESS = "mail_no_address"
    MAIL_BAD_ADDRESS = "mail_bad_address"
    MAIL_OPTED_OUT = "mail_opted_out"
    MAILING_CHANGED = "mailing_changed"
    TEMPLATE_BROKEN = "template_broken"
    TEMPLATE_PLACE = "template_place"
    ALREADY_RULED = "already_ruled"
    LINK_UNKNOWN = "link_unknown"
    LINK_EXPIRED = "link_expired"
    LINK_USED = "link_used"
    FORBIDDEN = "forbidden"
    COLUMN_FORBIDDEN = "column_forbidden"
    COLUMN_READ_ONLY = "column_read_only"
    NOT_FOUND = "not_found"
    UNKNOWN_TABLE = "unknown_table"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_OPERATOR = "unknown_operator"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_STAGE = "unknown_stage"
    AMBIGUOUS_OPTION = "ambiguous_option"
    BAD_FILTER = "bad_filter"
    BAD_CURSOR = "bad_cursor"
    BAD_REQUEST = "bad_request"
    INVALID_VALUE = "invalid_value"
    INVALID_DATE = "invalid_date"
    INVALID_MONEY = "invalid_money"
    INVALID_NUMBER = "invalid_number"
    INVALID_PHONE = "invalid_phone"
    INVALID_EMAIL = "invalid_email"
    INVALID_URL = "invalid_url"
    TOO_LONG = "too_long"
    REQUIRED = "required"
    NOT_UNIQUE = "not_unique"
    CONFLICT = "conflict"
    REASON_REQUIRED = "reason_required"
    AMOUNT_REQUIRED = "amount_required"
    SUSPECT = "suspect"
    CLAIM_TAKEN = "claim_taken"
    CLAIM_DAY = "claim_day"
    CLAIM_HELD = "claim_held"
    CLAIM_COOL_OFF = "claim_cool_off"
    NOT_YOURS = "not_yours"
    CLOSED_LEAD = "closed_lead"
    NOT_RETURNED = "not_returned"
    NOT_WAITING = "not_waiting"
    RULE_OUTDATED = "rule_outdated"
    RULE_PERSON_LEFT = "rule_person_left"
    UNDO_EXPIRED = "undo_expired"
    UNDO_NOTHING = "undo_nothing"
    ALREADY_UNDONE = "already_undone"
    STILL_RUNNING = "still_running"
    FILE_TOO_LARGE = "file_too_large"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_BROKEN = "file_broken"
    FILE_BOMB = "file_bomb"
    FILE_TYPE = "file_type"
    NO_HEADER = "no_header"
    FILE_IN_IMPORT = "file_in_import"
    FILE_IMPORTED = "file_imported"
    CANCELLED = "cancelled"
    IN_USE = "in_use"
    MERGE_UNREADABLE = "merge_unreadable"
    MERGE_UNDECIDED = "merge_undecided"
    LIMIT = "limit"
    DEFAULT_NOT_SHARED = "default_not_shared"
    MATERIAL_CONTENT = "material_content"
    MATERIAL_SENDABLE = "material_sendable"
    MATERIAL_EMPTY = "material_empty"
    LINK_BUSY = "link_busy"
    MAIL_TOO_LARGE = "mail_too_large"
    MAIL_UNREADABLE = "mail_unreadable"
    FORM_ANSWERS = "form_answers"
    FORM_BUSY = "form_busy"
    FORM_CLOSED = "form_closed"
    FORM_COLUMN = "form_column"
    FORM_IDENTITY = "form_identity"
    FORM_PLACEHOLDER = "form_placeholder"
    FORM_PROOF = "form_proof"
    FORM_REMOVED = "form_removed"
    FORM_TWICE = "form_twice"
    INTERNAL = "internal"


class AppError(Exception):
    """A refusal or a fault the person can be told about.

    `data` fills the placeholders of the message and travels to the client as is, so it never holds anything its
    reader may not see. `status` is the HTTP status.
    """

    def __init__(self, code: ErrorCode, status: int = 400, **data: Any) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.data = data


def not_found(what: str) -> AppError:
    """The answer for a missing row and for one out of scope alike, so that existence does not leak."""
    return AppError(ErrorCode.NOT_FOUND, 404, what=what)


def forbidden(action: str, table: str = "") -> AppError:
    return AppError(ErrorCode.FORBIDDEN, 403, action=action, table=table)
