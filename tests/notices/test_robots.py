"""Group robots against a server that checks as the vendors document it; faults are visible and never send twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from genjin.jobs.sending import ATTEMPTS
from genjin.kernel import clock
from genjin.kernel.errors import AppError
from genjin.notices.delivery import deliver_next
from genjin.notices.models import Robot, RobotMessage
from genjin.notices.robots.formats import cut_text, judge_answer
from genjin.notices.robots.posting import NotHandedOver, post, read_address
from genjin.notices.robots.sending import PATIENCE, send_next_message
from genjin.notices.telling import News, tell
from genjin.tables.records.edit import create_rows
from tests.cast import Cast
from tests.notices.kinds import PLAIN, URGENT
from tests.notices.test_reading import call
from tests.robot_server import RobotServer
from tests.selling_setting import NOW

State = RobotMessage.State
pytestmark = pytest.mark.usefixtures("defaults")


@pytest.fixture
def vendor(settings: Settings) -> Iterator[RobotServer]:
    with RobotServer() as server:
        settings.ROBOT_HOSTS = [server.host]
        server.now_seconds = NOW.timestamp()
        yield server


def new_robot(cast: Cast, vendor: RobotServer, kind: str = "wecom", **cells: Any) -> int:
    draft = {"name": "销售群", "kind": kind, "url": vendor.url(kind), "secret": vendor.secret, "active": True, **cells}
    _, (result,) = create_rows(cast.admin_actor, "robots", [draft])
    assert not result.errors and result.row_id is not None, result.errors
    return result.row_id


def send_all() -> None:
    while deliver_next():
        pass
    while send_next_message():
        pass


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_each_vendor_takes_it_signed_as_it_wants(cast: Cast, vendor: RobotServer, kind: str) -> None:
    new_robot(cast, vendor, kind)
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"}, key="a"), News(cast.team_lead.pk, PLAIN, {"title": "x"})])
        send_all()
        send_all()
    # Without a choice of kinds a group hears what is urgent.
    assert vendor.texts == ["林小满：恒砺 急"]
    assert RobotMessage.objects.get().state == State.SENT


def test_a_wrong_secret_is_refused_in_the_vendors_words_and_not_tried_for_ever(cast: Cast, vendor: RobotServer) -> None:
    new_robot(cast, vendor, "dingtalk", secret="SECwrong")
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"})])
        send_all()
        (shown,) = call(cast.admin, "/background/robots?state=stuck")["rows"]
    assert (shown["last_error"], shown["state"]) == ("310000 sign not match", "failed")
    assert vendor.asked == 1


def test_only_the_chosen_units_and_kinds_go_to_a_group(cast: Cast, vendor: RobotServer) -> None:
    new_robot(cast, vendor, for_unit=cast.team.pk, kinds=f"{PLAIN.key}、{URGENT.key}")
    with clock.fixed(NOW):
        people = (cast.seller, cast.other_seller, cast.team_lead)
        tell([News(p.pk, PLAIN, {"title": p.name}) for p in people])
        send_all()
    assert vendor.texts == ["林小满：林小满 有新情况\n周岚：周岚 有新情况"]


def test_500_for_a_day_is_put_off_visible_and_delivered_once_it_is_well(cast: Cast, vendor: RobotServer) -> None:
    new_robot(cast, vendor)
    vendor.status = 500
    now = NOW
    with clock.fixed(now):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"})])
        send_all()
    for _ in range(24 * 60 // 5):
        now += timedelta(minutes=5)
        with clock.fixed(now):
            send_all()
    message = RobotMessage.objects.get()
    assert (message.state, message.last_error) == (State.WAITING, "HTTP 500")
    assert 6 < vendor.asked < PATIENCE
    with clock.fixed(now):
        (shown,) = call(cast.admin, "/background/robots")["rows"]
        assert (shown["last_error"], shown["robot"], shown["attempts"]) == ("HTTP 500", "销售群", vendor.asked)
        (robot,) = call(cast.admin, "/robots")["robots"]
        assert (robot["waiting"], robot["last_error"]) == (1, "HTTP 500")
    vendor.status = None
    with clock.fixed(now + timedelta(hours=6)):
        send_all()
        send_all()
    assert vendor.texts == ["林小满：恒砺 急"]


def test_no_answer_is_said_to_be_unclear_and_sent_again_only_when_asked(
    cast: Cast, vendor: RobotServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("genjin.notices.robots.posting.TIMEOUT", 0.2)
    new_robot(cast, vendor)
    vendor.hang = True
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"})])
        send_all()
    vendor.hang = False
    with clock.fixed(NOW + timedelta(days=1)):
        send_all()
        message = RobotMessage.objects.get()
        assert (message.state, vendor.texts) == (State.UNCLEAR, [])
        assert call(cast.admin, f"/background/robots/{message.pk}/retry", {}) == {"done": True}
        send_all()
    assert vendor.texts == ["林小满：恒砺 急"]


def test_what_a_killed_worker_had_in_hand_goes_out_rather_twice_than_never_but_not_for_ever(
    cast: Cast, vendor: RobotServer
) -> None:
    robot = new_robot(cast, vendor)
    with clock.fixed(NOW):
        for key, handed, attempts in (("before", None, 1), ("after", NOW, 1), ("deadly", NOW, ATTEMPTS)):
            RobotMessage.objects.create(
                robot_id=robot, key=key, text=key, created_at=NOW, state=State.SENDING, handed_at=handed,
                worker="gone:1:x", beat_at=NOW - timedelta(minutes=3), attempts=attempts,
            )  # fmt: skip
        send_all()
    assert vendor.texts == ["before", "after"]
    assert RobotMessage.objects.get(key="deadly").state == State.UNCLEAR


def test_the_vendors_limit_a_minute_is_kept(cast: Cast, vendor: RobotServer) -> None:
    robot = new_robot(cast, vendor)
    with clock.fixed(NOW):
        for n in range(25):
            RobotMessage.objects.create(robot_id=robot, text=str(n), created_at=NOW)
        send_all()
        assert len(vendor.texts) == 18
    with clock.fixed(NOW + timedelta(seconds=61)):
        send_all()
    assert vendor.texts == [str(n) for n in range(25)]
    assert set(RobotMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_test_message_comes_from_a_robot_that_is_not_switched_on(cast: Cast, vendor: RobotServer) -> None:
    robot = new_robot(cast, vendor, "feishu", active=False)
    with clock.fixed(NOW):
        message = call(cast.admin, f"/robots/{robot}/test", {})["message"]
        send_all()
        assert call(cast.admin, f"/robots/messages/{message}")["state"] == "sent"
        call(cast.seller, f"/robots/{robot}/test", {}, status=403)
        call(cast.seller, "/robots", status=403)
    assert vendor.texts == ["跟进：这是一条测试消息，陈思远 在 10:24 发出。"]


def test_addresses_that_are_not_public_are_never_asked(cast: Cast, vendor: RobotServer, settings: Settings) -> None:
    settings.ROBOT_HOSTS = []
    for url in ("http://qyapi.weixin.qq.com/x", "https://u:p@a.example/", "ftp://a.example/", "https://"):
        with pytest.raises(ValueError):
            read_address(url)
    private = ("127.0.0.1", "[::1]", "10.0.0.8", "169.254.169.254", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0")
    for host in (*private, "100.64.0.1"):
        with pytest.raises(ValueError, match="not a public address"):
            post(f"https://{host}/", b"{}")
    _, (result,) = create_rows(
        cast.admin_actor, "robots", [{"name": "a", "kind": "wecom", "url": "https://qyapi.weixin.qq.com/x"}]
    )
    assert not result.errors
    with pytest.raises(AppError, match="invalid_url"):
        create_rows(cast.admin_actor, "robots", [{"name": "a", "kind": "wecom", "url": vendor.url("wecom")}])
    assert vendor.asked == 0


def test_a_redirect_is_not_followed_and_nothing_listening_is_tried_later(cast: Cast, vendor: RobotServer) -> None:
    new_robot(cast, vendor)
    vendor.redirect = vendor.url("wecom")
    with clock.fixed(NOW):
        tell([News(cast.seller.pk, URGENT, {"title": "恒砺"})])
        send_all()
    assert vendor.asked == 1
    assert RobotMessage.objects.get().last_error == "HTTP 302"
    vendor.__exit__()
    with pytest.raises(NotHandedOver):
        post(vendor.url("wecom"), b"{}")


def test_nobody_gets_the_address_or_the_secret_to_see(cast: Cast, vendor: RobotServer) -> None:
    robot = new_robot(cast, vendor)
    stored = Robot.objects.get(pk=robot)
    assert "693a91f6" not in f"{stored.url}{stored.secret}" and vendor.secret not in f"{stored.url}{stored.secret}"
    row = call(cast.admin, f"/tables/robots/rows/{robot}")
    assert "693a91f6" not in str(row) and vendor.secret not in str(row)


def test_long_texts_are_cut_between_characters_and_odd_answers_are_no_success() -> None:
    cut = cut_text("跟" * 1000, 2048)
    assert len(cut.encode()) <= 2048 and cut.endswith("跟…")
    assert judge_answer(200, b"<html>").outcome == "unclear"
    assert judge_answer(200, b'{"errcode":45009,"errmsg":"api freq out of limit"}').outcome == "later"
    assert judge_answer(404, b"").outcome == "refused"
