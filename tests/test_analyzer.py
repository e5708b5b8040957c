"""The analyzer: words with their places, sub-words at the place of their word, spans in the text as given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query
from whoosh.searching import Searcher

from index.article import Article
from index.document import analysed, document_of
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import PARAGRAPH_GAP, Analyzer, grams, is_word
from index.text.normal import normalise
from index.text.terms import Term

BODY = "法院把诉讼服务送上茶山。\n巡回审判点开进了溪口村。"
# A character that folds to several, such as ㈠, may hold several words: it is in the general test only.
ONE_TO_ONE = st.text(alphabet="人民法院審判開庭诉讼服务ａｐｐ App5·8+-。“「 \u3000\n\u200b（kāi)㐀", max_size=60)


def _words(analyzer: Analyzer, *paragraphs: str) -> list[Term]:
    """The terms that are words, not sub-words: the first at each position."""
    first: dict[int, Term] = {}
    for term in analyzer.terms(paragraphs):
        first.setdefault(term.position, term)
    return list(first.values())


def _index_of(analyzer: Analyzer, folder: Path, body: str) -> whoosh_index.FileIndex:
    article = Article(url="http://qingrong.example/1", title="茶山上的法庭", body=body)
    create(folder / "index")
    WhooshWriter(folder / "index").write([analysed(document_of(article), analyzer)])
    return open_index(folder / "index")


def _finds(searcher: Searcher, *words: str) -> bool:
    return len(searcher.search(query.Phrase("body", list(words)))) == 1


def test_neighbouring_words_stand_one_position_apart(analyzer: Analyzer) -> None:
    words = ["法官", "走进", "茶山", "，", "调解", "，", "纠纷"]
    assert [(term.text, term.position) for term in _words(analyzer, "".join(words))] == [
        ("法官", 0),
        ("走进", 1),
        ("茶山", 2),
        ("调解", 3),
        ("纠纷", 4),
    ]


def test_a_subword_stands_at_the_position_of_its_word(analyzer: Analyzer) -> None:
    terms = list(analyzer.terms(["法官走进人民法院"]))
    places = {term.text: term.position for term in terms}
    assert places["法院"] == places["人民法院"] == places["走进"] + 1


def test_paragraphs_stand_a_gap_apart(analyzer: Analyzer) -> None:
    assert list(analyzer.terms(["法官", "茶山"]))[-1].position > PARAGRAPH_GAP


def test_a_phrase_query_finds_neighbouring_words(analyzer: Analyzer, tmp_path: Path) -> None:
    with _index_of(analyzer, tmp_path, BODY).searcher() as searcher:
        assert _finds(searcher, "法院", "把")
        assert _finds(searcher, "诉讼服务", "送")
        assert _finds(searcher, "服务", "送")


def test_a_phrase_query_finds_only_neighbouring_words(analyzer: Analyzer, tmp_path: Path) -> None:
    with _index_of(analyzer, tmp_path, BODY).searcher() as searcher:
        assert not _finds(searcher, "把", "法院")
        assert not _finds(searcher, "法院", "诉讼服务")


def test_a_phrase_query_finds_nothing_across_paragraphs(analyzer: Analyzer, tmp_path: Path) -> None:
    with _index_of(analyzer, tmp_path, "法官走进茶山\n法官调解纠纷").searcher() as searcher:
        assert not _finds(searcher, "茶山", "法官")


@pytest.mark.parametrize(("text", "word"), [("中国法院", "国法"), ("和平台账", "和平"), ("人民法院", "民法")])
def test_no_term_reaches_across_a_cut(analyzer: Analyzer, text: str, word: str) -> None:
    assert word not in {term.text for term in analyzer.terms([text])}


def test_latin_words_stay_apart(analyzer: Analyzer) -> None:
    assert list(analyzer.words("Open  Court app")) == ["open", "court", "app"]


def test_a_run_of_letters_is_one_word_however_long(analyzer: Analyzer) -> None:
    run = "x9" * 20_000
    assert list(analyzer.terms([run])) == [Term(run, 0)]


def test_white_space_between_chinese_characters_is_nothing(analyzer: Analyzer) -> None:
    assert list(analyzer.words("人民 法院")) == ["人民法院"]


def test_white_space_between_latin_and_chinese_parts_nothing_more(analyzer: Analyzer) -> None:
    assert list(analyzer.pieces("app 上线")) == list(analyzer.pieces("app上线"))


def test_marks_are_no_words(analyzer: Analyzer) -> None:
    assert list(analyzer.words("“法院”：法官！")) == ["法院", "法官"]


@pytest.mark.parametrize(
    ("piece", "answer"), [("法", True), ("5", True), ("c++", True), ("+", False), ("·", False), ("“", False)]
)
def test_a_word_has_a_letter_or_a_digit(piece: str, answer: bool) -> None:
    assert is_word(piece) is answer


def test_a_token_knows_where_it_stands_in_the_text_as_given(analyzer: Analyzer) -> None:
    text = "　開(kāi)庭，ＡＰＰ 上线"
    assert [text[token.start : token.end] for token in analyzer.tokens(text)][:2] == ["開(kāi)庭", "ＡＰＰ"]


def test_a_token_carries_its_subwords(analyzer: Analyzer) -> None:
    (token,) = analyzer.tokens("人民法院")
    assert "法院" in token.subwords


@given(ONE_TO_ONE)
def test_tokens_never_overlap_and_stand_where_they_say(analyzer: Analyzer, text: str) -> None:
    tokens = list(analyzer.tokens(text))
    assert all(one.end <= other.start for one, other in zip(tokens, tokens[1:], strict=False))
    assert [normalise(text[token.start : token.end]) for token in tokens] == [token.text for token in tokens]


@given(st.text(max_size=40))
def test_tokens_of_any_text_run_forward_and_stand_where_they_say(analyzer: Analyzer, text: str) -> None:
    tokens = list(analyzer.tokens(text))
    assert all(
        one.start <= other.start and one.end <= other.end for one, other in zip(tokens, tokens[1:], strict=False)
    )
    assert all(token.text in normalise(text[token.start : token.end]) for token in tokens)


@given(ONE_TO_ONE)
def test_tokens_are_the_words(analyzer: Analyzer, text: str) -> None:
    assert [token.text for token in analyzer.tokens(text)] == list(analyzer.words(text))


@given(
    st.text(alphabet="人民法院官 开(kāi)庭Ab1，。、", max_size=40),
    st.lists(st.sampled_from(("法院", "民法", "庭", "ab", "庭,法", "、"))),
)
def test_tokens_holding_strings_are_those_of_all_that_do(analyzer: Analyzer, text: str, strings: list[str]) -> None:
    holding = [token for token in analyzer.tokens(text) if any(string in token.text for string in strings)]
    assert list(analyzer.tokens(text, strings)) == holding
    assert list(analyzer.tokens(text, strings, normalise(text))) == holding


def test_grams_are_every_character_and_every_pair_of_a_paragraph() -> None:
    assert sorted(grams(["ＡＢ c", "法"])) == sorted(["a", "b", "c", "ab", "bc", "法"])
