"""What a sentence asks about: its topic, and the ids that its names stand for."""

from __future__ import annotations

from bot.plan import Plan
from bot.question.sentence import Mention, Sentence
from bot.question.vocabulary import Name
from bot.question.words import Kind, Topic

Slots = dict[Kind, tuple[str, ...]]

# Where a phrase may stand for several kinds of thing, the first of these that it can.
_BARE = (Kind.PRIORITY, Kind.METRIC, Kind.AREA, Kind.UNIT, Kind.COMMITMENT)
_FIGURES = (Kind.METRIC, Kind.PRIORITY, Kind.COMMITMENT, Kind.AREA, Kind.UNIT)
_REPORTERS = (Kind.UNIT, Kind.AREA, Kind.PRIORITY, Kind.COMMITMENT, Kind.METRIC)
_THINGS = (Kind.PRIORITY, Kind.AREA, Kind.UNIT, Kind.COMMITMENT, Kind.METRIC)
_ORDER: dict[Topic | None, tuple[Kind, ...]] = {
    Topic.STATUS: (Kind.PRIORITY, Kind.COMMITMENT, Kind.METRIC, Kind.AREA, Kind.UNIT),
    Topic.METRIC: _FIGURES,
    Topic.STANDINGS: _FIGURES,
    Topic.WHY: (Kind.PRIORITY, Kind.METRIC, Kind.COMMITMENT, Kind.AREA, Kind.UNIT),
    Topic.UPDATES: (Kind.PRIORITY, Kind.AREA, Kind.UNIT, Kind.COMMITMENT, Kind.METRIC),
    Topic.SUBMIT: _REPORTERS,
    Topic.REVIEW: _REPORTERS,
    Topic.CORRECT: _FIGURES,
    Topic.SUBSCRIBE: _THINGS,
    Topic.UNSUBSCRIBE: _THINGS,
    Topic.HISTORY: (Kind.METRIC, Kind.UNIT, Kind.AREA, Kind.COMMITMENT, Kind.PRIORITY),
}
# Where several topics are named, the most telling: "status updates" asks for updates.
_TELLING = (
    Topic.HELP,
    Topic.SUBMIT,
    Topic.REVIEW,
    Topic.PUBLISH,
    Topic.REPORT,
    Topic.DIGEST,
    Topic.UNSUBSCRIBE,
    Topic.SUBSCRIPTIONS,
    Topic.SUBSCRIBE,
    Topic.CORRECT,
    Topic.HISTORY,
    Topic.DELIVERIES,
    Topic.PROGRESS,
    Topic.WHY,
    Topic.STANDINGS,
    Topic.UPDATES,
    Topic.CAVEATS,
    Topic.SUMMARY,
    Topic.METRIC,
    Topic.STATUS,
)
# These say nothing of what is named beside them: "summary of violence" asks for the violence.
_ON_THEIR_OWN = (
    *(Topic.HELP, Topic.SUMMARY, Topic.PROGRESS, Topic.PUBLISH, Topic.REPORT),
    *(Topic.DIGEST, Topic.DELIVERIES, Topic.SUBSCRIPTIONS),
)


def topic_of(sentence: Sentence) -> Topic | None:
    """The topic that the words tell; None where it follows from what is named."""
    told = sentence.topics if sentence.mentions else (*sentence.topics, *sentence.weak)
    topics = [topic for topic in told if not (sentence.mentions and topic in _ON_THEIR_OWN)]
    return min(topics, key=_TELLING.index, default=None)


def slots_of(sentence: Sentence, plan: Plan) -> Slots:
    topic = topic_of(sentence)
    slots: Slots = {}
    for mention in sentence.mentions:
        for name in fitting(topic, mention, plan):
            slots[name.kind] = tuple(dict.fromkeys((*slots.get(name.kind, ()), name.id)))
    return _narrowed(topic, slots, plan)


def fitting(topic: Topic | None, mention: Mention, plan: Plan) -> list[Name]:
    """Of all that a phrase may name, what the topic asks for."""
    kinds = {name.kind for name in mention.names}
    if topic is Topic.METRIC and mention.metrics and kinds == {Kind.COMMITMENT}:
        return list(mention.metrics)
    if topic is None and Kind.PRIORITY not in kinds and _torn(mention, plan):
        return [name for name in mention.names if name.kind in (Kind.METRIC, Kind.COMMITMENT)]
    first = next(kind for kind in _ORDER.get(topic, _BARE) if kind in kinds)
    return [name for name in mention.names if name.kind is first]


def _torn(mention: Mention, plan: Plan) -> bool:
    """Whether the phrase is promised on under several priorities."""
    promised = (name.id for name in mention.names if name.kind is Kind.COMMITMENT)
    return len({plan.priority_of(each).id for each in promised}) > 1


def _narrowed(topic: Topic | None, slots: Slots, plan: Plan) -> Slots:
    """Keep the narrowest: a priority only tells which of its metrics or commitments is meant."""
    slots = dict(slots)
    if Kind.METRIC in slots and len(slots.get(Kind.COMMITMENT, ())) == 1:
        del slots[Kind.METRIC if topic is Topic.UPDATES else Kind.COMMITMENT]
    for kind in (Kind.METRIC, Kind.COMMITMENT):
        if kind in slots and Kind.PRIORITY in slots:
            wanted = slots[Kind.PRIORITY]
            inside = (each for each in slots[kind] if home(kind, each, plan) in wanted)
            slots[kind] = tuple(inside) or slots[kind]
    if Kind.METRIC in slots or Kind.COMMITMENT in slots:
        slots.pop(Kind.PRIORITY, None)
    return slots


def home(kind: Kind, id: str, plan: Plan) -> str:
    """The priority under which a metric or a commitment stands."""
    return plan.metric(id).priority if kind is Kind.METRIC else plan.priority_of(id).id
