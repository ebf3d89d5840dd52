"""The roof: the `pcp` command."""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError

import yaml
from slack_sdk.errors import SlackApiError

import auditing
import deciding
import doctor
import logs
import upkeep
from app import House, build
from app import clock as real_clock
from bot import charts, claims
from bot.documents import documents_of
from bot.finding import Drawable
from bot.folder import PICTURES, FolderFaults, parse
from bot.messages.sheet import Block, Message
from bot.publication import FOLDER
from bot.quarter import Quarter
from bot.question import Question, Topic
from bot.wording import counted, sentence
from handlers.answers import answer_to, offer, reading_of
from handlers.checking import surprises_in
from handlers.collecting import gathered
from handlers.digesting import pages_of
from handlers.editions import publish_now
from handlers.progress import board_of
from handlers.reporting import drawn, newest_quarter, pictures_of, report_for
from practice.client import Client
from reading import Unreadable, pages_without_text, text_of
from settings import BadSettingError, Settings, forget_secrets, load, own_name, secret_in
from storage.figures import figures_for, standings_for
from storage.plans import plan_ids, read_plan, save_book
from storage.presence import alone_with
from storage.schema import SchemaState, migrate, schema_state
from storage.sealing import verified
from storage.session import Session, Store, StoreFault, open_store

HERE = Path(__file__).resolve().parent
_PRACTICE_PACE = 20  # a minute's tick every three seconds
PRACTICE_DATABASE = "sqlite:///var/practice.db"

OK, NOT_UNDERSTOOD, BROKEN, INTERRUPTED = 0, 1, 2, 130
_MIGRATED = {
    SchemaState.EMPTY: "The schema was made in {}.",
    SchemaState.BEHIND: "The schema of {} was brought up to date.",
    SchemaState.CURRENT: "The schema of {} is up to date already.",
}
_ENDINGS = (signal.SIGINT, signal.SIGTERM)


