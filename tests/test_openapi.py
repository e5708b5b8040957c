"""The document: what it says of the API is what the API does, asked at random by the document itself."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import HOSTILE, SNIPPET, TEA, UNTITLED, filled
from werkzeug.test import TestResponse

from index.ledgers.desk import LEDGERS
from webui import create_app
from webui.address import PARAMETERS
from webui.openapi import PREFIX, document
from webui.schemas import FILE

Schema = dict[str, Any]
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
ARTICLE = f"{PREFIX}articles?url="


@cache
def app() -> Flask:
    return create_app(filled())


@pytest.fixture(scope="module", autouse=True)
def at_hand() -> None:
    """The document is made before anything is drawn from it."""
    parameters()


@pytest.fixture
def client() -> FlaskClient:
    return app().test_client()


@cache
def told() -> Schema:
    with app().test_request_context():
        return document(app())


def faults(value: Any, schema: Schema, where: str = "answer") -> list[str]:
    """Where a value is not what a schema says; a key that the schema does not name is a fault here."""
    if not schema:
        return []
    if "$ref" in schema:
        return faults(value, told()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], where)
    if "anyOf" in schema:
        tried = [faults(value, option, where) for option in schema["anyOf"]]
        return min(tried, key=len)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "object" in kinds and isinstance(value, dict):
        return _object_faults(value, schema, where)
    if "array" in kinds and isinstance(value, list):
        return [fault for at, each in enumerate(value) for fault in faults(each, schema["items"], f"{where}[{at}]")]
    fits = any(kind in TYPES and isinstance(value, TYPES[kind]) for kind in kinds)  # type: ignore[arg-type]
    is_wrong_flag = isinstance(value, bool) and "boolean" not in kinds
    return [] if fits and not is_wrong_flag else [f"{where} is {value!r:.60}, not {kinds}"]


def _object_faults(value: Schema, schema: Schema, where: str) -> list[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    found = [f"{where} has no {name}" for name in schema.get("required", ()) if name not in value]
    for name, each in value.items():
        if name in known or others is not None:
            found += faults(each, known.get(name, others), f"{where}.{name}")
        elif known:
            found.append(f"{where}.{name} is in no schema: name it in webui/schemas.py")
    return found


def require_as_told(response: TestResponse, address: str) -> None:
    """An answer has a status, a content type and a body that the document names."""
    responses = told()["paths"][address]["get"]["responses"]
    answer = responses.get(str(response.status_code), responses["default"])
    if "content" not in answer:
        assert response.data == b""
        return
    assert response.mimetype in answer["content"]
    schema = answer["content"][response.mimetype]["schema"]
    assert schema == FILE or faults(response.get_json(), schema) == []
    assert response.status_code < 500


def test_the_document_names_every_route_below_its_prefix_and_no_other() -> None:
    routes = {rule.rule for rule in app().url_map.iter_rules() if rule.rule.startswith(PREFIX)}
    assert routes == set(told()["paths"]), "a route of the API is decorated with @described"


def test_it_is_served_and_keeps_to_openapi(client: FlaskClient) -> None:
    response = client.get(f"{PREFIX}openapi.json")
    assert response.get_json() == json.loads(json.dumps(told()))
    assert response.get_json()["openapi"] == "3.1.0"
    names = [operation["get"]["operationId"] for operation in told()["paths"].values()]
    assert len(set(names)) == len(names)
    again = client.get(f"{PREFIX}openapi.json", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_read_from_an_address_is_what_the_table_names() -> None:
    named = {parameter["name"] for parameter in told()["paths"][f"{PREFIX}search"]["get"]["parameters"]}
    assert named == PARAMETERS


@pytest.mark.parametrize(
    "address",
    [
        f"{PREFIX}search?q=茶山法庭",
        f"{PREFIX}search?group=none&size=100",
        f"{PREFIX}search?q=(((",
        f"{PREFIX}search?q=海底捞月",
        *(ARTICLE + quote(article.url, safe="") for article in (TEA, HOSTILE, SNIPPET, UNTITLED)),
        f"{PREFIX}sources",
        f"{PREFIX}suggest?q=fy",
        f"{PREFIX}brands",
        f"{PREFIX}check?name=茶山法庭",
        f"{PREFIX}brands?format=docx",
        f"{PREFIX}brand?name=茶山法庭&format=xlsx",
        f"{PREFIX}courts?format=ris",
        f"{PREFIX}court?name=白河市人民法院&format=bibtex",
        f"{PREFIX}compare?court=白河市人民法院&court=青岭县人民法院&format=csv",
        *(f"{PREFIX}{ledger}{query}" for ledger in LEDGERS for query in ("", "?format=csv", "?format=jsonl&year=2021")),
    ],
)
def test_every_answer_is_as_told(client: FlaskClient, address: str) -> None:
    response = client.get(address, buffered=True)
    assert response.status_code == 200
    require_as_told(response, address.split("?")[0])


@pytest.mark.parametrize(
    "address", [f"{PREFIX}{name}" for name in ("search", "articles?url=x", "sources", "openapi.json")]
)
def test_a_parameter_that_is_not_told_of_is_refused(client: FlaskClient, address: str) -> None:
    response = client.get(address + ("&" if "?" in address else "?") + "colour=red")
    assert response.status_code == 400
    assert "There is no parameter “colour”" in response.get_json()["detail"]


def test_a_file_is_refused_for_the_same_reasons_as_a_page(client: FlaskClient) -> None:
    assert client.get(f"{PREFIX}figures?format=csv&size=x").status_code == 400


@pytest.mark.parametrize("asked", ["page=", "sort=", "from=", "q=a&q=b", "page=1&page=2"])
def test_a_value_that_is_missing_or_repeated_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(f"{PREFIX}search?{asked}").status_code == 400


def values(schema: Schema) -> st.SearchStrategy[str]:
    """Values that a schema allows, and others."""
    right = {
        "integer": st.integers(schema.get("minimum", 0), schema.get("maximum", 9)).map(str),
        "string": st.sampled_from(schema["enum"]) if "enum" in schema else st.text(max_size=30),
    }
    if schema["type"] == "array":
        return values(schema["items"])
    days = st.dates().map(str) if schema.get("format") == "date" else st.nothing()
    syntax = st.text('“”"()（）-－ORNT 茶山法庭\x00\u202e', max_size=30)
    wrong = st.one_of(st.text(max_size=300), syntax, st.integers().map(str), st.just("9" * 400))
    return st.one_of(days, right[schema["type"]], right[schema["type"]], wrong)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """An address of the document with some of its parameters, rarely one that it does not have."""
    address = draw(st.sampled_from(sorted(told()["paths"])))
    known = {each["name"]: values(each["schema"]) for each in told()["paths"][address]["get"]["parameters"]}
    if "url" in known:
        known["url"] = st.one_of(known["url"], st.sampled_from([TEA.url, HOSTILE.url, SNIPPET.url]))
    names = draw(st.lists(st.sampled_from([*known, "x"]), max_size=5))
    return address, [(name, draw(known.get(name, st.text(max_size=9)))) for name in names]


@settings(max_examples=150)
@given(requests())
def test_whatever_is_asked_the_answer_is_as_told(asked: tuple[str, list[tuple[str, str]]]) -> None:
    address, arguments = asked
    response = app().test_client().get(address, query_string=arguments)
    require_as_told(response, address)
    response.close()


def allowed(schema: Schema) -> st.SearchStrategy[str]:
    """Values that a schema allows, and no others."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "integer":
        return st.integers(schema["minimum"], schema["maximum"]).map(str)
    if schema.get("format") == "date":
        return st.dates().map(str)
    longest = min(30, schema.get("maxLength", 30))
    texts = st.text(st.characters(codec="utf-8"), min_size=schema.get("minLength", 0), max_size=longest)
    return texts.filter(lambda text: re.search(schema.get("pattern", ""), text) is not None)


