"""English, as data: verbs, polite filler and flags. Names of things come from the plan."""

from __future__ import annotations

from bot.question.text import stem, tokens
from bot.question.words import Topic

# Left out of every phrase, of the plan's and of what is typed, so that they need not agree.
_SMALL = "the a an of in on at for to and with by from our is are was were be as"

_FILLER = """
    how what whats hows which who when where show me tell give get see us we i im id you my
    your have has had do did does can could would will should please pls thanks thank cheers hi
    hello hey good morning afternoon about this that thats these those there here now then so
    just any some all every latest current currently recent recently today much many more most
    like look looking up doing going getting let lets know need want think than vs versus
    compared against between pcp bot ok okay quick question it its out again also still really
    right across within during under over or if question priority district area unit commitment
    quarter trend mean means better worse good bad high low higher lower rising falling
    meet meeting hit hitting
"""

# The words that tell the topic, wherever they stand. Phrases win over the words within them.
_VERBS = {
    Topic.STATUS: """status, state, board, dashboard, priorities, overview,
        how are we doing, how are we getting on, how is it going, how are things, how did we do,
        how are we, how we are doing""",
    Topic.METRIC: "metric, measure, kpi, indicator, how many, how much",
    Topic.STANDINGS: """standing, rank, ranking, position, msg, league table, league, msg position,
        most similar group, similar forces, other forces, standing table""",
    Topic.UPDATES: "update, news, narrative, whats new, what is new, what happened, headlines",
    Topic.SUMMARY: """summary, summarise, summarize, exec summary, executive summary, aspiration,
        target, met, improved, deteriorated, what changed, whats changed, what has changed,
        aspirations met""",
    Topic.CAVEATS: "caveat, caution, limitation, data quality, health warning",
    Topic.WHY: """why, how come, how do you know, how do we know, explain, evidence, reason, signal,
        significant, is it significant, chance, is it chance, signal or noise""",
    Topic.SUBMIT: """submit, submission, write update, write an update, send update,
        send in update, my update, my return, return, what do i owe, what do we owe""",
    Topic.PROGRESS: """progress, who is missing, who has not answered, returns, outstanding,
        chase, who owes, submission board, progress board""",
    Topic.REVIEW: """review, review queue, waiting for review, approve, approval,
        what is to be reviewed""",
    Topic.PUBLISH: "publish, publication, publish the quarter, lock the quarter",
    Topic.DIGEST: "digest",
    Topic.SUBSCRIBE: "subscribe, follow, sign up, sign me up, keep me posted",
    Topic.UNSUBSCRIBE: "unsubscribe, unfollow, opt out",
    Topic.SUBSCRIPTIONS: "subscription, what am i subscribed to",
    Topic.REPORT: "report, quarterly report, whole report, document, pdf, workbook, spreadsheet",
    Topic.HISTORY: """history, story, audit, audit trail, audit log, paper trail, who changed,
        who approved""",
    Topic.CORRECT: "correct, correction, correct a figure, revise, revision",
    Topic.DELIVERIES: "delivery, outbox, undelivered, what was not sent, what was not delivered",
    Topic.HELP: """help, command, usage, how do i, how does this work, how to use, what is this,
        what are you, who are you, what can you do, what can i ask, what do you do, what can i do,
        instructions, menu""",
}
# These tell the topic only where nothing else does: "figures" asks for figures, but "violence
# figures" for the violence.
_WEAK = {Topic.METRIC: "figure, number, data, stat, statistic"}
SEARCH_VERBS = {"search", "find", "lookup", "grep"}
# These introduce a name and are none: an operation is known by the word that follows.
INTRODUCING = {"operation", "op", "ops", "project", "campaign"}
_SEARCH_LEAD = "please pls can could you i we want to hey hi hello pcp bot"
SEARCH_FILLER = {"for", "me", "about", "up"}
_FLAGS = {
    "private": """private, privately, in private, just me, just for me, only me, only for me,
        dm, dm me""",
    "all": "all, all figures, all of it, in full, everything",
    "": "please, pls, thanks, thank you, cheers",
}


_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _phrases(listed: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in listed.split(",")]


SMALL = set(_SMALL.split())
SEARCH_LEAD = set(_SEARCH_LEAD.split())


def numbered(noun: str, number: int) -> list[str]:
    """``priority 4`` and ``priority four``."""
    spelt = [_NUMERALS[number - 1]] if 1 <= number <= len(_NUMERALS) else []
    return [f"{noun} {each}" for each in (str(number), *spelt)]


def fold(phrase: str) -> tuple[str, ...]:
    """A phrase for comparing: small words left out, plurals as singulars."""
    words = tokens(phrase)
    return tuple(stem(word) for word in words if word not in SMALL) or tuple(map(stem, words))


FILLER = {stem(word) for word in _FILLER.split()}
VERBS = {fold(phrase): topic for topic, said in _VERBS.items() for phrase in _phrases(said)}
WEAK = {fold(phrase): topic for topic, said in _WEAK.items() for phrase in _phrases(said)}
ENDINGS = {
    tuple(tokens(phrase)): flag for flag, said in _FLAGS.items() for phrase in _phrases(said)
}
