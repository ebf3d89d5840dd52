"""The views that are open: each person's stack of modals, and their App Home."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from practice.errors import Refused
from practice.workspace import APP_ID, BOT_ID

MOST_VIEWS = 3


@dataclass
class View:
    id: str
    person: str
    spec: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def external_id(self) -> str:
        return str(self.spec.get("external_id") or "")

    @property
    def blocks(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.spec["blocks"]
        return blocks

    def payload(self, team: str) -> dict[str, Any]:
        """The view as the Web API and the interaction payloads show it."""
        spec = self.spec
        return {
            "id": self.id,
            "team_id": team,
            "type": spec["type"],
            "blocks": self.blocks,
            "private_metadata": spec.get("private_metadata") or "",
            "callback_id": spec.get("callback_id") or "",
            "state": {"values": self.state},
            "hash": self.hash,
            "title": spec.get("title"),
            "close": spec.get("close"),
            "submit": spec.get("submit"),
            "clear_on_close": bool(spec.get("clear_on_close")),
            "notify_on_close": bool(spec.get("notify_on_close")),
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "external_id": self.external_id,
            "app_id": APP_ID,
            "app_installed_team_id": team,
            "bot_id": BOT_ID,
        }


class Views:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def top(self, person: str) -> View | None:
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def home(self, person: str) -> View | None:
        return self._homes.get(person)

    def open(self, person: str, spec: dict[str, Any]) -> View:
        """Open a modal as the root of a new stack."""
        self._check_external(spec)
        view = _made(person, spec)
        self._stacks[person] = [view]
        return view

    def push(self, person: str, spec: dict[str, Any]) -> View:
        self._check_external(spec)
        stack = self._stacks.get(person)
        if not stack:
            raise Refused("not_found")
        if len(stack) >= MOST_VIEWS:
            raise Refused("push_limit_reached")
        stack.append(_made(person, spec, stack[-1]))
        return stack[-1]

    def update(self, view: View, spec: dict[str, Any], hash: str = "") -> View:
        """Show something else in an open view; what was typed stays where the ids stay."""
        if hash and hash != view.hash:
            raise Refused("hash_conflict")
        self._check_external(spec, view)
        view.spec, view.hash = spec, _hash()
        return view

    def publish(self, person: str, spec: dict[str, Any], hash: str = "") -> View:
        home = self._homes.get(person)
        if home is None:
            self._check_external(spec)
            self._homes[person] = home = _made(person, spec)
            return home
        return self.update(home, spec, hash)

    def find(self, id: str = "", external_id: str = "") -> View | None:
        for each in self._all():
            if (id and each.id == id) or (external_id and each.external_id == external_id):
                return each
        return None

    def close(self, view: View) -> View | None:
        """Close the top view and return the one that then shows."""
        stack = self._stacks[view.person]
        stack.remove(view)
        return stack[-1] if stack else None

    def clear(self, person: str) -> View | None:
        """Close the whole stack and return its root."""
        stack = self._stacks.pop(person, [])
        return stack[0] if stack else None

    def _all(self) -> list[View]:
        opened = [each for stack in self._stacks.values() for each in stack]
        return [*opened, *self._homes.values()]

    def _check_external(self, spec: dict[str, Any], but: View | None = None) -> None:
        taken = spec.get("external_id") and self.find(external_id=spec["external_id"])
        if taken and taken is not but:
            raise Refused("duplicate_external_id")


def _made(person: str, spec: dict[str, Any], below: View | None = None) -> View:
    view_id = f"V0{secrets.token_hex(5).upper()}"
    root, previous = (below.root, below.id) if below else (view_id, None)
    return View(view_id, person, spec, _hash(), root, previous)


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
