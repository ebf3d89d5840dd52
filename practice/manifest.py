"""What the app's manifest allows it: scopes, commands, events, tabs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    kind: str  # "global" or "message"
    name: str


@dataclass(frozen=True)
class Manifest:
    name: str
    scopes: frozenset[str]
    commands: dict[str, bool]  # the command, and whether mentions in it are escaped
    events: frozenset[str]
    shortcuts: tuple[Shortcut, ...]
    interactive: bool
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)


def read(path: Path) -> Manifest:
    """Read a manifest as Slack would; a part left out is a feature that is off."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    features, settings = data.get("features") or {}, data.get("settings") or {}
    home = features.get("app_home") or {}
    return Manifest(
        name=features.get("bot_user", {}).get("display_name")
        or data["display_information"]["name"],
        scopes=frozenset(
            scope
            for kind in ("bot", "bot_optional")  # nobody declines anything here
            for scope in _listed(data, "oauth_config", "scopes", kind)
        ),
        commands={
            each["command"]: bool(each.get("should_escape"))
            for each in features.get("slash_commands") or ()
        },
        events=frozenset(_listed(settings, "event_subscriptions", "bot_events")),
        shortcuts=tuple(
            Shortcut(each["callback_id"], each["type"], each["name"])
            for each in features.get("shortcuts") or ()
        ),
        interactive=bool((settings.get("interactivity") or {}).get("is_enabled")),
        socket_mode=bool(settings.get("socket_mode_enabled")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled")),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled")),
    )


def _listed(data: dict[str, Any], *keys: str) -> list[str]:
    """The list at the end of some keys; empty where the manifest leaves any of them out."""
    found: Any = data
    for key in keys:
        found = (found or {}).get(key)
    return list(found or ())
