"""The feed of a brand: one entry a story, with the ids of every feed, whatever the pages hold."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from small_brands import FOUNDED
from small_ledgers import filled

from webui import create_app

A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def ids(document: str) -> dict[str, str]:
    """The id of each entry by its title."""
    entries = ET.fromstring(document).iter(f"{A}entry")
    return {entry.findtext(f"{A}title") or "": entry.findtext(f"{A}id") or "" for entry in entries}


def test_the_feed_has_each_story_of_the_name_once(client: FlaskClient) -> None:
    shown = ids(client.get("/brand/feed?name=竹排法庭").text)
    assert FOUNDED.title in shown
    assert len(shown) == len(set(shown.values())) == 6


def test_a_story_has_one_id_in_every_feed(client: FlaskClient) -> None:
    of_brand = ids(client.get("/brand/feed?name=竹排法庭").text)
    of_court = ids(client.get(f"/feed?court={FOUNDED.court}").text)
    assert of_brand[FOUNDED.title or ""] == of_court[FOUNDED.title or ""]


def test_the_feed_leads_to_the_brand_and_is_not_sent_twice(client: FlaskClient) -> None:
    response = client.get("/brand/feed?name=竹排法庭")
    links = {link.get("rel"): link.get("href") or "" for link in ET.fromstring(response.text).findall(f"{A}link")}
    assert links["alternate"].endswith(f"/brand?name={quote('竹排法庭')}")
    again = client.get("/brand/feed?name=竹排法庭", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["<script>alert(1)</sc", "=cmd|'/C calc'!A0", "]]></w:t></w:r><w:p/"])
def test_no_name_breaks_a_feed(client: FlaskClient, name: str) -> None:
    assert ET.fromstring(client.get("/brand/feed?name=" + quote(name)).text).tag == f"{A}feed"


def test_an_unknown_brand_has_no_feed(client: FlaskClient) -> None:
    assert client.get("/brand/feed?name=没有这个品牌").status_code == 404
