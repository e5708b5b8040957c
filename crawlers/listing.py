"""Listing: the days that a list page prints beside its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from crawlers.reading.dates import dates_in
from crawlers.reading.page import Page

_ROWS = ("li", "tr", "dd", "p", "div")


def days_listed(page: Page, is_detail: Callable[[str], bool]) -> dict[str, str]:
    """For every article that a list page links to in a row of its own: the last day that the row tells."""
    return dict(_days(page, is_detail))


def _days(page: Page, is_detail: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for anchor in page.selector.css("a[href]"):
        try:
            url = urljoin(page.url, anchor.attrib["href"].strip())
        except ValueError:
            continue
        if is_detail(url):
            found = [date.value for date in dates_in(_row_text(anchor.root))]
            if found:
                yield url, found[-1][:10]


def _row_text(anchor: Any) -> str:
    """The text of the nearest row around a link that links to nothing else."""
    for around in anchor.iterancestors(*_ROWS):
        if len({link.get("href") for link in around.iter("a")}) > 1:
            break
        return "".join(around.itertext())
    return ""
