"""Files to load and to check, of any content: told to be unreadable, or read; never a traceback."""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cli
from bot import claims
from bot.folder import FILES
from reading import Unreadable, text_of
from tests.conftest import ROOT

MANY = int(os.environ.get("PCP_FUZZ", "0"))
under_fire = settings(
    max_examples=MANY or 25,
    derandomize=not MANY,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
few = settings(under_fire, max_examples=max(2, MANY // 100))  # each takes a process of its own
GOOD = {name: (ROOT / "tests" / "exampleshire" / name).read_bytes() for name in FILES}
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(document: bytes, name: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document)
    return made.getvalue()


@st.composite
def damaged(draw, whole: bytes) -> bytes:
    """Something sound with a stretch of it taken out and anything put in."""
    start = draw(st.integers(0, len(whole)))
    end = draw(st.integers(start, min(len(whole), start + 40)))
    return whole[:start] + draw(st.binary(max_size=12)) + whole[end:]


SOUND = word(
    f'<w:document xmlns:w="{SPACE}"><w:t>12% of 9</w:t></w:document>'.encode(), "word/document.xml"
)
CONTENT = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(str.encode),
    damaged(SOUND),
    st.builds(word, st.binary(max_size=200), st.sampled_from(["word/document.xml", "x", "../y"])),
)


@under_fire
@given(CONTENT, st.sampled_from([".txt", ".md", ".docx"]))
def test_any_file_to_check_is_read_or_told_to_be_unreadable(tmp_path_factory, content, ending):
    path = tmp_path_factory.getbasetemp() / f"checked{ending}"
    path.write_bytes(content)
    with suppress(Unreadable):
        claims.check(text_of(path))


@few
@given(st.one_of(st.binary(max_size=300), damaged(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")))
def test_any_pdf_to_check_is_read_or_told_to_be_unreadable(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "checked.pdf"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        text_of(path)


@under_fire
@given(st.data(), st.sampled_from(sorted(FILES)))
def test_any_bytes_in_a_folder_to_load_are_loaded_or_told_to_be_at_fault(
    tmp_path_factory, capsys, monkeypatch, data, name
):
    """Through the command itself, which reads bytes and not texts."""
    folder, database = tmp_path_factory.mktemp("plan"), tmp_path_factory.getbasetemp() / "fire.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
    if not database.exists():
        cli.main(["migrate"])
    for each, content in GOOD.items():
        whole = data.draw(damaged(content)) if each == name else content
        (folder / each).write_bytes(whole)
    code = cli.main(["load", str(folder)])
    said = capsys.readouterr()
    assert code in (0, 1), said
    assert "Traceback" not in said.out + said.err