class Stop(Exception):  # noqa: N818 - it ends the command with words, it is not a fault of ours
    """End the command with a message for the person who typed it, and an exit code."""

    def __init__(self, message: str, code: int = BROKEN) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code. No stack trace reaches the person who typed it."""
    options = _parser().parse_args(arguments)
    try:
        return _outcome(options)
    except (Stop, BadSettingError, StoreFault) as problem:
        return _complain(str(problem), getattr(problem, "code", BROKEN))
    except SlackApiError as problem:
        return _complain(
            f"Slack refused: {problem.response['error']}. Try: {own_name()} doctor", BROKEN
        )
    except BrokenPipeError:  # who reads our output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:
        logging.getLogger(__name__).debug("the command failed", exc_info=True)
        return _complain(
            f"Something is wrong with PCP bot itself ({type(problem).__name__}: {problem}). "
            "PCP_LOG_LEVEL=DEBUG shows more.",
            BROKEN,
        )


def _complain(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _outcome(options: argparse.Namespace) -> int:
    settings = load()
    logs.configure(settings)
    command: Callable[[Settings, argparse.Namespace], int] = options.command
    try:
        code = command(settings, options)
        sys.stdout.flush()
    except (URLError, TimeoutError, ConnectionRefusedError, ConnectionResetError) as problem:
        why = getattr(problem, "reason", problem)
        raise Stop(
            f"Slack cannot be reached at {settings.slack_api_url} ({why}). "
            f"Is the firewall open to it? Try: {own_name()} doctor"
        ) from problem
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="pcp", description="Police and Crime Plan bot")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[..., int], says: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says)
        one.set_defaults(command=command)
        return one

    run = add("run", _run, "start the bot in the Slack workspace of the tokens")
    run.add_argument(
        "--practice-without-tokens",
        action="store_true",
        help="start the practice workspace where no tokens are set",
    )
    practice = add("practice", _practice, "start the practice workspace and the bot in it")
    practice.add_argument("--plan", type=Path, default=HERE / "practice" / "essex", metavar="DIR")
    _add_upkeep(add)
    loading = add("load", _load, "check a folder of plan data and load it")
    loading.add_argument("folder", type=Path)
    loading.add_argument(
        "--withdraw",
        action="store_true",
        help="also withdraw what the folder leaves out of quarters other than its own",
    )
    loading.add_argument(
        "--reason",
        default="",
        metavar="WORDS",
        help="publish another edition of every published quarter that the folder changes",
    )
    ask = add("ask", _ask, "answer a question here, without Slack")
    ask.add_argument("question", nargs="*", help='for example "status violence"')
    ask.add_argument("--json", action="store_true", help="print text, blocks and images as JSON")
    ask.add_argument("--out", type=Path, metavar="DIR", help="write the charts there")
    deciding.add_arguments(add("decide", _decide, deciding.SAYS))
    auditing.add_arguments(add("audit", _audit, auditing.SAYS))
    report = add("report", _report, "write a quarter's report as PDF, web page, workbook and CSV")
    report.add_argument(
        "quarter", nargs="?", metavar="2021/22-Q3", help="the last published if not given"
    )
    report.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="write the files there"
    )
    report.add_argument(
        "--version", type=_version, metavar="N", help="an earlier version; 0 is a preview"
    )
    _add_check_arguments(
        add("check", _check, "check the numbers in a report's prose against each other")
    )
    add("doctor", _doctor, "check tokens, scopes, database, clock and fonts")
    return parser


def _add_check_arguments(check: argparse.ArgumentParser) -> None:
    check.add_argument("file", type=Path, help="a .txt, .md, .docx or .pdf file")
    check.add_argument("--quarter", metavar="2021/22-Q3", help="the quarter that it reports")
    check.add_argument(
        "--store",
        action="store_true",
        help="also hold it against the figures in the database",
    )
    check.add_argument("--format", choices=("text", "json"), default="text")


def _add_upkeep(add: Callable[..., argparse.ArgumentParser]) -> None:
    add("migrate", _migrate, "bring the database's schema up to date")
    moving = add("move", _move, "carry the store over to another database, and check it there")
    aim = moving.add_mutually_exclusive_group(required=True)
    aim.add_argument("--to", metavar="URL", help="as DATABASE_URL would say it")
    aim.add_argument(
        "--to-file",
        type=Path,
        metavar="FILE",
        help="a file that holds the URL: others on this machine can read what is typed",
    )
    backing = add("backup", _backup, "copy the store into a file, also while the bot runs")
    backing.add_argument("file", type=Path, help="a file that is not there yet")
    back = add("restore", _restore, "put a backup in the place of what the store holds")
    back.add_argument("file", type=Path, help="a file that backup made")
    delivering = add("deliveries", _deliveries, upkeep.DELIVERIES)
    knowing = add("people", _people, "list the people of whom something is kept, or forget some")
    knowing.add_argument("forget", nargs="?", choices=("forget",), help="take people out of it")
    knowing.add_argument("people", nargs="*", metavar="ID", help="as the list names them")
    delivering.add_argument("decision", nargs="?", choices=list(upkeep.DECISIONS))
    delivering.add_argument("key", nargs="?", help="of the delivery, as the list names it")


def _run(settings: Settings, options: argparse.Namespace) -> int:
    if settings.has_no_secret and options.practice_without_tokens:
        options.plan = HERE / "practice" / "essex"
        return _practice(settings, options)
    _need_tokens(settings)
    forget_secrets()
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
    with alone_with(settings.database_file):
        house = build(settings, plan_id)
        return _serve(house, f"PCP bot is in Slack, answering {settings.command}")


def _need_tokens(settings: Settings) -> None:
    where = "in the environment or in .env"
    if settings.has_no_secret:
        raise Stop(
            f"No Slack tokens: set {' and '.join(settings.lacking)} {where}, "
            f"or try it without Slack: {own_name()} practice"
        )
    if settings.lacking:
        way_in = "HTTP" if settings.transport == "http" else "Socket Mode"
        raise Stop(
            f"{' and '.join(settings.lacking)} is not set, and {way_in} needs it. Set it {where}; "
            "README.md says where to copy it from."
        )


def _practice(settings: Settings, options: argparse.Namespace) -> int:
    """Practice has a database of its own."""
    settings = replace(settings, database_url=PRACTICE_DATABASE)
    with alone_with(settings.database_file):
        return _practise(settings, options)


def _practise(settings: Settings, options: argparse.Namespace) -> int:
    """The practice workspace runs as a process of its own."""
    with closing(open_store(settings.database_url)) as store:
        _migrated(store, settings)
        _load_folder(store, options.plan, withdraw=True, reason=_NEW_DATA)
        plan_id = _plan_id(store, settings)
    port = str(settings.practice_port)
    with subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        [sys.executable, "-m", "practice", "--port", port, "--any-port", "--until-input-ends"],
        cwd=HERE,
        stdin=subprocess.PIPE,  # it closes however we end, and the workspace ends with it
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C reaches the bot first; it stops the workspace last
    ) as workspace:
        try:
            address = _address_of(workspace)
            settings = _in_practice(settings, address)
            clock = PracticeClock(address)
            house = build(settings, plan_id, clock.now, pace=_PRACTICE_PACE)
            return _serve(house, f"\n  Open {address} in a browser.\n")
        finally:
            workspace.terminate()


def _address_of(workspace: subprocess.Popen[str]) -> str:
    """The practice workspace prints its address once it can be knocked at."""
    line = workspace.stdout.readline() if workspace.stdout else ""
    _, found, address = line.strip().partition("practice workspace: ")
    if not found:
        raise Stop("The practice workspace did not start; its message stands above.")
    return address


class PracticeClock:
    """The practice workspace's clock, which people move by hand; looked up each second."""

    def __init__(self, address: str) -> None:
        self._workspace = Client(address)
        self._offset = timedelta()
        self._look()
        threading.Thread(target=self._follow, name="practice clock", daemon=True).start()

    def now(self) -> datetime:
        return real_clock() + self._offset

    def _follow(self) -> None:
        while True:
            time.sleep(1)
            with suppress(OSError, ValueError, KeyError):  # it is gone when practice ends
                self._look()

    def _look(self) -> None:
        self._offset = timedelta(seconds=self._workspace.get("clock")["offset"])


