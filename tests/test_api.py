"""The API: the contract's JSON, tags for what did not change, a sign of life."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from small_brands import ALIKE
from small_library import REPOST, RIVER, SEEN, SNIPPET, TEA, copied_to, filled

from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.engine import FACETS
from index.results import SearchResults
from index.runs import Run
from index.searching import Library, SearchRequest
from webui import app_over, create_app

SEARCH_KEYS = {"query", "total", "stories", "page", "took_ms", "partial", "notes", "also", "hits", "facets"}
SEARCH_KEYS |= {"suggestion", "related", "coverage"}
HIT_KEYS = {
    "url",
    "title",
    "court",
    "province",
    "published",
    "kind",
    "score",
    "snippet",
    "passages",
    "brands",
    "reposts",
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def test_a_search_answers_the_contract(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?q=茶山法庭")
    assert response.mimetype == "application/json"
    answer = response.get_json()
    assert set(answer) >= SEARCH_KEYS
    assert answer["total"] == 2
    assert answer["stories"] == 1
    (hit,) = answer["hits"]
    assert set(hit) >= HIT_KEYS
    assert hit["url"] == TEA.url
    assert set(hit["reposts"][0]) == {"url", "title", "court", "published"}
    assert tuple(answer["facets"]) == FACETS
    assert set(answer["coverage"]) == {"sources", "articles", "oldest", "newest", "stale", "stale_titles"}
    assert "茶山法庭" in response.text


def test_filters_order_and_paging_are_obeyed(client: FlaskClient) -> None:
    address = f"/api/v1/search?q=巡回审判&court={quote(RIVER)}&year=2015&year=2016&sort=date&size=2&page=2&group=none"
    answer = client.get(address).get_json()
    assert (answer["total"], answer["page"]) == (4, 2)
    assert [hit["published"] for hit in answer["hits"]] == ["2015-07-16", "2015-07-04"]


def test_a_span_of_dates_is_obeyed(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=巡回审判&from=2015-01-01&to=2015-12-31").get_json()
    assert {hit["published"][:4] for hit in answer["hits"]} == {"2015"}


def test_suggestions_are_courts_and_titles(client: FlaskClient) -> None:
    for typed in ("青岭", "qingling", "青嶺"):
        found = client.get("/api/v1/suggest", query_string={"q": typed}).get_json()
        assert found["query"] == typed
        assert found["suggestions"][0] == {"text": "青岭县人民法院", "kind": "court"}
    assert client.get("/api/v1/suggest?q=").get_json()["suggestions"] == []
    assert client.get("/api/v1/suggest?colour=red").status_code == 400


def test_other_names_are_switchable(client: FlaskClient) -> None:
    asked = {"q": "诉服中心"}
    assert client.get("/api/v1/search", query_string=asked).get_json()["also"]
    assert client.get("/api/v1/search", query_string=asked | {"also": "0"}).get_json()["also"] == []
    assert client.get("/api/v1/search", query_string=asked | {"also": "no"}).status_code == 400


def test_an_article_answers_the_contract(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles", query_string={"url": TEA.url}).get_json()
    assert answer["title"] == TEA.title
    assert answer["body"] == TEA.body
    assert {"heading", "depth", "role", "anchor", "text"} == set(answer["sections"][0])


def test_an_article_names_the_others_of_its_story_and_what_they_changed(client: FlaskClient) -> None:
    (repost,) = client.get("/api/v1/articles", query_string={"url": TEA.url}).get_json()["reposts"]
    assert repost == {
        "url": REPOST.url,
        "title": REPOST.title,
        "court": None,
        "published": "2021-04-03",
        "original": False,
        "changed": [],
    }


def test_a_withheld_article_gives_no_text(client: FlaskClient) -> None:
    response = client.get("/api/v1/articles", query_string={"url": SNIPPET.url})
    assert response.get_json()["body"] is None
    assert "结尾的一句不得显示" not in response.text


def test_sources_tell_their_latest_run(client: FlaskClient) -> None:
    sources = {source["name"]: source for source in client.get("/api/v1/sources").get_json()["sources"]}
    assert sources["hill"]["run"]["outcome"] == "healthy"
    assert sources["river"]["run"]["problem"] == "Nothing answered <here>."
    assert sources["portal"]["run"] is None


@pytest.mark.parametrize("address", ["/api/v1/search?q=茶山法庭", "/api/v1/articles?url=" + quote(TEA.url, safe="")])
def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert client.get(address, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_another_question_has_another_tag(client: FlaskClient) -> None:
    tags = {client.get(f"/api/v1/search?q={word}").headers["ETag"] for word in ("茶山", "巡回")}
    assert len(tags) == 2


def test_a_new_index_has_new_tags(tmp_path: Path) -> None:
    client = create_app(copied_to(tmp_path)).test_client()
    address = "/api/v1/search?q=茶山法庭"
    tag = client.get(address).headers["ETag"]
    with Corpus.open(DataFolder(tmp_path).corpus) as corpus, corpus.writing():
        corpus.keep(
            replace(TEA, url="http://hill.example/2.html", body="茶山法庭又添一处。"), source_name="hill", seen=SEEN
        )
    update(DataFolder(tmp_path), lambda *_: None)
    fresh = client.get(address, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert fresh.get_json()["total"] == 3


def test_another_coverage_has_new_tags(tmp_path: Path) -> None:
    client = create_app(copied_to(tmp_path)).test_client()
    address = "/api/v1/search?q=茶山法庭"
    tag = client.get(address).headers["ETag"]
    with Corpus.open(DataFolder(tmp_path).corpus) as corpus, corpus.writing():
        corpus.record_run(Run(source_name="hill", started=SEEN, finished=SEEN, outcome="failed"))
    fresh = client.get(address, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "hill" in fresh.get_json()["coverage"]["stale"]


class HurriedLibrary(Library):
    """A library that never has the time to finish."""

    def search(self, request: SearchRequest, *, budget: float = 2.0) -> SearchResults:
        return replace(super().search(request, budget=budget), partial=True)


def test_a_partial_answer_has_no_tag() -> None:
    library = HurriedLibrary.open(DataFolder(filled()))
    response = app_over(library).test_client().get("/api/v1/search?q=法院")
    library.close()
    assert response.get_json()["partial"] is True
    assert "ETag" not in response.headers


def test_health_is_good_as_soon_as_a_search_is_answered(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.text == "ok\n"


def test_an_article_tells_which_of_its_sentences_several_courts_have(tmp_path: Path) -> None:
    with Corpus.open(DataFolder(tmp_path).corpus) as corpus, corpus.writing():
        for article in ALIKE:
            corpus.keep(article, source_name="hill", seen=SEEN)
    update(DataFolder(tmp_path), lambda *_: None)
    client = create_app(tmp_path).test_client()
    asked = {"url": ALIKE[1].url}
    (sentence,) = client.get("/api/v1/articles", query_string=asked).get_json()["shared"]
    assert (sentence["line"], sentence["courts"]) == (1, 3)
    assert sentence["text"].endswith("受理案件297件。")
    assert client.get("/api/v1/shared", query_string=asked).get_json() == asked | {"shared": [sentence]}
    assert client.get("/api/v1/shared?url=http://nobody.example/").status_code == 404
    assert client.get("/api/v1/shared").status_code == 400
