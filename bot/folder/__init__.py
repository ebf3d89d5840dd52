"""A plan folder: the text of its files in, a checked Book out. The disk is somebody else's."""

from __future__ import annotations

from bot.folder.book import FILES, Book, parse
from bot.folder.faults import Fault, FolderFaults

__all__ = ["FILES", "Book", "Fault", "FolderFaults", "parse"]
