"""What a search can find in a book, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.folder import Book
from bot.plan import Metric, Plan, Update
from storage.folding import folded


def entries_of(book: Book) -> Iterator[dict[str, Any]]:
    for metric in book.plan.metrics:
        yield _metric(metric)
    for update in book.updates:
        yield entry_of_update(book.plan, update)


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "kind": "metric",
        "of": metric.id,
        "priority": metric.priority,
        "title": metric.name,
        "text": metric.definition,
        "head": _words(metric.name, *metric.aliases),
        "body": _words(metric.definition),
    }


def entry_of_update(plan: Plan, update: Update) -> dict[str, Any]:
    unit, commitment = plan.unit(update.unit), plan.commitment(update.commitment)
    return {
        "kind": "update",
        "of": update.id,
        "priority": plan.priority_of(update.commitment).id,
        "title": f"{unit.name}: {', '.join(update.names) or commitment.text}",
        "text": update.text,
        "head": _words(*update.names, unit.name, plan.area(update.area).name),
        "body": _words(update.text, commitment.text),
    }


def _words(*texts: str) -> str:
    return " ".join(word for text in texts for word in folded(text))
