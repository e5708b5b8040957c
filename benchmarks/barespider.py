"""A bare Scrapy spider: fetches the farm and follows its links, and does nothing with what comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response, TextResponse

SETTINGS = {
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


class BareSpider(Spider):
    """Asks for every link of every list page; the pages of articles are not even parsed."""

    name = "bare"

    def parse(self, response: Response) -> Iterator[Request]:
        """Follow the links of a list page."""
        assert isinstance(response, TextResponse)
        for href in response.css("a::attr(href)").getall():
            is_list = "index" in href or "more.php" in href
            yield Request(response.urljoin(href), callback=self.parse if is_list else self.take)
        script = response.css("div.fanye script::text").get("")
        if script:
            yield from self._counted(response, script)

    def take(self, response: Response) -> None:
        """Take an article's page."""

    def _counted(self, response: Response, script: str) -> Iterator[Request]:
        """The pages that a TRS pager counts."""
        for number in range(1, int(script.split("(")[1].split(",")[0])):
            yield Request(response.urljoin(f"index_{number}.html"), callback=self.parse)


def main(urls: list[str]) -> None:
    """Crawl from some addresses, through the proxy of the environment."""
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(BareSpider, start_urls=urls)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1:])