def _in_practice(settings: Settings, address: str) -> Settings:
    cast = yaml.safe_load((HERE / "practice" / "workspace.yml").read_text(encoding="utf-8"))
    return replace(
        settings,
        slack_api_url=f"{address}/api/",
        bot_token=cast["tokens"]["bot"],
        app_token=cast["tokens"]["app"],
        signing_secret=cast["tokens"]["signing_secret"],
        transport="socket",
    )


def _serve(house: House, message: str) -> int:
    """Run until Ctrl-C or SIGTERM. The first asks for an orderly end, the second ends at once."""
    ended = _asked_to_end()
    try:
        house.start(give_up=ended.set)
        print(f"{message}\n  Ctrl-C stops it.", flush=True)
        ended.wait()
        print("Stopping ...", flush=True)
    finally:
        drained = house.stop()
    if not drained:
        _leave_at_once()
    print("Stopped.", flush=True)
    return BROKEN if house.is_deaf else OK


def _asked_to_end() -> threading.Event:
    """Set by the first signal; the next then does what it does to any program."""
    ended = threading.Event()

    def first(*_: object) -> None:
        for name in _ENDINGS:
            signal.signal(name, signal.SIG_DFL)
        ended.set()

    for name in _ENDINGS:
        signal.signal(name, first)
    return ended


def _leave_at_once() -> NoReturn:
    """Python would wait for every thread; our processes see that we are gone and end too."""
    print("Some work did not end in time and was given up.", file=sys.stderr, flush=True)
    logging.shutdown()
    os._exit(BROKEN)


def _migrate(settings: Settings, _: argparse.Namespace) -> int:
    with closing(open_store(settings.database_url)) as store:
        print(_MIGRATED[_migrated(store, settings)].format(settings.database))
    return OK


def _migrated(store: Store, settings: Settings) -> SchemaState:
    """Bring the schema up to date; returns what it was before."""
    state = schema_state(store)
    if state is SchemaState.AHEAD:
        raise _newer(settings)
    migrate(store)
    return state


def _newer(settings: Settings) -> Stop:
    return Stop(f"{settings.database} is newer than this PCP bot. Install the newer version.")


def _move(settings: Settings, options: argparse.Namespace) -> int:
    to = secret_in(options.to_file, "--to-file") if options.to_file else options.to
    with closing(_store(settings)) as store:
        print(upkeep.moved(settings, store, to))
    return OK


