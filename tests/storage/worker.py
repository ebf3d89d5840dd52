"""A process of its own that empties the outbox, for tests that kill it or run it beside another.

``python -m tests.storage.worker URL NOW SINK`` opens a draft and says its id; told to go on, it
submits the draft, says the revision's number, and claims deliveries. It adds the key of each to
the sink, where Slack would receive it, and stamps it. Without a sink (``-``) it waits between the
claim and the sending.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

from storage.deliveries import claim, sent
from storage.session import open_store
from storage.submissions import open_draft, submit
from tests.storage.collected import PLAN, Q3


def main(url: str, at: str, sink: str) -> None:
    store, now = open_store(url), datetime.fromisoformat(at)
    with store.write() as session:
        draft = open_draft(session, PLAN, "fcr", Q3, "amara", now)
    print(draft.id, flush=True)
    sys.stdin.readline()
    with store.write() as session:
        print(submit(session, draft.id, "V1", "amara", now, late=False).number, flush=True)
    while True:
        with store.write(in_turn=False) as session:
            claimed = claim(session, PLAN, now, 3)
        if not claimed:
            break
        print("claimed", flush=True)
        if sink == "-":
            time.sleep(60)
        for each in claimed:
            with Path(sink).open("a") as slack:
                slack.write(f"{each.key}\n")
            with store.write(in_turn=False) as session:
                sent(session, PLAN, each.key, "D1", each.key, now)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
