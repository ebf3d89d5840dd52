"""The doors of a plain reply: in a reminder's thread, or any message used as an update."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from slack_bolt import Ack, App, BoltResponse

from bot.entries import propose
from bot.form import Proposal, metric_in
from bot.messages import sayings
from bot.messages.collecting import ids, refusals
from bot.messages.collecting.replies import reply_done, reply_understood
from bot.messages.sheet import Message
from bot.plan import Metric, Person
from bot.quarter import Quarter
from bot.rights import Act, Tie
from bot.submission import Draft, Entry, Reply
from bot.wording import amount
from handlers.checking import concerns_in_reply, concerns_in_text
from handlers.collecting import Desk, desk_for, desk_of
from handlers.deliveries import post, replace, tell
from handlers.doors import Work, answer_later
from handlers.knocks import Body, Knock, OldError, from_action, from_shortcut, read_held, value_of
from handlers.questions import answer_by_reply
from handlers.rooms import Rooms
from handlers.submissions import correct
from storage.deliveries import by_message
from storage.replies import keep, reply_of, settle
from storage.session import Session
from storage.submissions import open_draft, save_entries

SHORTCUT = "use_as_update"
Choice = tuple[str, str]


def register(app: App, rooms: Rooms) -> None:
    """The shortcut, and the buttons under what was understood."""

    @app.shortcut(SHORTCUT)
    def used(ack: Ack, body: Body) -> BoltResponse:
        message = body["message"]
        answer_later(rooms, from_shortcut(body), use_message(message), str(message.get("text", "")))
        return ack()

    @app.action(re.compile(f"^({ids.CONFIRM}|{ids.EDIT}|{ids.DISCARD}|{re.escape(ids.UNDER)}.*)$"))
    def pressed(ack: Ack, body: Body, action: Body) -> BoltResponse:
        name = ids.UNDER if action["action_id"].startswith(ids.UNDER) else action["action_id"]
        answer_later(rooms, from_action(body), _PRESSED[name], value_of(action))
        return ack()


def reply_work(rooms: Rooms, knock: Knock, links: Sequence[str]) -> Work | None:
    """What a direct message in the thread of something that was delivered is: an update, the
    answer to a question; None where it is a question of its own."""
    if not knock.thread:
        return None
    with rooms.store.read() as session:
        found = by_message(session, rooms.plan_id, knock.channel, knock.thread)
    if found and found.kind == "question":
        return answer_by_reply(found)
    return take_reply(links) if found and "units" in found.about else None


def take_reply(links: Sequence[str]) -> Work:
    """The work of a reply in a thread; files attached to it are kept as links."""

    def work(rooms: Rooms, knock: Knock, text: str) -> None:
        with rooms.store.read() as session:
            found = by_message(session, rooms.plan_id, knock.channel, knock.thread or "")
        if found is None:
            raise LookupError("a reply to a message that was not delivered")
        quarter = Quarter.parse(found.about["quarter"])
        _understand(rooms, knock, unescape(text), quarter, found.about["units"].split(), links)

    return work


def use_message(message: Body) -> Work:
    """The work of the shortcut: a message of any conversation, used as an update of one's own."""

    def work(rooms: Rooms, knock: Knock, text: str) -> None:
        _understand(rooms, knock, unescape(text), None, None, links_in(message))

    return work


def links_in(message: Body) -> list[str]:
    """The files of a message, as links; the files themselves stay in Slack."""
    return [str(each["permalink"]) for each in message.get("files") or () if each.get("permalink")]


