"""The vocabulary: words of the same sound, and words one character off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import vocabulary
from index.engines.engine import EngineError
from index.vocabulary import Vocabulary, is_one_off, write_vocabulary, written_at

WORDS = [("诉源治理", 9), ("枫桥经验", 5), ("枫桥", 7), ("风桥", 1), ("调解", 20), ("调节", 3), ("app", 4), ("法", 50)]


@pytest.mark.parametrize(
    ("typed", "alike"),
    [
        ("诉原治理", ["诉源治理"]),
        ("suyuanzhili", ["诉源治理"]),
        ("枫侨", ["枫桥", "风桥"]),
        ("调解", ["调节"]),
        ("茶山", []),
        ("树源自理", ["诉源治理"]),
        ("tiaojiefengqiao", ["调解枫桥", "调解风桥", "调节枫桥", "调节风桥"]),
        ("调节枫侨", ["调解枫桥", "调解风桥", "调节枫桥", "调节风桥"]),
        ("tiaojie" * 9, []),
    ],
)
def test_words_of_the_same_sound_come_with_the_commonest_first(typed: str, alike: list[str]) -> None:
    assert Vocabulary.of(WORDS).alike_in_sound(typed) == alike


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
    assert Vocabulary.of(WORDS).alike_in_writing(typed) == alike


def test_words_of_two_fields_are_one_and_letters_and_lone_characters_none() -> None:
    known = Vocabulary.of([*WORDS, ("枫桥", 2)])
    assert "枫桥" in known
    assert "app" not in known
    assert "法" not in known


def test_no_more_words_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 2)
    known = Vocabulary.of(WORDS)
    assert [word in known for word in ("诉源治理", "调解", "枫桥")] == [True, True, False]


def test_words_are_written_and_read_again(tmp_path: Path) -> None:
    write_vocabulary(tmp_path, [("枫桥", 7)])
    write_vocabulary(tmp_path, WORDS)
    assert Vocabulary.open(tmp_path).alike_in_sound("枫侨") == ["枫桥", "风桥"]
    assert [path.name for path in tmp_path.iterdir()] == ["words.sqlite"]


def test_where_no_words_were_written_none_are_known(tmp_path: Path) -> None:
    assert Vocabulary.open(tmp_path).alike_in_sound("枫侨") == []


def test_damaged_words_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "words.sqlite").write_bytes(b"nothing of the sort" * 999)
    with pytest.raises(EngineError, match=r"cannot be used .* run `tashan index --rebuild`\."):
        Vocabulary.open(tmp_path).alike_in_sound("枫侨")


@given(st.text(alphabet="法官茶", max_size=6), st.text(alphabet="法官茶", max_size=6))
def test_one_off_is_one_edit(one: str, other: str) -> None:
    edits = {one[:at] + char + one[at + 1 :] for at in range(len(one)) for char in ("法", "官", "茶", "")}
    edits |= {one[:at] + char + one[at:] for at in range(len(one) + 1) for char in "法官茶"}
    assert is_one_off(one, other) == (other in edits - {one})


def test_words_tell_the_revision_that_they_were_written_at(tmp_path: Path) -> None:
    assert written_at(tmp_path) == 0
    write_vocabulary(tmp_path, WORDS, 1234)
    assert written_at(tmp_path) == 1234
