"""The settings of every crawl: polite, bounded, archived; the one place of this room that reads the environment."""

import os

BOT_NAME = "tashan"
SPIDER_MODULES = ["crawlers.spiders"]
NEWSPIDER_MODULE = "crawlers.spiders"
SPIDER_LOADER_CLASS = "crawlers.loader.SourceLoader"

DATA_FOLDER = os.environ.get("TASHAN_DATA") or "data"
SITE_TABLES: list[str] = []
VANISHED_DAYS = os.environ.get("TASHAN_VANISHED_DAYS") or "30"

_CONTACT = os.environ.get("TASHAN_CONTACT") or "its operator has set no TASHAN_CONTACT"
USER_AGENT = f"tashan (archive and search of court news; contact: {_CONTACT})"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "tashan"
TWISTED_DNS_RESOLVER = "crawlers.resolver.GuardedResolver"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

CONCURRENT_REQUESTS = 2
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_SOURCES = 16
# A page is one item; Scrapy starts this many tasks for every response, a hundred if it is not told.
CONCURRENT_ITEMS = 1
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
DOWNLOAD_DELAY = 1.5
DOWNLOAD_DELAY_JITTER = 0.3
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0
AUTOTHROTTLE_MAX_DELAY = 60

RETRY_TIMES = 2
RETRY_HTTP_CODES = [403, 408, 412, 429, 500, 502, 503, 504, 521, 522, 524]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
DOWNLOAD_TIMEOUT = 20
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_HANDLERS = {
    "http": "crawlers.downloading.BoundedHandler",
    "https": "crawlers.downloading.BoundedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
CLOSESPIDER_PAGECOUNT = 5000

ARCHIVE_ENABLED = True
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "crawlers.readahead.ReadAhead": 10,
    "crawlers.guard.HostGuard": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawlers.robots.Robots": 100,
    "crawlers.manners.Manners": 595,
    "crawlers.archiving.ArchiveMiddleware": 990,
    "crawlers.guard.BodyGuard": 995,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
ITEM_PIPELINES = {"crawlers.pipelines.KeepPipeline": 500}

REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
LOG_LEVEL = "WARNING"
WARN_ON_GENERATOR_RETURN_VALUE = False
