"""Answers: what a server's answer, or that it gave none, says to those who asked."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.reading.page import Page

GONE = (404, 410)


def page_of(response: Response) -> Page:
    """The page that a response brought."""
    return Page(url=response.url, body=response.body, content_type=told(response, "Content-Type"))


def told(response: Response, header: str) -> str | None:
    """What a header says, None where there is no such header."""
    value = response.headers.get(header)
    return value.decode("latin-1") if value else None


def is_gone(error: BaseException | None) -> bool:
    """Tell whether a server said that there is no such page."""
    return isinstance(error, HttpError) and error.response.status in GONE


def reason_of(error: BaseException | None) -> str:
    """Why a page did not come, in one sentence."""
    if isinstance(error, HttpError):
        return f"The server answers {error.response.status}."
    if isinstance(error, IgnoreRequest) and str(error) == "Forbidden by robots.txt":
        return "The site's robots.txt forbids it."
    return f"{str(error).rstrip('.') or type(error).__name__}."
