"""Numbers in, findings out. Plain values cross the wall in both directions."""

from bot.analysis.boards import board_of, summary_of
from bot.analysis.corrections import corrections_of, name_of, revised
from bot.analysis.earlier import before_of
from bot.analysis.judgements import judgements_of
from bot.analysis.metric_statuses import metric_status_of, reasons_of
from bot.analysis.pictures import (
    pictures_of_groups,
    pictures_of_metric,
    pictures_of_places,
    pictures_of_status,
)
from bot.analysis.places import places_of
from bot.analysis.processes import process_of
from bot.analysis.readings import reading_of, readings_of
from bot.analysis.reports import report_of
from bot.analysis.returns import returns_of
from bot.analysis.shares import behind
from bot.analysis.statuses import accounts_of, in_area, on_commitment, status_of
from bot.analysis.surprises import caveat_of, surprises_of
from bot.analysis.withholding import as_strict_as, family_of, withhold

__all__ = [
    "accounts_of",
    "as_strict_as",
    "before_of",
    "behind",
    "board_of",
    "caveat_of",
    "corrections_of",
    "family_of",
    "in_area",
    "judgements_of",
    "metric_status_of",
    "name_of",
    "on_commitment",
    "pictures_of_groups",
    "pictures_of_metric",
    "pictures_of_places",
    "pictures_of_status",
    "places_of",
    "process_of",
    "reading_of",
    "readings_of",
    "reasons_of",
    "report_of",
    "returns_of",
    "revised",
    "status_of",
    "summary_of",
    "surprises_of",
    "withhold",
]
