"""The courts below /api/v1: the desk's answers as JSON, mistakes as one sentence."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from small_brands import HILL, LAKE, RIVER
from small_ledgers import filled

from webui import create_app


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def test_courts_are_listed_page_by_page(client: FlaskClient) -> None:
    shown = client.get("/api/v1/courts?province=福建&size=2").get_json()["courts"]
    rest = client.get("/api/v1/courts?province=福建&size=2&page=2").get_json()["courts"]
    assert {court["name"] for court in (*shown, *rest)} == {HILL, RIVER, LAKE}
    assert len(shown) == 2


def test_a_court_s_file_is_given_by_any_name(client: FlaskClient) -> None:
    shown = client.get("/api/v1/court?name=长汀法院").get_json()
    assert shown["name"] == HILL
    assert shown["brands"][0]["name"] == "竹排法庭"
    assert shown["firsts"][0]["contradicts"][0]["court"] == RIVER


def test_courts_are_compared(client: FlaskClient) -> None:
    shown = client.get(f"/api/v1/compare?court={HILL}&court={RIVER}").get_json()
    assert [court["name"] for court in shown["courts"]] == [HILL, RIVER]
    assert shown["lacks"][1]["honours"] == ["全省便民诉讼先进集体"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/court?name=无此人民法院", 404),
        ("/api/v1/court?name=-", 400),
        ("/api/v1/court", 400),
        (f"/api/v1/compare?court={HILL}", 400),
        (f"/api/v1/compare?court={HILL}&court=无此人民法院", 404),
        ("/api/v1/courts?x=1", 400),
    ],
)
def test_a_mistake_is_one_sentence(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response.get_json()["detail"].endswith(".")


def test_a_program_that_has_the_answer_does_not_get_it_again(client: FlaskClient) -> None:
    tag = client.get("/api/v1/courts").headers["ETag"]
    assert client.get("/api/v1/courts", headers={"If-None-Match": tag}).status_code == 304