def _understand(
    rooms: Rooms,
    knock: Knock,
    text: str,
    quarter: Quarter | None,
    units: Sequence[str] | None,
    links: Sequence[str],
) -> None:
    """Keep what was written and show what was understood; nothing is recorded by this."""
    with rooms.store.write() as session:
        desk = desk_of(session, rooms, quarter)
        person = desk.by_slack(knock.user)
        asked = desk.own_units(knock.user) if units is None else list(units)
        act = Act.REUSE if units is None else Act.ANSWER
        able = (each for each in asked if desk.may(act, knock.user, each))
        asked = [each for each in able if desk.progress([each])]
        by = person.id if person else ""
        reply = Reply(f"{knock.channel}-{knock.ts}", desk.quarter, by, text, tuple(links), desk.now)
        if person and asked:
            keep(session, rooms.plan_id, reply)
    if not asked:  # told after the store is let go
        tell(rooms, knock, _refused(desk, units))
        return
    choices = _choices(desk, asked)
    under = choices[0] if len(choices) == 1 else None
    _show(rooms, knock, desk, reply, under, choices, asked)


def _refused(desk: Desk, units: Sequence[str] | None) -> Message:
    return refusals.may_not_answer(desk.plan, units[0]) if units else refusals.leads_only(desk.plan)


def _choices(desk: Desk, units: Sequence[str]) -> list[Choice]:
    """The commitments on which something may be said."""
    return [
        (unit, slot)
        for unit in units
        for slot in desk.duty(unit).slots()
        if slot.startswith("commitment:")
    ]


def _metrics(desk: Desk, units: Sequence[str]) -> list[Metric]:
    slots = (slot for unit in units for slot in desk.duty(unit).slots())
    return [metric for slot in slots if (metric := metric_in(desk.plan, slot))]


def _show(
    rooms: Rooms,
    knock: Knock,
    desk: Desk,
    reply: Reply,
    under: Choice | None,
    choices: Sequence[Choice],
    units: Sequence[str],
) -> None:
    message = _understood(rooms, desk, reply, under, choices, units)
    if knock.in_direct_message:
        post(rooms, knock.channel, [message], knock.thread or knock.ts)
    elif post(rooms, knock.user, [message]) != knock.channel:
        tell(rooms, knock, sayings.UNDERSTOOD_IN_DIRECT_MESSAGES)


def _understood(
    rooms: Rooms,
    desk: Desk,
    reply: Reply,
    under: Choice | None,
    choices: Sequence[Choice],
    units: Sequence[str],
) -> Message:
    proposals = propose(reply.text, _metrics(desk, units))
    with rooms.store.read() as session:
        if under:
            figures = tuple(map(_figure, proposals))
            concerns = concerns_in_reply(session, desk, reply.text, under[0], figures)
        else:
            concerns = concerns_in_text(session, desk, reply.text)
    return reply_understood(
        desk.plan,
        desk.quarter,
        reply.text,
        under,
        choices,
        proposals,
        reply.id,
        files=len(reply.links),
        concerns=concerns,
    )


def _read(value: str) -> tuple[str, Quarter, str, str]:
    """Unit, quarter, slot and the reply's id, as every button under a reply carries them."""
    unit, quarter = read_held(ids.unpack, value)
    slot, _, kept = ids.unpack_more(value).partition("|")
    return unit, quarter, slot, kept


def _own(session: Session, desk: Desk, knock: Knock, kept: str) -> Reply | None:
    """The reply that a button is about; nothing where it is not this person's to settle."""
    reply = reply_of(session, desk.plan.id, kept)
    ties = {Tie.WRITER} if reply and desk.is_same(knock.user, reply.person) else set[Tie]()
    return reply if desk.who_may(Act.SETTLE, knock.user, ties=ties) else None


def _check(desk: Desk, unit: str, slot: str) -> None:
    """Raises OldError where a unit does not owe what a button would put a reply under."""
    duty = desk.collection.duty(unit)
    if duty is None or slot not in duty.slots():
        raise OldError(f"{unit} does not owe {slot!r}")


def place(rooms: Rooms, knock: Knock, value: str) -> None:
    """The commitment was chosen: show the same again with the buttons to confirm."""
    unit, quarter, slot, kept = _read(value)
    with rooms.store.read() as session:
        desk = desk_for(session, rooms, unit, quarter)
        _check(desk, unit, slot)
        reply = _own(session, desk, knock, kept)
    if reply is None or reply.settled:
        _settled(rooms, knock, desk, reply)
        return
    replace(rooms, knock, _understood(rooms, desk, reply, (unit, slot), [], [unit]))


