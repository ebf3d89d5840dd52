"""What people type, and the question it is read as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.question import Choice, Question, Topic, Unknown, nowhere, understand
from bot.question.words import HOME
from tests.bot.question.plan import BARE, LATEST, PLAN


def read(text: str):
    return understand(text, PLAN, LATEST)


def canonical(text: str) -> str:
    """The question as read, without the latest quarter, which most of them are about."""
    answer = read(text)
    assert isinstance(answer, Question), answer
    return answer.text.replace(f" {LATEST.key}", "")


def offered(text: str) -> list[str]:
    answer = read(text)
    assert isinstance(answer, Choice), answer
    return [option.text.replace(f" {LATEST.key}", "") for option in answer.options]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("status", "status"),
        ("STATUS", "status"),
        ("status violence", "status serious_violence"),
        ("status p4", "status serious_violence"),
        ("status serious_violence", "status serious_violence"),
        ("violence", "status serious_violence"),
        ("serious violence", "status serious_violence"),
        ("p4", "status serious_violence"),
        ("P 4", "status serious_violence"),
        ("4", "status serious_violence"),
        ("priority 4", "status serious_violence"),
        ("priority four", "status serious_violence"),
        ("asb", "status asb"),
        ("anti-social behaviour", "status asb"),
        ("da", "status domestic_abuse"),
        ("domesticabuse", "status domestic_abuse"),
        ("roads", "status roads"),
        ("Road Safety", "status roads"),
        ("status enforcement", "status commitment enforcement"),
        ("how are we doing?", "status"),
        ("how are we doing on violence?", "status serious_violence"),
        ("what about the roads", "status roads"),
        ("show me asb please", "status asb"),
        ("violence figures", "status serious_violence"),
        ("is violence getting better", "status serious_violence"),
        ("summary of violence", "status serious_violence"),
        ("help violence", "status serious_violence"),
        ("status violence north", "status serious_violence area north"),
        ("status violence force", "status serious_violence"),
        ("status 101", "metric calls_101"),
        ("101", "metric calls_101"),
        ("999", "metric calls_999"),
        ("metric 999", "metric calls_999"),
        ("metric vwi", "metric vwi"),
        ("ksi", "metric ksi"),
        ("v.w.i.", "metric vwi"),
        ("vwi solved", "metric vwi_solved"),
        ("what is the 101 answer time", "metric answer_101"),
        ("how many 999 calls did we get", "metric calls_999"),
        ("how many section 59 warnings", "metric section_59"),
        ("metric 101 tendring", "metric calls_101 area tendring"),
        ("101 in the north", "metric calls_101 area north"),
        ("101 testshire", "metric calls_101"),
        ("101 southern team", "metric calls_101 area south"),
        ("metric rape", "metric rape_solved"),
        ("violence vwi", "metric vwi"),
        ("p1 burglary", "metric burglary_solved"),
        ("contact 101", "metric calls_101"),
        ("standings", "standings"),
        ("ranking", "standings"),
        ("what is our position in the msg", "standings"),
        ("standings vwi", "standings vwi"),
        ("msg vwi", "standings vwi"),
        ("standings violence", "standings priority serious_violence"),
        ("rank of enforcement", "standings priority serious_violence"),
        ("standings 101", "metric calls_101"),
        ("north", "updates area north"),
        ("tendring", "updates area tendring"),
        ("castle point and rochford", "updates area castle_point"),
        ("updates north", "updates area north"),
        ("updates north command", "updates unit north"),
        ("fcr", "updates unit fcr"),
        ("status north", "updates area north"),
        ("what's new in tendring", "updates area tendring"),
        ("updates violence", "updates serious_violence"),
        ("updates 101", "updates commitment contact"),
        ("updates ksi", "updates roads"),
        ("updates hate crime", "updates commitment hate"),
        ("north violence", "updates serious_violence area north"),
        ("violence north", "updates serious_violence area north"),
        ("status violence fcr", "updates serious_violence unit fcr"),
        ("updates rape p4", "updates commitment rape_support"),
        ("status updates north", "updates area north"),
        ("updates all", "updates all"),
        ("summary", "summary"),
        ("what changed", "summary"),
        ("caveats", "caveats"),
        ("caveats violence", "caveats serious_violence"),
        ("why 101", "why calls_101"),
        ("why violence", "why priority serious_violence"),
        ("why is violence up", "why priority serious_violence"),
        ("why 101 north", "why calls_101 area north"),
        ("explain vwi", "why vwi"),
        ("is vwi significant", "why vwi"),
        ("why enforcement", "why priority serious_violence"),
        ("what are the caveats for ksi", "caveats metric ksi"),
        ("help", "help"),
        ("?", "help"),
        ("what is this", "help"),
        ("hello", "help"),
        ("help standings", "help standings"),
        ("help ranking", "help standings"),
        ("help me with search", "help search"),
        ("help colours", "help"),
        ("search respair", "search respair"),
        ("Search for Operation SNARE", "search Operation SNARE"),
        ("please find knife crime", "search knife crime"),
        ("serach knife", "search knife"),
        ("search status violence Q3", "search status violence Q3"),
        ("search for all", "search all"),
    ],
)
def test_a_phrase_is_read_as_its_question(typed, expected):
    assert canonical(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected", "note"),
    [
        ("status violnce", "status serious_violence", 'Read "violnce" as "violence".'),
        ("standngs", "standings", 'Read "standngs" as "standings".'),
        ("upadtes north", "updates area north", 'Read "upadtes" as "updates".'),
        ("tendrng", "updates area tendring", 'Read "tendrng" as "tendring".'),
        ("homocide", "metric homicide", 'Read "homocide" as "homicide".'),
        ("traficking", "metric drugs", 'Read "traficking" as "trafficking".'),
        ("statsu", "status", 'Read "statsu" as "status".'),
        ("raods", "status roads", 'Read "raods" as "roads".'),
        ("neighb", "status local_policing", 'Read "neighb" as "neighbourhood".'),
        ("metric burglary", "metric burglary_solved", 'Read "burglary" as "Burglary solved rate".'),
        ("violence zorblax", "status serious_violence", 'I did not understand "zorblax".'),
        (
            "standings 101",
            "metric calls_101",
            "101 calls has no position in the most similar group.",
        ),
    ],
)
def test_a_loose_reading_is_told(typed, expected, note):
    assert canonical(typed) == expected
    assert note in read(typed).read_as


@pytest.mark.parametrize("typed", ["status violence", "101", "vwi", "north", "p4 Q3"])
def test_a_literal_reading_needs_no_note(typed):
    assert read(typed).read_as == ()


@pytest.mark.parametrize(
    ("typed", "private", "all"),
    [
        ("status violence private", True, False),
        ("status violence in private please", True, False),
        ("violence just me", True, False),
        ("violence privately!", True, False),
        ("violence all", False, True),
        ("violence all private", True, True),
        ("violence private all figures", True, True),
        ("private violence", True, False),
        ("privately, violence please", True, False),
    ],
)
def test_flags_are_read_at_the_end_and_private_in_front_too(typed, private, all):
    question = read(typed)
    assert (question.private, question.all) == (private, all)
    assert question.priority == "serious_violence"


def test_a_search_keeps_its_words_and_takes_private_alone():
    question = read("search operation all private")
    assert (question.words, question.private, question.all) == ("operation all", True, False)


def test_a_long_search_is_cut_at_a_word_and_says_so():
    question = read("search " + "knife " * 60)
    assert question.words == " ".join(["knife"] * 16)
    assert question.read_as == ("Searched for the first words only.",)


def test_an_endless_word_is_cut_short():
    assert read("search " + "x" * 500).words == "x" * 100


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("rape", ["status commitment rape_support", "status commitment rape_justice"]),
        ("status rape", ["status commitment rape_support", "status commitment rape_justice"]),
        ("updates rape", ["updates commitment rape_support", "updates commitment rape_justice"]),
        (
            "standings rape",
            [f"standings priority {p}" for p in ("serious_violence", "vulnerable_people")],
        ),
        ("violence and asb", ["status serious_violence", "status asb"]),
        ("north and south", ["updates area north", "updates area south"]),
        ("answer time", [f"metric answer_{each}" for each in ("999", "101", "rc")]),
        ("injury", ["metric vwi", "metric vwi_solved"]),
        (
            "metric violence",
            [
                "status serious_violence",
                "metric vwi",
                "metric vwi_solved",
                "metric homicide",
                "metric homicide_solved",
            ],
        ),
        ("viol", ["status serious_violence", "status commitment enforcement"]),
        ("metric rc", ["metric answer_rc", "metric satisfaction"]),
    ],
)
def test_several_plausible_readings_are_offered(typed, options):
    assert offered(typed) == options


def test_the_two_priorities_that_speak_of_rape_are_told_apart():
    labels = [option.label for option in read("status rape").options]
    assert labels == [
        "Priority 4: Support those who suffer rape",
        "Priority 6: Bring rape to court",
    ]


def test_solved_offers_the_solved_rates():
    answer = read("metric solved")
    assert len(answer.options) == 5
    assert all("solved rate" in option.label for option in answer.options)
    assert answer.prompt == "Which figure?"


def test_more_readings_than_buttons_are_owned_up_to():
    answer = read("metric p1")
    assert len(answer.options) == 5
    assert answer.prompt == "Which do you mean? Type more of the name for others."


def test_a_choice_between_readings_of_a_misspelling_tells_it():
    assert read("answr time").prompt == 'Read "answr" as "answer". Which figure?'


def test_a_metric_without_a_name_offers_those_that_lead():
    assert offered("metric")[:3] == ["metric calls_999", "metric asb_reports", "metric vwi"]


def test_updates_without_whose_asks_whose():
    assert offered("updates")[:3] == [f"updates area {each}" for each in ("north", "south", "west")]


def test_a_private_choice_stays_private():
    assert all(text.endswith(" private") for text in offered("rape private"))
    assert all(text.endswith(" private") for text in offered("updates private"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("metric 998", "999 calls"),
        ("vulnerabubble", "Priority 6: Children and vulnerable people"),
        ("standings zorblax", "Standings"),
        ("zorblax", "Search: zorblax"),
        ("suffer", "Priority 4: Support those who suffer rape"),
        ("why does violence zorblax the quux grault", "Why: Serious violence"),
    ],
)
def test_what_is_not_known_offers_what_is_nearest(typed, first):
    answer = read(typed)
    assert isinstance(answer, Unknown)
    assert answer.options[0].label == first


@pytest.mark.parametrize(
    "code", ["998", "997", "102", "111", "ksj", "asc", "db", "p9", "priority 9", "vwj"]
)
def test_a_short_code_is_never_taken_for_another(code):
    assert isinstance(read(code), Unknown)


def test_a_digit_among_unknown_words_is_no_priority():
    assert isinstance(read("top 4 zorblax"), Unknown)


@pytest.mark.parametrize(
    "typed", ["", "updates", "metric", "metric violence", "standings", "zorblax"]
)
def test_a_plan_that_names_nothing_still_gives_a_way_on(typed):
    answer = understand(typed, BARE, LATEST)
    assert isinstance(answer, Question) or len(answer.options) >= 2


def test_a_plan_that_is_equal_but_another_is_read_alike():
    assert understand("violnce", replace(PLAN), LATEST) == read("violnce")


def test_every_topic_has_a_verb_that_is_its_name():
    for topic in Topic:
        answer = read(f"{topic} vwi")
        assert isinstance(answer, Question)
        assert answer.topic is topic or topic in (
            Topic.STATUS,
            Topic.SUMMARY,
            Topic.UPDATES,
            Topic.HELP,
            Topic.SUBMIT,
            Topic.PROGRESS,
            Topic.REVIEW,
            Topic.PUBLISH,
            Topic.REPORT,
            Topic.DELIVERIES,
            Topic.DIGEST,
            Topic.SUBSCRIPTIONS,
        )


@pytest.mark.parametrize("topic", [each for each in Topic if each in HOME])
def test_a_quarter_outside_the_plan_leads_to_buttons_that_say_what_they_do(topic):
    answer = read(f"{topic} 1999/00 Q1")
    assert all(option.label.strip(", ") for option in answer.options)


def test_unknown_words_can_be_searched_for_with_one_press():
    texts = [option.text for option in read("cuckooing of homes private").options]
    assert "search cuckooing homes private" in texts


def test_a_private_search_may_say_so_first():
    assert read("private search snare") == read("search snare private")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("operation snare", "operation snare"),
        ("what did operation snare do?", "operation snare"),
        ("updates operation depletion", "operation depletion"),
        ("updates op snare", "operation snare"),
        ("metric project goldcrest", "project goldcrest"),
        ("how many arrests operation snare", "operation snare"),
        ("operation snare north", "operation snare"),
    ],
)
def test_an_operation_that_the_plan_does_not_list_is_searched_for(typed, words):
    question = read(typed)
    assert isinstance(question, Question), question
    assert (question.topic, question.words) == (Topic.SEARCH, words)
    assert question.read_as == (f'Read as a search for "{words}".',)


def test_a_search_for_an_operation_stays_private():
    assert read("operation snare private").private


def test_the_word_operation_alone_names_nothing():
    answer = read("metric operation")
    assert isinstance(answer, Unknown)
    assert [option.label for option in answer.options][:2] == [
        "Search: operation",
        "All priorities",
    ]


@pytest.mark.parametrize("typed", ["snare", "updates snare", "metric snare", "metric shoplifting"])
def test_an_unknown_word_offers_a_search_and_no_useless_near_misses(typed):
    answer = read(typed)
    assert isinstance(answer, Unknown)
    assert answer.search.words == typed.split()[-1]
    assert answer.options[0].label in (f"Search: {answer.search.words}", "Updates")
    assert not {"999 calls", "Support those who suffer rape"} & {o.label for o in answer.options}


@pytest.mark.parametrize("typed", ["998", "ksj", "why does violence zorblax the quux grault"])
def test_codes_and_what_was_partly_understood_are_not_searched_for_unasked(typed):
    assert read(typed).search is None


def test_where_a_search_would_find_nothing_it_is_not_offered():
    answer = nowhere(read("zorblax"))
    assert answer.message == (
        'I don’t know "zorblax", and no update or figure mentions it. You can ask:'
    )
    assert len(answer.options) >= 2
    assert not any(option.text.startswith("search") for option in answer.options)


@pytest.mark.parametrize(
    ("typed", "quarter", "edition"),
    [
        ("report", "2021/22-Q3", ""),
        ("report Q2", "2021/22-Q2", ""),
        ("report v2", "2021/22-Q3", "v2"),
        ("report 2021/22-Q2 V1 private", "2021/22-Q2", "v1"),
        ("the quarterly report as pdf", "2021/22-Q3", ""),
    ],
)
def test_a_report_is_asked_for_by_quarter_and_edition(typed, quarter, edition):
    answer = read(typed)
    assert (answer.topic, answer.quarter.key, answer.words) == (Topic.REPORT, quarter, edition)
    assert read(answer.text) == answer


@pytest.mark.parametrize(
    ("typed", "quarter", "edition"),
    [
        ("digest", "2021/22-Q3", ""),
        ("digest preview", "2021/22-Q3", "v0"),
        ("digest Q2 Preview", "2021/22-Q2", "v0"),
        ("report preview", "2021/22-Q3", "v0"),
        ("show me the digest for Q1 v2", "2021/22-Q1", "v2"),
    ],
)
def test_a_digest_is_asked_for_by_quarter_and_as_a_preview(typed, quarter, edition):
    answer = read(typed)
    assert answer.topic in (Topic.DIGEST, Topic.REPORT)
    assert (answer.quarter.key, answer.words) == (quarter, edition)
    assert read(answer.text) == answer


def test_a_report_on_something_asks_for_that_and_an_edition_says_nothing_to_it():
    assert read("report on violence").topic is Topic.STATUS
    assert read("status violence v2") == read("status violence")