def forbidden(schema: Schema) -> st.SearchStrategy[str]:
    """Values that a schema of few values does not allow."""
    texts = st.text("abz09-é", min_size=1, max_size=9)
    if "enum" in schema:
        return texts.filter(lambda text: text not in schema["enum"])
    if schema["type"] == "integer":
        beyond = st.integers(min_value=schema["maximum"] + 1) | st.integers(max_value=schema["minimum"] - 1)
        return texts.filter(lambda text: not text.isdecimal()) | beyond.map(str)
    return texts


def parameters() -> dict[str, list[Schema]]:
    """What every address takes."""
    return {address: operation["get"]["parameters"] for address, operation in told()["paths"].items()}


@st.composite
def given_for(draw: st.DrawFn, parameter: Schema) -> list[tuple[str, str]]:
    """A parameter with what its schema allows, as often as it has to be given."""
    schema = parameter["schema"]
    if schema["type"] != "array":
        return [(parameter["name"], draw(allowed(schema)))]
    fewest = schema.get("minItems", 1)
    values = st.sampled_from("甲乙丙丁") if schema.get("uniqueItems") else allowed(schema["items"])
    lists = st.lists(values, min_size=fewest, max_size=max(2, fewest), unique=schema.get("uniqueItems", False))
    return [(parameter["name"], value) for value in draw(lists)]


