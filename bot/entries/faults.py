"""What is said of a figure that cannot be read."""

from __future__ import annotations


class UnreadableError(ValueError):
    """Its message is one short sentence for the person who typed: what to write instead."""
