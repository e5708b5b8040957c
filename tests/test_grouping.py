"""Grouping: cards of stories, their originals, and every article that tells one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import OpenLibrary
from small_stories import cut, story

from index.article import Article
from index.datafolder import DataFolder
from index.engines.engine import Grouping
from index.generations import Generations
from index.ledgers.grouping import told_by
from index.query import Filters
from index.searching import Library, SearchRequest

ORIGINAL = replace(story(0), court="青榕县人民法院")
CUT = replace(cut(ORIGINAL, "http://portal.example/1"), court="临沚区人民法院", published="2024-05-01")
OTHER = story(1)


def _cards(library: Library, **request: object) -> list[tuple[str, tuple[str, ...]]]:
    hits = library.search(SearchRequest(sort="date", **request)).hits  # type: ignore[arg-type]
    return [(hit.url, tuple(repost.url for repost in hit.reposts)) for hit in hits]


def test_a_text_that_was_joined_to_none_is_its_own_story() -> None:
    assert Grouping({"a": "b"}).story("a") == Grouping().story("b") == "b"


def test_near_copies_are_one_card_of_the_original(library: OpenLibrary) -> None:
    library(CUT, source="portal.example")
    opened = library(ORIGINAL, OTHER)
    assert (ORIGINAL.url, (CUT.url,)) in _cards(opened)
    results = opened.search(SearchRequest())
    assert (results.total, results.stories) == (3, 2)


def test_a_host_that_nobody_vouches_for_is_the_original_where_there_is_no_other(library: OpenLibrary) -> None:
    assert _cards(library(CUT, source="portal.example")) == [(CUT.url, ())]


def test_where_the_original_does_not_match_the_earliest_match_is_shown(library: OpenLibrary) -> None:
    later = replace(CUT, url="http://later.example/1", published="2024-05-20")
    library(CUT, source="portal.example")
    library(later, source="later.example")
    opened = library(ORIGINAL)
    assert _cards(opened, filters=Filters(court=("临沚区人民法院",))) == [(CUT.url, (later.url,))]


def test_without_grouping_every_article_is_a_card(library: OpenLibrary) -> None:
    assert len(_cards(library(ORIGINAL, CUT, OTHER), group="none")) == 3


def test_a_library_that_is_open_sees_a_later_repost(library: OpenLibrary) -> None:
    opened = library(ORIGINAL)
    assert _cards(opened) == [(ORIGINAL.url, ())]
    library(CUT, source="portal.example")
    assert _cards(opened) == [(ORIGINAL.url, (CUT.url,))]


@pytest.mark.parametrize("asked", [ORIGINAL, CUT])
def test_a_story_is_told_by_all_its_articles_the_original_first(
    folder: DataFolder, library: OpenLibrary, asked: Article
) -> None:
    library(CUT, source="portal.example")
    library(ORIGINAL, OTHER)
    assert told_by(Generations(folder.index).current(), asked.url) == (ORIGINAL.url, CUT.url)
