"""The door of the App Home: opened by a person, it shows them what concerns them."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App

from bot.messages.collecting.homes import with_collecting
from bot.messages.home import refused_view
from bot.messages.sheet import Block
from bot.rights import Act
from handlers.answers import home_of
from handlers.collecting import Desk, desk_of, due_of
from handlers.doors import is_again, trusted
from handlers.knocks import Knock, from_home
from handlers.rooms import Rooms

log = logging.getLogger(__name__)


def register(app: App, rooms: Rooms) -> None:
    """The Home tab; Slack sends the same event for the Messages tab, which needs nothing."""

    @app.event("app_home_opened")
    def opened(body: dict[str, Any]) -> None:
        if body["event"].get("tab") == "home":
            rooms.work.submit(_opened, rooms, from_home(body))


def _opened(rooms: Rooms, knock: Knock) -> None:
    """Nobody is written to because they opened a page: what fails is logged, and no more."""
    try:
        if is_again(rooms, knock):
            return
        if trusted(rooms, knock):
            show(rooms, knock)
        else:
            rooms.posts.views_publish(user_id=knock.user, view=refused_view())
    except Exception:
        log.exception("a Home could not be shown")


def _collecting(desk: Desk, knock: Knock, view: Block) -> Block:
    """What this person owes, and for an editor the board, above what everybody sees."""
    own = desk.progress(desk.units_for(knock.user))
    board = desk.situation.progress if desk.may(Act.SEE_BOARD, knock.user) else None
    words, _ = due_of(desk)
    return with_collecting(view, desk.plan, desk.quarter, words, own, board)


def show(rooms: Rooms, knock: Knock) -> None:
    """Publish the Home of this person anew."""
    with rooms.store.read() as session:
        view = home_of(session, rooms.plan_id)
        view = _collecting(desk_of(session, rooms), knock, view)
    rooms.posts.views_publish(user_id=knock.user, view=view)
