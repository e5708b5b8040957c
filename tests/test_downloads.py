"""Downloads: whole or refused, and never more at once than the server can bear."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from small_library import filled
from werkzeug.test import TestResponse

from index.engines.whoosh.executing.deadline import Deadline
from index.exporting.contents import Contents
from index.exporting.formats import FORMATS
from index.searching import Library
from webui import api, create_app, downloads, growingfile


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def export(client: FlaskClient, parameters: str, **options: Any) -> TestResponse:
    """An export, read to its end."""
    return client.get(f"/api/v1/export?{parameters}", buffered=True, **options)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_to_keep(client: FlaskClient, name: str) -> None:
    response = export(client, f"format={name}&q=茶山法庭")
    assert response.status_code == 200
    assert response.mimetype == FORMATS[name].media_type
    assert len(response.data) > 0
    assert response.content_length == (None if FORMATS[name].is_text else len(response.data))
    assert response.headers["Cache-Control"] == "no-cache"
    assert not {"Expires", "Accept-Ranges"} & set(response.headers.keys())
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert quote(f"tashan-茶山法庭{FORMATS[name].suffix}") in response.headers["Content-Disposition"]


def test_a_query_cannot_steer_the_name_of_the_file(client: FlaskClient) -> None:
    response = export(client, "format=csv&q=" + quote('../"; x=\r\n茶山/..'))
    assert response.headers["Content-Disposition"].endswith(f"tashan-x-{quote('茶山')}.csv")


def test_without_a_query_everything_comes(client: FlaskClient) -> None:
    assert export(client, "format=gbt7714").text.count("\n") == 32


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("format=pdf", "“format” is one of"),
        ("", "“format” is one of"),
        ("format=csv&page=2", "There is no parameter “page”"),
        ("format=csv&from=gestern", "YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_made_is_said(client: FlaskClient, parameters: str, told: str) -> None:
    response = export(client, parameters)
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    assert told in response.get_json()["detail"]


def test_too_many_at_once_are_asked_to_come_back(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(downloads.AT_ONCE):
        assert downloads._places.acquire(blocking=False)
    try:
        response = export(client, "format=csv")
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "ETag" not in response.headers
    finally:
        downloads._places.release(downloads.AT_ONCE)
    assert export(client, "format=csv").status_code == 200


def test_an_export_that_is_not_whole_is_not_sent(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "BUDGET", 0.0)
    monkeypatch.setattr(Deadline, "was_met", False)
    response = export(client, "format=csv&q=法院")
    assert response.status_code == 503
    assert "narrow the search" in response.get_json()["detail"]


def test_a_place_is_free_again_after_a_failure(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "every", fail)
        for _ in range(downloads.AT_ONCE + 1):
            assert export(client, "format=csv").status_code == 500
    assert export(client, "format=csv").status_code == 200


def test_a_text_is_sent_before_it_is_whole(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    may_end = threading.Event()

    def write(_: Contents, out: BinaryIO) -> None:
        out.write(b"first\n" * growingfile.WRITTEN_AT_ONCE)
        assert may_end.wait(10)
        out.write(b"last\n")

    monkeypatch.setitem(FORMATS, "jsonl", replace(FORMATS["jsonl"], write=write))
    chunks = client.get("/api/v1/export?format=jsonl").iter_encoded()
    assert next(chunks).startswith(b"first\n")
    may_end.set()
    assert b"".join(chunks).endswith(b"first\nlast\n")


def test_who_asks_for_the_head_alone_ends_the_making(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    was_left = threading.Event()

    def write(_: Contents, out: BinaryIO) -> None:
        try:
            while True:
                out.write(b"more\n" * growingfile.WRITTEN_AT_ONCE)
        except BrokenPipeError:
            was_left.set()
            raise

    monkeypatch.setitem(FORMATS, "jsonl", replace(FORMATS["jsonl"], write=write))
    assert client.head("/api/v1/export?format=jsonl", buffered=True).status_code == 200
    assert was_left.wait(10)


def test_where_no_file_can_be_made_the_place_is_free_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(downloads, "GrowingFile", fail)
        for _ in range(downloads.AT_ONCE + 1):
            assert export(client, "format=csv").status_code == 500
    assert export(client, "format=csv").status_code == 200


def test_a_text_that_fails_later_does_not_end_as_if_it_were_whole(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_fail = threading.Event()

    def write(_: Contents, out: BinaryIO) -> None:
        out.write(b"first\n" * growingfile.WRITTEN_AT_ONCE)
        assert may_fail.wait(10)
        raise OSError("the disk is full")

    monkeypatch.setitem(FORMATS, "jsonl", replace(FORMATS["jsonl"], write=write))
    chunks = client.get("/api/v1/export?format=jsonl").iter_encoded()
    assert next(chunks).startswith(b"first\n")
    may_fail.set()
    with pytest.raises(OSError, match="the disk is full"):
        list(chunks)


def test_what_one_has_already_is_not_made_again(client: FlaskClient) -> None:
    tag = export(client, "format=csv").headers["ETag"]
    assert export(client, "format=csv", headers={"If-None-Match": tag}).status_code == 304
    assert export(client, "format=ris", headers={"If-None-Match": tag}).status_code == 200
