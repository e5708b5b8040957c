"""The sample proxy: takes requests for ``.example`` hosts, and no others, to the sample server."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request

from crawlers.urls import host_of


class SampleProxyMiddleware:
    """Sends what is asked of a ``.example`` host, robots.txt included, to the proxy that ``SAMPLE_PROXY`` names."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Stand aside where the settings name no proxy."""
        proxy = crawler.settings.get("SAMPLE_PROXY")
        if not proxy:
            raise NotConfigured
        return cls(proxy)

    def process_request(self, request: Request) -> None:
        """Route one request."""
        if host_of(request.url).endswith(".example"):
            request.meta["proxy"] = self._proxy
