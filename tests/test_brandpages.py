"""The pages of brands: a directory that narrows and sorts, a file with each statement beside its evidence."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from page_elements import Elements, collects, leads_to, text_of
from small_brands import HILL, LAKE, RIVER
from small_ledgers import filled

from webui import create_app

PAGE = "/brand?name=" + quote("竹排法庭")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


@pytest.fixture(scope="module")
def file(client: FlaskClient) -> str:
    return client.get("/brand?name=竹排法庭").text


def test_the_directory_says_where_each_name_was_met_first_in_this_index(client: FlaskClient) -> None:
    read = text_of(client.get("/brands?q=竹排").text)
    assert "1 个" in read
    assert f"2015-01-10 {HILL}" in read
    assert "本索引中最早" in read


def test_the_directory_narrows_by_type_and_keeps_it(client: FlaskClient) -> None:
    page = client.get("/brands?type=工作室&province=福建").text
    assert "竹排法庭" not in page
    assert '<input type="hidden" name="type" value="工作室">' in page


def test_the_file_shows_every_court_with_its_evidence(file: str) -> None:
    read = text_of(file)
    assert "首创单位" in read
    assert "后来采用" in read
    assert "同名异物" in read
    assert f"自称学自：{HILL}" in read
    for court in (HILL, RIVER, LAKE):
        assert f"/court?name={court}" in leads_to(file)
    assert read.count("原文") >= 3


def test_the_file_never_says_who_was_the_first(file: str) -> None:
    assert "在本索引中最早见于：" in file
    assert "收录范围" in file


def test_the_file_draws_time_place_and_years(file: str) -> None:
    assert '<svg class="line owner"' in file
    assert "<title>2016 年：2 篇</title>" in file
    assert "福建" in file.partition('<svg class="tiles"')[2].partition("</svg>")[0]


def test_the_file_has_figures_documents_honours_plans_and_who_else_tells(file: str) -> None:
    read = text_of(file)
    assert "《关于规范“竹排法庭”工作的实施意见》" in read
    assert "全省便民诉讼先进集体" in read
    assert "128" in read
    assert "计划与结果" in read
    assert "上杭法院一行五人赴长汀县人民法院交流学习" in read
    assert "转载 1" in read


def test_the_words_of_the_courts_stand_side_by_side(file: str) -> None:
    assert "各家的原话并列" in file


def test_what_the_courts_say_is_collected_from_the_file(client: FlaskClient, file: str) -> None:
    pairs = collects(file)
    ids = [each["id"] for _, each in Elements(file).found if each.get("id")]
    assert {place.partition("-")[0] for _, place in pairs} >= {"user", "point", "plan", "words", "other"}
    assert all(ids.count(place) == 1 for _, place in pairs)
    for named, place in pairs:
        answer = client.post(
            "/basket/add", data={"add": f"{named} {place}"}, headers={"Referer": f"http://localhost{PAGE}"}
        )
        assert answer.location == f"{PAGE}#{place}"
    back = client.get(PAGE).text
    assert collects(back) == []
    assert back.count("✓ 已收入素材夹") == len(pairs)
    client.delete_cookie("basket")


def test_the_file_leads_to_search_feed_check_and_json(client: FlaskClient, file: str) -> None:
    links = leads_to(file)
    for link in ("/brand/feed?name=竹排法庭", "/check?name=竹排法庭", "/api/v1/brand?name=竹排法庭"):
        assert link in links
        assert client.get(link).status_code == 200
