"""The roof: `pcp doctor`, which says in plain words what is wrong with an installation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.error import URLError

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.charts.lettering import families
from settings import Settings, own_name
from storage.plans import plan_ids
from storage.schema import SchemaState, schema_state
from storage.session import Store, StoreFault, open_store

_SKEW_SECONDS = 60  # Slack's signatures are refused at 300


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``fix`` says what to do where it is not well."""

    well: bool
    says: str
    fix: str = ""

    def __str__(self) -> str:
        return (
            f"{'ok   ' if self.well else 'WRONG'} {self.says}{f'. {self.fix}' if self.fix else ''}"
        )


def _well(says: str) -> Finding:
    return Finding(well=True, says=says)


def _wrong(says: str, fix: str) -> Finding:
    return Finding(well=False, says=says, fix=fix)


def examine(settings: Settings, manifest: Path) -> list[Finding]:
    """Look at everything, also after something was found wrong."""
    return [*_slack(settings, manifest), *_database(settings), _fonts()]


def _slack(settings: Settings, manifest: Path) -> Iterator[Finding]:
    """`api.test` needs no token, so that the clock is looked at before there is one."""
    try:
        heard = WebClient(base_url=settings.slack_api_url, timeout=10).api_test()
    except SlackApiError as problem:
        heard = _response(problem)
    except (URLError, OSError) as problem:
        fix = "Is the firewall open to it, or SLACK_API_URL wrong?"
        yield _wrong(f"{settings.slack_api_url} cannot be reached ({problem})", fix)
        yield from _unset(settings)
        return
    yield _clock(heard)
    yield from _unset(settings)
    if settings.bot_token:
        yield from _bot_token(settings, manifest)
    yield from _way_in(settings)


def _response(problem: SlackApiError) -> SlackResponse:
    response: SlackResponse = problem.response
    return response


_WHERE_TO_FIND = {
    "SLACK_BOT_TOKEN": "Copy it from the app's OAuth page.",
    "SLACK_APP_TOKEN": "Make an app-level token with connections:write; Socket Mode needs it.",
    "SLACK_SIGNING_SECRET": "Copy it from the app's Basic Information page; HTTP needs it.",
}


def _unset(settings: Settings) -> Iterator[Finding]:
    for variable in settings.lacking:
        yield _wrong(f"{variable} is not set", _WHERE_TO_FIND[variable])


def _bot_token(settings: Settings, manifest: Path) -> Iterator[Finding]:
    try:
        answer = _client(settings).auth_test()
    except SlackApiError as problem:
        yield _wrong(f"Slack refuses the bot token: {_error(problem)}", "Install the app again.")
        return
    except (URLError, OSError) as problem:
        yield _wrong(f"The bot token cannot be tried ({problem})", "Try again in a minute.")
        return
    yield _well(f"Bot token: {answer['user']} in {answer['team']}")
    yield _scopes(answer, manifest)
    if settings.alert_channel:
        yield _alert_channel(settings)


def _alert_channel(settings: Settings) -> Finding:
    named, slack = f"PCP_ALERT_CHANNEL {settings.alert_channel}", _client(settings)
    fix = "Type /invite and the bot's name there. Until then each admin is told directly."
    try:
        found = slack.conversations_info(channel=settings.alert_channel)["channel"]
    except (SlackApiError, URLError, OSError) as problem:
        why = _error(problem) if isinstance(problem, SlackApiError) else problem
        return _wrong(f"{named} cannot be seen: {why}", fix)
    if not found.get("is_member"):
        return _wrong(f"The bot is not in {named}", fix)
    return _well(f"Alerts go to #{found['name']}")


def _client(settings: Settings) -> WebClient:
    return WebClient(settings.bot_token, settings.slack_api_url, timeout=10)


def _error(problem: SlackApiError) -> str:
    """Slack's name for what is wrong; a proxy in between may answer with a page instead."""
    return str(problem.response.get("error", "not an answer from Slack"))


def _scopes(answer: SlackResponse, manifest: Path) -> Finding:
    granted = set(_header(answer, "x-oauth-scopes").replace(" ", "").split(","))
    wanted = yaml.safe_load(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"]
    lacking = [scope for scope in wanted if scope not in granted]
    if lacking:
        fix = "Paste manifest.yml into the app's settings and install it again."
        return _wrong(f"Scopes not granted: {', '.join(lacking)}", fix)
    return _well(f"Scopes: all {len(wanted)} granted")


def _clock(answer: SlackResponse) -> Finding:
    said = _header(answer, "date")
    if not said:
        return _well("Clock: Slack named no time to compare with")
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds())
    if skew > _SKEW_SECONDS:
        return _wrong(f"The clock is {skew:.0f} s away from Slack's", "Start time sync.")
    return _well(f"Clock: within {skew:.0f} s of Slack's")


def _header(answer: SlackResponse, name: str) -> str:
    """A header whose case the client does not settle; several values come as a list."""
    for key, value in answer.headers.items():
        if key.lower() == name:
            return str(value if isinstance(value, str) else value[0])
    return ""


def _way_in(settings: Settings) -> Iterator[Finding]:
    if settings.transport == "http":
        if settings.signing_secret:
            yield _well("SLACK_SIGNING_SECRET is set")
    elif settings.app_token:
        yield _app_token(settings)


def _app_token(settings: Settings) -> Finding:
    client = WebClient(settings.app_token, settings.slack_api_url, timeout=10)
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as problem:
        fix = "Make an app-level token with connections:write, and switch Socket Mode on."
        return _wrong(f"Slack refuses the app token: {_error(problem)}", fix)
    except (URLError, OSError) as problem:
        return _wrong(f"Socket Mode cannot be reached ({problem})", "Try again in a minute.")
    return _well("App token: Socket Mode can connect")


def _database(settings: Settings) -> Iterator[Finding]:
    file = settings.database_file
    if file and not file.exists():  # opening it would make it
        yield _wrong(f"There is no database at {file}", f"Type: {own_name()} migrate")
        return
    try:
        with closing(open_store(settings.database_url)) as store:
            yield from _store(store, settings)
    except StoreFault as problem:
        yield _wrong(f"The database cannot be opened: {problem}", "Check DATABASE_URL.")


def _store(store: Store, settings: Settings) -> Iterator[Finding]:
    state = schema_state(store)
    if state is SchemaState.AHEAD:
        newer = f"{settings.database} is newer than this PCP bot"
        yield _wrong(newer, "Install the newer version.")
        return
    if state is not SchemaState.CURRENT:
        yield _wrong(f"The schema of {settings.database} is {state}", f"Type: {own_name()} migrate")
        return
    yield _well(f"Database: {settings.database} opens, schema up to date")
    with store.read() as session:
        ids = plan_ids(session)
    yield _plans(ids, settings.plan)


def _plans(ids: Sequence[str], chosen: str) -> Finding:
    named = ", ".join(ids)
    if not ids:
        return _wrong("The database holds no plan", f"Type: {own_name()} load DIR")
    if chosen and chosen not in ids:
        return _wrong(f"PCP_PLAN names {chosen!r}", f"The database holds: {named}")
    if len(ids) > 1 and not chosen:
        return _wrong("The database holds several plans", f"Set PCP_PLAN to one of: {named}")
    return _well(f"Plans: {named}")


def _fonts() -> Finding:
    family, *_ = families()
    if family.startswith("DejaVu"):
        return _wrong("The charts' own font is missing", "Install PCP bot again.")
    return _well(f"Fonts: {family}")
