"""Composition objects: texts, options, confirmations, files."""

from __future__ import annotations

import re

from practice.kit.checks import (
    Check,
    Faults,
    both,
    by_type,
    exactly_one,
    fault,
    flag,
    items,
    one_of,
    shape,
    string,
)

ID = string(255)
URL = string(3000)


def plain(most: int) -> Check:
    """``plain_text`` and nothing else, as Slack requires for everything that is a label."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": flag})})


def text(most: int) -> Check:
    return by_type(
        {
            "plain_text": shape({"text": string(most)}, {"emoji": flag}),
            "mrkdwn": shape({"text": string(most)}, {"verbatim": flag}),
        }
    )


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL})
# Options of radio buttons and checkboxes may use mrkdwn.
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTION_GROUP = shape({"label": plain(75), "options": items(OPTION, 100)})


def _file_id(value: object, at: str) -> Faults:
    if not isinstance(value, str) or not re.fullmatch(r"F[A-Z0-9]{8,}", value):
        yield fault("must be a valid file id", at)


SLACK_FILE = both(shape({}, {"id": _file_id, "url": URL}), exactly_one("id", "url"))
_PICTURE = {"image_url": URL, "slack_file": SLACK_FILE}
_ONE_SOURCE = exactly_one("image_url", "slack_file")
IMAGE_ELEMENT = both(shape({"alt_text": string(2000)}, _PICTURE), _ONE_SOURCE)
IMAGE_BLOCK = both(
    shape({"alt_text": string(2000)}, {**_PICTURE, "title": plain(2000), "block_id": ID}),
    _ONE_SOURCE,
)
