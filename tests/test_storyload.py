"""The load of stories: copies within a batch and across batches, and stories that a later text joins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_ledgerload import CLOSE, OPENING, STORIES, WHOLE, Newsroom

from index.article import Article


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    opened = Newsroom(tmp_path / "room", (OPENING, CLOSE, STORIES[1], WHOLE, *_reprints()))
    yield opened
    opened.close()


def _reprints() -> Iterator[Article]:
    for number in range(3):
        yield Article(url=f"http://reprint.example/{number}", title="转载", body=WHOLE.body)


@pytest.mark.parametrize("batches", [(), (1, 1, 1, 1), (2, 2)])
def test_what_joins_two_stories_makes_them_one_and_reprints_are_one_text(
    newsroom: Newsroom, batches: tuple[int, ...]
) -> None:
    texts = newsroom.loaded("loaded", batches)["text"]
    assert [(text, story) for text, _, story, *_ in texts] == [(1, 1), (2, 1), (3, 3), (4, 1)]
