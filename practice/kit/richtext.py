"""Rich text: sections, lists, quotes and their parts."""

from __future__ import annotations

from collections.abc import Mapping

from practice.kit.checks import Check, anything, by_type, flag, items, one_of, shape, string, whole
from practice.kit.objects import ID, URL

_STYLE: Mapping[str, Check] = {
    "style": shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), flag))
}
_PARTS: dict[str, Check] = {
    "text": shape({"text": string(12_000)}, _STYLE),
    "link": shape({"url": URL}, {**_STYLE, "text": string(3000, 0), "unsafe": flag}),
    "user": shape({"user_id": ID}, _STYLE),
    "channel": shape({"channel_id": ID}, _STYLE),
    "usergroup": shape({"usergroup_id": ID}, _STYLE),
    "emoji": shape({"name": ID}, {"unicode": ID, "skin_tone": whole(1, 6), **_STYLE}),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}),
    "date": shape(
        {"timestamp": whole(0, 10**11), "format": string(255)},
        {"url": URL, "fallback": string(255)},
    ),
}
_INLINE = items(by_type(_PARTS), 1000)
_SECTION = shape({"elements": _INLINE})
_BORDER: Mapping[str, Check] = {"border": whole(0, 1)}
_LIST = shape(
    {
        "style": one_of("bullet", "ordered"),
        "elements": items(by_type({"rich_text_section": _SECTION}), 1000),
    },
    {**_BORDER, "indent": whole(0, 8), "offset": whole(0, 1000)},
)
RICH_TEXT = shape(
    {
        "elements": items(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": _LIST,
                    "rich_text_quote": shape({"elements": _INLINE}, _BORDER),
                    "rich_text_preformatted": shape(
                        {"elements": _INLINE}, {**_BORDER, "language": anything}
                    ),
                }
            ),
            1000,
        )
    },
    {"block_id": ID},
)
