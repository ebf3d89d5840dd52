"""Doors under fire: whatever arrives, nothing fails, nothing is lost and no figure changes.

The suite tries a few of each; `make fuzz N=2000` tries thousands, others every time.
"""

from __future__ import annotations

import hmac
import json
import logging
import os
import time
from io import BytesIO
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.signature import SignatureVerifier
from sqlalchemy import select

from app import OnlySigned
from bot.messages import replies
from bot.messages.collecting import ids as collect
from storage.tables import FigureRow
from storage.tables_collecting import DraftEntryRow, RevisionEntryRow
from tests.handlers.fire import DOORS, DRAFT, real
from tests.handlers.strict import objections, objections_to_ack

MANY = int(os.environ.get("PCP_FUZZ", "0"))
ACK_SECONDS = 3
SORRY = replies.sorry("").partition("reference")[0]
SECRET = "practice-signing-secret"
_CHECKS = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
under_fire = settings(
    max_examples=MANY or 20,
    derandomize=not MANY,
    deadline=None,
    suppress_health_check=_CHECKS,
    print_blob=bool(MANY),
)


@pytest.fixture
def failures():
    """What was logged of failures since it was last emptied."""
    kept = []

    class Handler(logging.Handler):
        def emit(self, record):
            kept.append(self.format(record))

    handler = Handler(logging.ERROR)
    logging.getLogger().addHandler(handler)
    yield kept
    logging.getLogger().removeHandler(handler)


def figures(store):
    """What was published, by where it stands: it may be added to, and never changes."""
    with store.read() as session:
        return set(session.execute(select(FigureRow.__table__)).all())


def drafted(store):
    """Every word that is in a draft, by unit and slot."""
    return _words(store, DraftEntryRow)


def _words(store, table):
    row = table.__table__.c
    with store.read() as session:
        return set(
            session.execute(select(row.unit, row.slot, row.text).where(row.text != "")).all()
        )


def writes(body):
    """Whether this is somebody's own page, who may empty what stands there."""
    view = body.get("view") or {}
    may = {"U0NORTH", "U0DEPUTY", "U0PFCC", "U0EDITOR", "U0EDIT2", "U0ADMIN", "U0GROUPED"}
    is_page = str(view.get("callback_id", "")).startswith(collect.PAGE)
    return is_page and body["user"]["id"] in may


def knocked(porch, failures, body):
    """Knock, and hold the answer to what holds of all."""
    failures.clear()
    answer = porch.knock(body)
    said = porch.slack.said()
    assert not failures, "\n".join(failures)
    assert answer.status == 200, (answer.status, answer.body)
    assert porch.waited < ACK_SECONDS
    assert SORRY not in said + answer.body
    against = [
        (method, each) for method, args in porch.slack.calls for each in objections(method, args)
    ]
    against += [("ack", each) for each in objections_to_ack(answer.body)]
    assert not against, against
    return answer


def fire(porch, staged, failures, *bodies):
    """Knock with one after the other: what the first changed, the next has not seen."""
    scene, store = staged(), porch.rooms.store
    for each in bodies:
        body = real(each, scene)
        note(str(body))
        before, words = figures(store), drafted(store)
        knocked(porch, failures, body)
        assert before <= figures(store)
        kept = drafted(store) | _words(store, RevisionEntryRow)
        assert words <= kept or writes(body), words - kept


@pytest.mark.parametrize("door", DOORS)
def test_whatever_is_brought_to_a_door_it_is_answered_in_words(door, porch, staged, failures):
    @under_fire
    @given(st.lists(DOORS[door], min_size=1, max_size=2))
    def burst(bodies):
        fire(porch, staged, failures, *bodies)

    burst()


def test_one_door_after_another(porch, staged, failures):
    @under_fire
    @given(st.lists(st.one_of(*DOORS.values()), min_size=2, max_size=5))
    def burst(bodies):
        fire(porch, staged, failures, *bodies)

    burst()


def _wsgi(porch, body, headers):
    """The status that an HTTP request gets, through what stands before Bolt and Bolt itself."""
    said = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/slack/events",
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        **{f"HTTP_{k.upper().replace('-', '_')}": v for k, v in headers.items()},
        "CONTENT_TYPE": headers.get("content-type", "application/x-www-form-urlencoded"),
    }
    app = OnlySigned(SlackRequestHandler(porch.house.app, path="/slack/events"), SECRET)
    b"".join(app(environ, lambda status, _: said.append(status)))
    porch.work.catch_up()
    return int(said[0].split()[0])


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
_BODIES = st.one_of(
    st.binary(max_size=200),
    _JSON.map(lambda v: json.dumps(v).encode()),
    _JSON.map(lambda v: urlencode({"payload": json.dumps(v)}).encode()),
    st.one_of(*DOORS.values()).map(lambda v: json.dumps(v).encode()),
    st.one_of(*DOORS.values()).map(lambda v: urlencode({"payload": json.dumps(v)}).encode()),
    st.one_of(*DOORS.values()).map(lambda v: json.dumps(v).encode()[:-9]),
)
_TYPES = st.sampled_from(["application/json", "application/x-www-form-urlencoded", "text/plain"])


@pytest.fixture
def signing(porch, monkeypatch):
    """Bolt checks what Slack signed with the same secret as what stands before it."""
    for each in porch.house.app._middleware_list:
        if hasattr(each, "_verifier"):
            monkeypatch.setattr(each, "_verifier", SignatureVerifier(SECRET))


def _is_text(body):
    """Slack sends UTF-8; what is not can bear no signature of its."""
    return body.decode(errors="replace").encode() == body


def test_whatever_is_posted_over_http_gets_an_answer(porch, staged, failures, signing):
    @under_fire
    @given(_BODIES, _TYPES, st.booleans())
    def burst(body, kind, is_signed):
        scene = staged()
        if b"@" in body:
            body = body.replace(DRAFT.encode(), scene.draft.split()[0].encode())
        failures.clear()
        now = str(int(time.time()))
        base = b"v0:" + now.encode() + b":" + body
        signature = "v0=" + hmac.new(SECRET.encode(), base, "sha256").hexdigest()
        headers = {
            "x-slack-request-timestamp": now,
            "x-slack-signature": signature if is_signed else "v0=00",
            "content-type": kind,
        }
        words, before = drafted(porch.rooms.store), figures(porch.rooms.store)
        status = _wsgi(porch, body, headers)
        assert status in ((200, 400, 404) if is_signed and _is_text(body) else (401,))
        assert not failures, failures
        assert before <= figures(porch.rooms.store)
        if not is_signed:
            assert words == drafted(porch.rooms.store)

    burst()
