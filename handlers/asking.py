"""The doors for questions: the command, a mention, a direct message, and the buttons."""

from __future__ import annotations

import re
from dataclasses import replace

from slack_bolt import Ack, App, BoltResponse

from bot.messages import replies
from bot.question import Question, Topic
from handlers import progress
from handlers.answers import ABOUT_COLLECTING, Pages, answer_to, offer, reading_of
from handlers.deliveries import clear, may_answer_in, post, tell
from handlers.doors import answer_later
from handlers.knocks import Body, Knock, from_action, from_command, from_event, value_of
from handlers.replying import is_to_a_reminder, links_in, take_reply
from handlers.rooms import Rooms


def register(app: App, rooms: Rooms) -> None:
    """The command, mentions, direct messages, and the buttons and menus under answers."""

    @app.command(rooms.command)
    def command(ack: Ack, body: Body) -> BoltResponse:
        answer_later(rooms, from_command(body), ask, body.get("text") or "")
        return ack()

    @app.event("app_mention")
    def mention(body: Body) -> None:
        answer_later(rooms, from_event(body), ask, body["event"].get("text") or "")

    @app.event("message", matchers=[_is_said_to_us])
    def direct_message(body: Body) -> None:
        knock, event = from_event(body), body["event"]
        reply = is_to_a_reminder(rooms, knock)
        work = take_reply(links_in(event)) if reply else ask
        answer_later(rooms, knock, work, event.get("text") or "")

    @app.action(re.compile(r"^ask\."))
    def button(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), ask_by_button, value_of(action))
        return ack()

    @app.action(replies.POST_HERE)
    def post_here(ack: Ack, body: Body, action: Body) -> BoltResponse:
        answer_later(rooms, from_action(body), post_in_channel, action.get("value") or "")
        return ack()


def _is_said_to_us(event: Body) -> bool:
    """A person's message to the bot alone: no edits, no joins, no other bots."""
    direct = event.get("channel_type") == "im" and bool(event.get("user"))
    written = event.get("subtype") in (None, "file_share")
    return direct and written and not event.get("bot_id")


def ask(rooms: Rooms, knock: Knock, words: str) -> None:
    """Answer where it was asked, or offer what may have been meant."""
    with rooms.store.read() as session:
        plan, read = reading_of(session, rooms.plan_id, words, rooms.now())
        pages: Pages = ()
        if isinstance(read, Question) and read.topic not in ABOUT_COLLECTING:
            pages = answer_to(session, plan, read)
    if not isinstance(read, Question):
        tell(rooms, knock, offer(read))
    elif read.topic is Topic.HELP:
        tell(rooms, knock, pages[0])
    elif read.topic in ABOUT_COLLECTING:
        progress.answer(rooms, knock, read)
    else:
        _deliver(rooms, knock, read, pages)


def ask_by_button(rooms: Rooms, knock: Knock, words: str) -> None:
    """A private offer is taken away once one of its buttons was pressed."""
    if knock.pressed_private:
        clear(rooms, knock)
    ask(rooms, knock, words)


def _deliver(rooms: Rooms, knock: Knock, question: Question, pages: Pages) -> None:
    """To the place where it was asked, if it may be said there; else to the asker alone."""
    if knock.said_to_us or (not question.private and may_answer_in(rooms, knock.channel)):
        post(rooms, knock.channel, pages, knock.thread)
        return
    if knock.in_a_channel:
        public = replace(question, private=False)
        pages = replies.with_post_here(pages, knock.channel, public.text)
    if post(rooms, knock.user, pages) != knock.channel and knock.channel:
        tell(rooms, knock, replies.sent_privately(rooms.bot.name, wanted=question.private))


def post_in_channel(rooms: Rooms, knock: Knock, value: str) -> None:
    """Post an answer given in private in the channel where it was asked."""
    channel, words = replies.read_post_here(value)
    if not may_answer_in(rooms, channel):
        tell(rooms, knock, replies.cannot_post(rooms.bot.name))
        return
    with rooms.store.read() as session:
        plan, read = reading_of(session, rooms.plan_id, words, rooms.now())
        pages = answer_to(session, plan, read) if isinstance(read, Question) else (offer(read),)
    post(rooms, channel, pages)
    tell(rooms, knock, replies.posted(channel))
