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

from crawlers.quiet import is_hours
from crawlers.urls import host_of
from index.errors import TashanError

SHIPPED = Path(__file__).with_name("sites.toml")
LEAST_DELAY = 1.0

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_EVERY = re.compile(r"[1-9][0-9]*[hd]")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:.]+")


class SiteError(TashanError):
    """A site is declared wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One source: a court's site or a portal, where its lists begin and what a healthy visit yields.

    ``every`` is a number of hours or days (``12h``, ``1d``), ``delay`` seconds between two requests to one host,
    ``expects`` articles, ``budget`` the most pages of one visit, ``quiet`` hours of the day in China without visits
    (``08:30-18:00``); the region is given only where the gazetteer cannot know it. Raises SiteError.
    """

    name: str
    platform: str
    start_urls: tuple[str, ...]
    court: str | None = None
    every: str = "1d"
    expects: int = 1
    hosts: tuple[str, ...] = ()
    delay: float = 1.5
    province: str | None = None
    city: str | None = None
    county: str | None = None
    show: str = ""
    quiet: str | None = None
    budget: int | None = None

    def __post_init__(self) -> None:
        for mistake in _mistakes(self):
            raise SiteError(f"Site “{self.name}”: {mistake}.")
        if not self.show:
            object.__setattr__(self, "show", shown_by_default(self.fetched_hosts))

    @property
    def fetched_hosts(self) -> tuple[str, ...]:
        """Every host that this site's pages may come from, without ports, in order."""
        return tuple(dict.fromkeys([*map(host_of, self.start_urls), *self.hosts]))


def shown_by_default(hosts: tuple[str, ...]) -> str:
    """What may be published of pages from these hosts: ``text``, or ``snippet`` where copying is reserved."""
    reserved = any(host == "chinacourt.org" or host.endswith(".chinacourt.org") for host in hosts)
    return "snippet" if reserved else "text"


def read_sites(path: Path) -> tuple[Site, ...]:
    """Read a table of sites; raises SiteError with the file, the site and its first mistake."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
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
    return None if value == "" else value


def _row_mistakes(row: Mapping[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        if key not in _KINDS:
            yield f"the key “{key}” is unknown"
        elif not _is_kind(value, _KINDS[key]):
            yield f"“{key}” must be {_KINDS[key]}"
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
    "hosts": "a list of strings",
    "delay": "a number",
    "province": "a string",
    "city": "a string",
    "county": "a string",
    "show": "a string",
    "quiet": "a string",
    "budget": "a whole number",
}


def _is_kind(value: Any, kind: str) -> bool:
    match kind:
        case "a string":
            return isinstance(value, str)
        case "a list of strings":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
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
        if not url.startswith(("http://", "https://")) or not _HOST.fullmatch(host_of(url)):
            yield f"the start URL {url} is no http or https address"
    for host in site.hosts:
        if not _HOST.fullmatch(host):
            yield f"“{host}” in “hosts” is no host name in lower case"
    if not _EVERY.fullmatch(site.every):
        yield f"“every” is {site.every}, not hours or days such as 12h or 1d"
    if site.expects < 0:
        yield f"“expects” is {site.expects}, less than none"
    if site.show not in ("", "text", "snippet"):
        yield f"“show” is {site.show}, neither text nor snippet"
    yield from _delay_mistakes(site)
    yield from _manners_mistakes(site)


def _delay_mistakes(site: Site) -> Iterator[str]:
    if not math.isfinite(site.delay) or site.delay < 0:
        yield f"“delay” is {site.delay}, no number of seconds"
    elif site.delay < LEAST_DELAY and not all(map(_is_own_machine, site.fetched_hosts)):
        yield f"“delay” is {site.delay}, and under {LEAST_DELAY:g} second is for loopback and .example hosts only"


def _manners_mistakes(site: Site) -> Iterator[str]:
    if site.budget is not None and site.budget < 1:
        yield f"“budget” is {site.budget}, less than one page"
    if site.quiet is not None and not is_hours(site.quiet):
        yield f"“quiet” is {site.quiet}, no hours such as 08:30-18:00"


def _is_own_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".example"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
