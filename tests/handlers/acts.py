"""Every door with the act behind it, and how to knock there: a row for each, or tests fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.messages import doubtful, replies, sayings
from bot.messages.collecting import ids as collect
from bot.messages.digests import ids as digest
from bot.messages.digests.ids import Behind
from bot.messages.digests.subscribing import may_not_stop
from bot.messages.publishing import ids as publish
from bot.messages.reviewing import ids as review
from bot.question import Topic
from bot.rights import Act
from handlers import replying, texts
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
from tests.handlers.scene import IN_THREAD, IN_THREAD_OF_QUESTION, Q3, Q4, Scene

EDITORS, LEADS = "Only editors may do this", "Only those who lead"
Make = Callable[[str, str, Scene], Plain]


@dataclass(frozen=True)
class Row:
    """Who may not is told ``refused``; where nobody is told, who may sees ``sign``. ``for_own``:
    who may not do it for this unit does it for another, which is theirs."""

    door: str
    act: Act
    knock: Make
    refused: str = ""
    sign: str = ""
    for_own: bool = False

    def __str__(self) -> str:
        return f"{self.door}, {self.act.name}"


def _typed(topic: Topic, words: str, act: Act = Act.ASK, **said: str) -> Row:
    def knock(who: str, team: str, scene: Scene) -> Plain:
        return command(who, f"{topic} {words}", team)

    return Row(f"command {topic}", act, knock, **said)


def _press(
    id: str, act: Act, held: Callable[[Scene], str], refused: str = EDITORS, sign: str = ""
) -> Row:
    def knock(who: str, team: str, scene: Scene) -> Plain:
        return pressed(who, id, held(scene), team)

    return Row(f"button {id}", act, knock, "" if sign else refused, sign)


def _press_within(id: str, page: str) -> Row:
    """A button in the form, which brings what is typed there."""

    def knock(who: str, team: str, scene: Scene) -> Plain:
        return pressed(who, id, page, team, form(scene.page, scene.draft, _text(scene.answer)))

    door = collect.GO if id.startswith(collect.GO) else id
    return Row(f"button {door}", Act.ANSWER, knock, LEADS)


def _send(
    id: str,
    act: Act,
    held: Callable[[Scene], str],
    values: Callable[[Scene], Plain] = lambda _: {},
    refused: str = EDITORS,
) -> Row:
    def knock(who: str, team: str, scene: Scene) -> Plain:
        callback = scene.page if id == collect.PAGE else id
        return sent(who, form(callback, held(scene), values(scene)), team)

    return Row(f"form {id}", act, knock, refused)


def _text(block: str, text: str = "Twelve arrests.") -> Plain:
    return {block: {"value": {"type": "plain_text_input", "value": text}}}


def _picked(block: str, value: str, kind: str = "selected_option") -> Plain:
    held = {"value": value} if kind == "selected_option" else value
    return {block: {"value": {kind: held}}}


def _ask(who: str, team: str, _: Scene) -> Plain:
    return pressed(who, "ask.0", "caveats asb", team)


def _post_here(who: str, team: str, _: Scene) -> Plain:
    held = '{"channel": "C0PCP", "question": "caveats asb"}'
    return pressed(who, replies.POST_HERE, held, team)


def _unit(scene: Scene) -> str:
    return scene.unit


def _replied(scene: Scene) -> str:
    return scene.replied


def _seen(scene: Scene) -> str:
    return scene.seen


def _quarter(_: Scene) -> str:
    return Q4.key


def _doubt(scene: Scene) -> str:
    return scene.doubt


ADMINS = doubtful.may_not([]).partition(".")[0]
BOARD = "Progress: January to March"
APPROVED = "approved so far, for leads and editors alone"

ROWS = [
    # What is typed after the command, behind a mention, or to the bot directly
    *(_typed(each, "asb") for each in (Topic.STATUS, Topic.UPDATES, Topic.CAVEATS, Topic.WHY)),
    _typed(Topic.METRIC, "999 calls"),
    _typed(Topic.STANDINGS, ""),
    _typed(Topic.SEARCH, "snare"),
    _typed(Topic.SUMMARY, ""),
    _typed(Topic.HELP, ""),
    _typed(Topic.REPORT, "2021/22 Q3"),
    _typed(Topic.DIGEST, "2021/22 Q3"),
    _typed(Topic.UPDATES, "asb 2021/22 Q4", Act.SEE_APPROVED, sign=APPROVED),
    _typed(Topic.STATUS, "asb 2021/22 Q4", Act.SEE_APPROVED, sign=APPROVED),
    _typed(Topic.CAVEATS, "asb 2021/22 Q4", Act.SEE_APPROVED, sign=APPROVED),
    _typed(Topic.WHY, "asb 2021/22 Q4", Act.SEE_APPROVED, sign=APPROVED),
    _typed(Topic.METRIC, "999 calls 2021/22 Q4", Act.SEE_APPROVED, sign=APPROVED),
    _typed(Topic.SUBSCRIBE, "asb", Act.SUBSCRIBE),
    _typed(Topic.UNSUBSCRIBE, "asb", Act.SUBSCRIBE),
    _typed(Topic.SUBSCRIPTIONS, "", Act.SUBSCRIBE),
    _typed(Topic.SUBMIT, "north lpa", Act.ANSWER, refused=LEADS),
    _typed(Topic.PROGRESS, "", Act.SEE_BOARD, sign=BOARD),
    _typed(Topic.REVIEW, "", Act.REVIEW, refused=EDITORS),
    _typed(Topic.REVIEW, "north lpa", Act.REVIEW, refused=EDITORS),
    _typed(Topic.PUBLISH, "2021/22 Q4", Act.PUBLISH, refused=EDITORS),
    _typed(Topic.REPORT, "2021/22 Q4 v0", Act.PREVIEW, refused="is not published yet"),
    _typed(Topic.DIGEST, "2021/22 Q4 preview", Act.PREVIEW, refused=EDITORS),
    _typed(Topic.CORRECT, "999 calls 2021/22 Q3", Act.CORRECT, refused=EDITORS),
    _typed(Topic.HISTORY, "north lpa 2021/22 Q4", Act.READ_TRAIL, sign="Nothing of note"),
    _typed(Topic.DELIVERIES, "", Act.SETTLE_DELIVERY, refused=ADMINS),
    # What happens without a command
    Row(
        "event app_home_opened", Act.ASK, lambda w, t, _: event("app_home_opened", w, t, tab="home")
    ),
    Row(
        "event app_home_opened",
        Act.SEE_BOARD,
        lambda w, t, _: event("app_home_opened", w, t, tab="home"),
        sign=BOARD,
    ),
    Row(
        "event app_mention",
        Act.ASK,
        lambda w, t, _: event("app_mention", w, t, channel="C0PCP", text="<@U0PCPBOT> caveats asb"),
    ),
    Row("event message", Act.ASK, lambda w, t, _: message(w, "caveats asb", t)),
    Row(
        "event message",
        Act.ANSWER,
        lambda w, t, _: message(w, "Twelve arrests.", t, **IN_THREAD),
        LEADS,
    ),
    Row(
        "event message",
        Act.ANSWER_QUESTION,
        lambda w, t, _: message(w, "Because of the snow.", t, **IN_THREAD_OF_QUESTION),
        sayings.PUT_TO_ANOTHER,
    ),
    Row(
        f"shortcut {texts.SHORTCUT}",
        Act.ASK,
        lambda w, t, _: shortcut(w, texts.SHORTCUT, "It fell by 12% from 10 to 9.", t),
    ),
    Row(
        f"shortcut {replying.SHORTCUT}",
        Act.REUSE,
        lambda w, t, _: shortcut(w, replying.SHORTCUT, "Twelve arrests.", t),
        sign="north_lpa|",
        for_own=True,
    ),
    # Buttons and menus
    Row("button ask.", Act.ASK, _ask),
    Row(f"button {replies.POST_HERE}", Act.ASK, _post_here),
    *(
        _press(each, Act.ANSWER, _unit, LEADS)
        for each in (collect.WRITE, collect.CORRECT, collect.NIL, collect.HAND)
    ),
    _press(collect.BACK, Act.HAND_BACK, _unit, LEADS),
    _press(collect.CONFIRM, Act.SETTLE, _replied, sign="It is in the draft"),
    _press(collect.EDIT, Act.SETTLE, _replied, sign=sayings.REPLY_IN_FORM),
    _press(collect.DISCARD, Act.SETTLE, _replied, sayings.REPLY_IS_GONE),
    _press(collect.UNDER, Act.SETTLE, _replied, sayings.REPLY_IS_GONE),
    _press(collect.LATER, Act.PAUSE, _quarter, sayings.NAMED_ONLY),
    _press(collect.AWAY, Act.PAUSE, _quarter, sayings.NAMED_ONLY),
    _press_within(collect.SAVE, "1"),
    _press_within(f"{collect.GO}2", "1"),
    _press(collect.NUDGE, Act.NUDGE, _unit),
    _press(collect.BOARD, Act.SEE_BOARD, _quarter, sign=BOARD),
    *(
        _press(each, Act.REVIEW, _seen)
        for each in (review.APPROVE, review.EDIT, review.RETURN, review.ASK, review.OPEN)
    ),
    _press(review.QUEUE, Act.REVIEW, _quarter),
    _press(review.ANSWER, Act.ANSWER_QUESTION, lambda s: s.question, sayings.PUT_TO_ANOTHER),
    _press(digest.WHY, Act.PREVIEW, lambda _: Behind(Q4, 0, "", 0).pack(), "This button is old"),
    _press(digest.STOP, Act.STOP, lambda s: s.subscription, may_not_stop()),
    *(_press(each, Act.PUBLISH, _quarter) for each in (publish.PREVIEW, publish.DIGEST)),
    _press(publish.PUBLISH, Act.PUBLISH, lambda s: s.publish),
    _press(publish.AGAIN, Act.PUBLISH, lambda _: Q3.key),
    _press(publish.CORRECT, Act.CORRECT, lambda _: "correct calls_999 area force 2021/22-Q3"),
    *(
        _press(each, Act.SETTLE_DELIVERY, _doubt, ADMINS)
        for each in (doubtful.ARRIVED, doubtful.AGAIN, doubtful.DROP)
    ),
    # Forms
    _send(collect.PAGE, Act.ANSWER, lambda s: s.draft, lambda s: _text(s.answer), LEADS),
    _send(collect.REVIEW, Act.ANSWER, lambda s: s.draft, refused=LEADS),
    _send(collect.GUARD, Act.ANSWER, _unit, lambda _: _picked(collect.SURE, Q4.key), refused=LEADS),
    _send(collect.NIL_VIEW, Act.ANSWER, _unit, lambda _: _text(collect.REASON), LEADS),
    _send(
        collect.HAND_VIEW,
        Act.ANSWER,
        _unit,
        lambda _: _picked(collect.TAKER, "U0SOUTH", "selected_user"),
        LEADS,
    ),
    _send(
        collect.LATER_VIEW,
        Act.PAUSE,
        _quarter,
        lambda _: _picked(collect.WHEN, collect.TOMORROW),
        sayings.NAMED_ONLY,
    ),
    _send(
        collect.AWAY_VIEW,
        Act.PAUSE,
        _quarter,
        lambda _: _picked(collect.DAY, "2022-04-08", "selected_date"),
        sayings.NAMED_ONLY,
    ),
    _send(review.RETURN_VIEW, Act.REVIEW, _seen, lambda _: _text(review.WORDS)),
    _send(
        review.ASK_VIEW,
        Act.REVIEW,
        _seen,
        lambda _: _text(review.WORDS) | _picked(review.WHO, "U0CHIEF", "selected_user"),
    ),
    _send(review.PICK_VIEW, Act.REVIEW, _seen),
    _send(review.EDIT_VIEW, Act.REVIEW, _seen, lambda s: _text(s.answer)),
    _send(
        review.ANSWER_VIEW,
        Act.ANSWER_QUESTION,
        lambda s: s.question,
        lambda _: _text(review.WORDS),
        sayings.PUT_TO_ANOTHER,
    ),
    _send(publish.AGAIN_VIEW, Act.PUBLISH, lambda _: Q3.key, lambda _: _text(publish.REASON)),
    _send(
        publish.CORRECT_VIEW,
        Act.CORRECT,
        lambda s: s.aim,
        lambda _: _text(publish.FIGURE, "88,221") | _text(publish.REASON),
    ),
]
