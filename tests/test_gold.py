"""The gold set: what it holds, and that the reader is nowhere worse on it than it was."""

from __future__ import annotations

from collections import Counter

import pytest
from goldpages import COURT, FOLDER, TEXTS, GoldPage, gold_pages, openings, own_pages
from goldset import FIELDS, FLOORS, QUALITY, SETS, Reading, losses, misses, quality
from scores import Outcome, read_floors
from test_kinds import KINDS

from crawlers.reading.page import Page
from index.article import Article
from index.text.normal import normalise

PAGE = Page("http://a.example/1.html", b"")


def reading(gold: dict[str, object], read: dict[str, object]) -> Reading:
    """A reading of some page."""
    return Reading(GoldPage(name="page", page=PAGE, gold=gold), read)


def test_no_score_has_fallen() -> None:
    assert losses() == []


def test_every_score_has_a_floor() -> None:
    floors = read_floors(FLOORS)
    assert {name: [score.name for score in scores()] for name, (_, scores) in SETS.items()} == {
        name: list(marks) for name, marks in floors.items()
    }


def test_the_table_in_the_docs_is_current() -> None:
    assert QUALITY.read_text("utf-8") == quality(), "Renew it with: python tests/goldset.py --write"


def test_every_field_of_an_article_is_scored() -> None:
    assert {*FIELDS, "body"} == {*Article.__slots__, "kind"} - {"url", "adcode"}


def test_the_set_is_large_and_varied() -> None:
    assert len(gold_pages()) >= 150
    assert len(own_pages()) >= 90
    kinds = Counter(page.gold["kind"] for page in own_pages())
    assert {*kinds} == {*KINDS}
    assert min(kinds.values()) >= 12
    assert len({page.gold.get("province") for page in own_pages()}) >= 20
    assert {page.gold.get("level") for page in own_pages()} >= {"基层", "中级", "专门", None}
    assert len(list((FOLDER / "skins").glob("*.html"))) >= 15


def test_openings_are_of_every_kind_and_stand_once() -> None:
    assert {opening.kind for opening in openings()} == {*KINDS}
    assert len({opening.text for opening in openings()}) == len(openings()) >= 90


@pytest.mark.parametrize("page", gold_pages(), ids=lambda page: page.name)
def test_what_a_page_is_said_to_print_stands_on_it(page: GoldPage) -> None:
    markup = normalise(page.page.text)
    for field in ("title", "author", "editor", "source", "column"):
        for part in page.gold.get(field, "").replace("、", " ").split():
            assert normalise(part) in markup, field


@pytest.mark.parametrize(
    ("field", "gold", "read", "outcome"),
    [
        ("title", "茶山“法庭”", "茶山「法庭」", Outcome.RIGHT),
        ("title", "茶山法庭", "茶山法庭-青榕法院网", Outcome.WRONG),
        ("title", "茶山法庭", None, Outcome.MISSING),
        ("title", None, "茶山法庭", Outcome.INVENTED),
        ("title", None, None, Outcome.SILENT),
        ("author", "林知远、陈可", "陈可 林知远", Outcome.RIGHT),
        ("author", "林知远、陈可", "林知远", Outcome.WRONG),
        ("court", "永泰县人民法院", "福建省永泰县人民法院", Outcome.RIGHT),
        ("court", "永泰县人民法院", "闽清县人民法院", Outcome.WRONG),
        ("published", "2024-05-06", "2024-05-06T07:08:09", Outcome.RIGHT),
        ("published", "2024-05-06T07:08:09", "2024-05-06", Outcome.WRONG),
        ("views", 12, 12, Outcome.RIGHT),
        ("views", 12, 120, Outcome.WRONG),
        ("repairs", ["glosses"], ["glosses"], Outcome.RIGHT),
        ("repairs", [], ["glosses"], Outcome.INVENTED),
    ],
)
def test_a_reading_is_compared_with_the_gold(field: str, gold: object, read: object, outcome: Outcome) -> None:
    assert reading({field: gold}, {field: read}).outcome(field) is outcome


def test_a_body_is_compared_by_runs_of_four_characters() -> None:
    assert reading({"body": "甲乙丙丁戊"}, {"body": "甲乙丙丁戊"}).body() == (1.0, 1.0)
    assert reading({"body": "甲乙丙丁戊"}, {"body": "甲乙丙丁"}).body() == (1.0, 0.5)
    assert reading({"body": "甲乙丙丁戊"}, {}).body() == (0.0, 0.0)


@pytest.mark.parametrize("field", ["court", "body"])
def test_misses_are_listed_with_gold_and_reading(field: str) -> None:
    assert all(": " in miss for miss in misses(field))


def test_courts_of_the_gold_have_a_place() -> None:
    for page in gold_pages():
        court = {field: page.gold.get(field) for field in COURT}
        assert (court["court"] is None) == (court["level"] is None), page.name


def test_texts_of_the_gold_are_told_or_left_out() -> None:
    for page in gold_pages():
        assert all(page.gold.get(field) != "" for field in TEXTS), page.name
