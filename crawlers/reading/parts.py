"""Parts: the further pages of an article that was cut into several, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from urllib.parse import urljoin

from crawlers.reading.blocks import trees_of
from crawlers.reading.page import Page
from crawlers.urls import canonical
from index.article import Article
from index.repairs import Repair

MOST_PARTS = 60

_ENDING = r"(?P<ending>\.(?:[sj]?html?|php|aspx?|jspx?))"
_ADDRESS = re.compile(rf"(?P<stem>[^?#]*?){_ENDING}?(?P<query>\?[^#]*)?$", re.IGNORECASE)
_SEPARATORS = ("_", "-", "_p", "/page/", "/")
_FIELDS = ("page", "p", "pn", "pageNo", "pageno", "pageIndex", "currentPage")
_PART = re.compile(rf"(?:_|/page/)\d{{1,2}}{_ENDING}$|[?&](?:page|pageNo)=\d{{1,2}}$", re.IGNORECASE)
_STEM = r"[\"'](?P<stem>[\w-]{1,80})[\"']"
_PAGER = re.compile(rf"createPageHTML\(\s*(?P<count>\d{{1,3}})\s*,\s*(?P<current>\d{{1,3}})\s*,\s*{_STEM}")
_FILLED = ("author", "editor", "source", "published", "column", "views")


def next_part(page: Page, first: str, number: int = 1) -> str | None:
    """The address of the part after this one, the ``number``-th of the article under ``first``; None after the last.

    A link is one to a part where its address is the first one with the part's number in it. A script of the TRS system
    counts from 0, so that its second part has number 1.
    """
    if number >= MOST_PARTS:
        return None
    wanted = frozenset(_addresses(first, number + 1))
    linked = (url for url in _linked(page, str(number + 1)) if canonical(url) in wanted)
    return next(linked, None) or _scripted_part(page, first, number)


def is_part(page: Page) -> bool:
    """Tell whether a page is a later part of an article, whose first page it links to."""
    cut = _PART.search(page.url)
    if cut is None:
        return False
    first = canonical(page.url[: cut.start()] + (cut["ending"] or ""))
    return any(canonical(url) == first for url in _linked(page, ""))


def joined_parts(first: Article, part: Article) -> Article:
    """The article with one more of its parts: its paragraphs, and what fields only that part tells.

    A part that says nothing new is none, such as a page of comments.
    """
    known = frozenset(first.paragraphs)
    fresh = [paragraph for paragraph in part.paragraphs if paragraph not in known]
    told = {name: getattr(part, name) for name in _FILLED if getattr(first, name) is None}
    if not fresh:
        return first
    repairs = tuple(dict.fromkeys((*first.repairs, *part.repairs)))
    return replace(first, body="\n".join((first.body, *fresh)), repairs=repairs, **told)


def is_whole(article: Article) -> Article:
    """The article without the note that parts of it are missing."""
    return replace(article, repairs=tuple(repair for repair in article.repairs if repair != Repair.MISSING_PARTS))


def _addresses(first: str, number: int) -> Iterator[str]:
    """The forms that the address of a part takes."""
    match = _ADDRESS.match(first)
    if match is None:
        return
    stem, ending, query = match["stem"], match["ending"] or "", match["query"] or ""
    yield from (f"{stem}{separator}{number}{ending}{query}" for separator in _SEPARATORS)
    yield from (f"{first}{'&' if query else '?'}{name}={number}" for name in _FIELDS)


def _linked(page: Page, number: str) -> Iterator[str]:
    """The absolute addresses of a page's links that have a number in them."""
    for anchor in chain.from_iterable(tree.iter("a") for tree in trees_of(page.selector.root)):
        href = (anchor.get("href") or "").strip()
        if href and number in href:
            try:
                yield urljoin(page.url, href)
            except ValueError:
                continue


def _scripted_part(page: Page, first: str, number: int) -> str | None:
    """The part that a script of the TRS system links to."""
    pager = _PAGER.search(page.text)
    if pager is None or int(pager["current"]) + 1 != number or number >= int(pager["count"]):
        return None
    match = _ADDRESS.match(first)
    if match is None or not match["stem"].endswith(f"/{pager['stem']}"):
        return None
    return f"{match['stem']}_{number}{match['ending'] or ''}"
