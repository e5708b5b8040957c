from __future__ import annotations

from dataclasses import replace

from index.article import Article
from index.corpus import Corpus
from index.kept import KnownPage
from index.staging import Kind, Reading, Stage

ARTICLE = Article(url="http://qingxi.example/1", title="板凳法庭", body="法官走进茶山。")
READING = Reading(url=ARTICLE.url, article=ARTICLE)
UNREAD = Reading(url="http://qingxi.example/2", kind=Kind.UNREAD, reason="It has no body.")


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
        assert stage.admit() == {"new": 1}
    assert stage.unread() == {UNREAD.url: "2024"}
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
        assert stage.admit(held=True) == {"new": 1}


def test_what_is_held_can_be_taken_up_but_for_what_was_gone(corpus: Corpus) -> None:
    stage = staged(corpus, READING, Reading(url="http://qingxi.example/3", kind=Kind.GONE))
    with corpus.writing():
        stage.hold()
        stage.take_up()
    assert list(stage.readings()) == [READING]
    assert list(stage.readings(held=True)) == []


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


def admitted(corpus: Corpus, *readings: Reading, seen: str) -> dict[str, int]:
    stage = staged(corpus, *readings, seen=seen)
    with corpus.writing():
        return dict(stage.admit())


def test_the_validators_of_a_page_are_known_once_it_is_admitted(corpus: Corpus) -> None:
    admitted(corpus, Reading(url=ARTICLE.url, article=ARTICLE, etag='"1"', modified="Mon"), seen="2024-05-06T08")
    (known,) = corpus.known_pages("qingxi")
    assert known == KnownPage(ARTICLE.url, "2024-05-06", "2024-05-06T08", None, '"1"', "Mon")


def test_a_page_that_is_gone_is_marked_once_and_unmarked_when_it_comes_back(corpus: Corpus) -> None:
    admitted(corpus, READING, seen="2024")
    gone = Reading(url=ARTICLE.url, kind=Kind.GONE)
    assert admitted(corpus, gone, seen="2025") == {"vanished": 1}
    assert admitted(corpus, gone, seen="2026") == {}
    assert [page.vanished for page in corpus.known_pages("qingxi")] == ["2025"]
    assert admitted(corpus, Reading(url=ARTICLE.url, kind=Kind.UNCHANGED), seen="2027") == {"same": 1}
    assert [(page.vanished, page.last_seen) for page in corpus.known_pages("qingxi")] == [(None, "2027")]


def test_a_page_that_became_an_article_is_no_longer_unread(corpus: Corpus) -> None:
    admitted(corpus, Reading(url=ARTICLE.url, kind=Kind.UNREAD, reason="It has no body."), seen="2024")
    admitted(corpus, READING, seen="2025")
    assert Stage(corpus, "qingxi").unread() == {}
