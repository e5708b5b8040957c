"""The access log: a line of JSON for each request, and only where it was asked for."""

from __future__ import annotations

import json

import pytest
from small_library import filled

from webui import create_app


def test_every_request_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    client = create_app(filled(), logs=True).test_client()
    client.get(
        "/search?q=茶山", headers={"User-Agent": "a\tb\x1b[31m\u202e".encode("latin-1", "ignore").decode("latin-1")}
    )
    client.get("/nothing")
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["path"].startswith("/search?q=")
    assert (first["method"], first["status"], first["route"]) == ("GET", 200, "pages.results")
    assert first["bytes"] > 1000
    assert first["ms"] > 0
    assert first["client"] == "127.0.0.1"
    assert first["time"].endswith("+00:00")
    assert (second["status"], second["route"]) == (404, None)


def test_nothing_hostile_reaches_the_terminal_and_no_line_is_long(capsys: pytest.CaptureFixture[str]) -> None:
    client = create_app(filled(), logs=True).test_client()
    client.get("/" + "%0a%1b[31m%e2%80%ae" + "x" * 5000, headers={"User-Agent": "y" * 5000})
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert out.isascii()
    assert out.rstrip("\n").isprintable()
    assert len(out) < 8000


def test_without_being_asked_it_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    create_app(filled()).test_client().get("/help")
    assert capsys.readouterr().out == ""
