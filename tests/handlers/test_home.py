"""The App Home, opened in the practice workspace."""

from __future__ import annotations

import time


def test_the_home_shows_how_the_plan_stands_and_its_buttons_answer_in_the_direct_messages(office):
    office.post("home", {"as": "U0CHIEF"})
    until = time.monotonic() + 30
    while not (view := office.get("home", {"as": "U0CHIEF"})) and time.monotonic() < until:
        time.sleep(0.02)
    assert "1 of 10 aspirations met" in str(view)
    (actions,) = [block for block in view["blocks"] if block["type"] == "actions"]
    summary = next(e for e in actions["elements"] if e.get("text", {}).get("text") == "Summary")
    office.post(
        "click",
        {
            "as": "U0CHIEF",
            "home": True,
            "block_id": actions["block_id"],
            "action_id": summary["action_id"],
            "value": summary["value"],
        },
    )
    assert "Summary" in office.answer("U0CHIEF", office.direct("U0CHIEF"))["text"]
