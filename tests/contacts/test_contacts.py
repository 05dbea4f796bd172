"""Further persons of a lead: seen and edited as the lead is."""

from __future__ import annotations

import pytest

from genjin.contacts.models import Contact
from genjin.kernel.errors import ErrorCode
from genjin.leads.bad_channels import report_bounce
from genjin.tables.definition import CellEdit
from genjin.tables.records.edit import create_rows, edit_cells
from genjin.tables.records.query import Query, fetch_page
from tests.cast import Cast
from tests.selling_setting import cells_of, new_lead, undo

pytestmark = pytest.mark.usefixtures("defaults")


def test_add_edit_undo(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor)
    operation, (made,) = create_rows(actor, "contacts", [{"lead": lead, "name": "罗琴", "mobile": "138 0000 0627"}])
    assert made.row_id is not None
    shown = cells_of(actor, made.row_id, "contacts")
    assert (shown["name"], shown["mobile"]) == ("罗琴", "13800000627")
    assert Contact.objects.get(pk=made.row_id).name_initials == "lq"
    outcome = edit_cells(
        actor, "contacts", [CellEdit(made.row_id, "title", "采购"), CellEdit(made.row_id, "email", "无")]
    )
    assert {(r.column, r.status) for r in outcome.results} == {("title", "done"), ("email", "refused")}
    undo(actor, operation)
    assert fetch_page("contacts", actor, Query()).rows == []


def test_contacts_follow_the_scope_of_their_lead(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    create_rows(cast.seller_actor, "contacts", [{"lead": lead, "name": "施文"}])
    assert len(fetch_page("contacts", cast.team_lead_actor, Query()).rows) == 1
    assert fetch_page("contacts", cast.other_seller_actor, Query()).rows == []
    _, (strange,) = create_rows(cast.other_seller_actor, "contacts", [{"lead": lead, "name": "外人"}])
    assert strange.row_id is None and [(c, e.code) for c, e in strange.errors] == [("lead", ErrorCode.UNKNOWN_OPTION)]


def test_a_contact_needs_a_name_and_a_lead(cast: Cast) -> None:
    _, (nameless, homeless) = create_rows(
        cast.seller_actor, "contacts", [{"lead": new_lead(cast.seller_actor)}, {"name": "施文"}]
    )
    assert [c for c, _ in nameless.errors] == ["name"]
    assert [c for c, _ in homeless.errors] == ["lead"]


def test_a_number_that_reaches_nobody_is_marked_until_it_changes(cast: Cast) -> None:
    actor = cast.seller_actor
    lead = new_lead(actor, email="info@hengli.example")
    _, (made,) = create_rows(actor, "contacts", [{"lead": lead, "name": "罗琴", "email": "luo@hengli.example"}])
    assert made.row_id is not None
    edit_cells(actor, "contacts", [CellEdit(made.row_id, "bad_channels", ["email"])])
    assert cells_of(actor, made.row_id, "contacts")["bad_channels"] == ["email"]
    changed = edit_cells(actor, "contacts", [CellEdit(made.row_id, "email", "luo.qin@hengli.example")])
    assert cells_of(actor, made.row_id, "contacts")["bad_channels"] is None
    assert changed.operation_id is not None
    undo(actor, changed.operation_id)
    shown = cells_of(actor, made.row_id, "contacts")
    assert (shown["email"], shown["bad_channels"]) == ("luo@hengli.example", ["email"])


def test_a_bounced_mail_marks_the_contact_who_has_the_address(cast: Cast) -> None:
    lead = new_lead(cast.seller_actor)
    _, (made,) = create_rows(cast.seller_actor, "contacts", [{"lead": lead, "name": "罗琴", "email": "luo@h.example"}])
    assert made.row_id is not None
    assert report_bounce(cast.other_seller_actor, "luo@h.example") == []
    assert cells_of(cast.seller_actor, made.row_id, "contacts")["bad_channels"] is None
    report_bounce(cast.seller_actor, "Luo@h.example", reason="550 no such user")
    assert cells_of(cast.seller_actor, made.row_id, "contacts")["bad_channels"] == ["email"]