@st.composite
def allowed_requests(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """An address of the document with all that it must have, and some of what it may."""
    address = draw(st.sampled_from(sorted(parameters())))
    chosen = [each for each in parameters()[address] if each["required"] or draw(st.booleans())]
    return address, [pair for each in chosen for pair in draw(given_for(each))]


@settings(max_examples=120)
@given(allowed_requests())
def test_what_the_document_allows_is_answered(asked: tuple[str, list[tuple[str, str]]]) -> None:
    address, arguments = asked
    response = app().test_client().get(address, query_string=arguments)
    allowed_to_miss = {404} if "404" in told()["paths"][address]["get"]["responses"] else set()
    assert response.status_code in {200} | allowed_to_miss, response.get_json()["detail"]
    response.close()


@settings(max_examples=80)
@given(st.data())
def test_what_the_document_does_not_allow_is_refused(data: st.DataObject) -> None:
    narrow = [
        (address, each["name"], schema)
        for address, taken in parameters().items()
        for each in taken
        if {"enum", "format", "maximum"} & set(schema := each["schema"].get("items", each["schema"]))
    ]
    address, name, schema = data.draw(st.sampled_from(narrow))
    needed = [each for each in parameters()[address] if each["required"] and each["name"] != name]
    arguments = [pair for each in needed for pair in data.draw(given_for(each))]
    response = app().test_client().get(address, query_string=[*arguments, (name, data.draw(forbidden(schema)))])
    assert response.status_code in {400, 404}


@given(st.binary(max_size=60), st.sampled_from(["search", "articles"]))
def test_bytes_that_are_no_text_are_answered_as_told(raw: bytes, name: str) -> None:
    query = "q=" if name == "search" else "url="
    require_as_told(app().test_client().get(f"{PREFIX}{name}", query_string=query + quote(raw)), f"{PREFIX}{name}")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_another_method_is_a_problem(client: FlaskClient, method: str) -> None:
    for address in told()["paths"]:
        response = getattr(client, method)(address)
        assert (response.status_code, response.mimetype) == (405, "application/problem+json")


def test_the_page_tells_every_operation_and_parameter_and_its_examples_work(client: FlaskClient) -> None:
    page = client.get("/api").text
    for address, operation in told()["paths"].items():
        assert f"GET {address}" in page
        for parameter in operation["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in page
    examples = [part.split('"')[0] for part in page.split(f'<a href="{PREFIX}')[1:]]
    assert len(examples) >= 2
    for example in examples:
        with client.get(PREFIX + example.replace("&amp;", "&")) as response:
            assert response.status_code == 200
