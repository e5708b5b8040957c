"""Refusals: in one sentence, why a page cannot be had or has nothing that could be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsel import Selector
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from crawlers.guard import Refused as GuardRefused
from crawlers.manners import LeftAlone
from crawlers.platforms.publishing import joined
from crawlers.reading.blocks import clean_text
from crawlers.reading.page import Page, UnreadablePage
from crawlers.robots import RobotsUnread
from crawlers.urls import host_of
from index.errors import TashanError

OK = 200

_CHALLENGE = re.compile(
    rb"__jsl_clearance|acw_sc__v2|cf-browser-verification|_cf_chl_|challenge-platform|\$_ts\s*=|\$_ts\[|"
    rb"checking your browser|just a moment"
)
_CHALLENGE_TEXT = re.compile(
    r"安全验证|人机验证|滑动验证|行为验证|请输入验证码|浏览器安全检查|正在进行(?:安全)?(?:检测|验证)|访问验证"
)
_OFFSITE_HOST = re.compile(r"redirects to \S+: (\S+) is none of the source's hosts")
_REFRESH = re.compile(r"url\s*=\s*['\"]?(?P<url>[^'\"\s>]+)", re.IGNORECASE)
_SEEN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_MOST_SHELL, _MOST_CHALLENGE = 120, 400
_SENTENCES: dict[type[Exception], str] = {
    CannotResolveHostError: "The name of the host {host} leads nowhere.",
    DownloadConnectionRefusedError: "The server at {host} refuses the connection.",
    DownloadTimeoutError: "The server at {host} does not answer in time.",
}


class Refused(TashanError):
    """A page cannot be had; the text says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address and the sentence that says why it yielded nothing."""

    url: str
    reason: str


def reason_of(error: Exception, url: str) -> str:
    """Say why fetching a page failed."""
    said = str(error).strip().rstrip(".")
    if elsewhere := _OFFSITE_HOST.search(said):
        return f"It redirects to another host, {elsewhere[1]}; probe an address there instead."
    if isinstance(error, GuardRefused | RobotsUnread | LeftAlone):
        return f"{said}."
    if isinstance(error, IgnoreRequest) and "robots.txt" in said:
        return "The site's robots.txt forbids it."
    if isinstance(error, IgnoreRequest) and "redirect" in said:
        return "The server redirects without end."
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return sentence.format(host=host_of(url))
    return f"The page could not be fetched: {said.splitlines()[0] if said else type(error).__name__}."


def status_reason(status: int, body: bytes) -> str:
    """Say what a status other than 200 means."""
    if _is_challenge(body, ""):
        return f"The server answers {status} with a challenge page, and challenges are not solved."
    return f"The server answers {status}."


def obstacle(page: Page) -> str | None:
    """Say why a page that came has nothing to be read: no text, a challenge, a frame, a shell that scripts fill."""
    if not page.body.strip():
        return "The server answers with an empty page."
    try:
        selector = page.selector
    except UnreadablePage as error:
        return str(error)
    seen = clean_text(" ".join(selector.xpath(_SEEN).getall()))
    if len(seen) <= _MOST_CHALLENGE and _is_challenge(page.body, seen):
        return "The server answers with a challenge page, and challenges are not solved."
    if len(seen) > _MOST_SHELL or _leads_on(page, selector):
        return None
    return _forwarding(page, selector) or _shell(selector)


def _is_challenge(body: bytes, seen: str) -> bool:
    return bool(_CHALLENGE.search(body.lower()) or _CHALLENGE_TEXT.search(seen))


def _leads_on(page: Page, selector: Selector) -> bool:
    return any(joined(page.url, href) for href in selector.xpath("//body//a/@href").getall())


def _forwarding(page: Page, selector: Selector) -> str | None:
    frame = joined(page.url, selector.xpath("//frame/@src | //iframe/@src").get() or "")
    if frame:
        return f"The page holds only a frame; probe {frame} instead."
    refresh = selector.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content").get() or ""
    target = _REFRESH.search(refresh)
    url = joined(page.url, target["url"]) if target else ""
    return f"The page only sends its reader on; probe {url} instead." if url else None


def _shell(selector: Selector) -> str | None:
    if not selector.css("script"):
        return None
    return "The page is an empty shell that JavaScript fills, and JavaScript is not run."
