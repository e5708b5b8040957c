"""Surveys in tests without a network: the pages are what a function answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from scrapy.http import Request
from small_web import article_page, article_path, list_page

from crawlers.reading.page import Page
from crawlers.refusals import Refused
from crawlers.samples.samplesites import SampleSite
from crawlers.survey import PAGES, Survey, survey
from crawlers.urls import host_of

OK = 200


def court_pages(nav: str = "", *, numbers: range = range(3), article: str = "") -> dict[str, str]:
    """A small court on the chinacourt cloud by path: a front page with a navigation, one column, its articles."""
    paths = [article_path(number) for number in numbers]
    pages = {path: article or article_page(f"第{number}篇文章") for number, path in zip(numbers, paths, strict=True)}
    home = f'<title>青溪县人民法院</title><a href="/news.shtml">法院要闻</a>{nav}'
    return pages | {"/": home, "/news.shtml": list_page(paths)}


def surveyed(url: str, answer: Callable[[str], bytes], *, pages: int = PAGES) -> Survey:
    """Survey what ``answer`` serves; it raises Refused where it serves nothing."""

    async def fetch(request: Request) -> Page:
        return Page(request.url, answer(request.url))

    return asyncio.run(survey(url, fetch, pages=pages))


def surveyed_pages(url: str, replies: Mapping[str, str], *, pages: int = PAGES) -> Survey:
    """Survey pages by their URLs."""

    def answer(asked: str) -> bytes:
        if asked not in replies:
            raise Refused("The server answers 404.")
        return replies[asked].encode()

    return surveyed(url, answer, pages=pages)


def surveyed_sample(site: SampleSite, url: str) -> Survey:
    """Survey a sample site from one of its pages."""

    def answer(asked: str) -> bytes:
        assert host_of(asked) == site.host
        path = asked.replace(":80/", "/").removeprefix(f"http://{site.host}")
        answered = site.answer(path)
        if answered.status != OK:
            raise Refused(f"The server answers {answered.status}.")
        return answered.body

    return surveyed(url, answer)
