"""What leads type in, figures and entries out; nothing is ever guessed."""

from bot.entries.pages import check_page
from bot.entries.proposals import propose
from bot.entries.values import UnreadableError, read_value

__all__ = ["UnreadableError", "check_page", "propose", "read_value"]
