"""Knocks made by hand: payloads as Slack delivers them, and a Slack that only notes what is said.

The doors are the real ones, from Bolt's listeners to the store. Nothing goes over a wire, so that
a thousand knocks take seconds.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from types import SimpleNamespace
from typing import Any

from slack_bolt import BoltRequest, BoltResponse

from bot.charts import Picture
from bot.documents import Documents
from handlers.rooms import Rooms
from tests.conftest import Office

Plain = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n"
TEAM, BOT = "T0PRACTICE", "U0PCPBOT"
_NUMBERS = itertools.count(1)


class Noting:
    """In the place of a client of Slack: takes everything, and keeps what it was told."""

    ssl = None

    def __init__(self) -> None:
        self.calls: list[tuple[str, Plain]] = []

    def __getattr__(self, method: str) -> Callable[..., Plain]:
        def call(**given: Any) -> Plain:
            self.calls.append((method, given))
            channel: Any = str(given.get("channel") or given.get("user") or "")
            if method == "conversations_open":
                channel = {"id": f"D{given['users']}"}
            made = {"id": f"V{next(_NUMBERS)}"}
            ts = f"{next(_NUMBERS)}.000001"
            return {
                "ok": True,
                "channel": channel,
                "ts": ts,
                "view": made,
                "files": [{"id": f"F{next(_NUMBERS):010}"}],
            }

        return call

    def said(self) -> str:
        """All of it as one text."""
        return json.dumps([given for _, given in self.calls], default=str, ensure_ascii=False)


class Later:
    """In the place of the threads that work: does what was handed over when it is told to."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], Any]] = []

    def submit(self, work: Callable[..., Any], *given: Any) -> None:
        self._waiting.append(partial(work, *given))

    def catch_up(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


def drawn(_: object) -> Future[Picture]:
    done: Future[Picture] = Future()
    done.set_result(Picture(PNG, "A picture.", 10, 10))
    return done


def printed(*_: object) -> Future[Documents]:
    done: Future[Documents] = Future()
    done.set_result(Documents("report", "Report", b"%PDF", b"<p>", b"PK", {}))
    return done


class Porch:
    """Before the doors of a house: knock, and see what was said and answered."""

    def __init__(self, office: Office) -> None:
        self.house = office.house
        self.rooms: Rooms = office.house.rooms
        self.slack, self.work = Noting(), Later()
        self.waited = 0.0

    def stand_in(self, monkeypatch: Any) -> None:
        """Let this house speak to nobody but this porch, and work when it is knocked at."""
        spoken = dict.fromkeys(("posts", "once", "views"), self.slack)
        made = {"draw": drawn, "print": printed, "work": self.work}
        for name, each in {**spoken, **made}.items():
            monkeypatch.setitem(self.rooms.__dict__, name, each)
        monkeypatch.setattr("handlers.deliveries.WebhookClient", self._answering)

    def _answering(self, url: str, **_: Any) -> Any:
        """In the place of a client of response URLs: one for each."""
        assert url
        return SimpleNamespace(send_dict=self._took)

    def _took(self, said: Plain) -> Any:
        self.slack.calls.append(("response_url", said))
        return SimpleNamespace(status_code=200, body="ok")

    def knock(self, body: Plain) -> BoltResponse:
        """The ack, for which ``waited`` seconds passed; what is done behind it is done too."""
        self.slack.calls.clear()
        began = time.perf_counter()
        answer: BoltResponse = self.house.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        self.waited = time.perf_counter() - began
        self.work.catch_up()
        return answer

    def heard(self, body: Plain) -> str:
        """Everything that was said because of a knock: in Slack, and in the ack itself."""
        answer = self.knock(body)
        assert answer.status == 200, (answer.status, answer.body)
        return f"{answer.body}\n{self.slack.said()}"


def person(who: str, team: str = TEAM) -> Plain:
    return {"user": {"id": who, "team_id": team}, "team": {"id": team}}


def command(who: str, text: str, team: str = TEAM, channel: str = "C0PCP") -> Plain:
    return {
        "command": "/pcp",
        "text": text,
        "user_id": who,
        "team_id": team,
        "channel_id": channel,
        "response_url": "https://slack.test/response",
        "trigger_id": "1.2.3",
    }


def pressed(
    who: str, action_id: str, value: str, team: str = TEAM, view: Plain | None = None
) -> Plain:
    """A button of a direct message, or of a form."""
    number = next(_NUMBERS)
    action = {
        "type": "button",
        "action_id": action_id,
        "block_id": "b",
        "value": value,
        "action_ts": f"{number}.5",
    }
    place = {"view": view} if view else {"channel": {"id": f"D{who}"}, "message": {"ts": "1.1"}}
    return {
        "type": "block_actions",
        **person(who, team),
        "trigger_id": "1.2.3",
        "container": {"type": "message", "message_ts": f"{number}.1"},
        "actions": [action],
        "response_url": "" if view else "https://slack.test/response",
        **place,
    }


def form(callback_id: str, held: str, values: Plain | None = None, id: str = "") -> Plain:
    """A view as it stands open: ``held`` is its private metadata."""
    return {
        "id": id or f"V{next(_NUMBERS)}",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": held,
        "state": {"values": values or {}},
    }


def sent(who: str, view: Plain, team: str = TEAM) -> Plain:
    return {
        "type": "view_submission",
        **person(who, team),
        "trigger_id": "1.2.3",
        "view": view,
    }


def shortcut(who: str, callback_id: str, text: str, team: str = TEAM) -> Plain:
    number = next(_NUMBERS)
    return {
        "type": "message_action",
        **person(who, team),
        "callback_id": callback_id,
        "trigger_id": "1.2.3",
        "response_url": "https://slack.test/response",
        "channel": {"id": "C0PCP"},
        "message": {"ts": f"{number}.2", "text": text, "user": who},
    }


def event(kind: str, who: str, team: str = TEAM, **more: Any) -> Plain:
    number = next(_NUMBERS)
    own = {"type": kind, "user": who, "user_team": team, "ts": f"{number}.3"}
    return {
        "type": "event_callback",
        "team_id": team,
        "event_id": f"Ev{number}",
        "event": {"channel": f"D{who}", **own, **more},
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }


def message(who: str, text: str, team: str = TEAM, **more: Any) -> Plain:
    return event("message", who, team, **{"channel_type": "im", "text": text, **more})
