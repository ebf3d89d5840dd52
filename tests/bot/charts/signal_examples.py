"""Findings about signal and chance to draw: from invented series, the awkward ones too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.finding import Caterpillar, Drawable, Funnel, ProcessChart, SmallCounts
from bot.plan import Caveat, CaveatKind, Good, Metric, MetricKind
from bot.quarter import Quarter
from bot.statistics.groups import Dispersion, Population, Tally
from bot.statistics.seasons import per_day
from bot.statistics.xmr import Exclusion, Rebase
from tests.bot.charts.signals import (
    caterpillar,
    counted,
    funnel,
    group_of,
    process_chart,
    small_counts,
)

Q3 = Quarter(2021, 3)
_LONG = "Killed or seriously injured casualties on all roads patrolled by the force and partners"
_PROVISIONAL = Caveat("p", CaveatKind.PROVISIONAL, "Figures are provisional.")
_RANKS = Caveat(
    "r",
    CaveatKind.RANK_NOT_SIGNIFICANT,
    "Forces in the group usually do not differ significantly.",
)
_WAVES = (3, -2, 5, 1, -4, 2, -1, 4, -5, 0, 2, -3)


def series(middle: int, swing: int, length: int) -> list[Decimal]:
    return [Decimal(middle + swing * _WAVES[n % len(_WAVES)] + n % 3) for n in range(length)]


def chart(metric: Metric, values: Sequence[Decimal | Fraction | None], **more) -> ProcessChart:
    return process_chart(metric, values, Q3.shifted(1 - len(values)), **more)


CALLS = counted("999 calls", "calls", Good.NEITHER)
VIOLENCE = counted("Violence with injury")
SOLVED = Metric("solved", "All crime solved rate", "%", MetricKind.PERCENT, Good.UP, "p", "u")
ANSWER = Metric("answer", "Time to answer 101", "seconds", MetricKind.DURATION, Good.DOWN, "p", "u")
SEIZED = Metric(
    "seized", "Money seized, net of returns", "pounds", MetricKind.MONEY, Good.UP, "", ""
)
HOMICIDE = counted("Homicide")
DEATHS = counted("Road deaths", "people")

_changed = [*series(3100, 40, 13), *series(3600, 45, 12)]
_recording = Rebase(13, "Head of Performance", date(2019, 5, 2), "Recording of harassment changed")
_lorry = Exclusion(12, "Head of Performance", date(2020, 3, 9), "One incident with 39 victims")
_lockdowns = [
    Exclusion(at, "Head of Analysis", date(2021, 4, 1), "Lockdown closed the courts")
    for at in (9, 10, 14)
]
_winter = [
    per_day(round(30000 * factor) + 300 * _WAVES[n % 12], Q3.shifted(n - 23))
    for n, factor in enumerate([1.035, 1.092, 0.964, 0.914] * 6)
]
_places = (
    *(("Avon and Somerset", 1719, 44), ("Derbyshire", 1059, 21), ("Essex", 1847, 51)),
    *(("Hampshire", 1992, 39), ("Hertfordshire", 1189, 19), ("Leicestershire", 1100, 44)),
    *(("Staffordshire", 1131, 30), ("Sussex", 1705, 33)),
)
GROUP = [Tally(name, count, Population(people * 1000, 2019)) for name, people, count in _places]
_FORTY = [
    Tally(
        f"{name} and {n} others" if n % 5 == 2 else f"{name} {n}",
        9 + 7 * n % 61 + n,
        Population(400_000 + 131_071 * n % 2_700_000, 2019),
    )
    for n, name in enumerate(
        ["North Shire", "Ely", "Wold", "Fen", "Mere", "Dale", "Tor", "Ness"] * 5
    )
]
_YEAR = replace(Q3.period(), start=Q3.shifted(-3).start)


def of_group(tallies: Sequence[Tally], own: str, **more):
    more.setdefault("digits", 3)
    return group_of(HOMICIDE, tallies, own, _YEAR, caveats=(_RANKS,), **more)


def caterpillar_of(title: str, tallies: Sequence[Tally], own: str, **more) -> Caterpillar:
    return caterpillar(title, of_group(tallies, own, **more))


def funnel_of(title: str, tallies: Sequence[Tally], own: str, **more) -> Funnel:
    return funnel(title, of_group(tallies, own, **more))


def counts_of(*counts: int, metric: Metric = DEATHS, **more) -> SmallCounts:
    quarters = [Q3.shifted(n - len(counts) + 1).period() for n in range(len(counts))]
    return small_counts(metric, list(zip(quarters, counts, strict=True)), **more)


_alone = [Tally("Essex", 24, Population(1_846_655, 2019))]
_same = [Tally(name, 20, Population(1_000_000, 2019)) for name in ("Essex", "Kent", "Surrey")]
_far = [*GROUP, Tally("Exampleshire", 160, Population(1_400_000, 2019))]
_none = [Tally(name, 0, Population(90_000, 2019)) for name in ("Essex", "Kent", "Surrey")]
_long_names = [replace(each, name=f"{_LONG[:60]} {n}") for n, each in enumerate(GROUP)]

SIGNAL_EXAMPLES: dict[str, Drawable] = {
    "process": chart(VIOLENCE, [*series(3100, 40, 19), Decimal(4210)], target=Decimal(3000)),
    "process within chance": chart(VIOLENCE, series(3100, 40, 20), target=Decimal(3100)),
    "process of calls": chart(CALLS, [*series(70000, 900, 18), Decimal(79000)]),
    "process rebased": chart(
        VIOLENCE, _changed, rebases=[_recording], caveats=(_PROVISIONAL,), target=Decimal(3400)
    ),
    "process rebased of late": chart(
        VIOLENCE,
        [*series(3100, 40, 20), *series(3900, 20, 3)],
        rebases=[replace(_recording, at=20)],
    ),
    "process on trial": chart(VIOLENCE, series(3100, 40, 10), target=Decimal(2900)),
    "process of few": chart(VIOLENCE, series(3100, 40, 5), target=Decimal(2900)),
    "process of one": chart(VIOLENCE, series(3100, 40, 1)),
    "process of none": chart(VIOLENCE, []),
    "process of a constant": chart(counted("Community hubs", "hubs"), [Decimal(14)] * 12),
    "process of zeros": chart(counted("Escapes", "people"), [Decimal(0)] * 12, target=Decimal(0)),
    "process with gaps": chart(
        VIOLENCE, [None if n in (4, 5, 11, 19) else v for n, v in enumerate(series(3100, 40, 24))]
    ),
    "process whose gaps are not listed": chart(
        VIOLENCE,
        [None if n in (4, 5, 11) else v for n, v in enumerate(series(3100, 40, 24))],
        omit_gaps=True,
    ),
    "process with a recent gap": chart(VIOLENCE, [*series(3100, 40, 14), None]),
    "process with one outlier": chart(
        HOMICIDE, [Decimal(v) for v in (4, 6, 5, 9, 4, 7, 3, 6, 5, 8, 4, 6, 47, 5, 7, 4, 6, 9)]
    ),
    "process with an outlier left out": chart(
        HOMICIDE,
        [Decimal(v) for v in (4, 6, 5, 9, 4, 7, 3, 6, 5, 8, 4, 6, 47, 5, 7, 4, 6, 9)],
        exclusions=[_lorry],
    ),
    "process with neighbours left out": chart(
        VIOLENCE, series(3100, 40, 18), exclusions=_lockdowns
    ),
    "process of seasons": chart(CALLS, _winter, unit="calls a day", digits=1),
    "process of a percentage at its top": chart(
        SOLVED,
        [Decimal(v) for v in ("99.1", "100", "98.7", "100", "100", "99.4", "97.9", "100")] * 2,
        digits=1,
        target=Decimal(95),
    ),
    "process of a percentage at its foot": chart(
        SOLVED, [Decimal(v) for v in ("0", "0", "1.5", "0", "0.4", "0", "0", "2.1")] * 2, digits=1
    ),
    "process of seconds": chart(
        ANSWER, [Decimal(v) for v in range(330, 180, -8)], target=Decimal(180)
    ),
    "process of money below nothing": chart(
        SEIZED, [1_250_000 - 410_000 * _WAVES[n % 12] for n in range(16)], target=Decimal(900_000)
    ),
    "process of tiny values": chart(
        Metric(
            "rate", "Homicide rate", "offences per 1,000 people", MetricKind.RATE, Good.DOWN, "", ""
        ),
        [Decimal(12 + _WAVES[n % 12]) / 1000 for n in range(20)],
        digits=3,
    ),
    "process of huge values": chart(
        counted("Website visits", "visits"), series(1_250_000_000, 3_000_000, 16)
    ),
    "process of forty": chart(VIOLENCE, series(3100, 40, 40), target=Decimal(3000)),
    "process of a long name": chart(
        counted(_LONG, "casualties"),
        series(180, 3, 14),
        title=f"{_LONG}: 183 casualties in 2021/22 Q3, no more than chance would have it",
        unit="casualties of all ages and of all kinds of road user a day",
    ),
    "caterpillar": caterpillar_of("Essex is 7th of 8 for homicide", GROUP, "Essex"),
    "caterpillar of LPAs, where neither is good": caterpillar(
        "Anti-social behaviour by local policing area",
        group_of(
            counted("Anti-social behaviour", "incidents", Good.NEITHER),
            [
                Tally("North LPA", 2841, Population(640_000, 2019)),
                Tally("South LPA", 4120, Population(610_000, 2019)),
                Tally("West LPA", 3377, Population(590_000, 2019)),
            ],
            "West LPA",
            Q3.period(),
            lines=False,
        ),
    ),
    "caterpillar of forty": caterpillar_of("Mere 4 is in the middle", _FORTY, "Mere 4"),
    "caterpillar of one": caterpillar_of("Alone", _alone, "Essex"),
    "caterpillar of equals": caterpillar_of("All alike", _same, "Essex"),
    "caterpillar of none": caterpillar_of("No offences anywhere", _none, "Essex"),
    "caterpillar of long names": caterpillar_of("Long names", _long_names, _long_names[3].name),
    "caterpillar of nobody": caterpillar("Nobody", replace(of_group(_alone, "Essex"), peers=())),
    "funnel": funnel_of("Essex lies within what chance allows", GROUP, "Essex"),
    "funnel with one far out": funnel_of("One force lies far out", _far, "Exampleshire"),
    "funnel of the dispersed": funnel_of(
        "Forces differ by more than chance", _far, "Essex", dispersion=Dispersion(9.0, 0.08)
    ),
    "funnel without lines": funnel_of("No limits make sense here", GROUP, "Essex", lines=False),
    "funnel of forty": funnel_of("Mere 4 among forty", _FORTY, "Mere 4"),
    "funnel of one": funnel_of("Alone", _alone, "Essex"),
    "funnel of equals": funnel_of("All alike", _same, "Essex"),
    "funnel of none": funnel_of("No offences anywhere", _none, "Essex", lines=False),
    "funnel of long names": funnel_of("Long names", _long_names, _long_names[3].name),
    "funnel of nobody": funnel("Nobody", replace(of_group(_alone, "Essex"), peers=(), lines=())),
    "small counts": small_counts(
        DEATHS,
        [(Q3.year_earlier().period(), 10), (Q3.previous().period(), 14), (Q3.period(), 17)],
        caveats=(_PROVISIONAL,),
    ),
    "small counts that differ": counts_of(4, 21, metric=HOMICIDE),
    "small counts of nothing": counts_of(0, 0, 0),
    "small count alone": counts_of(3),
    "small counts of none": counts_of(),
    "small counts of forty": counts_of(*(3 + n * 7 % 13 for n in range(40)), metric=HOMICIDE),
    "small counts with a gap": small_counts(
        DEATHS, [(Q3.shifted(-4).period(), 10), (Q3.period(), 17)]
    ),
    "small counts of a long name": counts_of(
        211, 173, metric=counted(_LONG, "casualties of all ages and of all kinds of road user")
    ),
}
