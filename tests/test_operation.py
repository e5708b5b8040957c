"""Operation: a sign of life that is true, cheap, and soon says when it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_library import copied_to, filled

from index.datafolder import DataFolder
from index.results import SearchResults
from index.searching import Library, SearchRequest
from webui import app_over, create_app, operation


class CountingLibrary(Library):
    """A library that counts what it is asked."""

    asked = 0

    def search(self, request: SearchRequest, *, budget: float = 2.0) -> SearchResults:
        self.asked += 1
        return super().search(request, budget=budget)


def test_asking_in_a_loop_costs_one_search() -> None:
    with CountingLibrary.open(DataFolder(filled())) as library:
        assert isinstance(library, CountingLibrary)
        client = app_over(library).test_client()
        assert {client.get("/healthz").text for _ in range(9)} == {"ok\n"}
        assert library.asked == 1


def test_it_says_soon_when_searches_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "GOOD_FOR", 0.0)
    client = create_app(copied_to(tmp_path)).test_client()
    assert client.get("/healthz").status_code == 200
    shutil.rmtree(tmp_path / "index")
    assert client.get("/healthz").status_code == 503
