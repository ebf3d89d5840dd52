"""A plan folder: the text of its files in, a checked Book out. The disk is somebody else's."""

from __future__ import annotations

from bot.folder.book import FILES, MAY_BE_MISSING, PICTURES, Book, parse
from bot.folder.faults import Fault, FolderFaults

__all__ = ["FILES", "MAY_BE_MISSING", "PICTURES", "Book", "Fault", "FolderFaults", "parse"]
