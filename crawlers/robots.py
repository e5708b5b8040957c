"""robots.txt: obeyed where it can be had, and where it cannot, nothing is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

MOST_BYTES = 512 * 1024
MOST_WORK = 1_000_000


class RobotsUnread(IgnoreRequest):
    """A site's robots.txt cannot be had now; the text says why in one sentence."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's own, but a server in trouble (5xx, 429, silence) is left alone instead of being crawled without rules.

    A robots.txt that is not there (any other 4xx) allows everything, as RFC 9309 has it.
    """

    def __init__(self, crawler: object) -> None:
        super().__init__(crawler)  # type: ignore[arg-type]
        self._why: dict[str, str] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Ask robots.txt about a request, and for robots.txt itself take no more than its due."""
        if is_for_robots(request):
            request.meta["download_maxsize"] = MOST_BYTES
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what the rules forbid, and everything where there are none to be had."""
        if rp is None:
            why = self._why[urlsplit(request.url).netloc]
            raise RobotsUnread(f"The site's robots.txt cannot be had, so nothing is asked of it now: {why}.")
        super().process_request_2(rp, request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Take no page of a server in trouble for its rules."""
        if is_for_robots(request) and (response.status >= 500 or response.status == 429):
            raise RobotsUnread(f"The server answers {response.status}.")
        if is_for_robots(request) and _work_in(response.body) > MOST_WORK:
            raise RobotsUnread("It has too many rules for too many crawlers.")
        return response

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Remember why no robots.txt came."""
        self._why[netloc] = str(exc).rstrip(".") or type(exc).__name__
        super()._robots_error(exc, netloc)


def _work_in(body: bytes) -> int:
    """Every rule of a group is kept once for every crawler that the group names."""
    text = body.decode("utf-8", errors="ignore").lower()
    return text.count("agent") * len(text.splitlines())


def is_for_robots(request: Request) -> bool:
    """Tell whether a request is that for a robots.txt."""
    return request.callback is NO_CALLBACK and bool(request.meta.get("dont_obey_robotstxt"))
