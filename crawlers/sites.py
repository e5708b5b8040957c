"""Sites: whose pages are fetched from where and how gently, declared in code or in a table."""

from __future__ import annotations

import ipaddress
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from crawlers.patterns import Selectors, pattern_mistakes, selector_mistakes, table_mistakes
from crawlers.quiet import is_hours
from crawlers.urls import host_of, is_address
from index.errors import TashanError

SHIPPED = Path(__file__).with_name("sites.toml")
LEAST_DELAY = 1.0

_GENERIC = "generic"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_EVERY = re.compile(r"[1-9][0-9]{0,3}[hd]")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]+")


class SiteError(TashanError):
    """A site is declared wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One source: a court's site or a portal, where its lists begin and what a healthy visit yields.

    ``every``, ``overlap`` and ``sweep`` are hours or days (``12h``, ``1d``): how often it is due, how long known
    articles are looked at again, and after what time all lists are read to their ends. ``delay`` is seconds between
    two requests to one host, ``expects`` articles; the region is given only where the gazetteer cannot know it.
    ``selectors`` are tried before the platform's own. On the generic platform ``articles`` and ``columns`` are regular
    expressions, searched for in addresses, that tell articles and the lists to walk, and ``sitemap`` is the address
    of one. ``budget`` is the most pages of one visit, ``quiet`` hours of the day in China without visits
    (``08:30-18:00``). A ``mirror`` shows other sites' pages: its articles are kept, but are never the original.
    ``title`` is what readers call it, where that is not the court's name. Raises SiteError.
    """

    name: str
    platform: str
    start_urls: tuple[str, ...]
    court: str | None = None
    every: str = "1d"
    expects: int = 1
    overlap: str = "7d"
    sweep: str = "30d"
    hosts: tuple[str, ...] = ()
    delay: float = 1.5
    province: str | None = None
    city: str | None = None
    county: str | None = None
    show: str = ""
    articles: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sitemap: str | None = None
    selectors: Selectors = Selectors()
    quiet: str | None = None
    budget: int | None = None
    mirror: bool = False
    title: str | None = None

    def __post_init__(self) -> None:
        for mistake in _mistakes(self):
            raise SiteError(f"Site “{self.name}”: {mistake}.")
        if not self.show:
            object.__setattr__(self, "show", shown_by_default(self.fetched_hosts))

    @property
    def called(self) -> str | None:
        """What readers call this site: its title, or else the court whose site it is."""
        return self.title or self.court

    @property
    def fetched_hosts(self) -> tuple[str, ...]:
        """Every host that this site's pages may come from, without ports, in order."""
        sitemap = [self.sitemap] if self.sitemap else []
        return tuple(dict.fromkeys([*map(host_of, (*self.start_urls, *sitemap)), *self.hosts]))


def shown_by_default(hosts: tuple[str, ...]) -> str:
    """What may be published of pages from these hosts: ``text``, or ``snippet`` where copying is reserved."""
    reserved = any(host == "chinacourt.org" or host.endswith(".chinacourt.org") for host in hosts)
    return "snippet" if reserved else "text"


