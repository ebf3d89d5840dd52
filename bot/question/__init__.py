"""A question as people type it, read: the same text is always read the same way."""

from bot.question.reader import Understood, understand
from bot.question.replies import nowhere
from bot.question.usage import USAGES, Usage, usage_of
from bot.question.words import Choice, Option, Question, Topic, Unknown

__all__ = [
    "USAGES",
    "Choice",
    "Option",
    "Question",
    "Topic",
    "Understood",
    "Unknown",
    "Usage",
    "nowhere",
    "understand",
    "usage_of",
]
