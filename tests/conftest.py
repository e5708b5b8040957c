"""Fixtures that several tests share: one loaded dictionary, an empty corpus, small libraries."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import warmprocess
from hypothesis import is_hypothesis_test, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import is_local_module_file

from index import building
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.searching import Library
from index.text.analyzer import Analyzer
from index.text.tokenizer import Tokenizer, court_tokenizer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The suite asks the same questions every time; `pytest --hypothesis-profile=explore` asks others, and many more.
settings.register_profile("steady", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=2000)
settings.load_profile("steady")


def _is_tried(path: str) -> bool:
    """Whether Hypothesis tries the constants of a module: in a steady run of none, since which are loaded differs."""
    return not settings().derandomize and is_local_module_file(path)


vars(providers)["is_local_module_file"] = _is_tried

SEEN = "2026-03-01T08:00:00"


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The one court tokenizer of the process."""
    return court_tokenizer()


@pytest.fixture(scope="session")
def analyzer(tokenizer: Tokenizer) -> Analyzer:
    """The analyzer that indexes and queries of the tests share."""
    return Analyzer(tokenizer)


@pytest.fixture
def folder(tmp_path: Path, tokenizer: Tokenizer) -> DataFolder:
    """An empty data folder whose index uses the shared dictionary."""
    return DataFolder(tmp_path / "data").prepared()


@pytest.fixture
def corpus(folder: DataFolder) -> Iterator[Corpus]:
    """The empty corpus of ``folder``, open for writing."""
    with Corpus.open(folder.corpus) as opened:
        yield opened


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server over the small library, for tests in a browser."""
    chromium = import_module("chromium")
    with chromium.served() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module: longer alive, its event loop would be in the way of others."""
    chromium = import_module("chromium")
    with chromium.launched() as started:
        yield started


Keep = Callable[..., None]


@pytest.fixture
def keep(folder: DataFolder) -> Keep:
    """Keep articles in the corpus of ``folder``: ``keep(*articles, source="qingrong", show="text", seen=...)``."""

    def _keep(*articles: Article, source: str = "qingrong", show: str = "text", seen: str = SEEN) -> None:
        with Corpus.open(folder.corpus) as opened, opened.writing():
            for article in articles:
                opened.keep(article, source_name=source, seen=seen, show=show)

    return _keep


OpenLibrary = Callable[..., Library]


@pytest.fixture
def library(folder: DataFolder, keep: Keep) -> Iterator[OpenLibrary]:
    """Keep articles, index them and open what reads them: ``library(Article(url=…, body=…), …) -> Library``.

    Calling it again adds to the same data folder; ``source``, ``show`` and ``seen`` are those of ``keep``.
    Every library is closed after the test.
    """
    opened: list[Library] = []

    def _library(*articles: Article, **kept: str) -> Library:
        keep(*articles, **kept)
        building.update(folder, lambda done, total: None)
        opened.append(Library.open(folder))
        return opened[-1]

    yield _library
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def unmeasured() -> Iterator[None]:
    """Let coverage not follow into new processes: what they do is measured elsewhere, and would take twice as long."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("COV")]:
            patch.delenv(name)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no property test: its hundred examples walk the ways of plain tests again, at twice the cost."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")


def pytest_sessionfinish() -> None:
    """End what commands were forked from, so that what it measured is there to be counted."""
    warmprocess.close()


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    """Each implementation of the kernels: all keep one contract."""
    chosen: Kernels = request.param
    return chosen


@pytest.fixture(params=range(5))
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Chance, the same every time."""
    return random.Random(request.param)
