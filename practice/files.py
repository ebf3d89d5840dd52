"""Uploaded files: asked for, filled, completed, and only then (a little later) usable."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from practice.errors import Refused

DOCUMENTS = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


@dataclass
class File:
    id: str
    name: str
    length: int
    alt_text: str
    secret: str
    content: bytes = b""
    title: str = ""
    created: int = 0
    ready_at: float | None = None  # None until the upload is completed

    @property
    def complete(self) -> bool:
        return self.ready_at is not None

    @property
    def ready(self) -> bool:
        return self.ready_at is not None and time.monotonic() >= self.ready_at

    @property
    def kind(self) -> str:
        """The content type: of a picture by what it holds, of all else by its name's ending."""
        ending = self.name.rpartition(".")[2].lower()
        return self.picture or DOCUMENTS.get(ending, "application/octet-stream")

    @property
    def picture(self) -> str | None:
        """The content type of a picture that Slack shows; None for anything else."""
        return next(
            (kind for magic, kind in PICTURES.items() if self.content.startswith(magic)), None
        )


class Files:
    """``delay`` is how long a file is still being processed after it was completed."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.delay = 0.0
        self._files: dict[str, File] = {}

    def promise(self, id: str, name: str, length: int, alt_text: str, now: int) -> File:
        file = File(id, name, length, alt_text, secrets.token_urlsafe(24), created=now)
        self._files[id] = file
        return file

    def fill(self, secret: str, content: bytes) -> File | None:
        """Take the bytes of a promised file; None where the address leads nowhere."""
        found = next((each for each in self._files.values() if each.secret == secret), None)
        if found is None or found.complete:
            return None
        found.content = content
        return found

    def complete(self, id: str, title: str) -> File:
        """Finish an upload; refuses a file that never came, or not in the length promised."""
        file = self._files.get(id)
        if file is None or file.complete or len(file.content) != file.length:
            raise Refused("file_not_found")
        file.title, file.ready_at = title or file.name, time.monotonic() + self.delay
        return file

    def get(self, id: str) -> File | None:
        return self._files.get(id)

    def completed(self, id: str) -> File:
        file = self._files.get(id)
        if file is None or not file.complete:
            raise Refused("file_not_found")
        return file

    def delete(self, id: str) -> None:
        del self._files[self.completed(id).id]