def confirm(rooms: Rooms, knock: Knock, value: str) -> None:
    """Put the text and the figures found in it into the draft; pressed twice, once."""
    unit, *_ = _read(value)
    done = _into_draft(rooms, knock, value)
    if done is None:
        return
    desk, proposals = done
    figures = [
        f"{desk.plan.metric(p.metric_id).name} {amount(p.value, desk.plan.metric(p.metric_id))}"
        for p in proposals
    ]
    words = sayings.in_draft(desk.plan.unit(unit).name, figures)
    replace(rooms, knock, reply_done(desk.plan, desk.quarter, words))


def edit(rooms: Rooms, knock: Knock, value: str) -> None:
    """The same, and the form opens to go over it."""
    unit, quarter, _, _ = _read(value)
    done = _into_draft(rooms, knock, value)
    correct(rooms, knock, ids.pack(unit, quarter))
    if done:
        desk, _ = done
        replace(rooms, knock, reply_done(desk.plan, desk.quarter, sayings.REPLY_IN_FORM))


def discard(rooms: Rooms, knock: Knock, value: str) -> None:
    """Thrown away: nothing was recorded, and the reply itself stays in the thread."""
    unit, quarter, _, kept = _read(value)
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, quarter)
        reply = _own(session, desk, knock, kept)
        thrown = reply and settle(session, rooms.plan_id, kept, "thrown away")
    if thrown:
        replace(rooms, knock, reply_done(desk.plan, quarter, sayings.REPLY_THROWN_AWAY))
    else:
        _settled(rooms, knock, desk, reply)


def _into_draft(rooms: Rooms, knock: Knock, value: str) -> tuple[Desk, Sequence[Proposal]] | None:
    """None where it may not be done, or was done before; the presser is told."""
    unit, quarter, slot, kept = _read(value)
    with rooms.store.write() as session:
        desk = desk_for(session, rooms, unit, quarter)
        _check(desk, unit, slot)
        reply = _own(session, desk, knock, kept)
        person = desk.who_may(Act.ANSWER, knock.user, unit)
        if person and reply and settle(session, rooms.plan_id, kept, f"put into {slot}"):
            proposals = propose(reply.text, _metrics(desk, [unit]))
            _save(session, desk, unit, person, reply, slot, proposals)
            return desk, proposals
    if person:  # told after the store is let go
        _settled(rooms, knock, desk, reply)
    else:
        tell(rooms, knock, refusals.may_not_answer(desk.plan, unit))
    return None


def _save(
    session: Session,
    desk: Desk,
    unit: str,
    person: Person,
    reply: Reply,
    slot: str,
    proposals: Sequence[Proposal],
) -> None:
    draft = open_draft(session, desk.plan.id, unit, desk.quarter, person.id, desk.now)
    entries = [_added(draft, slot, reply), *(_figure(each) for each in proposals)]
    save_entries(session, draft.id, draft.version, entries, person.id, desk.now)


def _added(draft: Draft, slot: str, reply: Reply) -> Entry:
    """Below what stands there already: a second reply adds to the first."""
    there = draft.entry(slot)
    text = f"{there.text}\n{reply.text}" if there and there.text else reply.text
    links = (*(there.links if there else ()), *reply.links)
    return Entry(slot, text.strip(), None, tuple(dict.fromkeys(links)))


def _figure(proposal: Proposal) -> Entry:
    return Entry(f"metric:{proposal.metric_id}", str(proposal.value), proposal.value)


def _settled(rooms: Rooms, knock: Knock, desk: Desk, reply: Reply | None) -> None:
    words = sayings.REPLY_IS_GONE
    if reply:
        words = sayings.settled_before(reply.settled.split(":")[0])
    if reply and reply.settled.startswith("put"):
        words = sayings.REPLY_IN_DRAFT
    replace(rooms, knock, reply_done(desk.plan, desk.quarter, words))


_PRESSED = {ids.CONFIRM: confirm, ids.EDIT: edit, ids.DISCARD: discard, ids.UNDER: place}
