"""The loader of sources: declared in code, listed in tables of sites, or brought by other packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from scrapy import Spider
from scrapy.settings import BaseSettings, Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from crawlers.platforms import platform_of, platforms
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.page import Page
from crawlers.sites import SHIPPED, Site, read_sites
from crawlers.urls import canonical, host_of
from index.datafolder import DataFolder
from index.errors import TashanError

PLUGINS = "tashan.spiders"


class SourceError(TashanError):
    """A source cannot be loaded."""


class SourceLoader(SpiderLoader):
    """Scrapy's loader, and after its modules the plug-ins and the tables: shipped, the operator's and any others."""

    def __init__(self, settings: BaseSettings) -> None:
        self._tables = _tables(settings)
        super().__init__(settings)

    def source(self, name: str) -> type[PlatformSpider]:
        """The source of a name; raises KeyError as ``load`` does."""
        return _source(self.load(name))

    def source_at(self, url: str) -> type[PlatformSpider] | None:
        """The source whose site the URL belongs to, None where no known site has that host."""
        host = host_of(canonical(url))
        return next((self.source(name) for name in self.list() if host in self.source(name).site.fetched_hosts), None)

    def spider_for(self, url: str, page: Page | None = None) -> type[PlatformSpider]:
        """What a URL is read and named by: its source, else the platform that it and its page suggest."""
        return self.source_at(url) or platform_of(url, page)

    def _load_all_spiders(self) -> None:
        for plugin in sorted(entry_points(group=PLUGINS)):
            for module in _plugin_modules(plugin):
                self._load_spiders(module)
        for table in self._tables:
            for site in read_sites(table):
                self._add_site(site, table)
        super()._load_all_spiders()

    def _load_spiders(self, module: ModuleType) -> None:
        for spider in iter_spider_classes(module):
            _source(spider)
        super()._load_spiders(module)

    def _add_site(self, site: Site, table: Path) -> None:
        platform = platforms().get(site.platform)
        if platform is None:
            known = ", ".join(sorted(platforms()))
            raise SourceError(
                f"{table}: site “{site.name}”: the platform “{site.platform}” is unknown; there are {known}."
            )
        spider = type(site.name, (platform,), {"site": site, "__module__": __name__, "__doc__": site.court})
        self._found[site.name].append((str(table), site.name))
        self._spiders[site.name] = spider

    def _check_name_duplicates(self) -> None:
        for name, places in self._found.items():
            if len(places) > 1:
                where = " and ".join(place for place, _ in places)
                raise SourceError(f"The source “{name}” is declared more than once: in {where}.")


def load_sources(folder: DataFolder, tables: Iterable[Path] = ()) -> SourceLoader:
    """Load every source that a data folder knows; raises TashanError with what is declared wrongly."""
    return SourceLoader(project_settings(folder, tables))


def project_settings(folder: DataFolder | None = None, tables: Iterable[Path] = ()) -> Settings:
    """The project's settings, for a data folder and with further tables of sites, wherever the process was started."""
    settings = Settings()
    settings.setmodule("crawlers.settings")
    if folder is not None:
        settings.set("DATA_FOLDER", str(folder.path))
    settings.set("SITE_TABLES", [str(table) for table in tables])
    return settings


def _tables(settings: BaseSettings) -> Iterator[Path]:
    yield SHIPPED
    operators = DataFolder(Path(settings["DATA_FOLDER"])).sites
    if operators.exists():
        yield operators
    yield from map(Path, settings.getlist("SITE_TABLES"))


def _source(spider: type[Spider]) -> type[PlatformSpider]:
    if not issubclass(spider, PlatformSpider) or not hasattr(spider, "site"):
        raise SourceError(f"The spider “{spider.name}” in {spider.__module__} declares no site on a platform's spider.")
    return spider


def _plugin_modules(plugin: EntryPoint) -> Iterator[ModuleType]:
    try:
        loaded = plugin.load()
        if not isinstance(loaded, ModuleType):
            raise TypeError("it names no module")
        modules = list(walk_modules_iter(loaded.__name__))
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(".: ")
        raise SourceError(f"The plug-in “{plugin.name}” ({plugin.value}) cannot be loaded: {reason}.") from error
    yield from modules
