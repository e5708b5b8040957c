from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from crawlers import settings
from crawlers.loader import project_settings
from index.datafolder import DataFolder


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Settings are read again after the test, whatever it set."""
    monkeypatch.delenv("TASHAN_DATA", raising=False)
    monkeypatch.delenv("TASHAN_CONTACT", raising=False)
    return monkeypatch


def test_the_environment_names_the_data_folder_and_the_contact(fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv("TASHAN_DATA", "/srv/tashan")
    fresh.setenv("TASHAN_CONTACT", "library@qingxi.example")
    importlib.reload(settings)
    assert settings.DATA_FOLDER == "/srv/tashan"
    assert "contact: library@qingxi.example" in settings.USER_AGENT
    fresh.undo()
    importlib.reload(settings)


def test_without_an_environment_the_agent_says_honestly_that_there_is_no_contact(fresh: pytest.MonkeyPatch) -> None:
    importlib.reload(settings)
    assert settings.DATA_FOLDER == "data"
    assert settings.USER_AGENT.startswith("tashan ")
    assert "TASHAN_CONTACT" in settings.USER_AGENT
    fresh.undo()
    importlib.reload(settings)


def test_a_crawl_is_polite_and_closed_to_the_outside(tmp_path: Path) -> None:
    shipped = project_settings(DataFolder(tmp_path))
    assert shipped.getbool("ROBOTSTXT_OBEY")
    assert shipped.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert shipped.getfloat("DOWNLOAD_DELAY") * (1 - shipped.getfloat("DOWNLOAD_DELAY_JITTER")) >= 1
    assert {403, 412, 429, 503, 521} <= set(map(int, shipped.getlist("RETRY_HTTP_CODES")))
    assert not shipped.getbool("REMOTE_CONTROL_ENABLED")
    assert not shipped.getbool("TELNETCONSOLE_ENABLED")
    assert shipped["DATA_FOLDER"] == str(tmp_path)
    assert {scheme for scheme, handler in shipped.getdict("DOWNLOAD_HANDLERS").items() if handler is None} == {
        "data",
        "file",
        "ftp",
        "s3",
    }
