"""The roof: the audit log written out, for those who have to look into it."""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TextIO

from bot.documents.tabular import harmless
from bot.wording import counted
from storage.audit import AuditLine, every_line
from storage.sealing import Link, Verdict
from storage.session import Session

SAYS = "write the audit log: who did what, when, with what before and after"
_FIELDS = ("number", "at", "who", "what", "subject", "before", "after")

Numbered = Iterable[tuple[int, AuditLine]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "verify", nargs="?", choices=("verify",), help="hold every line against its seal instead"
    )
    parser.add_argument(
        "--holds",
        type=_link,
        metavar="LINE:HASH",
        help="with verify: an end of the chain that was noted, which must be in it still",
    )
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("--since", type=_day, metavar="2022-04-01", help="from this day on")
    parser.add_argument(
        "--about",
        default="",
        metavar="SUBJECT",
        help="only subjects that begin so, such as submission:2021/22-Q4:fcr or edition:",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it there, not here")


def write_log(session: Session, plan_id: str, options: argparse.Namespace) -> int:
    """Write the lines, oldest first, as they are read; returns how many there were."""
    since = options.since and datetime.combine(options.since, time.min, UTC)
    lines = every_line(session, plan_id, since, options.about)
    with _place(options.out) as file:
        return _AS[options.format](file, lines)


def told_of(verdict: Verdict) -> str:
    """A verdict in words: what was found, and the end of the chain to note."""
    lines = [f"{each[0].upper()}{each[1:]}." for each in verdict.faults]
    if verdict.faults:
        lines.append("The audit log is not what was recorded.")
    held = f"{counted(verdict.sealed, 'line')} held against their seals"
    nobody = f"; of {verdict.forgotten:,} the person was forgotten" if verdict.forgotten else ""
    waiting = f"; {verdict.waiting:,} not sealed yet" if verdict.waiting else ""
    lines.append(f"{held[0].upper()}{held[1:]}{nobody}{waiting}.")
    if verdict.last:
        lines.append(f"The chain ends at {verdict.last.line}:{verdict.last.chain}")
    return "\n".join(lines)


@contextmanager
def _place(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file


def _as_json(file: TextIO, lines: Numbered) -> int:
    count = 0
    for number, line in lines:
        plain = {"number": number, **vars(line), "at": line.at.isoformat()}
        file.write(f"{json.dumps(plain, ensure_ascii=False)}\n")
        count += 1
    return count


def _as_csv(file: TextIO, lines: Numbered) -> int:
    """Text that a spreadsheet would take for a formula begins with an apostrophe; the JSON lines
    have it as it is."""
    writer, count = csv.writer(file), 0
    writer.writerow(_FIELDS)
    for number, line in lines:
        own = (line.who, line.what, line.subject, line.before, line.after)
        writer.writerow([number, line.at.isoformat(), *map(harmless, own)])
        count += 1
    return count


def _link(text: str) -> Link:
    line, _, chain = text.partition(":")
    if not line.isdecimal() or not re.fullmatch("[0-9a-f]{64}", chain):
        raise argparse.ArgumentTypeError("an end of the chain is written as verify tells it")
    return Link(int(line), chain)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        message = f"{text!r} is no day; write it like 2022-04-01"
        raise argparse.ArgumentTypeError(message) from problem


_AS = {"jsonl": _as_json, "csv": _as_csv}
