"""Soak: mixed traffic on two replicas and one PostgreSQL, with faults, for as long as one likes.

Counts what was lost, doubled, doubtful or failed, and measures acks, answers and memory.
`make soak MINUTES=60`; it ends with 1 where something was lost, doubled or unhandled, or where
memory grew on a replica that lived long enough to tell.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import statistics
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.deadlines import key_days
from bot.folder import parse
from bot.plan import Plan
from bot.quarter import Period, Quarter
from handlers import doors
from practice import server
from storage.plans import read_plan
from storage.revisions import revisions_of
from storage.session import open_store
from tests import postgresql
from tests.conftest import ROOT, Essex, Plain
from tests.faults.field import _CLEAN, OPENING, Field, Tally, bot, settings_in
from tests.stores import PostgresqlDatabases

STEADY, KILLED = 0, 1  # the replica that lives all along, and the one that is killed
EDITORS, PCP = "C0PERFORMANCE", "C0PCP"
ACK_SECONDS = 3
ANSWER_SECONDS = 120  # so long an answer is waited for
AT_ONCE = 3  # seconds before a kill, in which what was acknowledged may not have been begun
KILL_EVERY = 45  # seconds, at the least
WARM_UP = 0.2  # of the whole: memory is compared after that
MOST_GROWTH = 0.10  # of the replica that lives all along
TELLS = 3600  # seconds; caches are filling in the first half hour
QUARTERS = 160  # more than are lived in an hour: what is published is not collected again
BY_SLACK = (
    "SlackApiError",
    "URLError",
    "RemoteDisconnected",
    "ConnectionResetError",
    "TimeoutError",
)
BY_SLACK += ("IncompleteRead", "BadStatusLine", "ConnectionRefusedError", "HTTPException")
ASKERS = {
    "U0CHIEF": "Helen Marsh",
    "U0PFCC": "Owen Price",
    "U0ROADS": "Ellie Hart",
    "U0PEOPLE": "Leila Haddad",
}
QUESTIONS = (
    *("status violnce", "status", "violence", "metric 999 calls", "metrc 101 calls", "101"),
    *(
        "standings",
        "standings burglry",
        "updates north",
        "updats tendring",
        "search operation snare",
    ),
    *(
        "summary",
        "sumary private",
        "why asb",
        "caveats asb",
        "rape",
        "roads oct-dec 2021",
        "vwi solved",
    ),
    *("operation snare", "history north lpa", "report 2021/22 Q3 v9", "digest", "help", "zorblax"),
    *("subscriptions", "status p2 Q3", "metric ksi private", "progress", "deliveries"),
)
SUBJECTS = ("asb", "roads", "violence", "north", "south")
WISHES = ("each change", "weekly monday 9", "me", "here")


def logged(folder: str, *given: Any) -> None:
    """A replica that writes what it logs of failures into a folder, a line each."""

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kind, where = "", ""
            if record.exc_info and record.exc_info[0]:
                kind = record.exc_info[0].__name__
                where = "".join(traceback.format_exception(*record.exc_info))[-3000:]
            line = {"said": record.getMessage(), "kind": kind, "where": where}
            with Path(folder, f"{os.getpid()}.log").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    logging.getLogger().addHandler(Lines(logging.ERROR))
    tried = doors._tried

    def noted(rooms: Any, knock: Any, work: Any, words: str) -> Any:
        """What was begun and not ended by a replica that was killed is lost with it."""
        mark = [knock.user, knock.said, time.monotonic()]
        with Path(folder, f"{os.getpid()}.begun").open("a", encoding="utf-8") as file:
            file.write(json.dumps(mark) + "\n")
        outcome = tried(rooms, knock, work, words)
        with Path(folder, f"{os.getpid()}.ended").open("a", encoding="utf-8") as file:
            file.write(json.dumps(mark) + "\n")
        return outcome

    doors._tried = noted
    bot(*given, draws=True)


class Soaked(Field):
    """A field whose replicas leave their logs behind."""

    logs: Path

    def start(self, *names: int, wait: bool = True) -> None:
        for name in names:
            given = (str(self.logs), self.settings, self.ahead, self.pages)
            self.replicas[name] = _CLEAN.Process(target=logged, args=given)
            self.replicas[name].start()
        if wait:
            self.until(lambda: self.connections() >= len(self.replicas), seconds=120)

    def cut_off(self, pids: Iterable[int]) -> list[tuple[str, str, float]]:
        """What some replicas had begun and not ended: who asked what, and when it was begun."""
        found = []
        for pid in pids:
            begun, ended = (self._noted(f"{pid}.{which}") for which in ("begun", "ended"))
            found += [each for each in begun if each not in ended]
        return found

    def _noted(self, name: str) -> list[tuple[str, str, float]]:
        path = self.logs / name
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [(who, said, at) for who, said, at in map(json.loads, lines)]

    def failures(self) -> list[Plain]:
        return [
            json.loads(line)
            for path in self.logs.glob("*.log")
            for line in path.read_text(encoding="utf-8").splitlines()
        ]


@dataclass
class Findings:
    """What was measured; several threads add to it."""

    acks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    memory: dict[int, list[tuple[float, int, float]]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    silent: list[tuple[float, str, str]] = field(default_factory=list)
    kills: dict[float, int] = field(default_factory=dict)
    sent: set[tuple[str, str, str]] = field(default_factory=set)
    faults_of_ours: list[str] = field(default_factory=list)

    def lost_answers(self, field: Soaked) -> list[str]:
        """Questions that got no answer, but for those that a killed replica took with it."""
        cut_off = [((who, text), at) for who, text, at in field.cut_off(self.kills.values())]
        return [
            f"{who}: {text}"
            for at, who, text in self.silent
            if not any(-1 < kill - at < AT_ONCE for kill in self.kills)
            and not any(own == (who, text) and 0 <= begun - at < 10 for own, begun in cut_off)
        ]


class Soak:
    """People who ask, lead, edit and subscribe, and somebody who breaks things."""

    def __init__(self, field: Soaked, seconds: float, chance: random.Random) -> None:
        self.field, self.chance, self.found = field, chance, Findings()
        self.began = time.monotonic()
        self.until_then = self.began + seconds
        self.seconds = seconds
        self.plan = self._plan()
        self.quarter = Quarter(2021, 4)
        self.over = threading.Event()

    def _plan(self) -> Plan:
        with self.field.store.read() as session:
            return read_plan(session, "essex")

    def run(self) -> None:
        asking = [partial(self.ask, who) for who in ASKERS]
        doors: Iterable[Callable[[], None]] = (*asking, self.live, self.break_, self.measure)
        people = [threading.Thread(target=self._keep, args=(each,)) for each in doors]
        for each in people:
            each.start()
        for each in people:
            each.join()
        self.field._call("faults", None, "DELETE")
        self.field.start(*({STEADY, KILLED} - self.field.replicas.keys()))
        self.field.settle(seconds=240)

    def _keep(self, do: Callable[[], None]) -> None:
        """Do something again and again until the time is over."""
        while time.monotonic() < self.until_then:
            try:
                do()
            except (
                urllib.error.URLError,
                AssertionError,
                ConnectionError,
                TimeoutError,
            ) as problem:
                self.found.done[f"not done: {_name(do)}, {_short(problem)}"] += 1
            except Exception:
                self.found.faults_of_ours.append(traceback.format_exc())
                time.sleep(1)

    def pause(self, least: float, most: float) -> None:
        time.sleep(
            min(self.chance.uniform(least, most), max(0, self.until_then - time.monotonic()))
        )

    def timed(self, do: Callable[..., Plain], *given: Any) -> Plain:
        began = time.monotonic()
        answer = do(*given)
        self.found.acks.append(time.monotonic() - began)
        return answer

    # Somebody asks

    def ask(self, who: str) -> None:
        """Each person waits for the answer before they ask again, as people do."""
        text = self.chance.choice(QUESTIONS)
        if self.chance.random() < 0.1:
            self._subscribe(who)
            return
        at, since = time.monotonic(), self.field.running.desk.world.stamp()
        try:
            self.timed(self.field.command, who, f"/pcp {text}")
        except urllib.error.HTTPError:
            self.found.done["questions not taken, and the asker told"] += 1
            return
        self.found.done["questions"] += 1
        while not self._answered(who, since):
            if time.monotonic() - at > ANSWER_SECONDS:
                self.found.silent.append((at, who, f"/pcp {text}"))
                return
            time.sleep(0.02)
        self.found.answers.append(time.monotonic() - at)
        self.pause(0.5, 2)

    def _answered(self, who: str, since: str) -> bool:
        """Whether anything that is no delivery was said to somebody since."""
        world = self.field.running.desk.world
        for channel in (PCP, f"D{who[1:]}"):
            for each in reversed(world.messages(channel)):
                if each.ts <= since:
                    break
                own = each.only_for == who or f"Asked by {ASKERS[who]}" in each.text
                if each.by_bot and not each.metadata and (own or channel != PCP):
                    return True
        return False

    def _subscribe(self, who: str) -> None:
        verb = self.chance.choice(["subscribe", "subscribe", "unsubscribe"])
        wish = self.chance.choice(WISHES) if verb == "subscribe" else ""
        self.timed(self.field.command, who, f"/pcp {verb} {self.chance.choice(SUBJECTS)} {wish}")
        self.found.done[verb] += 1

    # A quarter is lived, from its opening to its correction

    def live(self) -> None:
        collection = self.plan.collection
        assert collection
        day = key_days(collection.calendar, self.quarter).opens
        self.field.jump(datetime.combine(day, OPENING.timetz()))
        units = [each.unit for each in collection.duties]
        for unit in self.chance.sample(units, min(len(units), 8)):
            if time.monotonic() > self.until_then:
                return
            self._try(self._send, unit)
            self.pause(0.1, 0.5)
        self._try(self._reply)
        self._try(self._nudge)
        self._try(self._review)
        self._try(self._publish)
        self._try(self._correct)
        self._forward()

    def _try(self, do: Callable[..., None], *given: Any) -> None:
        try:
            do(*given)
        except (urllib.error.URLError, AssertionError, ConnectionError, KeyError) as problem:
            self.found.done[f"not done: {_name(do)}, {_short(problem)}"] += 1

    def _forward(self) -> None:
        self.field.pass_by(25 * 86_400)
        self.pause(2, 3)
        self.quarter = self.quarter.next()
        self.found.done["quarters lived"] += 1

    def _lead(self, unit: str) -> str:
        people = {each.id: each.slack_id for each in self.plan.people}
        leads = [people[e.person] for e in self.plan.appointments if e.unit == unit]
        return next(each for each in leads if each)

    def _send(self, unit: str) -> None:
        """By the form, page after page, or as nothing to report."""
        who, name = self._lead(unit), self.plan.unit(unit).name
        before = self.field.get("view", {"as": who})
        self.timed(self.field.command, who, f"/pcp submit {name} {self.quarter.label}")
        try:
            view = self.field.view(who, lambda v: v != before and "Opening" not in str(v["blocks"]))
        except AssertionError:
            shown = self.field.get("view", {"as": who}) or {}
            what = "an old one" if shown == before else str(shown.get("callback_id"))
            raise AssertionError(f"no form, {what}") from None
        for _ in range(12):
            answer = self.timed(self.field.send, who, self._filled(view))
            if answer.get("closed"):
                self.found.sent.add((unit, self.quarter.key, view["id"]))
                self.found.done["submissions"] += 1
                return
            if answer.get("errors"):
                self.found.done["pages with errors"] += 1
                return
            view = answer["view"]
            if view["callback_id"] == "submission.notice":
                self.found.done["forms that said why not"] += 1
                return

    def _filled(self, view: Plain) -> dict[str, str]:
        inputs = [each["block_id"] for each in view["blocks"] if each["type"] == "input"]
        number = str(self.chance.randint(1, 40))
        return {
            each: number if each.startswith("metric:") else f"Patrols, {number} of them."
            for each in inputs
        }

    def _reply(self) -> None:
        """A plain reply in the thread of a reminder, thrown away or confirmed."""
        who = "U0WEST"
        messages = [m for m in self.field.told(who) if m["text"].startswith("Your return")]
        if not messages:
            return
        since = self.field.running.desk.world.stamp()
        self.field.message(who, "We made 12 arrests.", self.field.direct(who), messages[-1]["ts"])
        thread = messages[-1]["ts"]

        def understood() -> Any:
            seen = self.field.seen(who, self.field.direct(who), thread)
            return [m for m in seen if m["ts"] > since and "Understood" in m["text"]]

        shown = self.field.until(understood, seconds=20)[-1]
        elements = [e for b in shown["blocks"] for e in b.get("elements", ())]
        label = next(e["text"]["text"] for e in elements if e["type"] == "button")
        self.timed(self.field.press, who, self.field.direct(who), shown, label)
        self.found.done["replies"] += 1

    def _nudge(self) -> None:
        self.timed(self.field.command, "U0EDITOR", "/pcp progress")
        self.found.done["boards"] += 1

    def _review(self) -> None:
        """Approve what waits, by its card in the editors' channel."""
        for card in self.field.seen("U0EDITOR", EDITORS)[-40:]:
            labels = [
                e["text"]["text"]
                for b in card["blocks"]
                for e in b.get("elements", ())
                if e.get("text") and isinstance(e["text"], dict)
            ]
            if "Approve" in labels:
                self.timed(self.field.press, "U0EDIT2", EDITORS, card, "Approve")
                self.found.done["approvals"] += 1
        self.pause(1, 2)

    def _publish(self) -> None:
        self.field.pass_by(30 * 86_400)
        before = len(self.field.told("U0EDITOR"))
        self.timed(self.field.command, "U0EDITOR", f"/pcp publish {self.quarter.label}")
        label = f"Publish {self.quarter.label}"

        def shown() -> Any:
            new = self.field.told("U0EDITOR")[before:]
            return [m for m in new if label in str(m["blocks"])]

        preview = self.field.until(shown, seconds=20)[-1]
        self.timed(self.field.press, "U0EDITOR", self.field.direct("U0EDITOR"), preview, label)
        self.found.done["quarters published"] += 1

    def _correct(self) -> None:
        before = self.field.get("view", {"as": "U0EDITOR"})
        self.timed(self.field.command, "U0EDITOR", "/pcp correct 999 calls 2021/22 Q3")
        self.field.view("U0EDITOR", lambda v: v != before)
        figure = str(self.chance.randint(80_000, 90_000))
        said = self.timed(
            self.field.send, "U0EDITOR", {"figure": figure, "reason": "Counted anew."}
        )
        self.found.done["corrections" if "Corrected" in str(said) else "corrections refused"] += 1

    # Somebody breaks things

    def break_(self) -> None:
        self.pause(4, 9)
        method = self.chance.choice(["chat.postMessage"] * 4 + ["views.update", "chat.update"])
        kind = self.chance.choice(
            ["rate_limited", "server_error", "slow", "drop_after_accept", "kill"]
        )
        if kind == "kill":
            self._kill()
            return
        more = (
            {"seconds": 1.5}
            if kind == "slow"
            else {"retry_after": 1}
            if kind == "rate_limited"
            else {}
        )
        self.field.fault(method, kind, times=self.chance.randint(1, 3), **more)
        self.found.done[f"fault: {kind}"] += 1

    def _kill(self) -> None:
        lately = any(time.monotonic() - at < KILL_EVERY for at in self.found.kills)
        if lately or KILLED not in self.field.replicas:
            return
        self.found.kills[time.monotonic()] = int(self.field.replicas[KILLED].pid)
        self.field.kill(KILLED)
        self.found.done["replicas killed"] += 1
        self.pause(0.5, 3)
        self.field.start(KILLED, wait=False)

    # Somebody measures

    def measure(self) -> None:
        for name, process in list(self.field.replicas.items()):
            with suppress(OSError, IndexError):
                pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
                rss = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
                sample = (time.monotonic() - self.began, process.pid, rss)
                self.found.memory.setdefault(name, []).append(sample)
        time.sleep(1)


