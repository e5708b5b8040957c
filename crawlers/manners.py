"""Manners: how much, how fast and when a server is asked, and when it is left alone."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser

from crawlers.quiet import is_quiet
from crawlers.robots import is_for_robots

BACK_OFF = frozenset({403, 412, 429, 503, 521})
LONGEST_CRAWL_DELAY = 60.0
LONGEST_WAIT = 300.0
PATIENCE = 6
LEFT_ALONE = "manners/left_alone"
QUIET_HOURS = "quiet_hours"
_FIRST_WAIT_IN_DELAYS = 10
_STEP = 0.25


class LeftAlone(IgnoreRequest):
    """The server is not asked any more in this run; the text says why in one sentence."""


class Asleep(LeftAlone):
    """The site's quiet hours have begun; the rest is for the next visit."""


class Manners:
    """Waits as long as a server asks for, longer each time it refuses, and then leaves it alone for this run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site = getattr(crawler.spidercls, "site", None)
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._refusals: Counter[str] = Counter()
        self._until: dict[str, float] = {}
        self._holding: dict[str, asyncio.Task[None]] = {}
        self._left: LeftAlone | None = None
        self._ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Mind the manners of the crawl of one source."""
        manners = cls(crawler)
        crawler.signals.connect(manners.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(manners.response_downloaded, signals.response_downloaded)
        return manners

    def process_request(self, request: Request) -> None:
        """Ask nothing of a server that is left alone, or in its quiet hours."""
        if self._site and is_quiet(self._site.quiet, datetime.now(UTC)) and not is_for_robots(request):
            self._leave(Asleep(f"Its quiet hours, {self._site.quiet} China time, have begun."), QUIET_HOURS)
        if self._left:
            raise self._left.with_traceback(None)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a server that does not answer like one that refuses."""
        if not isinstance(exception, IgnoreRequest) and not is_for_robots(request):
            self._count(request, "does not answer as a server should")

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take over the delay that a robots.txt asks for, where it is longer than the site's own."""
        asked = robotparser.crawl_delay(self._agent) or 0.0
        if asked > LONGEST_CRAWL_DELAY:
            self._leave_alone(
                f"Its robots.txt asks for {asked:g} seconds between two requests, more than the"
                f" {LONGEST_CRAWL_DELAY:g} that a visit has patience for."
            )
        elif asked > self._delay:
            self._slow_down(asked)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Hold back where the server refuses, before anything else is sent to it."""
        if is_for_robots(request) and 400 <= response.status < 500 and response.status != 429:
            request.meta["dont_retry"] = True
        elif response.status in BACK_OFF:
            asked = seconds_asked(response.headers.get("Retry-After"), datetime.now(UTC))
            if asked > LONGEST_WAIT:
                wish = f"It asks to be left alone for {asked:.0f} seconds."
                self._leave_alone(f"The server answers {response.status}. {wish}")
            elif self._count(request, f"answers {response.status}"):
                self._hold(request, max(asked, self._growing(request)))
        else:
            self._refusals[_slot_name(request)] = 0

    def _count(self, request: Request, what: str) -> bool:
        """Count a refusal; False where it was one too many."""
        self._refusals[_slot_name(request)] += 1
        if self._refusals[_slot_name(request)] < PATIENCE:
            return True
        self._leave_alone(f"The server {what}. After {PATIENCE} times in a row it is left alone until the next visit.")
        return False

    def _growing(self, request: Request) -> float:
        times = self._refusals[_slot_name(request)] - 1
        return float(min(self._delay * _FIRST_WAIT_IN_DELAYS * 2**times, LONGEST_WAIT))

    def _slow_down(self, delay: float) -> None:
        """Make it the delay of every host of the source, from now on and whatever AutoThrottle finds."""
        self._delay = delay
        downloader = self._crawler.engine.downloader
        for host in self._site.fetched_hosts if self._site else ():
            downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0}
        for slot in downloader.slots.values():
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0
        throttle = self._crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)

    def _hold(self, request: Request, seconds: float) -> None:
        host = _slot_name(request)
        slot = self._crawler.engine.downloader.slots.get(host)
        if slot is None or seconds <= 0:
            return
        self._until[host] = monotonic() + seconds
        if host not in self._holding or self._holding[host].done():
            _keep_waiting(slot)
            self._holding[host] = asyncio.get_running_loop().create_task(self._held(host, slot))

    async def _held(self, host: str, slot: Slot) -> None:
        """Keep what is queued for a host waiting, for as long as the visit goes on."""
        while monotonic() < self._until[host] and self._crawler.engine.running and not self._left:
            _keep_waiting(slot)
            await asyncio.sleep(_STEP)
        if not self._crawler.engine.running:
            _empty(slot, LeftAlone("The visit has ended."))

    def _leave_alone(self, sentence: str) -> None:
        if not self._left:
            self._crawler.stats.set_value(LEFT_ALONE, sentence)
            self._leave(LeftAlone(sentence), "left_alone")

    def _leave(self, why: LeftAlone, reason: str) -> None:
        if self._left:
            return
        self._left = why
        for slot in self._crawler.engine.downloader.slots.values():
            _empty(slot, why)
        self._ending = asyncio.get_running_loop().create_task(self._end(reason))

    async def _end(self, reason: str) -> None:
        if self._crawler.engine.spider is not None:
            await self._crawler.engine.close_spider_async(reason=reason)


def seconds_asked(value: bytes | None, now: datetime) -> float:
    """The seconds that a Retry-After asks for, as a number or a date; none where it cannot be read."""
    text = (value or b"").decode("latin-1").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def _slot_name(request: Request) -> str:
    return str(request.meta.get("download_slot", ""))


def _keep_waiting(slot: Slot) -> None:
    # A slot without delay never looks at the time of its last request.
    slot.delay = max(slot.delay, 0.01)
    slot.lastseen = monotonic() + 2 * _STEP


def _empty(slot: Slot, why: LeftAlone) -> None:
    while slot.queue:
        _, waiting = slot.queue.popleft()
        waiting.errback(why)
