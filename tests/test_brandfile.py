"""A brand's file: owner, adopters, namesakes, visits, reposts, plans, figures and documents, each by its evidence."""

from __future__ import annotations

from itertools import permutations

import pytest
from conftest import Keep, OpenLibrary
from small_brands import ADOPTED, ALL, FOUNDED, GROWN, HILL, LAKE, NAMESAKE, PLAN, REPOST, RIVER, VISIT

from index import building
from index.datafolder import DataFolder
from index.ledgers.brandfile import BrandFile
from index.ledgers.desk import Desk, UnknownBrand
from index.searching import Library


@pytest.fixture
def found(library: OpenLibrary) -> BrandFile:
    return Desk(library(*ALL)).brand("竹排法庭")


def test_the_owner_is_the_earliest_court_that_says_it_set_the_brand_up(found: BrandFile) -> None:
    assert found.owner is not None
    assert (found.owner.court, found.owner.since, found.owner.evidence.url) == (HILL, "2016-05-10", FOUNDED.url)


def test_first_and_latest_are_mentions_of_whatever_sort(found: BrandFile) -> None:
    assert (found.first.url, found.latest.url) == (PLAN.url, NAMESAKE.url)


def test_who_took_it_over_and_who_only_has_the_same_words_are_kept_apart(found: BrandFile) -> None:
    assert [(user.court, user.relation) for user in found.users] == [
        (HILL, "owner"),
        (RIVER, "adopter"),
        (LAKE, "namesake"),
    ]
    assert found.users[1].cites == (HILL,)


def test_a_repost_and_a_visit_adopt_nothing(found: BrandFile) -> None:
    shown = found.as_json()
    assert [use["url"] for use in shown["reposts"]] == [REPOST.url]
    assert [use["url"] for use in shown["visits"]] == [VISIT.url]


def test_a_plan_is_linked_to_what_came_of_it(found: BrandFile) -> None:
    assert [(link.planned.url, link.done and link.done.url) for link in found.plans] == [(PLAN.url, FOUNDED.url)]


def test_a_plan_of_what_never_came_says_so(library: OpenLibrary) -> None:
    (link,) = Desk(library(PLAN)).brand("竹排法庭").plans
    assert link.as_json()["done"] is None


def test_figures_documents_and_honours_stand_with_the_court_that_tells_them(found: BrandFile) -> None:
    owner = found.users[0]
    (series,) = owner.figures
    assert (series.what, series.unit) == ("联络员", "名")
    assert [(point.year, point.number) for point in series.points] == [("2016", "36"), ("2018", "128")]
    assert owner.documents == ("关于规范“竹排法庭”工作的实施意见",)
    assert [honour["name"] for honour in owner.honours] == ["全省便民诉讼先进集体"]


def test_silence_is_told_where_the_court_went_on_without_the_brand(library: OpenLibrary) -> None:
    later = FOUNDED.from_json(
        GROWN.as_json() | {"url": f"{GROWN.url}?2", "published": "2022-01-01", "title": "别的", "body": "别的事。"}
    )
    desk = Desk(library(FOUNDED, GROWN))
    assert desk.brand("竹排法庭").users[0].silent_since is None
    assert Desk(library(later)).brand("竹排法庭").users[0].silent_since == "2018-06-01"


def test_the_file_is_the_same_in_whatever_order_articles_come(folder: DataFolder, keep: Keep) -> None:
    seen = set()
    for number, order in enumerate(list(permutations((FOUNDED, REPOST, ADOPTED, VISIT)))[::6]):
        aside = DataFolder(folder.path.with_name(f"order{number}")).prepared()
        for article in order:
            _keep_in(aside, article)
            building.update(aside, lambda *_: None)
        with Library.open(aside) as library:
            seen.add(str(Desk(library).brand("竹排法庭").as_json()))
    assert len(seen) == 1


def _keep_in(folder: DataFolder, *articles: object) -> None:
    from index.corpus import Corpus

    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for article in articles:
            corpus.keep(article, source_name="hill", seen="2026-01-01")  # type: ignore[arg-type]


def test_a_name_that_nobody_has_is_told_in_one_sentence(library: OpenLibrary) -> None:
    with pytest.raises(UnknownBrand, match=r"^No article here has “无此名” as a brand; .*\.$"):
        Desk(library(FOUNDED)).brand("无此名")


def test_names_of_the_same_template_are_listed_with_their_courts(library: OpenLibrary) -> None:
    other = RIVER_TEMPLATE
    found = Desk(library(FOUNDED, other)).brand("竹排法庭")
    assert found.template == "X法庭"
    assert found.template_users == (("草鞋法庭", RIVER, "2021-01-01"),)


RIVER_TEMPLATE = ADOPTED.from_json(
    ADOPTED.as_json()
    | {
        "url": "http://river.fjcourt.gov.cn/2",
        "published": "2021-01-01",
        "title": "草鞋",
        "body": "武平法院推出“草鞋法庭”巡回审理模式。",
    }
)
