"""The basket's page: collected in a cookie, changed by forms, shared as an address, exported with footnotes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from small_library import SNIPPET, TEA, filled
from werkzeug.test import TestResponse

from index.basket import Basket
from index.collected import PassageId
from index.document import document_of
from index.knowledge.sections import paragraph_anchors
from webui import create_app

ANCHOR = next(paragraph_anchors(document_of(TEA).sections[0].text.split("\n")))
FIRST = TEA.paragraphs[0]


@pytest.fixture(scope="module")
def app_client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.fixture
def client(app_client: FlaskClient) -> FlaskClient:
    app_client.delete_cookie("basket")
    return app_client


def add(client: FlaskClient, anchor: str = ANCHOR, url: str = TEA.url, **headers: str) -> TestResponse:
    return client.post("/basket/add", data={"add": f"{anchor} {url}"}, headers=headers)


def change(client: FlaskClient, name: str, **values: str) -> TestResponse:
    return client.post("/basket", data={"change": name, **values}, follow_redirects=True)


def test_an_empty_basket_says_how_to_fill_it(client: FlaskClient) -> None:
    assert "还是空的" in client.get("/basket").text


def test_a_paragraph_is_collected_and_counted(client: FlaskClient) -> None:
    answer = add(client, Referer="http://localhost/article?url=x#t1")
    assert (answer.status_code, answer.location) == (303, "/article?url=x#t1")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = client.get("/basket")
    assert FIRST in page.text
    assert '素材夹 <span class="count">1</span>' in page.text
    assert "Cookie" in page.vary


def test_another_site_leads_nowhere(client: FlaskClient) -> None:
    assert add(client, Referer="http://evil.example/x").location == "/basket"


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_may_not_change_a_basket(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = add(client, **headers)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("anchor", "url"), [("t00000000", TEA.url), (ANCHOR, "http://nowhere.example/"), ("", "")])
def test_what_is_not_there_is_not_collected(client: FlaskClient, anchor: str, url: str) -> None:
    assert add(client, anchor, url).status_code == 404


def test_a_withheld_text_is_not_collected(client: FlaskClient) -> None:
    anchor = next(paragraph_anchors(document_of(SNIPPET).sections[0].text.split("\n")))
    assert add(client, anchor, SNIPPET.url).status_code == 404


def test_headings_are_added_moved_and_removed(client: FlaskClient) -> None:
    add(client)
    page = change(client, "heading", text="做法 <b>")
    assert "<h2>做法 &lt;b&gt;</h2>" in page.text
    assert page.text.index(FIRST) < page.text.index("<h2>做法")
    moved = change(client, "up", at="1").text
    assert moved.index("<h2>做法") < moved.index(FIRST)
    assert "<h2>做法" not in change(client, "remove", at="0").text
    assert "还是空的" in change(client, "clear").text


@pytest.mark.parametrize("values", [{"change": "x"}, {"change": "heading", "text": ""}, {"change": "take", "b": "x"}])
def test_a_mistake_is_told_in_one_sentence(client: FlaskClient, values: dict[str, str]) -> None:
    assert client.post("/basket", data=values).status_code == 400


def test_a_large_body_is_not_read(client: FlaskClient) -> None:
    assert client.post("/basket", data={"change": "x" * 10_000}).status_code == 413


def test_a_shared_basket_is_shown_and_can_be_taken(client: FlaskClient) -> None:
    shared = str(Basket((PassageId.of(TEA.url, ANCHOR, FIRST),)))
    page = client.get(f"/basket?b={shared}").text
    assert FIRST in page
    assert "换成我的素材夹" in page
    assert 'name="at"' not in page
    assert FIRST in change(client, "take", b=shared).text


def test_a_forged_cookie_is_an_empty_basket(client: FlaskClient) -> None:
    client.set_cookie("basket", "forged.value")
    assert "还是空的" in client.get("/basket").text


@pytest.mark.parametrize(("form", "kind"), [("docx", "application/vnd."), ("md", "text/markdown")])
def test_a_basket_is_exported(client: FlaskClient, form: str, kind: str) -> None:
    shared = str(Basket((PassageId.of(TEA.url, ANCHOR, FIRST),)))
    answer = client.get(f"/basket/export?b={shared}&format={form}")
    assert (answer.mimetype or "").startswith(kind)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.data) > 100


@pytest.mark.parametrize("query", ["", "?format=exe", "?format=md&b=%00"])
def test_an_export_that_cannot_be_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/basket/export{query}").status_code == 400


def test_an_article_offers_every_paragraph(client: FlaskClient) -> None:
    page = client.get("/article", query_string={"url": TEA.url}).text
    assert f'name="add" value="{ANCHOR} {TEA.url}"' in page
    assert 'form id="collect" method="post"' in page
