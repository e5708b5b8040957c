"""Recutting: words that come or go rewrite the articles in which they stand, and the index is as a new one would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import SEEN, Keep, OpenLibrary
from hypothesis import given, settings
from hypothesis import strategies as st

from index import building
from index.article import Article
from index.building import Built
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.document import document_of
from index.engines.whoosh.reader import WhooshReader
from index.generations import Generations
from index.searching import Library, SearchRequest
from index.text.normal import normalise
from index.text.tokenizer import Tokenizer

TEXTS = (
    "山塘法庭的樟溪夜校开课，樟溪镇的群众来听课。",
    "樟溪夜校里有诉前罗盘，罗盘指向调解，AI书记员记录。",
    "青溪区人民法院推进诉源治理，民法典进山村。\n夜校不在樟溪，在青溪。",
    "人民法院报：樟 溪 夜 校与 AI 书记员；罗盘夜校，山塘樟溪夜校罗盘。",
    "法官走进茶山，走进夜校，走进人民法院。",
    "「樟溪夜校」工作法：一、做法。山塘法庭推出“樟溪夜校”品牌。\n二、成效。全省首个夜校。",
)
CHARACTERS = "樟溪夜校诉前罗盘人民法院山塘庭的"


def _quiet(done: int, total: int) -> None:
    pass


def _update(folder: DataFolder) -> Built:
    return building.update(folder, _quiet)


def _articles(texts: Sequence[str] = TEXTS) -> list[Article]:
    return [
        Article(
            url=f"http://qingxi.example/{number}",
            title=text[:12].replace("\n", ""),
            body=text,
            court="青溪区人民法院",
            published=f"2024-0{number % 9 + 1}-03",
        )
        for number, text in enumerate(texts)
    ]


def _set(folder: DataFolder, *words: str) -> None:
    folder.words.write_text("\n".join(words), encoding="utf-8")


def _found(folder: DataFolder, query: str) -> list[str]:
    with Library.open(folder) as library:
        return sorted(hit.url[-1] for hit in library.search(SearchRequest(query=query, group="none", size=50)).hits)


def _words(folder: DataFolder) -> dict[str, int]:
    reader = WhooshReader(Generations(folder.index).current())
    try:
        return dict(reader.words())
    finally:
        reader.close()


def test_a_new_word_rewrites_the_articles_in_which_it_stands(folder: DataFolder, keep: Keep) -> None:
    keep(*_articles())
    _update(folder)
    assert "樟溪夜校" not in _words(folder)
    _set(folder, "樟溪夜校")
    built = _update(folder)
    assert (built.documents, built.recut, built.words, built.rebuilt) == (4, 4, 1, False)
    assert _words(folder)["樟溪夜校"] == 4
    assert _found(folder, "樟溪夜校") == ["0", "1", "3", "5"]
    assert _found(folder, "夜校") == ["0", "1", "2", "3", "4", "5"]


def test_a_word_that_is_taken_back_rewrites_them_again(folder: DataFolder, keep: Keep) -> None:
    keep(*_articles())
    _set(folder, "樟溪夜校", "诉前罗盘")
    _update(folder)
    _set(folder, "樟溪夜校")
    assert "诉前罗盘" in _words(folder)
    assert (_update(folder).recut, _update(folder).documents) == (1, 0)
    assert "诉前罗盘" not in _words(folder)
    assert "樟溪夜校" in _words(folder)
    assert _found(folder, "罗盘") == ["1", "3"]


def test_a_word_that_stands_nowhere_rewrites_nothing_and_is_known(folder: DataFolder, keep: Keep) -> None:
    keep(*_articles())
    _update(folder)
    _set(folder, "石桥夜话")
    assert (_update(folder).documents, _update(folder).words) == (0, 0)
    keep(Article(url="http://qingxi.example/9", title="石桥夜话开讲", body="石桥夜话开讲。"))
    assert _update(folder).documents == 1
    assert _words(folder)["石桥夜话"] == 1


def test_what_changed_and_is_touched_is_written_once(folder: DataFolder, keep: Keep) -> None:
    keep(*_articles())
    _update(folder)
    _set(folder, "樟溪夜校")
    keep(Article(url="http://qingxi.example/0", title="樟溪夜校", body="樟溪夜校又开课。"))
    built = _update(folder)
    assert (built.documents, built.recut) == (4, 3)
    with Library.open(folder) as library:
        assert library.search(SearchRequest(group="none")).total == len(TEXTS)


def test_a_library_that_is_open_reads_on_by_the_words_of_its_index(library: OpenLibrary, folder: DataFolder) -> None:
    opened = library(*_articles())
    _set(folder, "樟溪夜校")
    before = opened.search(SearchRequest(query="樟溪夜校", group="none")).total
    _update(folder)
    after = opened.search(SearchRequest(query="樟溪夜校", group="none"))
    assert (before, after.total) == (5, 4)
    assert after.hits[0].title_html.count("<mark>") == 1


def test_a_list_that_cannot_be_read_stops_no_search(library: OpenLibrary, folder: DataFolder) -> None:
    opened = library(*_articles())
    _set(folder, "院")
    assert opened.search(SearchRequest(query="夜校")).total


def test_a_kill_between_the_words_and_the_commit_is_made_up_for(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(*_articles())
    _update(folder)
    _set(folder, "樟溪夜校")

    def _failing(*_: Any, **__: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.engines.whoosh.writer.WhooshWriter.write_packed", _failing)
        with pytest.raises(KeyboardInterrupt):
            _update(folder)
    assert _found(folder, "樟溪夜校") == ["0", "1", "2", "3", "5"]
    _set(folder)
    assert _update(folder).documents == 0
    _set(folder, "樟溪夜校")
    assert _update(folder).recut == 4
    assert _words(folder)["樟溪夜校"] == 4


@given(
    st.lists(st.text(CHARACTERS, min_size=2, max_size=4), max_size=6),
    st.lists(st.text(CHARACTERS, min_size=2, max_size=4), max_size=6),
    st.lists(st.text(CHARACTERS + "，\n", min_size=1, max_size=30), max_size=8),
)
@settings(max_examples=6)
def test_an_index_that_was_kept_up_answers_as_one_built_anew(
    tokenizer: Tokenizer, before: list[str], after: list[str], texts: list[str]
) -> None:
    with TemporaryDirectory() as path:
        folder = DataFolder(Path(path) / "data").prepared()
        with Corpus.open(folder.corpus) as corpus, corpus.writing():
            for article in _articles([*TEXTS, *filter(str.strip, texts)]):
                corpus.keep(article, source_name="qingxi", seen=SEEN)
        _set(folder, *before)
        _update(folder)
        _set(folder, *after)
        assert not _update(folder).rebuilt
        kept_up = [*_answers(folder, [*before, *after])]
        building.rebuild(folder, _quiet)
        assert [*_answers(folder, [*before, *after])] == kept_up


def _answers(folder: DataFolder, words: list[str]) -> Iterator[Any]:
    """Documents, scores, facets and passages for words, beginnings and quotations."""
    queries = [*words, *(f"{word}*" for word in words), "夜校", "人民法院", "罗盘夜校", "“樟溪夜”", "樟溪夜校 OR 法庭"]
    with Library.open(folder) as library:
        for query in queries:
            for group in ("none", "passage"):
                answer = library.search(SearchRequest(query=query, group=group, size=50)).as_json()
                yield {name: value for name, value in answer.items() if name != "took_ms"}


TEXT = st.text(CHARACTERS + "，ab1", max_size=40)
WORD = st.text(CHARACTERS + "a1", min_size=2, max_size=5).filter(lambda word: not word.isascii())


@given(st.lists(WORD, max_size=4), WORD, TEXT)
def test_a_text_without_a_word_is_cut_as_before(words: list[str], word: str, text: str) -> None:
    if word not in text:
        without = Tokenizer(words)
        assert list(Tokenizer([*words, word]).cut(text)) == list(without.cut(text))


@given(st.lists(WORD, max_size=4), WORD, WORD)
def test_a_word_without_it_carries_the_same_subwords(words: list[str], word: str, compound: str) -> None:
    if word not in compound:
        without = Tokenizer(words)
        assert Tokenizer([*words, word]).subwords(compound) == without.subwords(compound)


def test_whatever_else_is_cut_of_an_article_stands_in_its_text() -> None:
    samples = sorted((Path(__file__).parent.parent / "crawlers" / "samples" / "articles").glob("*.md"))
    documents = [document_of(Article(url="http://a.example/", body=each.read_text("utf-8"))) for each in samples]
    cut = [(name, each) for each in documents for name in (*each.brand_names, *each.headings, each.lead)]
    assert len(cut) > 100
    assert [name for name, each in cut if normalise(name) not in each.normal_text] == []
