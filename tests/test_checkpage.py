"""The page of the name check: what was found, in which way, on which day, in how much."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from page_elements import leads_to, text_of
from small_brands import HILL
from small_ledgers import filled

from webui import create_app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def test_a_name_in_use_is_told_with_its_users(client: FlaskClient) -> None:
    read = text_of(client.get("/check?name=竹排法庭").text)
    assert "“竹排法庭”已有法院使用" in read
    assert HILL in read
    assert "查询日期" in read


def test_a_name_that_nobody_has_is_stated_with_what_was_searched(client: FlaskClient) -> None:
    read = text_of(client.get("/check?name=晒谷坪法庭").text)
    assert "没有查到名为“晒谷坪法庭”的品牌" in read
    assert "本索引之外的未查" in read
    english = text_of(client.get("/en/check?name=晒谷坪法庭").text)
    assert "No brand named “晒谷坪法庭” was found; the very name 0" in english
    assert "Searched: 2 sources, 36 articles" in english
    assert "What is not in this index was not searched" in english


def test_the_statement_links_its_json_and_the_text(client: FlaskClient) -> None:
    links = leads_to(client.get("/check?name=竹排法庭").text)
    assert "/api/v1/check?name=竹排法庭" in links
    assert any(link.startswith("/search?q=“竹排法庭”") for link in links)


def test_without_a_name_there_is_the_form(client: FlaskClient) -> None:
    page = client.get("/check").text
    assert 'id="name"' in page
    assert "查询日期" not in page
