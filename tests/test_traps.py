"""Traps: words that stand inside others by accident of writing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.traps import Caught, Trap, caught, traps
from index.text.analyzer import Analyzer


def test_a_word_finds_the_pages_that_have_it_and_none_that_hide_it(tmp_path: Path) -> None:
    results = caught(300, 5, tmp_path)
    assert [(each.trap.word, each.found == each.wanted, len(each.wanted)) for each in results] == [
        (trap.word, True, 5) for trap in traps()
    ]


def test_every_trap_has_its_characters_in_both_sentences_and_its_word_in_one_of_all(analyzer: Analyzer) -> None:
    assert len(traps()) >= 11
    for trap in traps():
        assert trap.word in trap.bears
        assert trap.word in trap.hides
        bearing = [each for each in traps() if trap.word in _words(each.bears, analyzer)]
        assert bearing == [trap]
        assert not [each for each in traps() if trap.word in _words(each.hides, analyzer)]


def _words(sentence: str, analyzer: Analyzer) -> set[str]:
    return {term.text for term in analyzer.terms([sentence])}


def test_what_is_found_is_measured_against_what_is_wanted() -> None:
    half = Caught(Trap("民法", "", ""), found=frozenset("ab"), wanted=frozenset("bcd"))
    assert (half.precision, half.recall) == (0.5, 1 / 3)
