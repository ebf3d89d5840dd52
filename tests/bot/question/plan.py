"""A compact plan to ask about, with the shape and the pitfalls of a real one."""

from __future__ import annotations

from datetime import date

from bot.plan import (
    Area,
    AreaKind,
    Aspiration,
    AspirationKind,
    Commitment,
    Good,
    Metric,
    MetricKind,
    Plan,
    Priority,
    Unit,
)
from bot.quarter import Period, Quarter

LATEST = Quarter(2021, 3)
AIM = Aspiration(AspirationKind.UPPER_QUARTILE, "upper quartile")


def priority(number: int, id: str, short: str, *commitments: Commitment, aliases=()) -> Priority:
    return Priority(id, number, f"{short} for all", short, commitments, aliases)


def metric(id: str, name: str, under: str, *aliases: str, aim=None, lead=False, **more) -> Metric:
    return Metric(
        id,
        name,
        "offences",
        MetricKind.COUNT,
        Good.DOWN,
        under,
        more.pop("owner", "fcr"),
        aspiration=aim,
        lead=lead,
        aliases=aliases,
        **more,
    )


PLAN = Plan(
    id="test",
    force="Test Police",
    name="Test plan",
    period=Period(date(2016, 4, 1), date(2021, 12, 31)),
    group_size=8,
    priorities=(
        priority(
            1,
            "local_policing",
            "Local policing",
            Commitment("contact", "Be easy to reach", ("contact",)),
            aliases=("local", "neighbourhood"),
        ),
        priority(2, "asb", "Anti-social behaviour", aliases=("asb", "antisocial")),
        priority(3, "domestic_abuse", "Domestic abuse", aliases=("da", "dv")),
        priority(
            4,
            "serious_violence",
            "Serious violence",
            Commitment("rape_support", "Support those who suffer rape", ("rape",)),
            Commitment(
                "enforcement",
                "Bring violent offenders to justice",
                ("enforcement", "violent offenders"),
            ),
            aliases=("violence",),
        ),
        priority(5, "organised_crime", "Gangs and organised crime", aliases=("gangs", "drugs")),
        priority(
            6,
            "vulnerable_people",
            "Children and vulnerable people",
            Commitment("rape_justice", "Bring rape to court", ("rape",)),
            Commitment("hate", "Hear of more hate crime", ("hate crime",)),
            aliases=("children", "vulnerable"),
        ),
        priority(7, "roads", "Road safety", aliases=("roads", "traffic")),
    ),
    areas=(
        Area("county", AreaKind.FORCE, "Testshire", aliases=("force",)),
        Area("north", AreaKind.LPA, "North LPA", "county", ("north",)),
        Area("south", AreaKind.LPA, "South LPA", "county", ("south",)),
        Area("west", AreaKind.LPA, "West LPA", "county", ("west",)),
        Area("tendring", AreaKind.DISTRICT, "Tendring", "north"),
        Area("castle_point", AreaKind.DISTRICT, "Castle Point & Rochford", "south"),
    ),
    units=(
        Unit("north", "North command", "north"),
        Unit("fcr", "Force Control Room", "county", ("fcr", "control room")),
        Unit("resolution", "Resolution Centre", "county", ("rc",)),
        Unit("south_team", "Southern team", "south", ("southern team",)),
    ),
    metrics=(
        metric("calls_999", "999 calls", "local_policing", "999", "emergency calls", lead=True),
        metric("calls_101", "101 calls", "local_policing", "101", commitment="contact"),
        metric("answer_999", "999 answer time", "local_policing", "999 wait"),
        metric("answer_101", "101 answer time", "local_policing", "101 wait"),
        metric(
            "answer_rc", "Answer time (Resolution Centre)", "local_policing", owner="resolution"
        ),
        metric("satisfaction", "Victim satisfaction", "local_policing", owner="resolution"),
        metric("asb_reports", "Online ASB reports", "asb", "asb reports", lead=True),
        metric("section_59", "Section 59 vehicle warnings", "asb", "s59"),
        metric("da_arrests", "Domestic abuse arrests", "domestic_abuse", "da arrests"),
        metric("vwi", "Violence with injury", "serious_violence", "vwi", aim=AIM, lead=True),
        metric("vwi_solved", "Violence with injury solved rate", "serious_violence", aim=AIM),
        metric("homicide", "Homicide", "serious_violence", "homicides", "murder", aim=AIM),
        metric("homicide_solved", "Homicide solved rate", "serious_violence", aim=AIM),
        metric("drugs", "Trafficking of drugs", "organised_crime", "trafficking", aim=AIM),
        metric("drugs_solved", "Trafficking of drugs solved rate", "organised_crime", aim=AIM),
        metric("rape_solved", "Rape solved rate", "vulnerable_people", "rape solved"),
        metric("burglary_solved", "Burglary solved rate", "local_policing"),
        metric("safeguarded", "Children safeguarded", "vulnerable_people"),
        metric("ksi", "Killed or seriously injured", "roads", "ksi", aim=AIM, lead=True),
        metric("drink_drive", "Drink and drug drive arrests", "roads", "drink drive"),
    ),
)
BARE = Plan("bare", "Bare Police", "Bare plan", PLAN.period, 8, (), (PLAN.areas[0],), (), ())
