"""The results page: its page numbers, its facets and the weight of its links."""

from __future__ import annotations

import pytest

from index.kept import Coverage
from index.query import Filters
from index.results import FacetValues, SearchResults
from index.searching import SearchRequest
from webui.address import Address
from webui.resultpage import FEW_VALUES, MOST_VALUES, ResultPage

Facets = dict[str, list[str]]


def made(request: SearchRequest, *, total: int = 95, stories: int = 95, facets: Facets | None = None) -> ResultPage:
    """A page of an answer with nothing but counts and facets."""
    chosen = {
        name: FacetValues(tuple((value, 1) for value in values), frozenset(request.filters.values(name)))
        for name, values in (facets or {}).items()
    }
    results = SearchResults(
        query=request.query,
        total=total,
        stories=stories,
        page=request.page,
        size=request.size,
        took_ms=1.0,
        partial=False,
        notes=(),
        also=(),
        hits=(),
        facets=chosen,
        related=(),
        suggestion=None,
        coverage=Coverage(sources=1, articles=total, oldest=None, newest=None, stale=()),
    )
    return ResultPage(Address(request), results)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, (1, 2, 3, None, 10)),
        (3, (1, 2, 3, 4, 5, None, 10)),
        (5, (1, None, 3, 4, 5, 6, 7, None, 10)),
        (10, (1, None, 8, 9, 10)),
        (99, (1, None, 8, 9, 10)),
    ],
)
def test_page_numbers_near_by_are_linked(page: int, expected: tuple[int | None, ...]) -> None:
    assert made(SearchRequest(page=page)).nearby == expected


def test_one_page_has_one_number() -> None:
    assert made(SearchRequest(), total=0, stories=0).nearby == (1,)


def test_the_cards_of_an_answer_fill_its_pages() -> None:
    assert made(SearchRequest(), total=30, stories=20).pages == 2
    assert made(SearchRequest(group="passage"), total=30, stories=41).pages == 5


def test_years_stand_newest_first_whatever_their_counts() -> None:
    (years,) = made(SearchRequest(), facets={"year": ["2014", "2023", "2019"]}).facets_beside("")
    assert [link.value for link in years.more] == ["2023", "2019", "2014"]


def test_a_facet_shows_a_few_then_more_and_says_what_it_leaves_out() -> None:
    (courts,) = made(SearchRequest(), facets={"court": [f"第{number}法院" for number in range(40)]}).facets_beside("")
    assert len(courts.first) == FEW_VALUES
    assert len(courts.first) + len(courts.more) == MOST_VALUES
    assert (courts.left_out, courts.are_more) == (40 - MOST_VALUES, False)


def test_where_the_answer_tells_no_more_values_there_may_be_more_of_them() -> None:
    (courts,) = made(
        SearchRequest(values=40), facets={"court": [f"第{number}法院" for number in range(40)]}
    ).facets_beside("")
    assert (courts.left_out, courts.are_more) == (40 - MOST_VALUES, True)


def test_a_selected_value_links_to_the_state_without_it() -> None:
    page = made(SearchRequest(filters=Filters(court=("甲", "乙"))), facets={"court": ["甲", "丙"]})
    (courts,) = page.facets_beside("")
    assert [(link.is_selected, link.query_string.count("court=")) for link in courts.first] == [(True, 1), (False, 3)]
    assert [(chip.field, chip.value) for chip in page.chips] == [("court", "甲"), ("court", "乙")]


def links_of(query: str, cards: str = "") -> int:
    """How many links the facets of a page have beside some cards."""
    values = {name: [f"值{number}" for number in range(30)] for name in ("province", "city", "court", "year", "topic")}
    facets = made(SearchRequest(query=query), facets=values).facets_beside(cards)
    return sum(len(facet.first) + len(facet.more) for facet in facets)


def test_a_long_query_gets_fewer_facet_links() -> None:
    assert links_of("长") > links_of("长" * 60) > links_of("长" * 200)


def test_heavy_cards_leave_less_room_for_facets_but_some() -> None:
    assert links_of("长") > links_of("长", "文" * 6_000) > links_of("长", "文" * 30_000) > 5 * 3


def test_what_facets_of_few_values_leave_is_room_for_the_others() -> None:
    few = {name: ["甲", "乙"] for name in ("level", "kind", "form", "brand", "source", "has")}
    many = {name: [f"值{number}" for number in range(30)] for name in ("province", "city", "court", "year", "topic")}
    cards = "文" * 11_000
    shown = {facet.field: facet for facet in made(SearchRequest(), facets=few | many).facets_beside(cards)}
    assert all(not shown[name].left_out for name in few)
    (room,) = {len(shown[name].first) + len(shown[name].more) for name in many}
    assert len(few) * 2 + len(many) * room <= links_of("", cards) < len(few) * 2 + len(many) * (room + 1) + len(many)


def test_years_and_provinces_are_drawn_as_filters_where_there_is_anything_to_compare() -> None:
    page = made(SearchRequest(query="法庭"), facets={"year": ["2024", "2022"], "province": ["福建"]})
    assert page.years
    assert [bar.measure.label for bar in page.years.bars] == ["2022", "2023", "2024"]
    assert page.years.bars[0].measure.href == "?q=%E6%B3%95%E5%BA%AD&year=2022"
    assert page.places is None


def test_a_chosen_year_is_taken_back_by_its_bar() -> None:
    asked = SearchRequest(filters=Filters(year=("2022",)))
    page = made(asked, facets={"year": ["2024", "2022"]})
    assert page.years
    assert page.years.bars[0].measure.is_selected
    assert page.years.bars[0].measure.href == "?"


def test_what_is_drawn_is_listed_behind_more() -> None:
    years, kinds = made(
        SearchRequest(), facets={"year": ["2024", "2022"], "kind": ["新闻动态", "典型案例"]}
    ).facets_beside("")
    assert (len(years.first), len(years.more)) == (0, 2)
    assert (len(kinds.first), len(kinds.more)) == (2, 0)


def test_a_long_query_is_not_repeated_by_every_province() -> None:
    page = made(SearchRequest(query="法" * 200), facets={"province": ["福建", "河南"]})
    assert page.places
    assert {tile.measure.href for tile in page.places.tiles} == {None}


@pytest.mark.parametrize(
    ("query", "court", "expected"),
    [
        ("茶山法庭", (), [("brandpages.brand", "茶山法庭")]),
        ("“茶山法庭”", (), [("brandpages.brand", "茶山法庭")]),
        ("茶山", (), []),
        ("", (), []),
        ("長汀縣人民法院", (), [("courtpages.court", "长汀县人民法院")]),
        ("茶山法庭", ("武平县人民法院",), [("brandpages.brand", "茶山法庭"), ("courtpages.court", "武平县人民法院")]),
    ],
)
def test_a_brand_or_court_that_is_asked_for_has_its_file_at_hand(
    query: str, court: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    facets = {"brand": ["茶山法庭", "竹排法庭"], "court": ["长汀县人民法院", "武平县人民法院"]}
    page = made(SearchRequest(query=query, filters=Filters(court=court)), facets=facets)
    assert list(page.files) == expected
