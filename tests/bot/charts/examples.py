"""Findings to draw, made by hand from Essex's figures, and the odd ones that break charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.analysis.changes import change, change_told
from bot.figure import Figure, Origin, Standing
from bot.finding import (
    Comparison,
    Credit,
    Drawable,
    Ladder,
    Movement,
    Multiples,
    Place,
    Reading,
    Returns,
    SideBySide,
    Trend,
    Verdict,
)
from bot.plan import (
    Area,
    AreaKind,
    Aspiration,
    AspirationKind,
    Caveat,
    CaveatKind,
    Good,
    Metric,
    MetricKind,
)
from bot.quarter import Period, Quarter
from tests.bot.charts.signal_examples import SIGNAL_EXAMPLES

Q3 = Quarter(2021, 3)
CREDIT = Credit("Essex Police, Police and Crime Plan quarterly update, 2021/22 Q3", "OFFICIAL")
ESSEX = Area("essex", AreaKind.FORCE, "Essex")
LONG = "Killed or seriously injured casualties on all roads patrolled by the force and partners"
NOT_SIGNIFICANT = Caveat(
    "msg_not_significant",
    CaveatKind.RANK_NOT_SIGNIFICANT,
    "Forces in the group usually do not differ significantly.",
)
PROVISIONAL = Caveat("ksi", CaveatKind.PROVISIONAL, "Casualty figures are provisional.")


def metric(
    name: str, unit: str = "calls", kind: MetricKind = MetricKind.COUNT, good: Good = Good.DOWN
) -> Metric:
    return Metric(name.lower().replace(" ", "_"), name, unit, kind, good, "local", "fcr")


def figures(
    of: Metric, values: Mapping[Quarter, str | int], *, implied: Sequence[Quarter] = ()
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            of.id,
            ESSEX.id,
            quarter.period(),
            Decimal(value),
            Origin.IMPLIED if quarter in implied else Origin.PRINTED,
        )
        for quarter, value in sorted(values.items())
    )


def reading(
    of: Metric,
    values: Mapping[Quarter, str | int],
    *,
    implied: Sequence[Quarter] = (),
    area: Area = ESSEX,
    caveats: tuple[Caveat, ...] = (),
) -> Reading:
    """A reading of the last quarter, with what the history allows to be compared."""
    history = figures(of, values, implied=implied)
    known = {each.period: each for each in history}
    now = known.get(Q3.period())
    year, previous = known.get(Q3.year_earlier().period()), known.get(Q3.previous().period())
    return Reading(
        of,
        area,
        Q3,
        now,
        change_told(of, now, year) if now and year else None,
        change(of, now, previous) if now and previous else None,
        history,
        caveats,
        "",
    )


def back(values: Sequence[str | int]) -> dict[Quarter, str | int]:
    """Consecutive quarters up to 2021/22 Q3."""
    return {Q3.shifted(n - len(values) + 1): value for n, value in enumerate(values)}


def three(year: int, previous: int, now: int) -> dict[Quarter, str | int]:
    return {Q3.year_earlier(): year, Q3.previous(): previous, Q3: now}


EARLIER = (Q3.year_earlier(), Q3.previous())
CALLS_999 = reading(
    metric("999 calls", good=Good.NEITHER), three(76856, 93759, 88220), implied=EARLIER
)
CALLS_101 = reading(
    metric("101 calls to the control room"), three(65964, 66254, 61010), implied=EARLIER
)
CHATS = reading(metric("Live chats", "interactions"), three(3585, 6145, 5292), implied=EARLIER)
ONLINE_ASB = reading(
    metric("Anti-social behaviour reported online", "reports"),
    {Q3.year_earlier(): 90, Q3: 396},
    implied=EARLIER,
)
ANSWER_101 = reading(
    metric("Time to answer 101", "seconds", MetricKind.DURATION), {Q3.previous(): 243, Q3: 220}
)
ANSWER_999 = reading(
    metric("Time to answer 999", "seconds", MetricKind.DURATION), {Q3.previous(): 9, Q3: 8}
)
DEATHS = reading(metric("Road deaths", "people"), {Q3.year_earlier(): 10, Q3: 17})
KSI = reading(
    metric("Killed or seriously injured", "casualties"),
    {Q3.year_earlier(): 173, Q3: 211},
    caveats=(PROVISIONAL,),
)
CADETS = reading(
    metric("Volunteer police cadets", "people", good=Good.UP),
    {Q3.previous(): 180, Q3: 220},
    implied=EARLIER,
)
VIOLENCE = (
    *(3137, 3313, 3053, 3039),
    *(3673, 3661, 3248, 3160),
    *(3652, 3734, 3449, 3331),
    *(3606, 3709, 3394, 3230),
    *(2789, 3637, 2963, 2592),
    *(3561, 3777, 3401),
)
SOLVED = ("16.1", "15.8", "15.9", "15.2", "14.8", "15.0", "14.4", "14.1", "13.9", "13.8", "13.2")


def place(
    name: str,
    positions: tuple[int | None, int],
    aspiration: Aspiration,
    verdict: Verdict,
    *,
    best: int = 1,
    size: int = 8,
    data_to: date | None = None,
) -> Place:
    earlier, now = (
        _standing(name, each, month, best, size, data_to)
        for each, month in zip(positions, (7, 10), strict=True)
    )
    assert now
    return Place(
        metric(name, "offences"),
        now,
        earlier,
        aspiration,
        verdict,
        _moved(now, earlier),
        "",
        (NOT_SIGNIFICANT,),
        "",
    )


def _standing(
    name: str, position: int | None, month: int, best: int, size: int, data_to: date | None
) -> Standing | None:
    if position is None:
        return None
    return Standing(name, date(2021, month, 1), position, size, best, data_to=data_to)


def _moved(now: Standing, earlier: Standing | None) -> Movement:
    if not earlier:
        return Movement.UNKNOWN
    if now.rank == earlier.rank:
        return Movement.UNCHANGED
    return Movement.IMPROVED if now.rank < earlier.rank else Movement.DETERIORATED


def nth(position: int, printed: str) -> Aspiration:
    return Aspiration(AspirationKind.POSITION, printed, position)


QUARTILE = Aspiration(AspirationKind.UPPER_QUARTILE, "Upper quartile rank")
AVERAGE = Aspiration(AspirationKind.AVERAGE, "MSG average")
BEST = Aspiration(AspirationKind.BEST, "Best in MSG")
SMALL_NUMBERS = Aspiration(AspirationKind.NONE, "(Small numbers)")
NOT_POLICE = Aspiration(AspirationKind.NONE, "(Not just police dependent)")
MISSED, MET, NONE = Verdict.NOT_MET, Verdict.MET, Verdict.NO_ASPIRATION

OFFICERS = place(
    "Sickness, police officers",
    (6, 6),
    nth(7, "7th in MSG"),
    MISSED,
    best=8,
    data_to=date(2021, 3, 31),
)
CONFIDENCE = place("Public confidence", (8, 8), AVERAGE, MISSED, data_to=date(2020, 3, 31))
PLACES = (
    CONFIDENCE,
    place("All crime offences", (8, 7), nth(4, "4th in MSG"), MISSED),
    place("All crime solved rate", (3, 4), QUARTILE, MISSED),
    place("Violence with injury offences", (5, 5), nth(4, "4th in MSG"), MISSED),
    place("Violence with injury solved rate", (8, 7), QUARTILE, MISSED),
    place("Killed or seriously injured", (6, 6), NOT_POLICE, NONE, data_to=date(2020, 12, 31)),
    place("Trafficking of drugs offences", (6, 6), nth(2, "2nd in MSG"), MISSED),
    place("Trafficking of drugs solved rate", (3, 2), nth(3, "3rd in MSG"), MET),
    place("Homicide offences", (6, 5), SMALL_NUMBERS, NONE),
    place("Homicide solved rate", (5, 4), BEST, MISSED),
    OFFICERS,
    place(
        "Sickness, all police staff",
        (3, 3),
        nth(5, "5th in MSG"),
        MISSED,
        best=8,
        data_to=date(2021, 3, 31),
    ),
)


def ladder(title: str, *places: Place) -> Ladder:
    return Ladder(
        title, "Essex Police. Position among 8 similar forces, October 2021", places, CREDIT
    )


def trend(title: str, of: Reading, target: str | None = None) -> Trend:
    subtitle = f"{of.area.name}, {of.metric.name}, {of.metric.unit}, to 2021/22 Q3"
    return Trend(title, subtitle, of, CREDIT, Decimal(target) if target else None)


def multiples(title: str, *readings: Reading) -> Multiples:
    return Multiples(title, "Essex Police, 2021/22 Q3 (October to December 2021)", readings, CREDIT)


def _in_area(name: str, now: int | None, year: int | None = None) -> Reading:
    area = Area(name.lower(), AreaKind.LPA, name)
    values = {Q3.year_earlier(): year, Q3: now}
    known = {quarter: value for quarter, value in values.items() if value is not None}
    return reading(metric("Anti-social behaviour incidents", "incidents"), known, area=area)


def side_by_side(*readings: Reading) -> SideBySide:
    return SideBySide(
        "Anti-social behaviour by local policing area",
        "Essex Police, incidents, 2021/22 Q3 (October to December 2021)",
        readings,
        CREDIT,
    )


def comparison(title: str, of: Reading) -> Comparison:
    return Comparison(title, f"Essex Police, {of.metric.unit}, 2021/22 Q3", of, CREDIT)


def returns(title: str, counts: Mapping[int, int], *, owed: int = 26) -> Returns:
    """Returns that came in so many days after the opening; due on the 17th day."""
    opened = date(2022, 1, 4)
    days = tuple((opened + timedelta(n), count) for n, count in counts.items())
    subtitle = "Essex Police, October to December 2021 (2021/22 Q3)"
    return Returns(title, subtitle, days, owed, opened + timedelta(17), CREDIT)


_violence = reading(
    metric("Violence with injury", "offences"), back(VIOLENCE), caveats=(PROVISIONAL,)
)
_percent = reading(metric("All crime solved rate", "%", MetricKind.PERCENT, Good.UP), back(SOLVED))
_gap = reading(
    metric("999 calls", "calls"),
    {
        q: v
        for n, (q, v) in enumerate(back(range(70000, 94000, 1200)).items())
        if n not in (5, 6, 12, 19)
    },
    implied=(Q3.previous(), Q3.shifted(-3), Q3.shifted(-5)),
)
_seconds = reading(
    metric("Time to answer 101", "seconds", MetricKind.DURATION),
    back([190, 210, 305, 290, 262, 251, 243, 220]),
)
_negative = reading(
    metric("Change in force strength", "officers"), back([12, -4, -31, 8, 25, -9, -40, -18])
)
_tiny = reading(
    metric("Homicide rate", "offences per 1,000 people", MetricKind.RATE),
    back(["0.009", "0.011", "0.008", "0.021", "0.012", "0.013"]),
)
_huge = reading(
    metric("Money seized", "pounds", MetricKind.MONEY), back([1250000, 987654, 2300450, 1999999])
)
_constant = reading(metric("Community hubs", "hubs"), back([14] * 8))
_decades = reading(
    metric("All crime", "offences"), back([24000 + 137 * n + (n * 7919) % 2300 for n in range(80)])
)
_absent = replace(CADETS, figure=None, year_earlier=None, previous=None, history=CADETS.history[:1])
_empty = replace(_absent, history=())
_monthly_metric = metric("Stop and search", "searches")
_monthly = Reading(
    _monthly_metric,
    ESSEX,
    Q3,
    None,
    None,
    None,
    tuple(
        Figure("s", "essex", Period.parse(f"2021-{month:02}"), Decimal(value))
        for month, value in ((5, 812), (6, 901), (7, 877), (9, 760), (10, 790), (11, 822))
    ),
    (),
    "",
)
_december = Figure("arrests", "essex", Period.parse("2021-12"), Decimal(264))
_arrests = metric("Drink and drug drive arrests", "arrests")
_of_december = Reading(
    _arrests,
    ESSEX,
    Q3,
    _december,
    change(
        _arrests, _december, replace(_december, period=Period.parse("2020-12"), value=Decimal(274))
    ),
    None,
    (_december,),
    (),
    "",
)
_long_metric = metric(LONG, "casualties")

EXAMPLES: dict[str, Drawable] = {
    "returns": returns(
        "18 of 26 returns are in, and 3 days are left",
        {0: 0, 1: 2, 2: 3, 6: 7, 9: 11, 13: 15, 14: 18},
    ),
    "returns that came late": returns(
        "All 26 returns are in; 4 of them came late", {0: 1, 6: 7, 17: 22, 18: 23, 23: 26}
    ),
    "returns on the eve": returns("25 of 26", {0: 1, 16: 25}),
    "returns on the due day alone": returns("All at once", {17: 26}),
    "returns after the due day alone": returns("All too late", {40: 3}, owed=3),
    "returns of none": returns("Nothing has come in", {}),
    "returns where nothing is owed": returns("Nothing is owed", {0: 0}, owed=0),
    "returns of very many": returns("1,204 of 4,300", {0: 12, 3: 1204}, owed=4300),
    "ladder of all": ladder(
        "1 of 10 aspirations met; 5 positions improved and 1 deteriorated", *PLACES
    ),
    "ladder of violence": ladder("None of the 3 aspirations is met", *PLACES[3:5], PLACES[9]),
    "ladder of one": ladder("All crime: 7th of 8 in October 2021", PLACES[1]),
    "ladder of sickness": ladder("Officer sickness: 6th of 8, where 8th is best", OFFICERS),
    "ladder without earlier": ladder(
        "Newly measured", place("All crime offences", (None, 2), QUARTILE, MET)
    ),
    "ladder without aspiration": ladder("No aspiration is set", PLACES[5], PLACES[8]),
    "ladder of long names": ladder(
        "Two long names, and the first two of them have moved a long way on the ladder since July",
        place(LONG, (2, 8), QUARTILE, MISSED),
        place(LONG, (8, 1), BEST, MISSED, best=8),
    ),
    "ladder of many forces": ladder(
        "31st of 43",
        place("All crime offences", (30, 31), nth(10, "10th nationally"), MISSED, size=43),
    ),
    "ladder of one force": ladder("Alone", place("All crime offences", (1, 1), BEST, MET, size=1)),
    "ladder with an unknown": ladder(
        "Not known whether met", place("Public confidence", (8, 3), AVERAGE, Verdict.UNKNOWN)
    ),
    "trend": trend("Violence with injury: 438 more, up 14.8%", _violence, "3200"),
    "trend of percent": trend("All crime solved rate: down 0.4 percentage points", _percent, "15"),
    "trend with gaps": trend("999 calls: nothing is recorded for this quarter", _gap),
    "trend of seconds": trend("101 calls are answered 1 min 10 s sooner", _seconds, "180"),
    "trend of negatives": trend("Strength fell by 18 officers", _negative),
    "trend of tiny values": trend("Homicide: 0.005 higher, up 62.5%", _tiny),
    "trend of money": trend("£1,999,999 seized", _huge),
    "trend of a constant": trend("14 community hubs, as before", _constant, "14"),
    "trend of zeros": trend("None at all", reading(metric("Escapes", "people"), back([0] * 6))),
    "trend of twenty years": trend("All crime over twenty years", _decades),
    "trend of months": trend("Stop and search by month", _monthly),
    "trend of three": trend("999 calls: 11,364 more, up 14.8%", CALLS_999),
    "trend of two": trend(f"Road deaths: {DEATHS.year_earlier.words}", DEATHS, "12"),
    "trend of one": trend("220 cadets", reading(metric("Cadets", "people"), {Q3: 220})),
    "trend of one below zero": trend("9 fewer", reading(metric("Strength", "officers"), {Q3: -9})),
    "trend of none": trend("Nothing is recorded", _empty),
    "trend of a long name": trend(
        f"{LONG}: 38 more, within chance", reading(_long_metric, three(173, 190, 211))
    ),
    "comparison": comparison("999 calls: 11,364 more, up 14.8%", CALLS_999),
    "comparison of seconds": comparison("101 calls answered 23 s sooner", ANSWER_101),
    "comparison of a month": comparison("Arrests: 10 fewer, down 3.6%", _of_december),
    "comparison of the absent": comparison("Cadets are not recorded", _absent),
    "comparison of negatives": comparison("Strength fell by 18 officers", _negative),
    "comparison of tiny values": comparison("Homicide: 0.005 higher", _tiny),
    "comparison of zeros": comparison("None", reading(metric("Escapes", "people"), three(0, 0, 0))),
    "multiples": multiples(
        "3 of 5 figures higher than before", CALLS_999, CALLS_101, CHATS, ONLINE_ASB, ANSWER_101
    ),
    "multiples of twelve": multiples(
        "Twelve measures of the priority",
        CALLS_999,
        CALLS_101,
        CHATS,
        ONLINE_ASB,
        ANSWER_999,
        KSI,
        _violence,
        _percent,
        _negative,
        _constant,
        _absent,
        reading(_long_metric, back(VIOLENCE[:9])),
    ),
    "multiples of one": multiples("999 calls are up", CALLS_999),
    "multiples of two": multiples("Calls are mixed", CALLS_999, _violence),
    "side by side": side_by_side(
        _in_area("North LPA", 2841, 3402),
        _in_area("South LPA", 4120, 5077),
        _in_area("West LPA", 3377, 3370),
    ),
    "side by side with a blank": side_by_side(
        _in_area("North LPA", 12), _in_area("South LPA", None), _in_area("West LPA", 0, 3)
    ),
    "side by side of many": side_by_side(
        *(
            _in_area(name, 40 * n + 7)
            for n, name in enumerate(
                (
                    "Basildon and Billericay",
                    "Braintree",
                    "Brentwood",
                    "Castle Point",
                    "Chelmsford",
                    "Colchester",
                    "Epping Forest",
                    "Harlow",
                    "Maldon",
                    "Rochford",
                    "Southend-on-Sea",
                    "Tendring",
                    "Thurrock",
                    "Uttlesford",
                )
            )
        )
    ),
    **SIGNAL_EXAMPLES,
}
