"""Problems: one clear sentence as a page or as problem JSON, and no traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from small_library import copied_to, filled

from index.store import CorpusError
from webui import create_app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.fixture(scope="module")
def unindexed(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = copied_to(tmp_path_factory.mktemp("data"))
    shutil.rmtree(folder / "index")
    return create_app(folder).test_client()


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/search?sort=foo", 400, "“sort” is one of relevance, date, density, not “foo”."),
        ("/search?page=x", 400, "“page” is a whole number up to 999999, not “x”."),
        ("/search?page=0", 400, "Pages are counted from 1."),
        ("/search?from=soon", 400, "“soon” is not a day as YYYY-MM-DD."),
        (f"/search?q={'长' * 201}", 400, "A query may have 200 characters, this one has 201."),
        ("/article", 400, "An article page needs the article"),
        ("/article?url=http://nowhere.example/", 404, "No article is kept under this address."),
        ("/nothing", 404, "Not found"),
    ],
)
def test_a_page_says_what_is_wrong(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    response = client.get(f"/en{address}")
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert sentence in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search?sort=foo", 400),
        ("/api/v1/search?size=0", 400),
        ("/api/v1/search?colour=red", 400),
        ("/api/v1/articles", 400),
        ("/api/v1/articles?url=http://nowhere.example/", 404),
        ("/api/v1/nothing", 404),
    ],
)
def test_the_api_says_it_as_problem_json(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json is not None
    assert set(response.json) == {"type", "title", "status", "detail"}
    assert response.json["status"] == status
    assert response.json["detail"].endswith(".")


def test_another_method_is_refused_with_those_allowed(client: FlaskClient) -> None:
    response = client.post("/api/v1/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("address", ["/", "/search?q=x", "/api/v1/search?q=x", "/healthz"])
def test_without_an_index_everything_says_how_to_build_one(unindexed: FlaskClient, address: str) -> None:
    response = unindexed.get(address)
    assert response.status_code == 503
    assert "tashan index" in response.text


def test_without_an_index_the_help_still_helps(unindexed: FlaskClient) -> None:
    assert unindexed.get("/help").status_code == 200


def test_a_corpus_that_went_away_is_told_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(copied_to(tmp_path)).test_client()
    shutil.rmtree(tmp_path)
    response = client.get("/sources")
    assert response.status_code == 503
    assert "处没有语料库：请先采集或导入。" in response.text
    assert "There is no corpus at" in caplog.text


def test_no_application_is_made_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="crawl or ingest first"):
        create_app(tmp_path)


@pytest.mark.parametrize("address", ["/broken", "/api/broken"])
def test_a_failure_of_ours_is_logged_but_not_shown(address: str, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(filled())

    def broken() -> str:
        raise RuntimeError("the secret of the house")

    app.add_url_rule(address, view_func=broken)
    response = app.test_client().get(address)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "the secret of the house" in caplog.text


def test_the_query_of_a_refused_request_stays_in_its_box(client: FlaskClient) -> None:
    assert 'value="破产&#34;&gt;"' in client.get('/search?q=破产">&sort=foo').text
