"""The door of a text that somebody points at: the shortcut *Check this text*."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from slack_bolt import Ack, App, BoltResponse

from bot import claims
from bot.claims import Verdict
from bot.messages.checking import checked_text, no_text
from handlers.checking import known_of
from handlers.deliveries import tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_shortcut
from handlers.rooms import Rooms
from storage.figures import latest_quarter
from storage.plans import read_plan

SHORTCUT = "check_this_text"
_LONGEST = 40_000  # characters: Slack cuts a message there


def register(app: App, rooms: Rooms) -> None:
    """A message's own menu; whoever uses it is answered alone."""

    @app.shortcut(SHORTCUT)
    def used(ack: Ack, body: Body) -> BoltResponse:
        answer_later(rooms, from_shortcut(body), check_text, text_of(body["message"]))
        return ack()


def text_of(message: Body) -> str:
    """What a message says; a bot's may say it in blocks alone."""
    said = str(message.get("text") or "")
    return unescape(said if said.strip() else "\n".join(_said(message.get("blocks"))))[:_LONGEST]


def check_text(rooms: Rooms, knock: Knock, text: str) -> None:
    """Say what holds and what does not, to the asker alone; nothing is recorded."""
    if not text.strip():
        tell(rooms, knock, no_text())
        return
    with rooms.store.read() as session:
        plan = read_plan(session, rooms.plan_id)
        quarter = latest_quarter(session, rooms.plan_id)
        known = known_of(session, plan, quarter)
    checks = claims.check(text, known=known)
    held, open_ = (
        sum(each.verdict is verdict for each in checks)
        for verdict in (Verdict.HOLDS, Verdict.UNCHECKABLE)
    )
    concerns = claims.concerns_among("", checks)
    tell(rooms, knock, checked_text(plan, quarter, concerns, held, open_))


def _said(part: object) -> Iterator[str]:
    """The texts within blocks, wherever they stand."""
    if isinstance(part, list):
        for each in part:
            yield from _said(each)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from _said(value)
