"""What no other door takes: registered last, so that Slack hears an answer and sends no more."""

from __future__ import annotations

import re

from slack_bolt import Ack, App, BoltResponse

from bot.messages import replies
from bot.messages.collecting.views import notice_view
from handlers.deliveries import tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_action
from handlers.rooms import Rooms

_ANY = re.compile("")


def register(app: App, rooms: Rooms) -> None:
    """Events that are not for us (edits, joins, workflows), and buttons and forms that an older
    version of the bot drew."""

    @app.event("message")
    def unheard() -> None:
        return None

    @app.event("app_mention")
    def mentioned_by_nobody() -> None:
        return None

    @app.action(_ANY)
    def old_button(ack: Ack, body: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), _say_that_it_is_old, "")
        return ack()

    @app.view(_ANY)
    def old_form(ack: Ack) -> BoltResponse:
        view = notice_view("An old form", replies.old_form())
        return ack(response_action="update", view=view)


def _say_that_it_is_old(rooms: Rooms, knock: Knock, _: str) -> None:
    tell(rooms, knock, replies.old_button())
