"""How each topic is asked for: what help, the README and the manifest say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.plan import Area, AreaKind, Metric, Plan
from bot.question.words import Topic


@dataclass(frozen=True)
class Usage:
    """One topic: its syntax, what its answer says, and examples that are understood."""

    topic: Topic
    syntax: str
    says: str
    examples: tuple[str, ...]


USAGES = (
    Usage(
        Topic.STATUS,
        "status [priority] [quarter]",
        "A priority's figures, standings, updates and gaps; without a priority, all on one board.",
        ("status", "status 4", "status p2 Q3"),
    ),
    Usage(
        Topic.METRIC,
        "metric <metric> [area] [quarter]",
        "One figure with its history, its change and its caveats.",
        ("metric 101", "metric 999 Q3"),
    ),
    Usage(
        Topic.STANDINGS,
        "standings [metric]",
        "Positions in the most similar group of forces, against the aspirations.",
        ("standings", "ranking"),
    ),
    Usage(
        Topic.UPDATES,
        "updates <priority|area|unit|commitment> [quarter]",
        "What teams reported, shortened.",
        ("updates north", "updates p3"),
    ),
    Usage(
        Topic.SEARCH,
        "search <words>",
        "Every update and metric that mentions the words.",
        ("search operation", "find knife"),
    ),
    Usage(
        Topic.SUMMARY,
        "summary [quarter]",
        "Which aspirations are met, and which positions improved or deteriorated.",
        ("summary", "summary Q3"),
    ),
    Usage(
        Topic.WHY,
        "why <metric|priority> [quarter]",
        "How each finding was concluded, whether it is more than chance, and the rows behind it.",
        ("why 101", "why p2"),
    ),
    Usage(
        Topic.CAVEATS,
        "caveats",
        "What to bear in mind when reading the figures.",
        ("caveats",),
    ),
    Usage(
        Topic.SUBMIT,
        "submit [unit] [quarter]",
        "The form for what your unit owes this quarter; it resumes where you left it.",
        ("submit",),
    ),
    Usage(
        Topic.PROGRESS,
        "progress [quarter]",
        "Who has answered and who has not; leads see their own.",
        ("progress",),
    ),
    Usage(
        Topic.REVIEW,
        "review [unit]",
        "For editors: what waits to be approved, oldest first, or the card of one unit.",
        ("review",),
    ),
    Usage(
        Topic.PUBLISH,
        "publish [quarter]",
        "For editors: what a quarter would be published with and without, and the button.",
        ("publish",),
    ),
    Usage(
        Topic.REPORT,
        "report [quarter] [vN]",
        "The whole published report as PDF, web page and workbook, in its newest edition or in N.",
        ("report", "report Q3"),
    ),
    Usage(
        Topic.DIGEST,
        "digest [quarter] [preview]",
        "A published quarter in one message, each priority in its thread; editors see a preview.",
        ("digest", "digest preview"),
    ),
    Usage(
        Topic.SUBSCRIBE,
        "subscribe <priority|area> [weekly day hour | each change] [here|me]",
        "To be told of one priority or area: each quarter, also of changes, or once a week.",
        ("subscribe p7", "subscribe p2 weekly monday 9", "subscribe p1 each change"),
    ),
    Usage(
        Topic.UNSUBSCRIBE,
        "unsubscribe [priority|area] [here|me]",
        "To be told no more; without a name, all that you are told is listed with a button each.",
        ("unsubscribe", "unsubscribe p7"),
    ),
    Usage(
        Topic.SUBSCRIPTIONS,
        "subscriptions",
        "What you and this channel are told, and how to stop it.",
        ("subscriptions",),
    ),
    Usage(
        Topic.CORRECT,
        "correct <metric> [area] [quarter]",
        "For editors: put a published figure right, for a reason that everybody sees.",
        ("correct 101", "correct 999 Q3"),
    ),
    Usage(
        Topic.HISTORY,
        "history <metric|unit|update>",
        "Who sent, approved, published and corrected it, when, with what before and after.",
        ("history 999", "history"),
    ),
    Usage(
        Topic.DELIVERIES,
        "deliveries",
        "For admins: messages that are late, were refused, or may not have arrived.",
        ("deliveries",),
    ),
    Usage(
        Topic.HELP,
        "help [topic]",
        "What can be asked, and how.",
        ("help", "help standings"),
    ),
)


def examples_of(plan: Plan) -> Iterator[str]:
    """A few questions in the plan's own words, each of another kind."""
    for priority in plan.priorities[:1]:
        yield f"status {priority.short.lower()}"
    for metric in [each for each in plan.metrics if each.lead][:1]:
        yield f"metric {_called(metric)}"
    for area in [each for each in plan.areas if each.kind is AreaKind.LPA][:1]:
        yield f"updates {_called(area)}"
    yield from ("standings", "summary")


def _called(named: Metric | Area) -> str:
    """What people call it for short."""
    return named.aliases[0] if named.aliases else named.name


def usage_of(topic: Topic) -> Usage:
    return next(usage for usage in USAGES if usage.topic is topic)
