"""Floor 2, the doors: Slack knocks here. `register` is the table of contents."""

from __future__ import annotations

from slack_bolt import App

from handlers.asking import register as register_asking
from handlers.home import register as register_home
from handlers.rooms import Rooms


def register(app: App, rooms: Rooms) -> None:
    """Hang every door in its frame."""
    register_asking(app, rooms)
    register_home(app, rooms)
