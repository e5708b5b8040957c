"""The search box: a description that a browser can use, on the address it was asked at."""

from __future__ import annotations

from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from small_library import filled

from webui import create_app

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def test_every_template_leads_to_answers(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml", base_url="https://tashan.example/")
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ET.fromstring(response.data)
    templates = {url.get("type"): url.get("template") or "" for url in root.findall(f"{NAMESPACE}Url")}
    assert set(templates) == {"text/html", "application/atom+xml"}
    for mimetype, template in templates.items():
        assert template.startswith("https://tashan.example/")
        target = urlsplit(template.replace("{searchTerms}", quote("茶山 & 法庭")))
        answer = client.get(f"{target.path}?{target.query}")
        assert (answer.status_code, answer.mimetype) == (200, mimetype)
        assert "茶山 &amp; 法庭" in answer.text


def test_its_name_is_as_short_as_it_must_be(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/opensearch.xml").data)
    assert 0 < len(root.findtext(f"{NAMESPACE}ShortName") or "") <= 16


def test_a_hostile_host_stays_text(client: FlaskClient) -> None:
    response = client.get("/opensearch.xml", headers={"Host": 'a"><script>'})
    assert b"<script>" not in response.data


@pytest.mark.parametrize("address", ["/", "/search", "/help", "/nothing"])
def test_every_page_leads_to_it_and_to_the_icon(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert '<link rel="search" href="/opensearch.xml" type="application/opensearchdescription+xml"' in page
    icon = page.split('<link rel="icon" href="')[1].split('"')[0]
    assert client.get(icon, buffered=True).mimetype == "image/svg+xml"


def test_the_old_address_of_the_icon_leads_to_it(client: FlaskClient) -> None:
    response = client.get("/favicon.ico", follow_redirects=True, buffered=True)
    assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
