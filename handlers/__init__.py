"""Floor 2, the doors: Slack knocks here. `register` is the table of contents."""

from __future__ import annotations

from slack_bolt import App

from handlers.asking import register as register_asking
from handlers.corrections import register as register_corrections
from handlers.covering import register as register_covering
from handlers.digesting import register as register_digesting
from handlers.doubtful import register as register_doubtful
from handlers.home import register as register_home
from handlers.leftovers import register as register_leftovers
from handlers.progress import register as register_progress
from handlers.publishing import register as register_publishing
from handlers.questions import register as register_questions
from handlers.queue import register as register_queue
from handlers.replying import register as register_replying
from handlers.reviews import register as register_reviews
from handlers.rooms import Rooms
from handlers.submissions import register as register_submissions
from handlers.subscribing import register as register_subscribing
from handlers.texts import register as register_texts


def register(app: App, rooms: Rooms) -> None:
    """Hang every door in its frame."""
    register_asking(app, rooms)
    register_home(app, rooms)
    register_submissions(app, rooms)
    register_replying(app, rooms)
    register_texts(app, rooms)
    register_covering(app, rooms)
    register_progress(app, rooms)
    register_reviews(app, rooms)
    register_questions(app, rooms)
    register_queue(app, rooms)
    register_publishing(app, rooms)
    register_corrections(app, rooms)
    register_doubtful(app, rooms)
    register_digesting(app, rooms)
    register_subscribing(app, rooms)
    register_leftovers(app, rooms)  # last: it takes whatever nobody else did
