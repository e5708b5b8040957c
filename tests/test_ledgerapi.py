"""The ledgers below /api/v1: the desk's answers as JSON, whole ledgers as files, mistakes as one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from small_brands import ALL, FOUNDED, HILL

from index.building import update
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.exporting.formats import FORMATS
from index.ledgers.desk import LEDGERS
from webui import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    path: Path = tmp_path_factory.mktemp("ledgers")
    folder = DataFolder(path)
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for article in ALL:
            corpus.keep(article, source_name="hill", seen="2026-01-01T08:00:00")
    update(folder, lambda *_: None)
    return create_app(path).test_client()


def test_brands_are_listed_page_by_page(client: FlaskClient) -> None:
    shown = client.get("/api/v1/brands?q=竹排&province=福建&sort=first&size=1").get_json()
    assert [line["name"] for line in shown["brands"]] == ["竹排法庭"]
    assert client.get("/api/v1/brands?q=竹排&page=2&size=1").get_json() == {"brands": []}


def test_a_brand_s_file_is_given_by_any_spelling(client: FlaskClient) -> None:
    shown = client.get("/api/v1/brand?name=“竹排法庭”").get_json()
    assert shown["owner"] == HILL
    assert [user["relation"] for user in shown["users"]] == ["owner", "adopter", "namesake"]


def test_a_check_states_what_was_searched(client: FlaskClient) -> None:
    shown = client.get("/api/v1/check?name=月亮车").get_json()
    assert shown["taken"] is False
    assert shown["searched"]["articles"] == len(ALL)


def test_a_ledger_is_given_whole_as_a_file(client: FlaskClient) -> None:
    lines = client.get("/api/v1/firsts?format=jsonl", buffered=True).get_data(as_text=True).splitlines()
    assert json.loads(lines[0]) == client.get("/api/v1/firsts?size=1").get_json()["firsts"][0]
    assert len(lines) == 2
    table = client.get("/api/v1/honours?format=csv", buffered=True)
    assert table.mimetype == "text/csv"
    assert table.get_data(as_text=True).startswith("\ufeffname,")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("address", "name"),
    [
        *((f"{name}?court={HILL}&", name) for name in LEDGERS),
        ("brands?q=竹排&type=站点&", "brands"),
        ("brand?name=竹排法庭&", "竹排法庭"),
        ("courts?q=长汀&", "courts"),
        (f"court?name={HILL}&", HILL),
        (f"compare?court={HILL}&court=上杭县人民法院&", f"{HILL}-上杭县人民法院"),
    ],
)
def test_every_ledger_is_a_file_of_every_format(client: FlaskClient, address: str, name: str, form: str) -> None:
    answer = client.get(f"/api/v1/{address}format={form}", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, FORMATS[form].media_type)
    assert quote(f"tashan-{name}{FORMATS[form].suffix}") in answer.headers["Content-Disposition"]
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/api/v1/{address}format={form}", headers=tag, buffered=True).status_code == 304


def test_a_file_has_what_the_filters_leave(client: FlaskClient) -> None:
    [line] = client.get("/api/v1/brands?q=竹排&size=1&format=jsonl", buffered=True).text.splitlines()
    assert json.loads(line)["name"] == "竹排法庭"
    assert client.get("/api/v1/brands?type=工作室&format=jsonl", buffered=True).text == ""
    [court] = client.get("/api/v1/courts?q=长汀&format=jsonl", buffered=True).text.splitlines()
    assert json.loads(court)["name"] == HILL
    assert client.get("/api/v1/honours?province=江西&format=gbt7714", buffered=True).text == ""


def test_a_ledger_is_given_page_by_page(client: FlaskClient) -> None:
    [first] = client.get("/api/v1/firsts?size=1").get_json()["firsts"]
    [second] = client.get("/api/v1/firsts?size=1&page=2").get_json()["firsts"]
    assert {first["court"], second["court"]} == {HILL, "武平县人民法院"}
    assert client.get("/api/v1/honours?province=江西").get_json() == {"honours": []}
    assert client.get(f"/api/v1/figures?court={HILL}&year=2018").get_json()["figures"][0]["number"] == "128"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/brand?name=无此名", 404),
        ("/api/v1/brand", 400),
        ("/api/v1/brand?name=", 400),
        ("/api/v1/check?name=" + "长" * 61, 400),
        ("/api/v1/check?q=x", 400),
        ("/api/v1/brands?sort=x", 400),
        ("/api/v1/brands?size=0", 400),
        ("/api/v1/firsts?format=exe", 400),
        ("/api/v1/firsts?page=0", 400),
        ("/api/v1/figures?from=yesterday", 400),
    ],
)
def test_a_mistake_is_told_as_problem_json(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"].endswith(".")


def test_a_text_that_may_not_be_shown_gives_no_sentence(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(FOUNDED, source_name="hill", seen="2026-01-01T08:00:00", show="snippet")
    update(folder, lambda *_: None)
    shown = create_app(tmp_path).test_client().get("/api/v1/brand?name=竹排法庭").get_data(as_text=True)
    told = [line for paragraph in FOUNDED.paragraphs for line in paragraph.split("。") if line and line in shown]
    assert told == []
