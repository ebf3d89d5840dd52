"""Every table that there is, whichever file it stands in."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import MetaData

import storage
from storage.base import Base


def metadata() -> MetaData:
    """The tables of all files ``storage/tables*.py``; a new file need not be named anywhere."""
    for each in iter_modules(storage.__path__):
        if each.name.startswith("tables"):
            import_module(f"storage.{each.name}")
    return Base.metadata
