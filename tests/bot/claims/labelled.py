"""Reports labelled by hand: behind a number stands, in double brackets, the kind of claim that it
is and the verdict that it deserves (``[[change wrong]]``; of several, the first is the best)."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.claims import Check, Verdict, check

FOLDER = Path(__file__).parent / "reports"
_LABEL = re.compile(r"\[\[(\w+)(?: ([\w/]+))?\]\]")
_TOKEN = re.compile(r"\d[\d,.]*|[a-z]+", re.IGNORECASE)
_LOOSE = ("listed", "lists", "span", "period", "repeat", "highest")
_NEAR = 2  # lines: a whole and its parts, a heading and its list
_UNITS = frozenset(
    ["percent", "per", "cent", "percentage", "points", "point", "ppts", "pp", "seconds", "times"]
)


@dataclass(frozen=True)
class Label:
    """``before`` are the words in front of it; ``verdicts`` is empty where nothing need be said,
    and anything but a fault may be."""

    report: str
    line: int
    kind: str
    verdicts: tuple[Verdict, ...]
    before: str

    @property
    def is_fault(self) -> bool:
        return bool(self.verdicts) and self.verdicts[0].is_fault

    def is_of(self, one: Check) -> bool:
        if self.kind not in (one.kind, "skip"):
            return False
        if self.kind == "parts":  # the label stands at the whole or at the last part
            return abs(one.line - self.line) <= _NEAR and self.last in _tokens(one.why)
        if self.kind == "rank":
            return abs(one.line - self.line) <= 1 and self.last in _tokens(one.excerpt)
        if self.kind in _LOOSE:
            return abs(one.line - self.line) <= _NEAR
        several = len(_tokens(one.printed)) > 1  # words can stand on two lines
        return abs(one.line - self.line) <= several and self.last in _tokens(one.printed)

    @property
    def last(self) -> str:
        """The number, or the word for one, that the label stands behind."""
        return (_tokens(self.before) or [""])[-1]


@dataclass(frozen=True)
class Judged:
    """A label with the check that was made of it, if any; or a check of what is not labelled."""

    report: str
    label: Label | None
    check: Check | None

    @property
    def kind(self) -> str:
        return self.label.kind if self.label else str(self.check.kind)

    @property
    def is_accused(self) -> bool:
        return bool(self.check and self.check.verdict.is_fault)

    @property
    def is_right(self) -> bool:
        if not self.label or not self.label.verdicts:
            return not self.is_accused
        return bool(self.check) and self.check.verdict in self.label.verdicts

    @property
    def is_false_accusation(self) -> bool:
        """Something called a fault that no label allows to be called one."""
        allowed = self.label.verdicts if self.label else ()
        return self.is_accused and not any(each.is_fault for each in allowed)

    def __str__(self) -> str:
        at = self.label or self.check
        said = f"{self.check.verdict} {self.check.printed!r}" if self.check else "nothing said"
        due = "/".join(self.label.verdicts) or "anything" if self.label else "no claim"
        return f"{self.report}:{at.line} {self.kind}: {said}, due {due}"


def read(path: Path) -> tuple[str, tuple[Label, ...]]:
    """The text without its labels, and the labels."""
    lines, labels = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        lines.append(_LABEL.sub("", line))
        for found in _LABEL.finditer(line):
            verdicts = tuple(map(Verdict, found[2].split("/"))) if found[2] else ()
            before = _LABEL.sub("", line[: found.start()])
            labels.append(Label(path.stem, number, found[1], verdicts, before))
    return "\n".join(lines) + "\n", tuple(labels)


def judged(path: Path, **more) -> Iterator[Judged]:
    text, labels = read(path)
    left = list(check(text, **more))
    for label in labels:
        mine = [each for each in left if label.is_of(each)]
        best = max(mine, key=lambda one: _closeness(label, one), default=None)
        if best:
            left.remove(best)
        yield Judged(path.stem, label, best)
    for each in left:
        yield Judged(path.stem, None, each)


def _closeness(label: Label, one: Check) -> tuple[int, bool]:
    return -abs(label.line - one.line), label.last in _tokens(one.printed)


def _tokens(text: str) -> list[str]:
    found = [each.rstrip(".,").lower() for each in _TOKEN.findall(text)]
    return [each for each in found if each not in _UNITS]


@dataclass(frozen=True)
class Score:
    """Of one kind: accusations and those that are right; faults and those that are called one,
    or at least worth a look; and true statements that are seen to hold."""

    accused: int
    rightly: int
    faults: int
    found: int
    noticed: int
    true: int
    holding: int

    @property
    def precision(self) -> float:
        return self.rightly / self.accused if self.accused else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.faults if self.faults else 1.0


def scores(all_judged: Iterable[Judged]) -> dict[str, Score]:
    by_kind: dict[str, Counter[str]] = {}
    for each in all_judged:
        count = by_kind.setdefault(each.kind, Counter())
        fault = bool(each.label and each.label.is_fault)
        true = bool(each.label and each.label.verdicts == (Verdict.HOLDS,))
        looked = bool(each.check and each.check.verdict is Verdict.LOOK)
        held = bool(each.check and each.check.verdict is Verdict.HOLDS)
        count["accused"] += each.is_accused
        count["rightly"] += each.is_accused and not each.is_false_accusation
        count["faults"] += fault
        count["found"] += fault and each.is_accused
        count["noticed"] += fault and (each.is_accused or looked)
        count["true"] += true
        count["holding"] += true and held
    fields = Score.__dataclass_fields__
    return {kind: Score(**{f: count[f] for f in fields}) for kind, count in by_kind.items()}


def table(found: dict[str, Score]) -> str:
    rows = [f"{'kind':10} {'precision':>12} {'recall':>12} {'noticed':>8} {'true held':>10}"]
    for kind, one in sorted(found.items()):
        rows.append(
            f"{kind:10} {one.rightly:>5}/{one.accused:<6} {one.found:>5}/{one.faults:<6}"
            f" {one.noticed:>3}/{one.faults:<4} {one.holding:>5}/{one.true}"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    names = sys.argv[1:] or ["*"]
    paths = [path for name in names for path in sorted(FOLDER.glob(f"{name}.txt"))]
    everything = [each for path in paths for each in judged(path)]
    for each in everything:
        if not each.is_right or (not each.label):
            print(each, "|", each.check.why if each.check else each.label.before[-60:])
    print(table(scores(everything)))
