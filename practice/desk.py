"""Everything that one running practice workspace holds."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from practice import manifest as manifests
from practice import workspace as workspaces
from practice.changes import Changes
from practice.clock import Clock
from practice.delivery import Delivery
from practice.faults import Faults
from practice.files import Files
from practice.manifest import Manifest
from practice.responses import ResponseUrls
from practice.sockets import Links
from practice.triggers import Triggers
from practice.views import Views
from practice.workspace import Setup
from practice.world import World

_LETTERS = string.ascii_uppercase + string.digits


@dataclass
class Desk:
    manifest: Manifest
    setup: Setup
    url: str
    clock: Clock
    world: World
    links: Links
    delivery: Delivery
    views: Views
    files: Files
    triggers: Triggers
    responses: ResponseUrls
    faults: Faults = field(default_factory=Faults)
    changes: Changes = field(default_factory=Changes)
    log: list[dict[str, Any]] = field(default_factory=list)

    def reset(self) -> None:
        """Forget all that was said and done; connections stay, and the clock runs on."""
        for each in (self.world, self.views, self.files, self.triggers, self.responses):
            each.reset()
        self.faults.clear()
        self.links.refusing = False
        self.log.clear()
        self.changes.tell("conversations")

    def record(self, method: str, args: dict[str, Any], answer: dict[str, Any]) -> None:
        ok, error = answer.get("ok", False), answer.get("error")
        self.log.append({"method": method, "args": dict(args), "ok": ok, "error": error})


def make(manifest: Path, workspace: Path, url: str, start: datetime | None = None) -> Desk:
    """A fresh workspace, as its two files describe it; ``start`` sets another practice clock."""
    allowed = manifests.read(manifest)
    setup = workspaces.read(workspace, allowed.name)
    clock = Clock(start or setup.clock)
    links = Links()
    return Desk(
        manifest=allowed,
        setup=setup,
        url=url,
        clock=clock,
        world=World(setup, clock),
        links=links,
        delivery=Delivery(setup, links),
        views=Views(),
        files=Files(),
        triggers=Triggers(setup.timing.trigger),
        responses=ResponseUrls(url),
    )


def fresh_id(prefix: str) -> str:
    """An id like Slack's: a letter for the kind, then capitals and digits."""
    return prefix + "0" + "".join(secrets.choice(_LETTERS) for _ in range(9))
