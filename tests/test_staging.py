from __future__ import annotations

from dataclasses import replace

from index.article import Article
from index.corpus import Change, Corpus
from index.staging import Reading, Stage

ARTICLE = Article(url="http://qingxi.example/1", title="板凳法庭", body="法官走进茶山。")
READING = Reading(url=ARTICLE.url, article=ARTICLE)
UNREAD = Reading(url="http://qingxi.example/2", reason="It has no body.")


def staged(corpus: Corpus, *readings: Reading, name: str = "qingxi", seen: str = "2024") -> Stage:
    stage = Stage(corpus, name)
    with corpus.writing():
        for reading in readings:
            stage.add(reading, seen=seen, show="text")
    return stage


def test_what_is_staged_is_not_in_the_corpus(corpus: Corpus) -> None:
    stage = staged(corpus, READING, UNREAD)
    assert list(stage.readings()) == [READING, UNREAD]
    assert corpus.get(ARTICLE.url) is None


def test_what_is_admitted_is(corpus: Corpus) -> None:
    stage = staged(corpus, READING, UNREAD)
    with corpus.writing():
        assert stage.admit() == {Change.NEW: 1}
    kept = corpus.get(ARTICLE.url)
    assert kept is not None
    assert (kept.article, kept.source_name, kept.first_seen) == (ARTICLE, "qingxi", "2024")
    assert list(stage.readings()) == []


def test_what_is_held_waits_for_its_own_admission(corpus: Corpus) -> None:
    stage = staged(corpus, READING)
    with corpus.writing():
        stage.hold()
        assert not stage.admit()
    assert list(stage.readings()) == []
    assert list(stage.readings(held=True)) == [READING]
    with corpus.writing():
        assert stage.admit(held=True) == {Change.NEW: 1}


def test_a_later_reading_takes_the_place_of_one_that_is_held(corpus: Corpus) -> None:
    stage = staged(corpus, READING)
    with corpus.writing():
        stage.hold()
    edited = Reading(url=ARTICLE.url, article=replace(ARTICLE, body="改过。"))
    staged(corpus, edited)
    assert list(stage.readings(held=True)) == []
    assert list(stage.readings()) == [edited]


def test_a_source_admits_and_holds_its_own_only(corpus: Corpus) -> None:
    other = staged(corpus, READING, name="other")
    stage = staged(corpus, READING)
    with corpus.writing():
        stage.hold()
        stage.admit(held=True)
    assert list(other.readings()) == [READING]