def _name(do: Callable[..., None]) -> str:
    return str(getattr(do, "__name__", "ask")).strip("_")


def _short(problem: Exception) -> str:
    return str(problem).partition(":")[0][:60]


def _outcome(failure: Plain) -> str:
    """What failed, and with which word of Slack's."""
    _, said, word = failure["where"].rpartition("'error': ")
    said_by_slack = word[:30] if said else ""
    return f"{failure['said'].partition(',')[0]}: {failure['kind']} {said_by_slack}".strip()


def lost_submissions(soak: Soak) -> list[tuple[str, str]]:
    """Submissions whose form closed, and of which there is no revision."""
    sent = Counter((unit, quarter) for unit, quarter, _ in soak.found.sent)
    with soak.field.store.read() as session:
        return [
            about
            for about, count in sent.items()
            if len(revisions_of(session, "essex", about[0], Quarter.parse(about[1]))) < count
        ]


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def growth(samples: list[tuple[float, int, float]], seconds: float) -> tuple[float, float, float]:
    """Median memory in the first quarter after the warm-up and in the last, in MiB, and by what
    share it grew; of the process that lived longest."""
    longest = Counter(pid for _, pid, _ in samples).most_common(1)[0][0]
    own = [(at, rss) for at, pid, rss in samples if pid == longest]
    begin, end = max(own[0][0], WARM_UP * seconds), own[-1][0]
    stretch = (end - begin) / 4
    first = [rss for at, rss in own if begin <= at <= begin + stretch] or [own[0][1]]
    last = [rss for at, rss in own if at >= end - stretch]
    one, other = statistics.median(first), statistics.median(last)
    return one, other, other / one - 1


