"""The doors of publishing: what would be published, the button, and another edition."""

from __future__ import annotations

import logging
import re

from slack_bolt import Ack, App, BoltResponse

from bot.deadlines import NoteKind
from bot.messages import sayings
from bot.messages.collecting import refusals
from bot.messages.collecting.views import notice_view
from bot.messages.publishing import ids, previews
from bot.messages.publishing.typed import reason_of
from bot.quarter import Quarter
from bot.question import Question
from bot.rights import Act
from handlers.cards import redraw
from handlers.collecting import Desk, desk_of
from handlers.deliveries import draw_anew, privately, tell
from handlers.doors import Answer, answer_later, answer_now
from handlers.editions import digest_now, preview_of, publish_now
from handlers.knocks import Body, Knock, from_action, from_view, read_held, value_of
from handlers.reminders import send_what_is_owed
from handlers.rooms import Rooms
from storage.deliveries import sent_about
from storage.holding import hold
from storage.revisions import latest_revisions
from storage.snapshots import latest_edition

log = logging.getLogger(__name__)


def register(app: App, rooms: Rooms) -> None:
    """The buttons under a preview, and the form that asks for a reason."""

    @app.action(re.compile(f"^({ids.PREVIEW}|{ids.PUBLISH}|{ids.AGAIN}|{ids.DIGEST})$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), _PRESSED[action["action_id"]], value_of(action))
        return ack()

    @app.view(ids.AGAIN_VIEW)
    def sent(ack: Ack, body: Body) -> BoltResponse:
        return ack(**answer_now(rooms, from_view(body), published_again, body))


def answer(rooms: Rooms, knock: Knock, question: Question) -> None:
    show_preview(rooms, knock, question.quarter.key)


def show_preview(rooms: Rooms, knock: Knock, value: str) -> None:
    """What the quarter would be published with, for editors."""
    quarter = read_held(Quarter.parse, value)
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, quarter)
        said = _refused(desk, knock)
        message = None if said else previews.preview_message(preview_of(session, desk))
    if message:
        privately(rooms, knock, (message,))
    else:
        tell(rooms, knock, said)


def _refused(desk: Desk, knock: Knock) -> str:
    if not desk.may(Act.PUBLISH, knock.user):
        return refusals.may_not_edit(desk.plan).said
    return "" if desk.quarter.end < desk.today.date() else previews.not_over(desk.quarter)


def publish_pressed(rooms: Rooms, knock: Knock, value: str) -> None:
    """Publish what the editor was shown; pressed twice, it is published once."""
    try:
        quarter, digest = ids.unpack(value)
    except ValueError:
        tell(rooms, knock, sayings.too_old("button", "publish"))
        return
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        desk = desk_of(session, rooms, quarter)
        said = _refused(desk, knock)
        latest = latest_edition(session, rooms.plan_id, quarter)
        shown = "" if said or latest else preview_of(session, desk).digest
        if shown and ids.pack(quarter, shown) == ids.pack(quarter, digest):
            latest = publish_now(session, desk, _editor(desk, knock))
    if said or latest is None:
        tell(rooms, knock, said or previews.changed_meanwhile(quarter))
        return
    tell(rooms, knock, f"{quarter.label}: {previews.edition_words(desk.plan, latest)}")
    after_publishing(rooms, quarter, knock)


def _editor(desk: Desk, knock: Knock) -> str:
    person = desk.who_may(Act.PUBLISH, knock.user)
    if person is None:
        raise LookupError("somebody who is not in the plan got past the check of roles")
    return person.id


def ask_reason(rooms: Rooms, knock: Knock, value: str) -> None:
    """Another edition needs a reason."""
    with rooms.store.read() as session:
        desk = desk_of(session, rooms, read_held(Quarter.parse, value))
        said = _refused(desk, knock)
        view = None if said else previews.again_view(preview_of(session, desk))
    if view:
        rooms.posts.views_open(trigger_id=knock.trigger, view=view)
    else:
        tell(rooms, knock, said)


def digest_pressed(rooms: Rooms, knock: Knock, value: str) -> None:
    """Post the digest of a quarter that was published without one; pressed twice, it is once."""
    quarter = read_held(Quarter.parse, value)
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        desk = desk_of(session, rooms, quarter)
        said = _refused(desk, knock)
        owed = not said and digest_now(session, desk)
    tell(rooms, knock, said or previews.digest_words(quarter, owed=owed))
    after_publishing(rooms, quarter, None if said else knock)


def published_again(rooms: Rooms, knock: Knock, body: Body) -> Answer:
    """Another edition, recorded before the form closes; sent twice, it is the same one."""
    view = body["view"]
    reason = reason_of(view["state"]["values"])
    quarter = read_held(Quarter.parse, view["private_metadata"])
    if not reason:
        return {"response_action": "errors", "errors": {ids.REASON: sayings.SAY_WHY}}
    with rooms.store.write() as session:
        hold(session, rooms.plan_id)
        desk = desk_of(session, rooms, quarter)
        if said := _refused(desk, knock):
            return {"response_action": "update", "view": notice_view("Publish", said)}
        edition = publish_now(session, desk, _editor(desk, knock), reason)
    after_publishing(rooms, quarter)
    words = f"{quarter.label}: {previews.edition_words(desk.plan, edition)}"
    return {"response_action": "update", "view": notice_view("Published", words)}


def after_publishing(rooms: Rooms, quarter: Quarter, pressed: Knock | None = None) -> None:
    """Hand it over: what is owed goes out now, and cards and the preview whose button was
    pressed say that it is published."""
    rooms.work.submit(_follow, rooms, quarter, pressed)


def _follow(rooms: Rooms, quarter: Quarter, pressed: Knock | None) -> None:
    try:
        send_what_is_owed(rooms)
        _redraw_previews(rooms, quarter, pressed)
        with rooms.store.read() as session:
            units = latest_revisions(session, rooms.plan_id, quarter)
        for unit in units:
            redraw(rooms, quarter, unit)
    except Exception:
        log.exception("what follows publishing failed for now; the clock sends what is owed")


def _redraw_previews(rooms: Rooms, quarter: Quarter, pressed: Knock | None) -> None:
    """They lose their button: the one that was pressed, and the calendar's word that it is to be
    published."""
    with rooms.store.read() as session:
        preview = preview_of(session, desk_of(session, rooms, quarter))
        notes = sent_about(session, rooms.plan_id, quarter, "note")
    places = [(n.channel, n.ts) for n in notes if n.about["note"] == NoteKind.PUBLISHING]
    places += [(pressed.channel, pressed.ts)] if pressed else []
    message = previews.preview_message(preview)
    for channel, ts in dict.fromkeys(places) if preview.latest else ():
        if channel and ts:
            draw_anew(rooms, channel, ts, message)


_PRESSED = {
    ids.PREVIEW: show_preview,
    ids.PUBLISH: publish_pressed,
    ids.AGAIN: ask_reason,
    ids.DIGEST: digest_pressed,
}
