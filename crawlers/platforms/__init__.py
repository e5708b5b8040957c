"""The publishing platforms of courts, one module and one base spider each."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.page import Page

ANY = "generic"


@cache
def platforms() -> dict[str, type[PlatformSpider]]:
    """Every platform's base spider by its name, found by walking this package."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    spiders = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, PlatformSpider) and value.__module__ == module.__name__
    ]
    return {spider.platform: spider for spider in spiders if "platform" in vars(spider)}


def platform_of(url: str, page: Page | None = None) -> type[PlatformSpider]:
    """The platform that a page of no known site is read by: where its URL and its markup fit, else the generic one.

    A path alone proves little, since mirrors keep the original's: with a page, its markup must fit as well.
    """
    for name, platform in sorted(platforms().items()):
        if name != ANY and platform.is_detail(url) and (page is None or platform.fits(page)):
            return platform
    return platforms()[ANY]
