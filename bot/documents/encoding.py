"""Pictures as text, for files that have to hold everything themselves."""

from __future__ import annotations

import base64


def data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the head of a PNG has them."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
