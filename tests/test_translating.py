"""Pages in two languages: by address alone, every link in the language of its page, no Chinese among the English."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from page_elements import Elements, text_of
from small_library import HILL, HOSTILE, MENDED, REPOST, RIVER, SNIPPET, TEA, UNTITLED, filled
from speech import misspoken

from webui import create_app

ADDRESSES = (
    "/",
    "/search?q=法院&province=福建&from=2020-01-01",
    "/search?q=巡回审判&page=2&has=figures&role=做法",
    "/search?q=鏡像裏的文章",
    "/search?q=海底捞月&kind=工作计划",
    "/search?q=(((",
    "/search?page=99",
    *(f"/article?url={quote(each.url, safe='')}" for each in (TEA, REPOST, HOSTILE, SNIPPET, MENDED, UNTITLED)),
    "/brands",
    "/brands?type=站点",
    "/brand?name=茶山法庭",
    "/firsts",
    "/honours",
    "/figures?status=done",
    "/figures?page=99",
    "/courts",
    f"/court?name={HILL}",
    f"/compare?court={HILL}&court={RIVER}",
    "/compare",
    "/check?name=茶山法庭",
    "/check?name=没有此名",
    "/basket",
    "/sources",
    "/help",
    "/api",
    "/nothing",
    "/search?sort=foo",
)
ONE_ADDRESS = ("/api/v1/", "/feed", "/brand/feed", "/static/", "/opensearch.xml", "#")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def _here(page: str) -> str:
    """A page without its head, whose title may be an article's."""
    return re.sub("<head>.*</head>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_english_page_says_nothing_in_chinese_that_is_not_marked_so(client: FlaskClient, address: str) -> None:
    response = client.get(f"/en{address}")
    assert '<html lang="en">' in response.text
    assert misspoken(_here(response.text)) == []
    assert response.status_code == client.get(address).status_code


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_chinese_page_says_nothing_in_english_and_stays_chinese(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert '<html lang="zh-CN">' in page
    twins = [link for link in Elements(page).links() if link.startswith("/en")]
    assert len(twins) == 1
    assert 'lang="zh-CN"' not in page.partition("<head>")[2]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_of_an_english_page_stays_english(client: FlaskClient, address: str) -> None:
    elements = Elements(client.get(f"/en{address}").text).found
    found = [told.get(name) for _, told in elements for name in ("href", "action") if told.get(name)]
    own = [link for link in found if link and link.startswith("/") and not link.startswith(ONE_ADDRESS)]
    chinese = [link for link in own if not link.startswith("/en/")]
    # The one that leads to the same page in Chinese; the head of a page that may be listed has it, too.
    assert {link.partition("?")[0] for link in chinese} == {quote(address.partition("?")[0])}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_switch_leads_to_the_same_state_and_back(client: FlaskClient, address: str) -> None:
    there = _twin(client.get(address).text, "en")
    back = _twin(client.get(there).text, "zh-CN")
    assert there == f"/en{back}"
    assert client.get(back).status_code == client.get(address).status_code
    assert _twin(client.get(back).text, "en") == there


def _twin(page: str, language: str) -> str:
    [link] = [told for tag, told in Elements(page).found if tag == "a" and told.get("hreflang") == language]
    assert link["lang"] == language
    return link["href"] or ""


def test_what_was_typed_survives_the_switch(client: FlaskClient) -> None:
    page = client.get("/search?q=%22%3E%3Cscript%3E%26+%2B&province=%E7%A6%8F%E5%BB%BA").text
    assert _twin(page, "en") == "/en/search?q=%22%3E%3Cscript%3E%26+%2B&province=%E7%A6%8F%E5%BB%BA"


def test_the_switch_never_leads_to_another_server(client: FlaskClient) -> None:
    assert _twin(client.get("/en//evil.example/x").text, "zh-CN") == "/evil.example/x"


def test_pages_that_may_be_listed_name_each_other(client: FlaskClient) -> None:
    assert '<link rel="alternate" hreflang="en" href="/en/help">' in client.get("/help").text
    assert '<link rel="alternate" hreflang="zh-CN" href="/help">' in client.get("/en/help").text
    assert "X-Robots-Tag" not in client.get("/en/help").headers
    assert client.get("/en/search").headers["X-Robots-Tag"] == "noindex"


def test_english_home_has_a_slash_and_others_have_none(client: FlaskClient) -> None:
    assert client.get("/en").location == "http://localhost/en/"
    assert client.get("/en/").status_code == 200


def test_api_feeds_and_files_have_one_address(client: FlaskClient) -> None:
    for address in ("/api/v1/search", "/feed", "/static/style.css", "/healthz", "/opensearch.xml"):
        assert client.get(address, buffered=True).status_code == 200
        assert client.get(f"/en{address}").status_code == 404


def test_numbers_have_their_plurals(client: FlaskClient) -> None:
    assert "1 article, " in text_of(client.get("/en/search?q=鏡像裏的文章").text)
    assert "3 sources, 32 articles" in text_of(client.get("/en/").text)


def test_values_have_english_names_and_their_addresses_stay(client: FlaskClient) -> None:
    page = client.get("/en/search?q=法院").text
    assert "Fujian" in text_of(page)
    assert f"province={quote('福建')}" in page
    assert "Practice" in text_of(page)


def test_a_form_leads_back_to_the_language_it_was_sent_from(client: FlaskClient) -> None:
    answer = client.post("/en/basket", data={"change": "clear"})
    assert (answer.status_code, answer.location) == (303, "/en/basket")
