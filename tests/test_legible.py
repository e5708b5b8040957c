"""Legible text: what is seen stays, what only steers or breaks goes, and all of it may stand in XML."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.legible import in_one_line, legible, printable


def test_what_can_be_seen_stays() -> None:
    text = "“枫桥经验” 5·8\t党建+信访，𠮷🈶 é\n第二行"
    assert legible(text) == text


@pytest.mark.parametrize(
    "char", ["\x00", "\x1b", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufffe", "\U000e0041"]
)
def test_what_cannot_be_seen_goes(char: str) -> None:
    assert legible(f"甲{char}乙") == "甲乙"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_one_and_the_same(end: str) -> None:
    assert legible(f"甲{end}乙") == "甲\n乙"
    assert in_one_line(f" 甲 {end}\t乙 ") == "甲 乙"


@given(st.text())
def test_any_text_may_stand_in_xml_and_in_lines(text: str) -> None:
    shown = legible(text)
    assert (ElementTree.fromstring(f"<a>{escape(shown)}</a>").text or "") == shown
    assert legible(shown) == shown
    assert len(in_one_line(text).splitlines()) <= 1


def test_nothing_printed_steers_a_terminal() -> None:
    assert printable("法院\x1b]0;x\x07工作\n\u202e二") == "法院 ]0;x 工作  二"
