"""A published figure put right: by an editor, for a reason, seen by everybody."""

from __future__ import annotations

import pytest

from bot.delivery import Delivery
from bot.quarter import Quarter
from storage.deliveries import claim, owe, sent
from storage.snapshots import editions_of, snapshot_of

pytestmark = pytest.mark.on_both

Q3 = Quarter(2021, 3)
EDITORS = "C0PERFORMANCE"


@pytest.fixture
def correcting(quarterly):
    """The form for 999 calls of 2021/22 Q3 is open before an editor."""
    quarterly.command("U0EDITOR", "/pcp correct 999 calls 2021/22 Q3")
    view = quarterly.view("U0EDITOR")
    assert "999 calls" in str(view["blocks"])
    assert "It is 88,220 now, as first published" in str(view["blocks"])
    return quarterly


def editions(office):
    with office.house.rooms.store.read() as session:
        return editions_of(session, "essex", Q3)


def notices(office, channel=EDITORS, thread=None):
    office.quiet()
    seen = office.seen("U0EDITOR", channel, thread)
    return [m["text"] for m in seen if m["text"].startswith("Corrected:")]


def asked(office, text):
    office.command("U0CHIEF", f"{text} private")
    office.quiet()
    return office.told("U0CHIEF")[-1]["text"]


def test_a_correction_is_an_edition_a_notice_and_every_answer_from_then_on(correcting):
    said = correcting.send("U0EDITOR", {"figure": "88,202", "reason": "Digits <were> swapped."})
    assert "Edition 2" in str(said["view"])
    assert [each.number for each in editions(correcting)] == [1, 2]
    notice = correcting.until(lambda: notices(correcting))[0]
    assert "999 calls, 2021/22 Q3, was 88,220, now 88,202, because: Digits &lt;were&gt;" in notice
    answer = asked(correcting, "/pcp metric 999 calls 2021/22 Q3")
    assert "88,202" in answer
    assert "Corrected on" in answer
    assert "from 88,220: Digits &lt;were&gt; swapped." in answer
    assert "corrected 88,220 to 88,202, because:" in asked(correcting, "/pcp history 999 calls")


def test_a_rate_that_was_printed_with_its_position_is_the_same_figure_there(quarterly):
    quarterly.command("U0EDITOR", "/pcp correct homicide solved rate 2021/22 Q3")
    quarterly.view("U0EDITOR")
    quarterly.send("U0EDITOR", {"figure": "63.5", "reason": "One case was closed late."})
    answer = asked(quarterly, "/pcp status violence 2021/22 Q3")
    assert "best in MSG, not met. 63.5%, already in line with the average" in answer
    assert "Corrected on" in asked(quarterly, "/pcp standings homicide solved rate 2021/22 Q3")
    with quarterly.house.rooms.store.read() as session:
        now, then = (snapshot_of(session, "essex", Q3, n) for n in (2, 1))
    assert [str(dict(each.standings)["homicide_solved_rate"][0].rate) for each in (then, now)] == [
        "62.5",
        "63.5",
    ]


def test_the_notice_stands_in_the_thread_of_the_digest(correcting):
    rooms = correcting.house.rooms
    posted = rooms.posts.chat_postMessage(channel="C0CHIEFS", text="The digest")
    with rooms.store.write() as session:
        digest = Delivery("digest:2021/22-Q3:1:C0CHIEFS", "digest", "C0CHIEFS", rooms.now())
        owe(session, "essex", digest, rooms.now())
        claim(session, "essex", rooms.now())
        sent(session, "essex", digest.key, "C0CHIEFS", posted["ts"], rooms.now())
    correcting.send("U0EDITOR", {"figure": "88,202", "reason": "Digits were swapped."})
    assert correcting.until(lambda: notices(correcting, "C0CHIEFS", posted["ts"]))
    assert notices(correcting)


def test_what_cannot_be_read_and_a_missing_reason_are_told_at_their_fields(correcting):
    said = correcting.send("U0EDITOR", {"figure": "about 88,000", "reason": "  "})
    assert set(said["errors"]) == {"figure", "reason"}
    said = correcting.send("U0EDITOR", {"figure": "88220", "reason": "None."})
    assert "88,220 already" in said["errors"]["figure"]
    assert editions(correcting) == ()


def test_two_editors_at_once_the_second_is_told_what_stands(correcting):
    correcting.command("U0EDIT2", "/pcp correct 999 calls 2021/22 Q3")
    correcting.view("U0EDIT2")
    correcting.send("U0EDITOR", {"figure": "88,202", "reason": "Digits were swapped."})
    said = correcting.send("U0EDIT2", {"figure": "88,000", "reason": "Rounded."})
    assert "88,202 now. Nothing of yours was recorded." in str(said["view"])
    assert len(editions(correcting)) == 2


def test_nobody_else_may_correct_and_nothing_unpublished_needs_it(quarterly):
    quarterly.command("U0CHIEF", "/pcp correct 999 calls 2021/22 Q3")
    quarterly.answer("U0CHIEF", "C0PCP", lambda m: "Only editors" in m["text"])
    quarterly.command("U0EDITOR", "/pcp correct 999 calls 2021/22 Q4")
    quarterly.answer("U0EDITOR", "C0PCP", lambda m: "is not published" in m["text"])


def test_a_plain_message_gets_a_button_that_opens_the_form(quarterly):
    direct = quarterly.direct("U0EDITOR")
    quarterly.message("U0EDITOR", "correct 999 calls 2021/22 Q3", direct)
    offered = quarterly.until(lambda: quarterly.told("U0EDITOR"))[-1]
    quarterly.press("U0EDITOR", direct, offered, "Correct it")
    assert "88,220 now" in str(quarterly.view("U0EDITOR")["blocks"])


def test_a_quarter_that_was_published_by_a_correction_can_have_its_digest(correcting):
    correcting.send("U0EDITOR", {"figure": "88,202", "reason": "Digits were swapped."})
    correcting.quiet()
    correcting.command("U0EDITOR", "/pcp publish 2021/22 Q3")
    correcting.quiet()
    shown = correcting.told("U0EDITOR")[-1]
    for _ in range(2):
        correcting.press("U0EDITOR", correcting.direct("U0EDITOR"), shown, "Post the digest")
    correcting.quiet()
    correcting.at(2022, 4, 1, 8, 30)
    (first,) = correcting.until(
        lambda: [m for m in correcting.seen("U0CHIEF", "C0CHIEFS") if m["is_bot"]], seconds=30
    )

    def notice():
        below = correcting.seen("U0CHIEF", "C0CHIEFS", first["ts"])
        return [m for m in below if "88,202" in m["text"] and m["text"].startswith("Corrected:")]

    assert len(correcting.until(notice, seconds=30)) == 1
    correcting.command("U0EDITOR", "/pcp publish 2021/22 Q3")
    correcting.quiet()
    assert "Post the digest" not in str(correcting.told("U0EDITOR")[-1]["blocks"])
