"""Passages: sections as cards over several segments, page by page, and no further than the time allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_facts import parted

from index.document import analysed
from index.engines.engine import PASSAGE, RELEVANCE, Answer, Grouping, Plan
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.writer import WhooshWriter, create
from index.query import Filters, Node, Or, Word
from index.text.analyzer import Analyzer

DOCUMENTS = (
    parted("a", ("做法", "法官走进茶山。"), (None, "海港。"), ("做法", "法官回来了。")),
    parted("b", ("成效", "没有人来。")),
    parted("c", ("做法", "法官和法官，法官又法官。"), ("成效", "法官笑了。")),
)


@pytest.fixture
def reader(tmp_path: Path, analyzer: Analyzer) -> Iterator[WhooshReader]:
    """Each document in a commit of its own, one of them written twice."""
    create(tmp_path / "index")
    for document in (*DOCUMENTS, DOCUMENTS[0]):
        WhooshWriter(tmp_path / "index").write([analysed(document, analyzer)])
    opened = WhooshReader(tmp_path / "index")
    yield opened
    opened.close()


def asked(reader: WhooshReader, tree: Node | None, *, first: int = 0, count: int = 9, budget: float = 60.0) -> Answer:
    return reader.answer(
        Plan(
            tree=tree,
            filters=Filters(),
            sort=RELEVANCE,
            group=PASSAGE,
            grouping=Grouping(),
            first=first,
            count=count,
            budget=budget,
        )
    )


def shown(answer: Answer) -> list[tuple[str, int | None]]:
    return [(found.view["url"], found.section) for found in answer.found]


def test_passages_come_in_the_order_of_their_articles_and_of_their_text(reader: WhooshReader) -> None:
    answer = asked(reader, Word("法官"))
    assert shown(answer) == [("c", 0), ("c", 1), ("a", 0), ("a", 2)]
    assert (answer.total, answer.stories) == (2, 4)


@pytest.mark.parametrize("first", range(5))
def test_every_page_of_passages_is_a_part_of_the_whole(reader: WhooshReader, first: int) -> None:
    tree = Or((Word("法官"), Word("海港")))
    whole = shown(asked(reader, tree))
    assert len(whole) == 5
    assert shown(asked(reader, tree, first=first, count=2)) == whole[first : first + 2]


def test_without_time_there_are_no_passages_and_it_is_said(reader: WhooshReader) -> None:
    answer = asked(reader, Word("法官"), budget=0)
    assert (answer.partial, answer.stories, answer.found) == (True, 0, ())
