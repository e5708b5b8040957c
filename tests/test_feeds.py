"""Feeds: valid Atom whatever the pages hold, one entry a story, ids that stay."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from small_library import HILL, SNIPPET, TEA, copied_to, filled

from index.article import Article
from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.results import Hit, SearchResults
from index.searching import Library, SearchRequest
from webui import app_over, create_app
from webui.feeds import ENTRIES, NO_XML, Entry, atom, instant

A = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@cache
def app_once() -> Flask:
    return create_app(filled())


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return app_once().test_client()


def feed(client: FlaskClient, query: str = "") -> ET.Element:
    response = client.get(f"/feed{query}")
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    return ET.fromstring(response.data)


def ids(root: ET.Element) -> list[str]:
    return [entry.findtext(f"{A}id") or "" for entry in root.findall(f"{A}entry")]


def keep(folder: DataFolder, *articles: Article, seen: str) -> None:
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for article in articles:
            corpus.keep(article, source_name="hill", seen=seen)
    update(folder, lambda *_: None)


def test_every_search_has_a_feed_of_its_stories_newest_first(client: FlaskClient) -> None:
    root = feed(client, f"?q=法庭&court={quote(HILL)}&from=2020-01-01")
    (entry,) = root.findall(f"{A}entry")
    assert entry.findtext(f"{A}title") == TEA.title
    assert entry.findtext(f"{A}published") == "2021-04-02T09:30:00+08:00"
    assert "茶山法庭" in (entry.findtext(f"{A}summary") or "")
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{A}link")}
    assert links["via"] == TEA.url
    assert client.get(str(links["alternate"])).status_code == 200
    days = [entry.findtext(f"{A}published") or "" for entry in feed(client).findall(f"{A}entry")]
    assert days == sorted(days, reverse=True)
    assert len(days) == ENTRIES


def test_what_atom_requires_is_there_once(client: FlaskClient) -> None:
    root = feed(client)
    for parent in (root, *root.findall(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(A + name)) == 1
        assert RFC3339.fullmatch(parent.findtext(f"{A}updated") or "")
    assert root.findtext(f"{A}author/{A}name") == "他山"
    assert len(set(ids(root))) == len(ids(root))


class HurriedLibrary(Library):
    """A library that never has the time to finish."""

    def search(self, request: SearchRequest, *, budget: float = 2.0) -> SearchResults:
        return replace(super().search(request, budget=budget), partial=True)


def test_a_feed_that_was_not_found_whole_says_so_and_has_no_tag() -> None:
    library = HurriedLibrary.open(DataFolder(filled()))
    response = app_over(library).test_client().get("/feed?q=法院")
    library.close()
    assert ET.fromstring(response.data).findtext(f"{A}subtitle") == "结果不完整：检索用完了时限"
    assert "ETag" not in response.headers


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    root = feed(client, "?q=海底捞月")
    assert ids(root) == []
    assert RFC3339.fullmatch(root.findtext(f"{A}updated") or "")


def test_a_repost_found_later_is_no_new_entry(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    client = create_app(tmp_path).test_client()
    before = ids(feed(client, "?q=茶山法庭"))
    keep(
        folder,
        replace(TEA, url="http://far.example/1", title="转发：茶山法庭", published="2021-05-09"),
        seen="2025-04-01",
    )
    assert ids(feed(client, "?q=茶山法庭")) == before


def test_an_original_found_after_its_repost_is_no_new_entry(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    client = create_app(tmp_path).test_client()
    text = "竹溪法院把审判席搬到竹林里。" + "老人们坐在竹椅上听法官讲邻里之间怎样相让。" * 6
    original = Article(
        url="http://hill.example/bamboo", title="竹林法庭", body=text, court=HILL, published="2022-01-02"
    )
    repost = replace(original, url="http://portal.example/b", court=None, published="2022-01-05")
    keep(folder, repost, seen="2025-04-01T00:00:00Z")
    (before,) = feed(client, "?q=竹林").findall(f"{A}entry")
    keep(folder, original, seen="2025-04-02T00:00:00Z")
    (after,) = feed(client, "?q=竹林").findall(f"{A}entry")
    assert after.findtext(f"{A}published") == "2022-01-02T00:00:00+08:00"
    assert [before.findtext(A + name) for name in ("id", "updated")] == [
        after.findtext(A + name) for name in ("id", "updated")
    ]


def test_ids_do_not_depend_on_the_name_of_the_server(client: FlaskClient) -> None:
    other = client.get("/feed", base_url="https://elsewhere.example/")
    assert ids(ET.fromstring(other.data)) == ids(feed(client))
    assert ET.fromstring(other.data).findtext(f"{A}id") == feed(client).findtext(f"{A}id")
    assert feed(client).findtext(f"{A}id") != feed(client, "?q=茶山").findtext(f"{A}id")
    assert b"https://elsewhere.example/article?url=" in other.data


def test_a_source_that_withholds_its_text_gives_a_snippet(client: FlaskClient) -> None:
    data = client.get("/feed?q=白河法院的片段文章").text
    assert str(SNIPPET.title) in data
    assert "结尾的一句不得显示" not in data


def test_hostile_pages_are_text_in_a_feed(client: FlaskClient) -> None:
    root = feed(client, "?q=恶意")
    assert {element.tag.removeprefix(A) for element in root.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "category", "summary",
    }  # fmt: skip
    links = [link.get("href") or "" for link in root.iter(f"{A}link")]
    assert all(link.startswith("http") for link in links)
    assert "<script>alert('标题')</script>“恶意”标题" in [e.findtext(f"{A}title") for e in root.findall(f"{A}entry")]


# Neither an article nor an address can hold half a surrogate pair; anything else is possible.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_breaks_a_feed(title: str, court: str) -> None:
    hit = Hit(
        url="http://a.example/" + title, title=title, title_html="", court=court, province=None, published=court,
        kind=title, source=None, repairs=(), brands=(), score=0.0, snippet=title, passages=(), reposts=(),
    )  # fmt: skip
    with app_once().test_request_context():
        root = ET.fromstring(atom(court, [Entry(hit, title, court)], own=title, page=court, partial=False))
    expected = NO_XML.sub("", title).replace("\r\n", "\n").replace("\r", "\n")
    assert (root.findtext(f"{A}entry/{A}title") or "") == (expected or "（无题）" * (not title))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-05-06", "2024-05-06T00:00:00+08:00"),
        ("2024-05-06T07:08:09", "2024-05-06T07:08:09+08:00"),
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"),
        ("", None),
        ("去年", None),
        ("２０２４-05-06", None),
    ],
)
def test_moments_are_those_of_atom(moment: str, expected: str | None) -> None:
    assert instant(moment) == expected


def test_an_unchanged_feed_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/feed?q=茶山").headers["ETag"]
    again = client.get("/feed?q=茶山", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_what_narrows_nothing_is_refused(client: FlaskClient) -> None:
    assert client.get("/feed?page=2").status_code == 400


@pytest.mark.parametrize("address", ["/", "/search?q=茶山&province=福建&sort=date&page=2"])
def test_pages_name_their_feed(client: FlaskClient, address: str) -> None:
    link = re.search(r'<link rel="alternate" href="([^"]+)" type="application/atom\+xml"', client.get(address).text)
    assert link
    target = link[1].replace("&amp;", "&")
    assert client.get(target).status_code == 200
    assert ("province" in target) == ("province" in address)
    assert "page=" not in target
