from __future__ import annotations

from itertools import chain

import pytest

from bot.analysis import pictures_of_places
from bot.analysis.places import places_of
from bot.finding import Illustration
from bot.messages import replies
from bot.messages.sheet import Ask, Message, Sheet, with_files
from tests.bot.analysis.made import Q3, metric, plan, standing
from tests.bot.messages.slack import faults


@pytest.fixture(scope="module")
def ladder():
    house = plan(metric())
    places = places_of(house, [metric()], {"calls": [standing(5)]}, Q3)
    return pictures_of_places(house, places)[0]


def drawn(ladder, *alts: str) -> Message:
    sheet = Sheet()
    sheet.header("Title")
    for alt in alts:
        sheet.picture(Illustration(ladder, alt))
    *_, page = sheet.pages()
    return page


def test_uploaded_files_take_the_pictures_places(ladder):
    page = with_files(drawn(ladder, "One: 5", "Two: 6"), ["F0000000001", "F0000000002"])
    images = [block for block in page.blocks if block["type"] == "image"]
    assert [image["slack_file"]["id"] for image in images] == ["F0000000001", "F0000000002"]
    assert [image["alt_text"] for image in images] == ["One: 5", "Two: 6"]
    assert not page.pictures


@pytest.mark.parametrize("files", [[], [None], [None, None], ["F0000000001"]])
def test_without_its_file_no_picture_is_left_in_the_blocks(ladder, files):
    page = with_files(drawn(ladder, "One: 5", "Two: 6"), files)
    assert [block for block in page.blocks if "picture" in block] == []
    notes = [block for block in page.blocks if block["type"] == "context"]
    assert "(The chart could not be shown.) Two: 6" in str(notes)
    assert faults(page) == []


def test_a_lost_picture_whose_words_are_all_escapes_still_fits(ladder):
    assert faults(with_files(drawn(ladder, "&" * 2000), [])) == []


def test_the_text_says_what_the_pictures_show(ladder):
    assert drawn(ladder, "One: 5").text == "Title\nChart: One: 5"


def test_a_bold_paragraph_of_any_length_fits():
    sheet = Sheet()
    sheet.say("w" * 3000, bold=True)
    sheet.say("&" * 3000, bold=True)
    assert [fault for page in sheet.pages() for fault in faults(page)] == []
    assert sheet.pages()[0].said.replace("\n", "").count("w") == 3000


def test_a_long_table_goes_on_under_the_same_heads_one_table_to_a_page():
    rows = [[f"row {n}", str(n)] for n in range(250)]
    sheet = Sheet()
    sheet.table(["Name", "Count"], rows)
    tables = [[b for b in page.blocks if b["type"] == "table"] for page in sheet.pages()]
    assert [len(some) for some in tables] == [1] * len(tables)
    heads = {tuple(cell["text"] for cell in table["rows"][0]) for (table,) in tables}
    assert heads == {("Name", "Count")}
    shown = chain.from_iterable(table["rows"][1:] for (table,) in tables)
    assert [[cell["text"] for cell in row] for row in shown] == rows


def test_a_row_is_read_aloud_with_its_heads_and_without_its_gaps():
    sheet = Sheet()
    heads = ["Figure", "2021/22 Q3", "Previous period"]
    sheet.table(heads, [["999 calls", "88,220", ""], ["x", "", ""]])
    assert sheet.pages()[0].text == "999 calls. 2021/22 Q3: 88,220.\nX."


def test_what_was_escaped_is_said_as_it_was_written():
    sheet = Sheet()
    sheet.say("&lt; <!channel> &amp; >")
    (page,) = sheet.pages()
    assert "<" not in page.text
    assert page.said == "&lt; <!channel> &amp; >"


def test_a_menu_leaves_out_what_it_could_not_carry_whole():
    sheet = Sheet()
    sheet.asks([Ask("Here", "status")], pick=[Ask("Long", "x" * 151)], prompt="Pick")
    (page,) = sheet.pages()
    assert [element["type"] for element in page.blocks[0]["elements"]] == ["button"]


def test_a_page_of_buttons_alone_says_them():
    sheet = Sheet()
    sheet.asks([Ask("Here", "status"), Ask("There", "summary")])
    assert sheet.pages()[0].text == "You can press: Here, There"


def test_choices_are_in_the_text_as_well_as_on_the_buttons():
    options = [Ask("First", "status 1"), Ask("Second", "status 2")]
    page = replies.choice_reply("Which <one>?", options)
    assert page.said == "Which <one>?\n• First\n• Second"
    assert faults(page) == []


def test_a_name_on_a_button_is_harmless_in_the_text_too():
    page = replies.choice_reply("Which?", [Ask("<!channel> & co", "status 1")])
    assert page.text == "Which?\n• &lt;!channel&gt; &amp; co"
    assert faults(page) == []


def test_a_page_is_turned_and_each_carries_what_none_may_lack():
    sheet = Sheet()
    sheet.say("One.")
    sheet.asks([Ask("Here", "status")])
    sheet.turn_page()
    sheet.say("Two. Marked.")
    sheet.on_every_page(["Marked."])
    first, second = sheet.pages()
    assert (first.text, second.text) == ("One.\nMarked.", "Two. Marked.")
    assert [block["type"] for block in first.blocks] == ["section", "context", "actions"]
    assert [block["type"] for block in second.blocks] == ["section"]


def test_a_prompt_of_any_length_can_be_put():
    assert faults(replies.choice_reply("<!channel> & " * 900, [Ask("First", "status 1")])) == []


def test_the_post_here_button_carries_its_question_back():
    (page,) = replies.with_post_here([Message("text", ())], "C1", 'updates "north"')
    button = page.blocks[-1]["elements"][0]
    assert replies.read_post_here(button["value"]) == ("C1", 'updates "north"', "")


@pytest.mark.parametrize("forged", ["", "[]", "null", "{}", '{"channel": "C1"}', "not json"])
def test_a_forged_post_here_button_is_refused(forged):
    with pytest.raises(ValueError, match=r".+"):
        replies.read_post_here(forged)


def test_help_fits_and_says_every_usage():
    page = replies.help_reply([("status", "A board.")], ["status 4", "summary"])
    assert "• status: A board." in page.said
    assert "Examples, to type or to press: status 4 and summary." in page.said
    assert [each["value"] for each in page.blocks[-1]["elements"]] == ["status 4", "summary"]
    assert "everybody there sees the answer" in page.said
    assert faults(page) == []
