"""The basket's page: collected in a cookie, changed by forms, shared as an address, exported with footnotes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from page_elements import Elements
from small_library import SNIPPET, TEA, filled
from werkzeug.test import TestResponse

from index.basket import Basket
from index.collected import PassageId, paragraph_named
from index.knowledge.sections import paragraph_anchors
from webui import create_app

FIRST = TEA.paragraphs[0]
ANCHOR = next(paragraph_anchors((FIRST,)))
NAMED = paragraph_named(TEA.url, FIRST)


@pytest.fixture(scope="module")
def app_client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.fixture
def client(app_client: FlaskClient) -> FlaskClient:
    app_client.delete_cookie("basket")
    return app_client


def add(client: FlaskClient, named: PassageId = NAMED, place: str = "", referer: str = "") -> TestResponse:
    return client.post("/basket/add", data={"add": f"{named} {place}"}, headers={"Referer": referer})


def change(client: FlaskClient, name: str, **values: str) -> TestResponse:
    return client.post("/basket", data={"change": name, **values}, follow_redirects=True)


def test_an_empty_basket_says_how_to_fill_it(client: FlaskClient) -> None:
    assert "还是空的" in client.get("/basket").text


def test_a_paragraph_is_collected_and_counted(client: FlaskClient) -> None:
    answer = add(client, place="t1", referer="http://localhost/article?url=x")
    assert (answer.status_code, answer.location) == (303, "/article?url=x#t1")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = client.get("/basket")
    assert FIRST in page.text
    assert '素材夹 <span class="count">1</span>' in page.text
    assert "Cookie" in page.vary


@pytest.mark.parametrize(
    ("referer", "location"),
    [
        ("http://evil.example/x", "/basket"),
        ("http://localhost@evil.example/x", "/basket"),
        ("http://[::1/x", "/basket"),
        ("http://localhost//evil.example/x", "/evil.example/x"),
        ("http://localhost///evil.example/x", "/evil.example/x"),
    ],
)
def test_another_site_leads_nowhere(client: FlaskClient, referer: str, location: str) -> None:
    assert add(client, referer=referer).location == location


def test_a_place_is_a_place_of_the_page_whatever_it_is(client: FlaskClient) -> None:
    answer = add(client, place="x\r\nSet-Cookie: y#//evil.example/", referer="http://localhost/search?q=x")
    assert answer.location == "/search?q=x#x%0D%0ASet-Cookie%3A%20y%23//evil.example/"


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "http://[::1"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_may_not_change_a_basket(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post("/basket/add", data={"add": str(NAMED)}, headers=headers)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (TEA.url, "没有这一段。"),
        (TEA.url, f"{FIRST}改"),
        ("http://nowhere.example/", FIRST),
        (SNIPPET.url, SNIPPET.body),
    ],
    ids=["no-paragraph", "other-words", "no-article", "withheld"],
)
def test_what_is_not_there_is_not_collected(client: FlaskClient, url: str, text: str) -> None:
    assert add(client, paragraph_named(url, text)).status_code == 404
    assert client.post("/basket/add", data={"add": "x"}).status_code == 400


def test_a_basket_that_was_changed_is_a_cookie_that_browsers_keep(client: FlaskClient) -> None:
    statuses = set()
    for number in range(30):
        text = "".join(map(chr, range(0x4E00 + 60 * number, 0x4E00 + 60 * (number + 1))))
        answer = client.post("/basket", data={"change": "heading", "text": text})
        statuses.add(answer.status_code)
        assert len(answer.headers.get("Set-Cookie", "").partition(";")[0]) <= 4096
    assert statuses == {303, 400}
    assert 0 < client.get("/basket").text.count("<h2>") < 30


def test_what_shows_a_basket_is_for_its_reader_alone(client: FlaskClient) -> None:
    assert client.get("/basket").headers["Cache-Control"] == "no-cache"
    assert add(client).headers["Cache-Control"] == "private, no-cache"
    for address in ("/", "/basket", "/search?q=茶山"):
        assert client.get(address).headers["Cache-Control"] == "private, no-cache"
    assert "private" not in client.get("/feed").headers["Cache-Control"]


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
    shared = str(Basket((NAMED,)))
    page = client.get(f"/basket?b={shared}").text
    assert FIRST in page
    assert "换成我的素材夹" in page
    assert 'name="at"' not in page
    assert FIRST in change(client, "take", b=shared).text


def test_a_passage_that_changed_says_so_and_still_leads_to_its_article(client: FlaskClient) -> None:
    shared = str(Basket((paragraph_named(TEA.url, "这一段后来改过。"), NAMED)))
    page = client.get(f"/basket?b={shared}").text
    assert page.count("原文此段已改或已删") == 1
    assert "changed or removed since it was collected" in client.get(f"/en/basket?b={shared}").text
    assert FIRST in page


def test_forty_passages_are_shared_by_a_short_link(client: FlaskClient) -> None:
    shared = str(Basket(tuple(paragraph_named(TEA.url, f"第{number}段") for number in range(40))))
    page = client.get(f"/basket?b={shared}").text
    [link] = [address for address in Elements(page).links() if address.startswith("/basket?b=")]
    assert len(link) <= 4096
    assert client.get(link).text.count("原文此段已改或已删") == 40


def test_a_forged_cookie_is_an_empty_basket(client: FlaskClient) -> None:
    client.set_cookie("basket", "forged.value")
    assert "还是空的" in client.get("/basket").text


@pytest.mark.parametrize(("form", "kind"), [("docx", "application/vnd."), ("md", "text/markdown")])
def test_a_basket_is_exported(client: FlaskClient, form: str, kind: str) -> None:
    shared = str(Basket((NAMED,)))
    answer = client.get(f"/basket/export?b={shared}&format={form}")
    assert (answer.mimetype or "").startswith(kind)
    assert answer.headers["Content-Type"].count("charset") <= 1
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Expires" not in answer.headers
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.data) > 100


@pytest.mark.parametrize("query", ["", "?format=exe", "?format=md&b=%00"])
def test_an_export_that_cannot_be_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/basket/export{query}").status_code == 400


def test_an_article_offers_every_paragraph(client: FlaskClient) -> None:
    page = client.get("/article", query_string={"url": TEA.url}).text
    assert f'name="add" value="{NAMED} {ANCHOR}"' in page
    assert f'id="{ANCHOR}"' in page
    assert 'form id="collect" method="post"' in page


def test_an_article_says_which_of_its_paragraphs_are_collected(client: FlaskClient) -> None:
    add(client)
    page = client.get("/article", query_string={"url": TEA.url}).text
    assert f'value="{NAMED} ' not in page
    assert page.count('<a class="collected" href="/basket">✓ 已收入素材夹</a>') == 1
