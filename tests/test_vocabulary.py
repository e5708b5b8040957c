"""The vocabulary: words of the same sound, and words one character off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import vocabulary
from index.vocabulary import Vocabulary, is_one_off

WORDS = [("诉源治理", 9), ("枫桥经验", 5), ("枫桥", 7), ("风桥", 1), ("调解", 20), ("调节", 3), ("app", 4), ("法", 50)]


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("诉原治理", ["诉源治理"]),
        ("suyuanzhili", ["诉源治理"]),
        ("枫侨", ["枫桥", "风桥"]),
        ("调解", ["调节"]),
        ("茶山", []),
    ],
)
def test_words_of_the_same_sound_come_with_the_commonest_first(typed: str, alike: list[str]) -> None:
    assert Vocabulary(WORDS).alike_in_sound(typed) == alike


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("诉源治里", ["诉源治理"]),
        ("诉源治", ["诉源治理"]),
        ("枫桥的经验", ["枫桥经验"]),
        ("枫林经验", ["枫桥经验"]),
        ("调和", []),
        ("诉源治理", []),
    ],
)
def test_words_one_character_off_are_alike(typed: str, alike: list[str]) -> None:
    assert Vocabulary(WORDS).alike_in_writing(typed) == alike


def test_words_of_two_fields_are_one_and_letters_and_lone_characters_none() -> None:
    known = Vocabulary([*WORDS, ("枫桥", 2)])
    assert "枫桥" in known
    assert "app" not in known
    assert "法" not in known


def test_no_more_words_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 2)
    known = Vocabulary(WORDS)
    assert [word in known for word in ("诉源治理", "枫桥经验", "枫桥")] == [True, True, False]


@given(st.text(alphabet="法官茶", max_size=6), st.text(alphabet="法官茶", max_size=6))
def test_one_off_is_one_edit(one: str, other: str) -> None:
    edits = {one[:at] + char + one[at + 1 :] for at in range(len(one)) for char in ("法", "官", "茶", "")}
    edits |= {one[:at] + char + one[at:] for at in range(len(one) + 1) for char in "法官茶"}
    assert is_one_off(one, other) == (other in edits - {one})
