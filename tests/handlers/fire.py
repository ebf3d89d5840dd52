"""Knocks that no person makes: forged, stale, cut off, mixed up, and of any length."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from bot.messages.collecting import ids as collect
from bot.question import Topic
from handlers import replying, texts
from tests.handlers.acts import ROWS
from tests.handlers.knocking import (
    Plain,
    command,
    event,
    form,
    message,
    pressed,
    sent,
    shortcut,
)
from tests.handlers.scene import IN_THREAD, IN_THREAD_OF_QUESTION, OTHER, Q3, Q4, UNIT, Scene

WHO = (
    *("U0NORTH", "U0DEPUTY", "U0SOUTH", "U0WEST", "U0PFCC", "U0CHIEF", "U0EDITOR", "U0EDIT2"),
    *("U0ADMIN", "U0GROUPED", "U0NOBODY", "U0GUEST", "U0STRANGER", "U0GONE"),
)
NASTY = (
    *("<!channel>", "<!here|x>", "<@U0EDITOR>", "<https://a.b|c>", "*_~`", "```", "&amp;&lt;"),
    *("=1+1", "\x00", "\u202e", "🙂" * 40, "9" * 400, "1e999", "-0", "١٢", "½"),
    *("' OR 1=1 --", "%s%n{0}{}", "../../etc/passwd", "\n" * 50, "NaN", "12,34", "x" * 5000),
)
WORDS = (
    *Topic,
    *("asb", "999 calls", "north lpa", "violnce", "rape", "2021/22 Q3", "2021/22 Q4", "Q9", "v0"),
    *("v1", "v99", "private", "all", "here", "me", "weekly monday 9", "each change", "preview"),
    *("north", "force", "operation snare", "commitment", "area", "unit", "metric", "2099/00 Q1"),
)
text = st.one_of(
    st.text(max_size=60),
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.builds(lambda a, b: f"{a} {b}", st.sampled_from(WORDS), st.sampled_from(NASTY)),
)
quarters = st.sampled_from(
    [each.key for each in (Q3, Q4, Q4.next(), Q3.shifted(-60))] + ["2021/22-Q9", "9999/00-Q1", ""]
)


DRAFT, DIGEST = "@draft@", "@digest@"  # stand for what is another in every scene
SEEN = f"{UNIT}|{Q4.key}|1|nothing to report"
REPLY = "DU0NORTH-5.5"
REAL = (
    *(collect.pack(UNIT, Q4), SEEN, f"{DRAFT} 1", f"{DRAFT} 0", "question1", REPLY),
    *(f"{UNIT}|{Q4.key}|commitment:target_asb|{REPLY}", "subscribed1", f"{Q4.key}|{DIGEST}"),
    *("reminder:2021/22-Q4:2|unknown|0", f"{Q3.key}|calls_999|force|{Q3.key}|88220"),
    *(Q4.key, Q3.key, collect.pack(OTHER, Q4), collect.pack("hr", Q3)),
    *(collect.pack("no_unit", Q4), "correct calls_999 area force 2021/22-Q3", "caveats asb"),
    *(f"{Q4.key}|0|-|0", f"{Q4.key}|1|-|99", f"{Q3.key}|0|asb|-1", f"{Q3.key}|0|-|0", "1", "2"),
    *(f"{UNIT}|{Q4.key}|metric:nothing|{REPLY}", f"{UNIT}|{Q4.key}|commitment:nothing|{REPLY}"),
    *('{"channel": "C0PCP", "question": "caveats asb"}', '{"channel": 1, "question": []}', "[]"),
)
part = st.one_of(st.sampled_from([each for one in REAL for each in one.split("|")]), quarters, text)


@st.composite
def mixed(draw: Any) -> str:
    """Something real with a part exchanged, taken out or added."""
    whole = draw(st.sampled_from(REAL)).split("|")
    place = draw(st.integers(0, len(whole) - 1))
    match draw(st.integers(0, 2)):
        case 0:
            whole[place] = draw(part)
        case 1:
            del whole[place]
        case _:
            whole.insert(place, draw(part))
    return "|".join(whole)


held = st.one_of(st.sampled_from(REAL), mixed(), text)


def real(body: Plain, scene: Scene) -> Plain:
    """The same with the ids of this scene."""
    said = json.dumps(body)
    digest = scene.publish.rpartition("|")[2]
    for token, value in {DRAFT: scene.draft.split()[0], DIGEST: digest}.items():
        said = said.replace(token, value)
    made: Plain = json.loads(said)
    return made


_BUTTONS = sorted({each.door.partition(" ")[2] for each in ROWS if each.door.startswith("button")})
_FORMS = sorted({each.door.partition(" ")[2] for each in ROWS if each.door.startswith("form")})
_BLOCKS = (
    *("reason", "figure", "words", "who", "about", "which", "sure", "taker", "when", "day"),
    *("commitment:target_asb", "metric:warren_arrests", "metric:no_such", "why:x", "why:", ""),
)


def _state() -> st.SearchStrategy[Plain]:
    """Any state of a form: blocks of this form or another, with inputs of any kind, or none."""
    option = st.one_of(st.none(), st.builds(lambda v: {"value": v}, held))
    element = st.one_of(
        st.builds(lambda v: {"value": v}, st.one_of(st.none(), text)),
        st.builds(lambda o: {"selected_option": o}, option),
        st.builds(lambda o: {"selected_options": o}, st.lists(option.filter(bool), max_size=30)),
        st.builds(lambda u: {"selected_user": u}, st.one_of(st.none(), st.sampled_from(WHO), text)),
        st.builds(
            lambda d: {"selected_date": d},
            st.one_of(st.none(), st.dates().map(str), st.just("2022-02-30"), text),
        ),
        st.just({}),
    )
    block = st.one_of(st.sampled_from(_BLOCKS), st.text(max_size=20))
    inside = st.one_of(
        st.builds(lambda e: {"value": e}, element),
        st.dictionaries(st.text(max_size=5), element, max_size=2),
    )
    return st.dictionaries(block, inside, max_size=6)


def _callback() -> st.SearchStrategy[str]:
    page = st.builds(lambda n: f"{collect.PAGE}{n}", st.one_of(st.integers(-1, 9), text))
    return st.one_of(st.sampled_from(_FORMS), page, st.just(f"{collect.PAGE}1"), text)


def commands() -> st.SearchStrategy[Plain]:
    place = st.sampled_from(["C0PCP", "C0PARTNERS", "DU0NORTH", "C0NOWHERE"])
    return st.builds(lambda w, t, c: command(w, t, channel=c), st.sampled_from(WHO), text, place)


def buttons() -> st.SearchStrategy[Plain]:
    go = st.builds(lambda n: f"{collect.GO}{n}", st.one_of(st.integers(-1, 9), text))
    under = st.builds(lambda n: f"{collect.UNDER}.{n}", text)
    named = st.one_of(
        st.sampled_from(_BUTTONS), go, under, st.builds(lambda n: f"ask.{n}", text), text
    )

    @st.composite
    def drawn(draw: Any) -> Plain:
        view = draw(st.one_of(st.none(), st.none(), forms_open()))
        body = pressed(draw(st.sampled_from(WHO)), draw(named), draw(held), view=view)
        (action,) = body["actions"]
        match draw(st.integers(0, 5)):
            case 0:
                action["selected_option"] = {"value": action.pop("value"), "text": {"text": "x"}}
            case 1:
                action.pop("value")
            case 2:
                body.pop("message", None)
                body["container"] = {"type": "message", "is_ephemeral": True}
                body["response_url"] = "https://slack.test/response"
            case 3:
                body.pop("channel", None)
        return body

    return drawn()


def forms_open() -> st.SearchStrategy[Plain]:
    return st.builds(
        form,
        _callback(),
        held,
        _state(),
        st.sampled_from(["", "", "V0NIL", "V0OTHER", "question1"]),
    )


def forms() -> st.SearchStrategy[Plain]:
    return st.builds(sent, st.sampled_from(WHO), forms_open())


def events() -> st.SearchStrategy[Plain]:
    who = st.sampled_from(WHO)
    places = st.sampled_from(
        [
            *({}, {}, IN_THREAD, IN_THREAD_OF_QUESTION, {"thread_ts": "1.1"}),
            *({"subtype": "file_share"}, {"subtype": "message_changed"}, {"bot_id": "B1"}),
            {"files": [{"permalink": "https://slack.test/f"}, {}]},
            {"channel_type": "channel"},
        ]
    )
    homes = st.sampled_from(["home", "messages", "", None])
    return st.one_of(
        st.builds(lambda w, t, more: message(w, t, **more), who, text, places),
        st.builds(lambda w, t: event("app_mention", w, channel="C0PCP", text=t), who, text),
        st.builds(lambda w, t: event("app_home_opened", w, tab=t), who, homes),
        st.builds(lambda w: event("message", w, channel_type="im"), who),
    )


def shortcuts() -> st.SearchStrategy[Plain]:
    named = st.sampled_from([texts.SHORTCUT, replying.SHORTCUT])
    return st.builds(shortcut, st.sampled_from(WHO), named, text)


DOORS: dict[str, st.SearchStrategy[Plain]] = {
    "commands": commands(),
    "buttons": buttons(),
    "forms": forms(),
    "events": events(),
    "shortcuts": shortcuts(),
}
