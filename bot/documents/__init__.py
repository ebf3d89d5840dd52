"""Documents: a report and its drawn pictures in, the bytes of its files out.

Importing this is cheap; Typst, Jinja and XlsxWriter are loaded by the first report.
"""

from __future__ import annotations

from bot.documents.files import Documents, Pictures
from bot.report import Report

__all__ = ["Documents", "Pictures", "documents_of"]


def documents_of(report: Report, pictures: Pictures) -> Documents:
    """Make every file of a report. The same report gives the same bytes; a picture that is not
    among those handed in is named in its place, with what it would have shown.

    Typst keeps memory: call this in a process that ends.
    """
    from bot.documents.making import made  # noqa: PLC0415 - half a second, when needed

    return made(report, pictures)