def read_sites(path: Path) -> tuple[Site, ...]:
    """Read a table of sites; raises SiteError with the file, the site and its first mistake."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SiteError(f"The table of sites {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SiteError(f"The table of sites {path} is no TOML in UTF-8: {error}.") from error
    sites = tuple(_site(row, number, path) for number, row in enumerate(_rows(table, path), 1))
    for name, count in Counter(site.name for site in sites).items():
        if count > 1:
            raise SiteError(f"{path}: site “{name}” stands there {count} times.")
    return sites


def _rows(table: Mapping[str, Any], path: Path) -> list[Any]:
    for key in table:
        if key != "site":
            raise SiteError(f"{path}: “{key}” is unknown; a table of sites holds [[site]] tables only.")
    rows = table.get("site", [])
    if not isinstance(rows, list):
        raise SiteError(f"{path}: a site is written [[site]], with two brackets.")
    return rows


def _site(row: Any, number: int, path: Path) -> Site:
    if not isinstance(row, dict):
        raise SiteError(f"{path}: site {number} is no table.")
    label = f"{path}: site “{row['name']}”" if isinstance(row.get("name"), str) else f"{path}: site {number}"
    for mistake in _row_mistakes(row):
        raise SiteError(f"{label}: {mistake}.")
    try:
        return Site(**{key: _value(value) for key, value in row.items()})
    except SiteError as error:
        raise SiteError(f"{path}: {error}") from error


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return Selectors(**value)
    return None if value == "" else value


def _row_mistakes(row: Mapping[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        if key not in _KINDS:
            yield f"the key “{key}” is unknown"
        elif not _is_kind(value, _KINDS[key]):
            yield f"“{key}” must be {_KINDS[key]}"
        elif isinstance(value, dict):
            yield from table_mistakes(value)
    for field in fields(Site):
        if field.default is MISSING and row.get(field.name) in (None, "", []):
            yield f"“{field.name}” is missing"


_KINDS = {
    "name": "a string",
    "platform": "a string",
    "court": "a string",
    "start_urls": "a list of strings",
    "every": "a string",
    "expects": "a whole number",
    "overlap": "a string",
    "sweep": "a string",
    "hosts": "a list of strings",
    "delay": "a number",
    "province": "a string",
    "city": "a string",
    "county": "a string",
    "show": "a string",
    "articles": "a list of strings",
    "columns": "a list of strings",
    "sitemap": "a string",
    "selectors": "a table",
    "quiet": "a string",
    "budget": "a whole number",
    "mirror": "true or false",
    "title": "a string",
}


def _is_kind(value: Any, kind: str) -> bool:
    match kind:
        case "a string":
            return isinstance(value, str)
        case "a list of strings":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case "a table":
            return isinstance(value, dict)
        case "true or false":
            return isinstance(value, bool)
        case "a whole number":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, int | float) and not isinstance(value, bool)


def _mistakes(site: Site) -> Iterator[str]:
    if not _NAME.fullmatch(site.name):
        yield "a name is lower-case letters, digits and _, beginning with a letter"
    if not site.start_urls:
        yield "“start_urls” is empty"
    for url in site.start_urls:
        if not _is_site_address(url):
            yield f"the start URL {url} is no http or https address"
    for host in site.hosts:
        if not _HOST.fullmatch(host):
            yield f"“{host}” in “hosts” is no host name in lower case"
    yield from _span_mistakes(site)
    if site.expects < 0:
        yield f"“expects” is {site.expects}, less than none"
    if site.show not in ("", "text", "snippet"):
        yield f"“show” is {site.show}, neither text nor snippet"
    yield from _delay_mistakes(site)
    yield from _reading_mistakes(site)
    yield from _manners_mistakes(site)


def _reading_mistakes(site: Site) -> Iterator[str]:
    for name in ("articles", "columns", "sitemap"):
        if getattr(site, name) and site.platform != _GENERIC:
            yield f"“{name}” is for sites of the platform {_GENERIC} only"
    yield from pattern_mistakes("articles", site.articles)
    yield from pattern_mistakes("columns", site.columns)
    if site.sitemap and not _is_site_address(site.sitemap):
        yield f"the sitemap {site.sitemap} is no http or https address"
    yield from selector_mistakes(site.selectors)


def _is_site_address(url: str) -> bool:
    return is_address(url) and bool(_HOST.fullmatch(host_of(url)))


def _span_mistakes(site: Site) -> Iterator[str]:
    for key in ("every", "overlap", "sweep"):
        if not _EVERY.fullmatch(getattr(site, key)):
            yield f"“{key}” is {getattr(site, key)}, not hours or days such as 12h or 1d"


def _delay_mistakes(site: Site) -> Iterator[str]:
    if not math.isfinite(site.delay) or site.delay < 0:
        yield f"“delay” is {site.delay}, no number of seconds"
    elif site.delay < LEAST_DELAY and not all(map(is_own_machine, site.fetched_hosts)):
        yield f"“delay” is {site.delay}, and under {LEAST_DELAY:g} second is for loopback and .example hosts only"


def _manners_mistakes(site: Site) -> Iterator[str]:
    if site.budget is not None and site.budget < 1:
        yield f"“budget” is {site.budget}, less than one page"
    if site.quiet is not None and not is_hours(site.quiet):
        yield f"“quiet” is {site.quiet}, no hours such as 08:30-18:00"


def is_own_machine(host: str) -> bool:
    """Tell whether a host is loopback, or one of the sample names that stand for it."""
    if host == "localhost" or host.endswith(".example"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
