"""People who join the running product during a test."""

from __future__ import annotations

from tests.browser.record_setting import PASSWORD, Client, Office


def role_id(admin: Client, name: str) -> int:
    rows = admin.post("/tables/roles/query", {"columns": ["name"], "limit": 100})["rows"]
    return next(int(row["id"]) for row in rows if row["cells"][0] == name)


def own_unit(admin: Client) -> int:
    return int(admin.get("/session")["person"]["unit"]["id"])


def join(office: Office, admin: Client, *, name: str, username: str, role: str) -> tuple[int, Client]:
    """Invites somebody and lets them in: their id and their browser."""
    invited = {"name": name, "unit_id": own_unit(admin), "role_id": role_id(admin, role)}
    answer = admin.post("/invitations", invited)
    client = office.context()
    client.start()
    token = answer["link"].rstrip("/").split("/")[-1]
    client.post(f"/invitations/{token}/accept", {"username": username, "password": PASSWORD})
    return int(answer["person_id"]), client
