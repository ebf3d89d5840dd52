"""How a plan's quarter is published: words of its own data, of which a plan may have none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Branding:
    """How a force's documents look. ``crest`` is an SVG or PNG as a data URI, empty for none;
    colours are ``#rrggbb``, checked for contrast on white when the plan is loaded."""

    crest: str = ""
    colour: str = "#12436D"
    accent: str = "#F46A25"


@dataclass(frozen=True)
class Publishing:
    """How a plan's quarter is published. ``channels`` are Slack channels for the digest;
    ``contact`` is the person who hears that the report is ready. ``self_approval`` says whether
    an editor may approve their own submission. ``automatic`` publishes on the publishing day,
    gaps named; otherwise an editor presses the button."""

    channels: tuple[str, ...] = ()
    contact: str | None = None
    self_approval: bool = False
    automatic: bool = False
    branding: Branding = Branding()
