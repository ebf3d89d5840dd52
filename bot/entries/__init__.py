"""What leads type in, figures and entries out; nothing is ever guessed."""

from bot.entries.accepted import MARK, figures_in, updates_in
from bot.entries.pages import check_page, check_slots
from bot.entries.proposals import propose
from bot.entries.values import UnreadableError, read_value

__all__ = [
    "MARK",
    "UnreadableError",
    "check_page",
    "check_slots",
    "figures_in",
    "propose",
    "read_value",
    "updates_in",
]
