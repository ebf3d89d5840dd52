from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image

from bot.folder import FILES, FolderFaults, parse
from bot.folder.publishing import contrast_on_white
from bot.publishing import Branding, Publishing

EXAMPLESHIRE = Path(__file__).parents[1] / "exampleshire"
GOOD = {name: (EXAMPLESHIRE / name).read_text() for name in FILES}
PUBLISHING = """\
channels: [C0PCP, G0CHIEFS]
contact: sam
self_approval: true
automatic: true
branding:
  colour: "#0b0c0c"
  accent: '#F46A25'
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" fill="#123"/></svg>'


def read(text: str, **pictures: bytes) -> Publishing | None:
    named = {name.replace("_", "."): content for name, content in pictures.items()}
    return parse(GOOD | {"publishing.yml": text}, named).plan.publishing


def faults_of(text: str, **pictures: bytes) -> str:
    with pytest.raises(FolderFaults) as caught:
        read(text, **pictures)
    return "\n".join(str(fault) for fault in caught.value.faults)


def crest(name: str, content: bytes) -> str:
    publishing = read(f"branding: {{crest: {name.replace('_', '.')}}}", **{name: content})
    return publishing.branding.crest


def crest_fault(name: str, content: bytes) -> str:
    return faults_of(f"branding: {{crest: {name.replace('_', '.')}}}", **{name: content})


def png(width: int, height: int) -> bytes:
    drawn = io.BytesIO()
    Image.new("1", (width, height)).save(drawn, "PNG")
    return drawn.getvalue()


def drawn_with(inner: str, attributes: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


def test_a_folder_says_where_its_quarter_goes():
    assert read(PUBLISHING) == Publishing(
        ("C0PCP", "G0CHIEFS"), "sam", True, True, Branding(colour="#0B0C0C", accent="#F46A25")
    )


def test_a_folder_without_the_file_is_published_nowhere():
    assert parse(GOOD).plan.publishing is None
    assert read("") == Publishing()


def test_the_usual_colours_can_be_seen_on_white():
    assert contrast_on_white(Branding().colour) >= 4.5
    assert contrast_on_white(Branding().accent) >= 3


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21), ("#FFFFFF", 1), ("#767676", 4.54), ("#0000FF", 8.59)]
)
def test_contrast_is_that_of_the_accessibility_guidelines(colour, ratio):
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.005)


def test_a_colour_that_cannot_be_read_is_a_fault_with_its_ratio():
    said = faults_of('branding: {colour: "#777777"}')
    assert said == (
        "publishing.yml:1: #777777 has a contrast of 4.47:1 on white, and words need 4.5:1; "
        "choose a darker one"
    )
    assert "lines and bars need 3.0:1" in faults_of('branding: {accent: "#AAAAAA"}')
    assert read('branding: {accent: "#777777"}') is not None


def test_a_colour_that_yaml_takes_for_a_comment_is_not_passed_over():
    said = faults_of("branding:\n  colour: #12436D\n")
    assert said == (
        "publishing.yml:2: 'colour' is blank: what follows # is a comment; put it in quotes"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("channels: [pcp]", "'pcp' is no Slack channel id; write it like C0PCP"),
        ("channels: C0PCP", "'channels' of publishing.yml is a list"),
        ("contact: sum", "'sum' is no person in people.yml (did you mean 'sam'?)"),
        ("automatic: yes please", "write true or false"),
        ("chanels: [C0PCP]", "publishing.yml cannot have 'chanels' (did you mean 'channels'?)"),
        ("branding: {colour: navy}", "'navy' is no colour; write it like '#12436D'"),
        ("branding: {crest: crest.svg}", "the folder has no picture 'crest.svg'"),
        ("branding: {crest: ../secret.svg}", "the folder has no picture '../secret.svg'"),
        ("branding: blue", "'branding' of publishing.yml holds its own keys"),
    ],
)
def test_whatever_else_is_wrong_is_told(text, said):
    assert said in faults_of(text)


def test_a_crest_travels_whole():
    head, _, body = crest("crest_svg", SVG).partition(",")
    assert (head, b64decode(body)) == ("data:image/svg+xml;base64", SVG)
    head, _, body = crest("crest_png", png(80, 90)).partition(",")
    assert (head, b64decode(body)) == ("data:image/png;base64", png(80, 90))


@pytest.mark.parametrize(
    "content",
    [
        drawn_with("<script>fetch('//x')</script>"),
        drawn_with("<g onload='x()'/>"),
        drawn_with("<image href='https://example.org/a.png'/>"),
        drawn_with("<image href='data:image/png;base64,AA'/>"),
        drawn_with("<use href='#a'/>"),
        drawn_with("<foreignObject/>"),
        drawn_with("<a href='https://example.org'/>"),
        drawn_with("<path fill='url(https://example.org/a)'/>"),
        drawn_with("<style>@import 'https://example.org/a.css';</style>"),
        drawn_with("<style>path{fill:url('https://example.org/a')}</style>"),
        drawn_with("<animateTransform/>"),
        drawn_with("<g xlink:href='//x'/>", 'xmlns:xlink="http://www.w3.org/1999/xlink"'),
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG,
        b'<?xml-stylesheet href="https://example.org/a.css"?>' + SVG,
        b"<html/>",
        b"<svg/>",
        SVG[:-3],
        SVG.decode().encode("utf-16"),
        b"\xff\xfe",
        b"",
    ],
)
def test_an_svg_that_is_more_than_shapes_is_a_fault(content):
    assert "publishing.yml:1: 'crest.svg'" in crest_fault("crest_svg", content)


def test_an_svg_may_refer_to_its_own_parts():
    content = drawn_with("<defs><linearGradient id='a'/></defs><path fill='url(#a)'/>")
    assert crest("crest_svg", content)


@pytest.mark.parametrize("content", [b"", SVG, png(8, 8)[:-20], png(8, 8)[:40], png(8, 8)[1:]])
def test_a_png_that_is_not_whole_is_a_fault(content):
    assert "is not a whole PNG picture" in crest_fault("crest_png", content)


def test_a_damaged_png_is_a_fault():
    content = bytearray(png(8, 8))
    content[50] ^= 1
    assert "is not a whole PNG picture" in crest_fault("crest_png", bytes(content))


def test_a_crest_that_is_too_large_is_a_fault():
    assert "4001 by 1 pixels" in crest_fault("crest_png", png(4001, 1))
    assert "more than 200,000 bytes" in crest_fault("crest_svg", SVG + b" " * 200_000)
