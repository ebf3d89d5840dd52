"""What is said of a group: the order, and how much of it is more than chance."""

from __future__ import annotations

from dataclasses import replace

from bot.figure import Figure
from bot.plan import Caveat, Good
from bot.signal import Direction, Finding, Group, Peer, Strength
from bot.statistics.ranks import DRAWS
from bot.wording import counted, inline, listed, number, ordinal, sentence

EMPTY = Finding("", "", None, Strength.NOT_JUDGED)

_UNIT = "per 1,000 people"


def with_finding(group: Group, rows: tuple[Figure, ...], caveats: tuple[Caveat, ...]) -> Group:
    own = next((each for each in group.peers if each.own), None)
    told = _own(group, own) if own else _spread(group)
    beyond = [each for each in group.peers if each.side and each.own]
    finding = Finding(
        about=f"{group.metric.name} among others",
        sentence=told,
        direction=_way(own),
        strength=_strength(group, beyond),
        rows=rows,
        caveats=caveats,
        how=_how(group, has_rank=own is not None),
    )
    return replace(group, finding=finding)


def _way(own: Peer | None) -> Direction | None:
    """Only where the force is beyond what chance allows is it on one side or the other."""
    if own is None or not own.side:
        return None
    return Direction.UP if own.side > 0 else Direction.DOWN


def _strength(group: Group, beyond: list[Peer]) -> Strength:
    if not group.lines:
        return Strength.NOT_JUDGED
    return Strength.SIGNAL if beyond else Strength.CHANCE


def _own(group: Group, own: Peer) -> str:
    rate = f"{number(own.rate)} {_UNIT} (population of mid-{own.year})"
    place = rank_told(group)
    first = f"{own.name}, {inline(group.metric.name)} in {group.period.label}: {rate}, {place}"
    return " ".join(
        sentence(each) for each in (first, _plausible(group), _beside(group, own)) if each
    )


def rank_told(group: Group) -> str:
    """``5th lowest of 8``."""
    end = "lowest" if group.metric.good is not Good.UP else "highest"
    nth = "" if group.rank == 1 else f"{ordinal(group.rank)} "
    return f"{nth}{end} of {len(group.peers)}"


def rank_in_full(group: Group) -> str:
    """``5th lowest of 8, plausibly 4th to 8th``: a rank alone is believed too much."""
    if group.rank_low == group.rank_high:
        return rank_told(group)
    return f"{rank_told(group)}, plausibly {ordinal(group.rank_low)} to {ordinal(group.rank_high)}"


def _plausible(group: Group) -> str:
    """Where the rank may be; a rank is never told alone."""
    low, high = ordinal(group.rank_low), ordinal(group.rank_high)
    if group.rank_low == group.rank_high:
        return "chance in the counts alone would not move it"
    return f"by chance in the counts alone it could be anywhere from {low} to {high}"


def _beside(group: Group, own: Peer) -> str:
    if not group.lines:
        return ""
    wide = ", which are wide for a group this small" if group.dispersed else ""
    where = {1: "above", -1: "below", 0: "within"}[own.side]
    return f"it is {where} the limits of the group{wide}"


def _spread(group: Group) -> str:
    first, last = group.peers[0], group.peers[-1]
    years = listed(sorted({f"mid-{each.year}" for each in group.peers}))
    ends = (
        f"{counted(len(group.peers), 'area')} in {group.period.label}, {_UNIT} (population of "
        f"{years}): from {first.name}, {number(first.rate)}, to {last.name}, {number(last.rate)}"
    )
    return " ".join(sentence(each) for each in (ends, _outliers(group)) if each)


def _outliers(group: Group) -> str:
    if not group.lines:
        return ""
    names = [each.name for each in group.peers if each.side]
    if not names:
        return "none is outside the limits of the group"
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} outside the limits of the group"


def _how(group: Group, *, has_rank: bool) -> str:
    intervals = "95% intervals of the counts"
    rank = f"rank interval from {DRAWS:,} draws of every rate, always the same ones"
    kinds = {
        (True, False): "funnel limits (99.8%) by chance alone",
        (True, True): "funnel limits (99.8%) that allow for forces differing by more than chance",
    }
    funnel = kinds.get((bool(group.lines), group.dispersed), "")
    return "; ".join(filter(None, (intervals, rank if has_rank else "", funnel)))