def _backup(settings: Settings, options: argparse.Namespace) -> int:
    with closing(_store(settings)) as store:
        print(upkeep.backed_up(store, options.file))
    return OK


def _restore(settings: Settings, options: argparse.Namespace) -> int:
    print(upkeep.restored(settings, options.file, real_clock()))
    return OK


def _deliveries(settings: Settings, options: argparse.Namespace) -> int:
    """Exit 0 where nothing wants a decision, 1 where something does."""
    with closing(_store(settings)) as store:
        plan_id, now = _plan_id(store, settings), real_clock()
        if options.decision:
            print(upkeep.decided(store, plan_id, options.decision, options.key or "", now))
            return OK
        listed = upkeep.wanting_in(store, plan_id, now)
    print(listed or "Nothing wants a decision.")
    return NOT_UNDERSTOOD if listed else OK


def _load(settings: Settings, options: argparse.Namespace) -> int:
    with closing(_store(settings)) as store:
        _load_folder(store, options.folder, withdraw=options.withdraw, reason=options.reason)
    return OK


_NEW_DATA = "The practice plan follows the version of PCP bot."


def _load_folder(store: Store, folder: Path, *, withdraw: bool, reason: str = "") -> None:
    if not folder.is_dir():
        raise Stop(f"{folder} is not a folder. docs/plan-data.md says what a plan folder holds.")
    files = {
        path.name: path.read_text(encoding="utf-8-sig", errors="replace")
        for path in sorted(folder.iterdir())
        if path.suffix in (".yml", ".csv") and path.is_file()
    }
    pictures = {
        path.name: _beginning(path)
        for path in folder.iterdir()
        if path.suffix in PICTURES and path.is_file()
    }
    try:
        book = parse(files, pictures)
    except FolderFaults as problem:
        lines = [f"{folder}/{fault}" for fault in problem.faults]
        count = counted(len(lines), "fault")
        raise Stop("\n".join([*lines, f"{count}; nothing was loaded."]), 1) from problem
    with store.write() as session:
        correcting = bool(reason.strip())
        changes = save_book(session, book, withdraw=withdraw, correcting=correcting)
        for quarter in changes.published:
            desk = gathered(session, book.plan.id, real_clock(), quarter)
            publish_now(session, desk, FOLDER, reason)
    print(f"{book.plan.force}, {book.plan.name}")
    print(*(f"  {each}" for each in str(changes).split("; ")), sep="\n")
    if book.quarter:
        for said in surprises_in(book.plan, book.figures, book.quarter, book.grounds):
            print(f"  Worth a look: {said}")
    for quarter in changes.published:
        print(f"  {quarter.label}: another edition is published, and the notice of it is owed")


def _beginning(path: Path) -> bytes:
    """A small file whole; of a huge one enough to see that it is too large."""
    with path.open("rb") as file:
        return file.read(1 << 20)


_IN_SLACK = {
    Topic.SUBMIT: "A submission is written",
    Topic.REVIEW: "Submissions are reviewed",
    Topic.PUBLISH: "A quarter is published",
    Topic.CORRECT: "A figure is corrected",
    Topic.SUBSCRIBE: "A subscription is begun",
    Topic.UNSUBSCRIBE: "A subscription is stopped",
    Topic.SUBSCRIPTIONS: "Subscriptions are seen",
    Topic.HISTORY: "A history is read (or with pcp audit)",
    Topic.DELIVERIES: "Deliveries are settled",
}


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    """Exit 0 answered, 1 not understood (with suggestions), 2 broken set-up."""
    with closing(_store(settings)) as store, store.read() as session:
        plan_id, now = _plan_id(store, settings), real_clock()
        plan, read = reading_of(session, plan_id, " ".join(options.question), now)
        pages: tuple[Message, ...]
        if isinstance(read, Question) and read.topic in _IN_SLACK:
            done = f"{_IN_SLACK[read.topic]} in Slack: type /pcp {read.topic} there."
            raise Stop(done, NOT_UNDERSTOOD)
        if isinstance(read, Question) and read.topic is Topic.REPORT:
            done = f"The report's files are written by: {own_name()} report {read.quarter.key}"
            raise Stop(done, NOT_UNDERSTOOD)
        if isinstance(read, Question) and read.topic is Topic.PROGRESS:
            pages, code = (board_of(gathered(session, plan_id, now, read.quarter)),), OK
        elif isinstance(read, Question) and read.topic is Topic.DIGEST:
            pages, code = _digest(session, plan_id, read, now), OK
        elif isinstance(read, Question):
            pages, code = answer_to(session, plan, read), OK
        else:
            pages, code = (offer(read),), NOT_UNDERSTOOD
    images = _write_pictures(pages, options.out) if options.out or options.json else []
    if options.json:
        text = "\n".join(page.said for page in pages)
        blocks = _all_blocks(pages)
        print(json.dumps({"text": text, "blocks": blocks, "images": images}, indent=2))
    else:
        print(*(page.said for page in pages), sep="\n")
    return code


