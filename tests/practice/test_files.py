"""Uploading a picture and showing it: the steps, the race, and who may look."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest


def shown(file):
    return [{"type": "image", "alt_text": "A chart", "slack_file": {"id": file}}]


def promised(web, length):
    return web.files_getUploadURLExternal(filename="chart.png", length=length)


def send(url, content):
    request = Request(url, content, {"Content-Type": "application/octet-stream"})
    with urlopen(request, timeout=30) as answer:
        return answer.read()


def test_an_uploaded_picture_is_shown_to_those_who_see_its_message(
    web, running, uploaded, lead, editor, picture
):
    file = uploaded()
    web.chat_postMessage(channel="U0NORTH", text="Chart", blocks=shown(file))
    [seen] = lead.messages("D0NORTH")
    with urlopen(running.url + seen["image_urls"][file], timeout=30) as answer:
        assert (answer.headers["content-type"], answer.read()) == ("image/png", picture)
    assert editor.client.get(f"files/{file}", **{"as": editor.id})["error"] == "file_not_found"


def refusal(refused, file, **place):
    place = place or {"channel": "C0PCP"}
    return refused("chat.postMessage", text="Chart", blocks=shown(file), **place)


def test_a_file_that_is_still_processed_is_refused_and_later_taken(
    web, practice, uploaded, refused, eventually
):
    practice.post("files", delay=0.15)
    file = uploaded()
    answer = refusal(refused, file)
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    eventually(lambda: web.files_info(file=file)["file"]["mimetype"])
    assert web.chat_postMessage(channel="C0PCP", text="Chart", blocks=shown(file))["ok"]


def test_a_file_that_is_no_picture_is_refused(uploaded, refused):
    assert refusal(refused, uploaded(b"words"))["error"] == "invalid_blocks"


def test_a_file_that_was_never_completed_is_refused(web, refused, picture):
    answer = promised(web, len(picture))
    send(answer["upload_url"], picture)
    assert refusal(refused, answer["file_id"])["error"] == "invalid_blocks"


def test_a_deleted_file_is_gone(web, uploaded, refused, refused_form):
    file = uploaded()
    web.files_delete(file=file)
    assert refusal(refused, file)["error"] == "invalid_blocks"
    assert refused_form("files.info", file=file)["error"] == "file_not_found"


def test_no_picture_in_an_ephemeral_message(uploaded, refused):
    answer = refused(
        "chat.postEphemeral", channel="C0PCP", user="U0NORTH", text="a", blocks=shown(uploaded())
    )
    assert answer["error"] == "invalid_blocks"


def test_bytes_of_another_length_are_refused(web, refused, picture):
    answer = promised(web, len(picture) + 1)
    with pytest.raises(HTTPError) as caught:
        send(answer["upload_url"], picture)
    with caught.value as problem:
        assert problem.code == 400
    files = [{"id": answer["file_id"]}]
    assert refused("files.completeUploadExternal", files=files)["error"] == "file_not_found"


def test_an_upload_address_that_leads_nowhere(running):
    with pytest.raises(HTTPError) as caught:
        send(f"{running.url}/upload/v1/guess", b"a")
    with caught.value as problem:
        assert problem.code == 404


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"filename": "a.png", "length": 0}, "missing_argument"),
        ({"filename": "a.png", "length": 9, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"length": 9}, "invalid_arguments"),
    ],
)
def test_a_promise_has_its_limits(refused_form, args, error):
    assert refused_form("files.getUploadURLExternal", **args)["error"] == error


def test_a_promise_is_not_read_from_json(refused):
    answer = refused("files.getUploadURLExternal", filename="a.png", length=9)
    assert answer["error"] == "invalid_arguments"


def test_a_shared_upload_appears_as_a_message(web, lead, picture):
    web.files_upload_v2(content=picture, filename="c.png", channel="C0PCP", initial_comment="See")
    [seen] = lead.messages("C0PCP")
    assert (seen["text"], len(seen["image_urls"])) == ("See", 1)


def test_the_log_keeps_what_was_called_and_no_token(web, practice, uploaded, running):
    uploaded()
    log = practice.get("log")
    assert [each["method"] for each in log] == [
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
    ]
    assert running.bot_token not in json.dumps(log)


def shared(web, *names, **more):
    uploads = [{"content": b"%PDF words", "filename": each, "title": each} for each in names]
    return web.files_upload_v2(file_uploads=uploads, **more)


def test_a_file_that_is_no_picture_is_there_to_save(web, running, lead, editor):
    shared(web, "report.pdf", channel="C0PCP", initial_comment="The report")
    [seen] = lead.messages("C0PCP")
    [file] = seen["files"]
    assert (seen["text"], file["name"], file["size"]) == ("The report", "report.pdf", 10)
    with urlopen(running.url + file["url"], timeout=30) as answer:
        assert answer.read() == b"%PDF words"
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_in_a_direct_message_is_for_that_person_alone(web, running, lead, editor):
    shared(web, "report.html", channel="D0NORTH")
    [seen] = lead.messages("D0NORTH")
    address = seen["files"][0]["url"].replace(lead.id, editor.id)
    with pytest.raises(HTTPError) as caught:
        urlopen(running.url + address, timeout=30)
    caught.value.close()


def test_files_stand_in_the_thread_that_they_were_uploaded_to(web, lead):
    ts = web.chat_postMessage(channel="C0PCP", text="The report")["ts"]
    shared(web, "a.pdf", "b.xlsx", channel="C0PCP", thread_ts=ts)
    assert [m["ts"] for m in lead.messages("C0PCP")] == [ts]
    _, reply = lead.messages("C0PCP", ts)
    assert [each["name"] for each in reply["files"]] == ["a.pdf", "b.xlsx"]


def test_a_deleted_file_is_left_as_a_tombstone(web, lead):
    [file] = shared(web, "a.pdf", channel="C0PCP")["files"]
    web.files_delete(file=file["id"])
    [seen] = lead.messages("C0PCP")
    assert seen["files"] == []


def test_a_file_is_not_shared_where_the_bot_is_no_member(web, refused, uploaded):
    answer = web.files_getUploadURLExternal(filename="a.pdf", length=1)
    send(answer["upload_url"], b"a")
    files = [{"id": answer["file_id"]}]
    told = refused("files.completeUploadExternal", files=files, channel_id="C0SECRET")
    assert told["error"] in ("not_in_channel", "channel_not_found")
