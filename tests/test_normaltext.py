"""The normal text of an article: its title, its sections, and which of these hold a string."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from index.normaltext import NormalText

PIECE = st.text(alphabet="茶山法官\n", max_size=8)


def test_the_title_stands_before_the_sections() -> None:
    text = NormalText("茶山\n法官\n一、板凳\n", (3, 6, 11))
    assert (text.title, [*text.sections()], text.section(1)) == ("茶山", ["法官\n", "一、板凳\n"], "一、板凳\n")


def test_sections_alone_have_no_title() -> None:
    text = NormalText.of(["一、\n法官", "茶山"])
    assert (text.title, [*text.sections()]) == ("", ["一、\n法官\n", "茶山\n"])
    assert NormalText.of([]).holding(["茶"]) == []


@given(PIECE, st.lists(PIECE, max_size=5), st.lists(st.text(alphabet="茶山法", min_size=1, max_size=3), max_size=3))
def test_a_string_is_found_in_every_section_that_has_it_whole(
    title: str, sections: list[str], strings: list[str]
) -> None:
    text = NormalText("".join([title, *sections]), tuple(accumulate(map(len, sections), initial=len(title))))
    has_any = (number for number, section in enumerate(sections) if any(string in section for string in strings))
    assert text.holding(strings) == [*has_any]
