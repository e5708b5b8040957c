"""The fast cut: the same pieces as jieba's, on texts like ours and on any other, or it is not used at all."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import data
from index.text import fastcut
from index.text.analyzer import PARTING_MARKS
from index.text.dictionary import jieba_dictionary
from index.text.fastcut import PROVEN, cutter, fast_cut, installed_release
from index.text.lexicon import Lexicon
from index.text.normal import normalise
from index.text.tokenizer import COURT_WORDS, Tokenizer

MARKED = "2024-11-29的app-1.0%、c++&a_b#1.5，“枫桥式·人民法庭”(试行)〇々ー½①㐀䶿龦鿿豈𠀀é\u3000x\ty\r\nz　"
HOSTILE = st.text(alphabet=MARKED + "人民法院执行难", max_size=40)

ODD_WORDS = ("ab-12测试", "a", "1b", "-", "甲-乙", "法院", "院", "1.5%", "app上线")

Cuts = tuple[Tokenizer, Tokenizer]


@cache
def _dictionary() -> Sequence[str]:
    with jieba.get_dict_file() as lines:
        return [line.split()[0].decode() for line in lines]


def _words(numbers: Sequence[int]) -> str:
    return "".join(_dictionary()[number % len(_dictionary())] for number in numbers)


@pytest.fixture(scope="module")
def cuts() -> Cuts:
    """The court tokenizer as it begins and one that was told to hasten."""
    return _slow_and_fast(data.lines(COURT_WORDS))


def _slow_and_fast(words: Sequence[str]) -> Cuts:
    slow, fast = (Tokenizer(words) for _ in range(2))
    fast.hasten()
    return slow, fast


@pytest.fixture(scope="module")
def odd() -> Cuts:
    """The same two with words that nobody would put into a dictionary, and one that is in it already."""
    return _slow_and_fast(ODD_WORDS)


def _require_same(cuts: Cuts, text: str) -> None:
    slow, fast = cuts
    assert list(fast.cut(text)) == list(slow.cut(text))


def test_the_release_that_is_installed_is_a_proven_one() -> None:
    assert installed_release() in PROVEN


def test_every_sample_article_is_cut_alike(cuts: Cuts) -> None:
    samples = Path(__file__).parent.parent / "crawlers" / "samples" / "articles"
    lines = [line for sample in sorted(samples.glob("*.md")) for line in sample.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    for line in lines:
        _require_same(cuts, normalise(line))


def test_the_court_words_are_cut_alike_wherever_they_stand(cuts: Cuts) -> None:
    words = data.lines(COURT_WORDS)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        for text in (word, before + word, word + after, f"在{word}的", before[-1] + word + after[0]):
            _require_same(cuts, text)


@given(st.lists(st.integers(min_value=0), max_size=12), st.integers(0, 3), st.integers(0, 3))
def test_any_row_of_dictionary_words_is_cut_alike(cuts: Cuts, numbers: list[int], left: int, right: int) -> None:
    text = _words(numbers)
    _require_same(cuts, text[left : len(text) - right])


@given(HOSTILE | st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_cut_alike(cuts: Cuts, text: str) -> None:
    _require_same(cuts, text)


@given(st.lists(st.sampled_from(ODD_WORDS), max_size=4), HOSTILE)
def test_words_of_any_form_are_cut_alike(odd: Cuts, words: list[str], text: str) -> None:
    _require_same(odd, text[:20].join(words) + text)


@given(st.lists(st.integers(min_value=0), max_size=6), HOSTILE, st.sampled_from(PARTING_MARKS))
def test_what_stands_on_two_sides_of_a_mark_is_cut_apart(
    cuts: Cuts, odd: Cuts, numbers: list[int], text: str, mark: str
) -> None:
    before = _words(numbers)
    for tokenizer in (*cuts, *odd):
        apart = [*tokenizer.cut(before), mark, *tokenizer.cut(text)]
        assert list(tokenizer.cut(f"{before}{mark}{text}")) == apart


def test_a_run_of_letters_is_one_piece_however_long(cuts: Cuts) -> None:
    assert list(cuts[1].cut("x9" * 20_000)) == ["x9" * 20_000]


@pytest.mark.parametrize("word", ["㐀甲", "𠀀", "甲·乙", "甲 乙"])
def test_a_word_of_which_jieba_would_make_nothing_is_left_to_jieba(word: str) -> None:
    assert fast_cut({"法院": 9, word: 9}) is None


def test_words_that_add_more_than_another_word_can_lend_are_left_to_jieba() -> None:
    assert fast_cut({"甲乙": 9}, 11_650) is not None
    assert fast_cut({"甲乙": 9}, 11_651) is None


def test_the_lender_is_no_text_that_can_be_cut_and_has_what_it_lends() -> None:
    assert normalise(fastcut._LENDER) != fastcut._LENDER
    assert Lexicon(jieba_dictionary(), ()).frequency(fastcut._LENDER) == fastcut._LENT


def test_the_sum_of_frequencies_stays_whatever_words_come() -> None:
    # A word beside a common one, or both in one: which cut is likelier turns on the sum of all frequencies.
    def _cut(frequency: int, lent: int) -> list[str]:
        cut = fast_cut({"龘龘": frequency, "的龘龘": 60}, lent)
        assert cut is not None
        return cut("的龘龘")

    assert _cut(11_310, 11_370) == ["的龘龘"]
    assert _cut(11_311, 11_371) == ["的", "龘龘"]
    assert _cut(11_311, 0) == ["的龘龘"]


def test_another_release_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fastcut, "version", lambda name: "9.9.9")
    assert fast_cut({}) is None
    assert cutter() == "jieba"


def test_the_one_that_cuts_is_named_with_its_release() -> None:
    assert cutter() == f"rjieba {installed_release()}"


def test_without_it_the_lexicon_cuts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(fastcut, "version", missing)
    tokenizer = Tokenizer(("诉源治理",))
    tokenizer.hasten()
    assert list(tokenizer.cut("推进诉源治理")) == ["推进", "诉源治理"]


def test_where_it_cannot_be_loaded_there_is_no_fast_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    really: Callable[..., Any] = builtins.__import__

    def refusing(name: str, *arguments: Any, **more: Any) -> Any:
        if name == "rjieba":
            raise ImportError(name)
        return really(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", refusing)
    assert fast_cut({}) is None
