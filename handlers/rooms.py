"""What the roof hands to the doors: every outside thing, made once and passed down."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.charts import Picture
from bot.documents import Documents, Pictures
from bot.finding import Drawable
from bot.report import Report
from handlers.memory import Memory
from handlers.meter import Meter, NoMeter
from storage.life import SignOfLife
from storage.session import Store


@dataclass(frozen=True)
class Bot:
    """Who we are in this workspace, as `auth.test` said at the start."""

    user_id: str
    name: str
    team_id: str


@dataclass(frozen=True)
class Rooms:
    """The house as a door sees it.

    ``posts`` retries only where Slack said that it took nothing (429); ``reads`` retries on
    everything, since asking twice does no harm, and so does ``views``: a form that is filled
    twice is the same form. ``draw`` and ``print`` return at once with a promise, of a picture and
    of a report's files. ``once`` never tries again by itself: the outbox asks each time whether a
    message still is ours to post. ``life`` is what other processes see of this one.
    ``keep_months`` is how long what is known of people is kept; 0 is for ever. ``alert_channel``
    is where admins are told of trouble; without one each is told directly.
    """

    bot: Bot
    store: Store
    posts: WebClient
    reads: WebClient
    views: WebClient
    draw: Callable[[Drawable], Future[Picture]]
    print: Callable[[Report, Pictures], Future[Documents]]
    work: Executor
    now: Callable[[], datetime]
    plan_id: str
    command: str
    memory: Memory
    once: WebClient
    life: SignOfLife
    keep_months: int = 0
    alert_channel: str = ""
    meter: Meter = NoMeter()  # noqa: RUF009 - it holds nothing
