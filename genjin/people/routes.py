"""First run, session, sessions, tokens, invitations, placing people, rights of roles: thin doors to the verbs."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Status

from genjin.people.access import SIGNED_IN, check_same_site, request_actor
from genjin.people.actor import actor_for
from genjin.people.answers import reader_language, show_rights, show_session
from genjin.people.invitations import accept_invitation, invite_person, read_invitation, renew_invitation
from genjin.people.models import PersonSession
from genjin.people.queries import Away, FoundPerson, find_people, find_role, list_away, organisation, role_name
from genjin.people.rules import check_in_person
from genjin.people.schemas import (
    AcceptRequest,
    AwayOut,
    DeactivateRequest,
    InvitationLink,
    InvitationRequest,
    InvitationView,
    MoveRequest,
    NewToken,
    PasswordRequest,
    PersonOption,
    Placed,
    PreferencesRequest,
    RightsRequest,
    RoleRights,
    Session,
    SessionItem,
    SetupRequest,
    SetupState,
    SignInRequest,
    TokenItem,
    TokenRequest,
)
from genjin.people.sessions import begin_session, end_own_session, end_session, list_sessions, renew_session
from genjin.people.setup import check_setup_open, check_setup_token, is_setup_open, needs_token, set_up
from genjin.people.signin import sign_in
from genjin.people.tokens import create_token, list_tokens, revoke_token
from genjin.people.verbs import PlacingOutcome, change_password, deactivate_person, move_person
from genjin.people.verbs import set_preferences as set_own_preferences
from genjin.people.verbs import set_role_rights as set_rights_of_role
from genjin.tables.scope.predicate import check_action

router = Router(tags=["people"], auth=SIGNED_IN)


@router.get("/setup", response=SetupState, auth=None)
def get_setup(request: HttpRequest) -> SetupState:
    """Whether first run is open, and whether this browser needs the printed token for it."""
    needed = is_setup_open()
    get_token(request)
    return SetupState(needed=needed, token_required=needed and needs_token(request.META, request.get_host()))


@router.post("/setup", response=Session, auth=None)
def post_setup(request: HttpRequest, body: SetupRequest) -> Session:
    """First run: organisation and administrator, signed in at once; `sample` also starts the sample team."""
    check_same_site(request)
    check_setup_open()
    if needs_token(request.META, request.get_host()):
        check_setup_token(body.token or "")
    person, job_id = set_up(
        organisation=body.organisation,
        name=body.name,
        username=body.username,
        password=body.password,
        start=body.start,
    )
    begin_session(request, person)
    return show_session(request, actor_for(person), job_id=job_id)


@router.get("/session", response=Session, auth=None)
def get_session(request: HttpRequest) -> Session:
    """Who is signed in. Sets the CSRF cookie in any case, so that signing in can follow."""
    get_token(request)
    return show_session(request, request_actor(request))


@router.post("/session", response=Session, auth=None)
def post_session(request: HttpRequest, body: SignInRequest) -> Session:
    """Signs in."""
    check_same_site(request)
    person = sign_in(request, body.username, body.password)
    return show_session(request, actor_for(person))


@router.delete("/session", response={204: None})
def delete_session(request: HttpRequest) -> Status[None]:
    """Signs out."""
    check_in_person(request_actor(request).token_scope, "sign_out")
    end_own_session(request)
    return Status(204, None)


@router.patch("/session", response=Session)
def patch_session(request: HttpRequest, body: PreferencesRequest) -> Session:
    """One's own language and theme."""
    actor = request_actor(request)
    set_own_preferences(actor, language=body.language, theme=body.theme)
    return show_session(request, replace(actor, language=body.language or actor.language))


@router.post("/session/password", response=Session)
def post_password(request: HttpRequest, body: PasswordRequest) -> Session:
    """Changes one's own password; every other browser is signed out."""
    actor = request_actor(request)
    person = change_password(actor, old=body.old, new=body.new, keep_session=request.session.session_key)
    renew_session(request, person)
    return show_session(request, actor)


@router.get("/sessions", response=list[SessionItem])
def get_sessions(request: HttpRequest) -> list[SessionItem]:
    """One's own signed-in browsers, last used first."""
    current = request.session.session_key
    return [_session_item(s, current) for s in list_sessions(request_actor(request).id)]


@router.delete("/sessions/{session_id}", response={204: None})
def delete_one_session(request: HttpRequest, session_id: int) -> Status[None]:
    """Signs one of one's own browsers out."""
    actor = request_actor(request)
    check_in_person(actor.token_scope, "end_session")
    end_session(actor.id, session_id)
    return Status(204, None)


@router.get("/tokens", response=list[TokenItem])
def get_tokens(request: HttpRequest) -> list[TokenItem]:
    """One's own live API tokens, newest first."""
    return [TokenItem.from_orm(t) for t in list_tokens(request_actor(request).id)]


