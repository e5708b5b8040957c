"""Reposts: what a reader is shown of the articles that tell one story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Keep, OpenLibrary
from small_stories import cut, story

from benchmarks.reposts import score, stories_found, world
from benchmarks.retold import Teller, sample_stories, sentences_of
from index.datafolder import DataFolder
from index.searching import Library

ORIGINAL = story(0)
CUT = cut(ORIGINAL, "http://portal.example/1", 7)


def _shown(library: Library, url: str) -> list[dict[str, object]]:
    view = library.stacks.article(url)
    assert view is not None
    reposts: list[dict[str, object]] = view.as_json()["reposts"]
    return reposts


def test_the_original_lists_its_reposts_with_what_they_changed(library: OpenLibrary) -> None:
    (repost,) = _shown(library(ORIGINAL, CUT), ORIGINAL.url)
    assert repost == {
        "url": CUT.url,
        "title": CUT.title,
        "court": None,
        "published": "2024-05-07",
        "original": False,
        "changed": [{"was": ORIGINAL.paragraphs[7], "now": ""}],
    }


def test_a_repost_names_its_original(library: OpenLibrary) -> None:
    (original,) = _shown(library(ORIGINAL, CUT), CUT.url)
    assert (original["url"], original["original"], original["changed"]) == (ORIGINAL.url, True, [])


def test_an_article_told_once_has_no_reposts(library: OpenLibrary) -> None:
    assert _shown(library(ORIGINAL, story(1)), ORIGINAL.url) == []


def test_without_an_index_an_article_is_shown_alone(folder: DataFolder, keep: Keep) -> None:
    keep(ORIGINAL)
    with Library.open(folder) as library:
        assert _shown(library, ORIGINAL.url) == []


@pytest.mark.parametrize("withheld", [ORIGINAL, CUT])
def test_a_text_that_may_not_be_shown_is_not_shown_by_its_differences(library: OpenLibrary, withheld: object) -> None:
    library(*(each for each in (ORIGINAL, CUT) if each is not withheld))
    opened = library(*(each for each in (ORIGINAL, CUT) if each is withheld), show="snippet")
    (repost,) = _shown(opened, ORIGINAL.url)
    assert repost["changed"] is None


def test_only_so_many_are_compared(library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reposts.MOST_COMPARED", 2)
    copies = [
        replace(ORIGINAL, url=f"http://x.example/{number}", published=f"2025-01-0{number}") for number in range(1, 5)
    ]
    shown = _shown(library(ORIGINAL, *copies), ORIGINAL.url)
    assert [repost["changed"] for repost in shown] == [[], [], None, None]


def test_reposts_of_sample_stories_are_found_and_no_others(folder: DataFolder) -> None:
    teller = Teller(sentences_of(sample_stories()), seed=3)
    told, kinds = world(teller, stories=20, unrelated=60, pairs=10)
    reached = score(told, kinds, stories_found(folder.path, (each.article for each in told)))
    assert len(kinds) == 100
    assert reached.precision >= 0.98
    assert reached.recall >= 0.98, reached.missed
