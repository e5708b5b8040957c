"""The cache of facts: drawn once for a content, dropped with other rules, with the article, or when it is damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Keep

from index import building, factcache
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.document import kept_document
from index.factcache import FactCache, FactCacheError
from index.findings import Findings
from index.generations import Generations, read_state
from index.kept import KeptArticle
from index.knowledge.facts import Facts, facts_of
from index.knowledge.sections import Section

URL = "http://qingrong.example/1"
ARTICLE = Article(url=URL, title="茶山上", body="青榕法院推出“茶山夜话”普法品牌。")


@pytest.fixture
def kept(folder: DataFolder, keep: Keep) -> KeptArticle:
    keep(ARTICLE)
    with Corpus.open(folder.corpus) as corpus:
        found = corpus.get(URL)
    assert found is not None
    return found


def _open(folder: DataFolder, corpus: str = "one") -> FactCache:
    return FactCache.open(folder.cache, corpus=corpus)


def _facts(cache: FactCache, kept: KeptArticle) -> Facts:
    """The facts of an article, drawn where the cache does not know them, and kept in it."""
    (known,) = cache.known([kept])
    findings = Findings.unpacked(known) if known is not None else Findings.of(kept_document(kept))
    if known is None:
        cache.keep([(kept.article.url, kept.digest, findings.packed())])
    return findings.facts


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of the articles that facts are really drawn from."""
    urls: list[str] = []

    def _draw(article: Article, sections: tuple[Section, ...], kind: str) -> Facts:
        urls.append(article.url)
        return facts_of(article, sections, kind)

    monkeypatch.setattr("index.document.facts_of", _draw)
    return urls


def test_facts_are_drawn_once_and_come_back_the_same(folder: DataFolder, kept: KeptArticle, drawn: list[str]) -> None:
    with _open(folder) as cache:
        first = _facts(cache, kept)
    with _open(folder) as cache:
        assert _facts(cache, kept) == first
    assert [brand.name for brand in first.brands] == ["茶山夜话"]
    assert drawn == [URL]


def test_another_content_is_drawn_from_anew_and_takes_the_place(
    folder: DataFolder, kept: KeptArticle, drawn: list[str]
) -> None:
    other = replace(kept, article=replace(ARTICLE, body="没有品牌。"), digest="other")
    with _open(folder) as cache:
        _facts(cache, kept)
    with _open(folder) as cache:
        assert _facts(cache, other).brands == ()
    with _open(folder) as cache:
        _facts(cache, kept)
    assert drawn == [URL] * 3


def test_other_rules_and_another_corpus_drop_everything(
    folder: DataFolder, kept: KeptArticle, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for corpus in ("one", "two"):
        with _open(folder, corpus) as cache:
            _facts(cache, kept)
    monkeypatch.setattr(factcache, "rules_version", lambda: "changed")
    with _open(folder, "two") as cache:
        _facts(cache, kept)
    assert drawn == [URL] * 3


def test_nothing_is_left_of_what_was_removed(folder: DataFolder, kept: KeptArticle) -> None:
    with _open(folder) as cache:
        _facts(cache, kept)
    with _open(folder) as cache:
        cache.remove([URL])
        cache.purge()
    assert "茶山夜话".encode() not in b"".join(file.read_bytes() for file in folder.cache.glob("facts*"))


def test_a_damaged_file_is_made_anew(folder: DataFolder, kept: KeptArticle) -> None:
    folder.cache.mkdir()
    (folder.cache / factcache.FILE).write_bytes(b"no database at all, " * 100)
    with _open(folder) as cache:
        assert _facts(cache, kept).brands


def test_a_folder_that_cannot_be_used_is_told_in_one_sentence(folder: DataFolder) -> None:
    folder.cache.write_text("a file")
    with pytest.raises(FactCacheError, match=r"cannot be used .*: remove it, it is made anew\.$"):
        _open(folder)


def test_what_was_drawn_before_a_failure_is_not_half_written(folder: DataFolder, kept: KeptArticle) -> None:
    def _fail() -> None:
        with _open(folder) as cache:
            _facts(cache, kept)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _fail()
    with _open(folder) as cache:
        assert cache.known([kept]) == (None,)


def test_a_rebuild_draws_only_from_what_changed(folder: DataFolder, keep: Keep, drawn: list[str]) -> None:
    keep(ARTICLE, replace(ARTICLE, url="http://qingrong.example/2"))
    building.update(folder, lambda *_: None)
    keep(replace(ARTICLE, body="改过的正文。"))
    building.rebuild(folder, lambda *_: None)
    assert sorted(drawn) == [URL, URL, "http://qingrong.example/2"]


def test_an_update_under_other_rules_rebuilds(folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ARTICLE)
    building.update(folder, lambda *_: None)
    monkeypatch.setattr(building, "rules_version", lambda: "changed")
    assert building.update(folder, lambda *_: None).rebuilt
    assert read_state(Generations(folder.index).current()).rules == "changed"
    assert not building.update(folder, lambda *_: None).rebuilt