def course(samples: list[tuple[float, int, float]]) -> list[int]:
    """The median in each tenth of the time, in MiB."""
    last = max(at for at, _, _ in samples)
    tenths = ([rss for at, _, rss in samples if int(10 * at / last) == n] for n in range(10))
    return [round(statistics.median(each)) for each in tenths if each]


def told(soak: Soak, tally: Tally) -> bool:
    """Print what was found; whether nothing was lost, doubled or unhandled."""
    found = soak.found
    failures = soak.field.failures()
    charts = [each for each in failures if each["said"].startswith("a chart could not")]
    rest = [each for each in failures if each not in charts and each["kind"]]
    by_slack = [each for each in rest if each["kind"] in BY_SLACK]
    unhandled = [each for each in rest if each not in by_slack]
    lost, silent = lost_submissions(soak), found.lost_answers(soak.field)
    print(f"{soak.seconds / 60:g} minutes on two replicas and one PostgreSQL")
    for what, count in sorted(found.done.items()):
        print(f"  {what}: {count}")
    print(tally)
    print(
        f"questions without an answer: {len(silent)} lost, "
        f"{len(found.silent) - len(silent)} with a killed replica"
    )
    print(f"submissions lost: {len(lost)} of {len(found.sent)}")
    print(
        f"failures logged: {len(unhandled)} unhandled, "
        f"{len(by_slack)} where Slack failed as told to; charts left out of answers: {len(charts)}"
    )
    for what, count in Counter(map(_outcome, by_slack)).most_common():
        print(f"  {what}: {count}")
    slow = sum(each > ACK_SECONDS for each in found.acks)
    print(
        f"slowest ack: {max(found.acks, default=0):.2f} s of {len(found.acks)}, "
        f"{slow} over {ACK_SECONDS} s"
    )
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    print(
        "answers: "
        + ", ".join(f"{n} {percentile(found.answers, s):.2f} s" for n, s in shares.items())
        + f", slowest {max(found.answers, default=0):.2f} s"
    )
    grown = False
    for name, samples in sorted(found.memory.items()):
        one, other, more = growth(samples, soak.seconds)
        grown |= name == STEADY and soak.seconds >= TELLS and more > MOST_GROWTH
        print(
            f"memory of replica {name}{' (killed again and again)' if name == KILLED else ''}: "
            f"{one:.0f} MiB in the first quarter, {other:.0f} MiB in the last ({more:+.0%})"
        )
        print(f"  by tenths of the time: {' '.join(map(str, course(samples)))} MiB")
    for each in (
        *silent,
        *lost,
        *found.faults_of_ours,
        *(e["said"] + "\n" + e["where"] for e in unhandled),
    ):
        print(f"! {each}", file=sys.stderr)
    wrong = tally.lost or tally.doubled or silent or lost or unhandled or found.faults_of_ours
    return not (wrong or grown)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--seed", type=int, default=None)
    given = options.parse_args()
    # A replica that is killed cannot give its semaphores back; their tracker warns of each.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    folder = ROOT / "practice" / "essex"
    files = [path for path in folder.iterdir() if path.suffix in (".yml", ".csv")]
    book = parse({path.name: path.read_text(encoding="utf-8") for path in files})
    lasting = Period(book.plan.period.start, Quarter(2021, 4).shifted(QUARTERS).end)
    book = replace(book, plan=replace(book.plan, period=lasting))
    essex = Essex(book, Quarter(2021, 3))
    with tempfile.TemporaryDirectory() as logs, closing(postgresql.started()) as databases:
        url = PostgresqlDatabases(databases).like("essex", essex.fill, Path(logs))
        running = server.start(ROOT / "manifest.yml", ROOT / "practice" / "workspace.yml")
        store = open_store(url)
        soaked = Soaked(running, settings_in(running, url, renderers=2), store)
        soaked.logs = Path(logs)
        try:
            soaked.start(STEADY, KILLED)
            soak = Soak(soaked, given.minutes * 60, random.Random(given.seed))
            soak.run()
            tally = Tally("What was owed")
            tally.add(soaked)
            return 0 if told(soak, tally) else 1
        finally:
            soaked.end()
            store.close()
            running.stop()
