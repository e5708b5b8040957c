"""The pages of courts: found by place and level, told by what they did, set side by side."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from page_elements import leads_to, text_of
from small_brands import HILL, LAKE, RIVER
from small_ledgers import filled

from webui import create_app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def test_the_directory_groups_courts_by_place(client: FlaskClient) -> None:
    read = text_of(client.get("/courts?province=福建").text)
    assert "福建 3" in read
    assert "3 家" in read


def test_the_directory_finds_a_part_of_a_name_and_a_level(client: FlaskClient) -> None:
    assert re.findall(r'name="court" value="([^"]+)"', client.get("/courts?q=武平").text) == [RIVER]
    assert re.findall(r'name="court" value="([^"]+)"', client.get("/courts?level=基层").text) == [RIVER]


def test_a_profile_is_found_by_any_name_of_the_court(client: FlaskClient) -> None:
    read = text_of(client.get("/court?name=长汀法院").text)
    assert f"{HILL} · 他山" in read
    assert "竹排法庭" in read
    assert "全省便民诉讼先进集体" in read
    assert "“竹排法庭”巡回审理模式" in read


def test_a_profile_leads_to_search_feed_ledgers_and_json(client: FlaskClient) -> None:
    links = leads_to(client.get(f"/court?name={HILL}").text)
    for link in ("/search", "/feed", "/firsts", "/honours", "/figures"):
        assert f"{link}?court={HILL}" in links
    assert f"/api/v1/court?name={HILL}" in links


def test_a_claim_that_others_contradict_says_so(client: FlaskClient) -> None:
    assert "另有说法" in client.get(f"/court?name={RIVER}").text


def test_two_courts_stand_side_by_side(client: FlaskClient) -> None:
    page = client.get(f"/compare?court={HILL}&court={RIVER}").text
    read = text_of(page)
    assert "别家有、这一家没有" in read
    row = re.search(r"<tr><th scope=\"row\"><a href=\"[^\"]+\">竹排法庭</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r"\d{4}-\d\d-\d\d", row[0]) == ["2016-05-10", "2019-04-01"]
    assert page.count('<svg class="bars') == 2


def test_output_is_drawn_over_the_same_years_in_the_same_measure(client: FlaskClient) -> None:
    page = client.get(f"/compare?court={HILL}&court={LAKE}").text
    charts = re.findall(r'<svg class="bars.*?</svg>', page, re.DOTALL)
    years = [re.findall(r"<title>(\d{4})", chart) for chart in charts]
    assert years[0] == years[1] == [str(year) for year in range(2015, 2021)]


def test_one_court_alone_waits_in_the_form_for_another(client: FlaskClient) -> None:
    page = client.get(f"/compare?court={HILL}").text
    assert f'name="court" type="text" value="{HILL}"' in page