@router.post("/tokens", response=NewToken)
def post_token(request: HttpRequest, body: TokenRequest) -> NewToken:
    """A new API token; its secret is in this answer and nowhere else."""
    token, secret = create_token(request_actor(request), name=body.name, scope=body.scope, expires_on=body.expires_on)
    return NewToken(**TokenItem.from_orm(token).dict(), secret=secret)


@router.delete("/tokens/{token_id}", response={204: None})
def delete_token(request: HttpRequest, token_id: int) -> Status[None]:
    """Revokes one of one's own tokens."""
    revoke_token(request_actor(request), token_id)
    return Status(204, None)


@router.post("/invitations", response=InvitationLink)
def post_invitation(request: HttpRequest, body: InvitationRequest) -> InvitationLink:
    """A new person and the link with which they join; it works once, for seven days."""
    person_id, secret = invite_person(
        request_actor(request), name=body.name, unit_id=body.unit_id, role_id=body.role_id, username=body.username
    )
    return InvitationLink(link=_link(request, secret), person_id=person_id)


@router.post("/people/{person_id}/invitation", response=InvitationLink)
def post_person_invitation(request: HttpRequest, person_id: int) -> InvitationLink:
    """A fresh link for somebody who lost theirs or forgot the password."""
    secret = renew_invitation(request_actor(request), person_id)
    return InvitationLink(link=_link(request, secret), person_id=person_id)


@router.get("/invitations/{token}", response=InvitationView, auth=None)
def get_invitation(request: HttpRequest, token: str) -> InvitationView:
    """What the opened link is for."""
    get_token(request)
    facts = read_invitation(token)
    return InvitationView(
        organisation=organisation().name,
        name=facts.name,
        username=facts.username,
        unit=facts.unit,
        role=None if facts.role is None else role_name(facts.role, reader_language(request)),
        expires_at=facts.expires_at,
        joined=facts.joined,
    )


@router.post("/invitations/{token}/accept", response=Session, auth=None)
def post_accept(request: HttpRequest, token: str, body: AcceptRequest) -> Session:
    """Joins, or comes back in: sets the password and signs in."""
    check_same_site(request)
    person = accept_invitation(token, username=body.username, password=body.password)
    begin_session(request, person)
    return show_session(request, actor_for(person))


@router.get("/people/lookup", response=list[PersonOption])
def get_lookup(request: HttpRequest, q: str = "", limit: int = 20) -> list[FoundPerson]:
    """Colleagues for pickers: by part of the name, pinyin, initials or sign-in name."""
    return find_people(request_actor(request), q[:100], limit)


@router.get("/people/away", response=list[AwayOut])
def get_away(request: HttpRequest) -> list[Away]:
    """Colleagues who are away today, and who acts for them."""
    return list_away(request_actor(request))


@router.post("/people/{person_id}/deactivate", response=Placed)
def post_deactivate(request: HttpRequest, person_id: int, body: DeactivateRequest) -> Placed:
    """Ends a person's access and, if asked, gives their records to somebody else."""
    outcome = deactivate_person(request_actor(request), person_id, records_to=body.records_to, reason=body.reason)
    return _placed(outcome)


@router.post("/people/{person_id}/move", response=Placed)
def post_move(request: HttpRequest, person_id: int, body: MoveRequest) -> Placed:
    """Moves a person to another unit; their records stay or come along."""
    return _placed(move_person(request_actor(request), person_id, unit_id=body.unit_id, records=body.records))


@router.get("/roles/{role_id}/rights", response=RoleRights)
def get_rights(request: HttpRequest, role_id: int) -> RoleRights:
    """A role's rights on every table."""
    actor = request_actor(request)
    check_action("roles", actor, "see")
    return show_rights(find_role(role_id), actor.language)


@router.put("/roles/{role_id}/rights", response=RoleRights)
def put_rights(request: HttpRequest, role_id: int, body: RightsRequest) -> RoleRights:
    """Replaces a role's rights on the named tables. Administrators only; takes effect at the next request."""
    actor = request_actor(request)
    operation = set_rights_of_role(actor, role_id, {key: access.dict() for key, access in body.tables.items()})
    return show_rights(find_role(role_id), actor.language, operation=operation)


def _session_item(session: PersonSession, current: str | None) -> SessionItem:
    return SessionItem(
        id=session.pk,
        agent=session.agent,
        ip=session.ip,
        created_at=session.created_at,
        last_seen=session.last_seen,
        current=session.session_key == current,
    )


def _placed(outcome: PlacingOutcome) -> Placed:
    return Placed(operation=outcome.operation_id, records=outcome.records)


def _link(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(f"/invite/{secret}")
