from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from small_web import article_page, article_path, site_row

from crawlers import readerprocess
from crawlers.loader import load_sources
from crawlers.readerprocess import WORTH_A_PROCESS, ReaderDied, ReaderProcess
from crawlers.reading.page import Page
from index.datafolder import DataFolder

ROOT = "http://127.0.0.1:8000"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A data folder with one source, whose very first page is read beside."""
    monkeypatch.setattr(readerprocess, "WORTH_A_PROCESS", 0)
    data = DataFolder(tmp_path / "data").prepared()
    data.sites.write_text(site_row("qingxi", f"{ROOT}/"), encoding="utf-8")
    return data


def page(number: int, text: str | None = None) -> Page:
    markup = article_page(f"第{number}篇") if text is None else text
    return Page(url=f"{ROOT}{article_path(number)}", body=markup.encode())


def test_pages_are_read_beside_as_they_are_here_each_for_its_own(folder: DataFolder) -> None:
    pages = [page(number) for number in range(5)] + [page(9, "<html></html>")]

    async def readings() -> list[object]:
        reader = ReaderProcess(folder)
        found = await asyncio.gather(*(reader.read("qingxi", each) for each in pages))
        await reader.close()
        return list(found)

    source = load_sources(folder).source("qingxi")
    assert asyncio.run(readings()) == [source.reading_of(each) for each in pages]


def test_the_first_pages_are_not_worth_a_process(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readerprocess, "WORTH_A_PROCESS", WORTH_A_PROCESS)

    async def read() -> list[object]:
        reader = ReaderProcess(folder)
        found = [await reader.read("qingxi", page(1)) for _ in range(WORTH_A_PROCESS)]
        assert reader._process is None
        await reader.close()
        return list(found)

    assert set(asyncio.run(read())) == {None}


def test_a_process_that_dies_costs_the_pages_that_it_had_and_no_others(folder: DataFolder) -> None:
    async def read() -> None:
        reader = ReaderProcess(folder)
        await reader.read("qingxi", page(1))
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        with pytest.raises(ReaderDied, match=r"ended before it had read this one\.$"):
            await reader.read("qingxi", page(2))
        found = await reader.read("qingxi", page(3))
        assert found is not None
        assert found.article is not None
        await reader.close()

    asyncio.run(read())


def test_an_error_of_ours_is_left_to_the_spider(folder: DataFolder) -> None:
    async def read() -> None:
        reader = ReaderProcess(folder)
        assert await reader.read("nobody", page(1)) is None
        assert await reader.read("qingxi", page(2)) is not None
        await reader.close()

    asyncio.run(read())


def test_the_process_ends_with_its_input(folder: DataFolder) -> None:
    async def read() -> int | None:
        reader = ReaderProcess(folder)
        await reader.read("qingxi", page(1))
        process = reader._process
        assert process is not None
        process.send_signal(signal.SIGINT)
        assert await reader.read("qingxi", page(2)) is not None
        await reader.close()
        return process.returncode

    assert asyncio.run(read()) == 0