def _digest(session: Session, plan_id: str, asked: Question, now: datetime) -> tuple[Message, ...]:
    number = int(asked.words[1:]) if asked.words else None
    try:
        return pages_of(report_for(session, plan_id, asked.quarter, now, number))
    except LookupError as problem:
        raise Stop(sentence(str(problem.args[0])), NOT_UNDERSTOOD) from problem


def _decide(settings: Settings, options: argparse.Namespace) -> int:
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
        with store.write() as session:
            print(deciding.decided(session, plan_id, options, real_clock()))
    return OK


def _audit(settings: Settings, options: argparse.Namespace) -> int:
    if options.verify:
        return _verify(settings, options)
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
        try:
            with store.read() as session:
                count = auditing.write_log(session, plan_id, options)
        except OSError as problem:
            if isinstance(problem, BrokenPipeError):
                raise
            raise Stop(f"{options.out} cannot be written: {problem.strerror}") from problem
    if options.out:
        print(f"{counted(count, 'line')} written to {options.out}.")
    return OK


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    """Exit 0 where every line is as it was recorded, 1 where one is not."""
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
        with store.read() as session:
            verdict = verified(session, plan_id, options.holds)
    print(auditing.told_of(verdict))
    return NOT_UNDERSTOOD if verdict.faults else OK


def _people(settings: Settings, options: argparse.Namespace) -> int:
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
        if options.forget is None:
            print(upkeep.people_in(store, plan_id))
        elif not options.people:
            raise Stop(f"Say whom, by an id that {own_name()} people tells")
        else:
            print(upkeep.forgotten(store, plan_id, options.people, real_clock()))
    return OK


def _all_blocks(pages: Sequence[Message]) -> list[Block]:
    """The blocks of every page; a ``picture`` counts through all of them, as the images do."""
    counter = itertools.count()
    return [
        {**block, "picture": next(counter)} if "picture" in block else block
        for page in pages
        for block in page.blocks
    ]


def _write_pictures(pages: Sequence[Message], folder: Path | None) -> list[dict[str, str | None]]:
    """Alt texts and the files drawn; ``path`` is None where no folder was given to draw into."""
    images: list[dict[str, str | None]] = []
    for number, each in enumerate((each for page in pages for each in page.pictures), start=1):
        path = folder / f"chart-{number}.png" if folder else None
        if path:
            _write(path, charts.draw(each.finding).png)
        images.append({"path": str(path) if path else None, "alt": each.alt})
    return images


def _write(path: Path, content: bytes, what: str = "Charts") -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as problem:
        told = f"{what} cannot be written to {path.parent}: {problem.strerror}"
        raise Stop(told) from problem


def _version(text: str) -> int:
    return int(text.lower().removeprefix("v"))


def _report(settings: Settings, options: argparse.Namespace) -> int:
    """Exit 0 written, 2 no such quarter or version; a chart that cannot be drawn is named."""
    with closing(_store(settings)) as store, store.read() as session:
        plan_id = _plan_id(store, settings)
        quarter = _quarter(options.quarter) or newest_quarter(session, plan_id)
        try:
            report = report_for(session, plan_id, quarter, real_clock(), options.version)
        except LookupError as problem:
            raise Stop(f"{quarter.label} has no version {options.version}.") from problem
    wanted = pictures_of(report)
    pictures = drawn(_at_once, wanted)
    files = documents_of(report, pictures)
    for name, content in files.by_name().items():
        _write(options.out / name, content, "The report")
        print(options.out / name)
    if report.edition.is_preview:
        print(f"{quarter.label} as it stands: a preview, marked as such on every page.")
    for each in wanted:
        if each.finding not in pictures:
            print(f"This chart could not be drawn: {each.finding.title}", file=sys.stderr)
    return OK


