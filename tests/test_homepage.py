"""The home page: what it gathers from an index, and what it says where there is none yet."""

from __future__ import annotations

from conftest import OpenLibrary
from small_brands import ADOPTED, ALL, FOUNDED

from webui.homepage import home_page


def test_it_gathers_the_newest_articles_firsts_and_spreading_names(library: OpenLibrary) -> None:
    page = home_page(library(*ALL))
    assert page.newest.hits[0].published == "2020-04-01"
    assert {row["url"] for row in page.firsts} == {FOUNDED.url, ADOPTED.url}
    assert [brand.name for brand in page.rising] == ["竹排法庭"]


def test_a_first_told_again_by_its_court_stands_once(library: OpenLibrary) -> None:
    page = home_page(library(*ALL))
    told = [(row["court"], row["object"]) for row in page.firsts]
    assert len(told) == len(set(told))


def test_provinces_lead_to_their_articles(library: OpenLibrary) -> None:
    places = home_page(library(*ALL)).places("/search")
    (filled,) = [tile.measure for tile in places.tiles if tile.measure.count]
    assert (filled.label, filled.href) == ("福建", "/search?province=%E7%A6%8F%E5%BB%BA")


def test_an_empty_index_has_nothing_to_show(library: OpenLibrary) -> None:
    page = home_page(library())
    assert (page.newest.hits, page.firsts, page.rising) == ((), (), ())
