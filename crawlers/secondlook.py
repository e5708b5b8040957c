"""The second look: readings that were found wanting are made again, from the archive and at a few of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crawlers.archiving import copy_of
from crawlers.doubts import SAMPLE
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.page import Page
from crawlers.reading.parts import is_whole, joined_parts
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.holdings import Holdings
from index.staging import Kind, Reading


def wanting(readings: Iterable[Reading]) -> dict[str, Reading]:
    """By URL the readings that lack a body, title or date; all of them where it was something else that is wrong."""
    made = {each.url: each for each in readings if each.kind in (Kind.ARTICLE, Kind.UNREAD)}
    return {url: each for url, each in made.items() if _lacks(each)} or made


def read_again(
    doubted: Mapping[str, Reading], corpus: Corpus, folder: DataFolder, spider: PlatformSpider
) -> Iterator[Reading]:
    """What this program makes of the archived pages, where that is something else than was made of them before.

    Where the first few come out as they did, so would the others, and they are left.
    """
    tried = differing = 0
    for url, before in doubted.items():
        if tried == SAMPLE and not differing:
            return
        now = _made_again(url, corpus, folder, spider)
        if now is not None:
            tried += 1
            if now != (before.article, before.reason):
                differing += 1
                article, reason = now
                yield Reading(url=url, kind=Kind.ARTICLE if article else Kind.UNREAD, article=article, reason=reason)


def _lacks(reading: Reading) -> bool:
    article = reading.article
    return article is None or not article.title or not article.published


def _made_again(
    url: str, corpus: Corpus, folder: DataFolder, spider: PlatformSpider
) -> tuple[Article | None, str | None] | None:
    """The article on the archived copies of its pages, or why there is none; None where there is no such copy."""
    page = _archived(url, corpus, folder)
    if page is None:
        return None
    found, number = spider.reading_of(page), 1
    article = found.article
    while article is not None and found.article is not None and found.following is not None:
        page, number = _archived(spider.canonical_url(found.following), corpus, folder), number + 1
        if page is None:
            return None
        found = spider.reading_of(page, article.url, number)
        article = joined_parts(article, found.article) if found.article else article
    is_joined = article is not None and found.article is not None and number > 1
    return (is_whole(article) if article and is_joined else article), (None if article else found.reason)


def _archived(url: str, corpus: Corpus, folder: DataFolder) -> Page | None:
    holding = Holdings(corpus).of(url)
    copy = copy_of(holding, folder) if holding else None
    return Page(url=copy.url, body=copy.body, content_type=copy.content_type) if copy else None