def _quarter(text: str | None) -> Quarter | None:
    try:
        return Quarter.parse(text) if text else None
    except ValueError as problem:
        raise Stop(sentence(str(problem))) from problem


def _at_once(finding: Drawable) -> Future[charts.Picture]:
    """Drawn here and now: a command that ends needs no processes to draw in."""
    promise: Future[charts.Picture] = Future()
    promise.set_result(charts.draw(finding))
    return promise


def _check(settings: Settings, options: argparse.Namespace) -> int:
    """Exit 0 no faults, 1 faults, 2 the file or the quarter cannot be read."""
    try:
        quarter = Quarter.parse(options.quarter) if options.quarter else None
        text = text_of(options.file)
    except ValueError as problem:
        raise Stop(sentence(str(problem))) from problem
    except Unreadable as problem:  # it begins with the file's name, which is said as it is
        raise Stop(str(problem)) from problem
    for page in pages_without_text(text):
        print(f"Page {page} holds no text and was not read.", file=sys.stderr)
    quarter = quarter or claims.quarter_said(text)
    if options.store and not quarter:
        raise Stop("The text does not say which quarter it reports. Add: --quarter 2021/22-Q3")
    found = claims.check(text, quarter, _record(settings) if options.store else None)
    if options.format == "json":
        print(json.dumps(claims.as_plain(found), indent=2, ensure_ascii=False))
    else:
        print(claims.as_list(found, text))
    return 1 if any(each.verdict.is_fault for each in found) else OK


def _record(settings: Settings) -> claims.Known:
    """What the store has recorded under the plan, to hold a report against."""
    with closing(_store(settings)) as store:
        plan_id = _plan_id(store, settings)
        with store.read() as session:
            plan = read_plan(session, plan_id)
            every = [each.id for each in plan.metrics]
            figures = figures_for(session, plan_id, every, None, date.max)
            standings = standings_for(session, plan_id, date.max, last=None)
    return claims.known_from(plan, figures, itertools.chain(*standings.values()))


def _doctor(settings: Settings, _: argparse.Namespace) -> int:
    if settings.log_level != "DEBUG":  # Slack's client would tell each finding in its own way
        logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    findings = doctor.examine(settings, HERE / "manifest.yml")
    for finding in findings:
        print(finding)
    return OK if all(finding.well for finding in findings) else BROKEN


def _store(settings: Settings) -> Store:
    """The store, unless its schema is behind: migrations run by command, never by surprise."""
    if settings.database_file and not settings.database_file.exists():
        raise Stop(_no_database(settings))
    store = open_store(settings.database_url)
    state = schema_state(store)
    if state is SchemaState.CURRENT:
        return store
    store.close()
    if state is SchemaState.AHEAD:
        raise _newer(settings)
    raise Stop(f"The schema of {settings.database} is {state}. Type: {own_name()} migrate")


def _no_database(settings: Settings) -> str:
    """Opening would make an empty one, wherever the person happens to be."""
    told = f"There is no database at {settings.database}. Type: {own_name()} migrate"
    practised = replace(settings, database_url=PRACTICE_DATABASE).database_file
    if not (practised and practised.exists()):
        return told
    asking = f'DATABASE_URL={PRACTICE_DATABASE} {own_name()} ask "status violence"'
    return f"{told}\nPractice keeps a database of its own; to ask there: {asking}"


def _plan_id(store: Store, settings: Settings) -> str:
    with store.read() as session:
        ids = plan_ids(session)
    if not ids:
        raise Stop(f"The database holds no plan. Type: {own_name()} load DIR (try practice/essex)")
    if settings.plan:
        if settings.plan in ids:
            return settings.plan
        raise Stop(f"PCP_PLAN names {settings.plan!r}; the database holds: {', '.join(ids)}")
    if len(ids) > 1:
        raise Stop(f"The database holds several plans; set PCP_PLAN to one of: {', '.join(ids)}")
    return ids[0]


if __name__ == "__main__":
    sys.exit(main())
