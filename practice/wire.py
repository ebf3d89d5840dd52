"""Reading JSON off the wire, whatever it holds."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str) -> Any:  # noqa: ANN401  (whatever JSON says)
    """Half a surrogate pair cannot be written again, so it becomes a question mark."""
    found = json.loads(text)
    if "\\ud" not in text.lower():
        return found
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
