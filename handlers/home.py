"""The door of the App Home: opened by a person, it shows them what concerns them."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from handlers.answers import home_of
from handlers.doors import answer_later
from handlers.knocks import Knock, from_home
from handlers.rooms import Rooms


def register(app: App, rooms: Rooms) -> None:
    """The Home tab; Slack sends the same event for the Messages tab, which needs nothing."""

    @app.event("app_home_opened")
    def opened(body: dict[str, Any]) -> None:
        if body["event"].get("tab") == "home":
            answer_later(rooms, from_home(body), show, "")


def show(rooms: Rooms, knock: Knock, _: str) -> None:
    """Publish the Home of this person anew."""
    with rooms.store.read() as session:
        view = home_of(session, rooms.plan_id)
    rooms.posts.views_publish(user_id=knock.user, view=view)
