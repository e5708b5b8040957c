"""Headers: no response leaves without them, whatever it answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from page_elements import Elements
from small_library import filled

from webui import create_app

LARGEST_SCRIPT = 6 * 1024


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


ADDRESSES = [
    "/",
    "/search",
    "/search?sort=foo",
    "/nothing",
    "/static/style.css",
    "/api/v1/search",
    "/api/nothing",
    "/healthz",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_is_guarded(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["a b", "a.example/x?", 'a"<b>', ""])
@pytest.mark.parametrize("address", ["/feed", "/opensearch.xml", "/search", "/api/v1/search"])
def test_a_server_that_cannot_be_is_not_answered_for(client: FlaskClient, address: str, host: str) -> None:
    response = client.get(address, headers={"Host": host})
    assert response.status_code == 400
    assert "Content-Security-Policy" in response.headers


def test_only_a_sealed_connection_is_told_to_stay_sealed(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    sealed = client.get("/", base_url="https://tashan.example/").headers["Strict-Transport-Security"]
    assert sealed == "max-age=31536000"


def test_pages_have_one_script_of_their_own_and_nothing_inline(client: FlaskClient) -> None:
    elements = Elements(client.get("/search?q=法院").text).found
    [script] = [told for tag, told in elements if tag == "script"]
    assert "defer" in script
    assert (script["src"] or "").startswith("/static/workbench.js?v=")
    assert not [name for _, told in elements for name in told if name == "style" or name.startswith("on")]
    assert len(client.get(script["src"] or "", buffered=True).data) <= LARGEST_SCRIPT


def test_images_come_from_here_alone(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    for said in ("img-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert said in policy.split("; ")


@pytest.mark.parametrize(("address", "listed"), [("/", True), ("/help", True), ("/search", False), ("/sources", False)])
def test_only_home_and_help_may_be_listed(client: FlaskClient, address: str, listed: bool) -> None:
    response = client.get(address)
    assert ("X-Robots-Tag" not in response.headers) == listed
    assert ('<meta name="robots" content="noindex, nofollow">' not in response.text) == listed


def test_the_stylesheet_is_named_after_its_content_and_kept(client: FlaskClient) -> None:
    home = client.get("/").text
    address = home.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert "?v=" in address
    assert client.get(address, buffered=True).cache_control.max_age == 365 * 24 * 3600


def test_pages_are_asked_for_again(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"


def test_templates_hold_no_script_and_no_inline_style() -> None:
    for template in (Path(__file__).parent.parent / "webui" / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8").lower()
        assert re.findall("<script[^>]*>[^<]", text) == []
        assert "<style" not in text
        assert " style=" not in text
        assert " on" + "click" not in text
