"""Sample sites: the pages of every sample court, ready to be served."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawlers.samples.sampleskins import (
    COLUMNS,
    LATEST,
    ChinacourtOldSkin,
    ChinacourtSkin,
    HubeiSkin,
    JeecmsSkin,
    MirrorSkin,
    PhpSkin,
    PortalSkin,
    Skin,
    WidePhpSkin,
)
from crawlers.samples.sampletexts import SampleText
from crawlers.sites import Site, read_sites

TABLE = Path(__file__).with_name("sites.toml")
PAGE_SIZE = 5

_MIRRORED = "linzhi"
_ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /search\n"
_WORD = re.compile(r"([0-9A-Za-z.%+-]+)")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[^。；]{2,30}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sample site answers."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class _Page:
    kind: str
    values: Mapping[str, Any]


class SampleSite:
    """One site: its texts in the columns that they need, five to a list page, dressed in its skin."""

    def __init__(self, site: Site, name: str, skin: Skin, texts: Sequence[SampleText], env: Environment) -> None:
        self.site = site
        self.skin = skin
        self.texts = tuple(texts)
        self._name = name
        self._template = env.get_template(skin.template)
        self._columns = _by_column(texts)
        self._pages = {skin.key(path): page for path, page in self._all_pages()}

    @property
    def host(self) -> str:
        """The host that the site answers for."""
        return self.site.fetched_hosts[0]

    @property
    def lists(self) -> tuple[str, ...]:
        """The first list page of every column, as absolute URLs."""
        return tuple(f"http://{self.host}{self.skin.column(column, 1)}" for column in self._columns)

    def article_url(self, text: SampleText) -> str:
        """The absolute URL of an article."""
        return f"http://{self.host}{self.skin.article(text)}"

    def answer(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """Answer a request for a path with its query, or a posted form."""
        if form is not None:
            path = self.skin.posted(path, form)
        if path == "/robots.txt":
            return Answer(200, "text/plain", _ROBOTS)
        page = self._pages.get(self.skin.key(path)) or self._pages.get(self._last_page(self.skin.key(path)))
        kind, values = (page.kind, page.values) if page else ("missing", {})
        frame = {"site": self._name, "host": self.host, "skin": self.skin, "columns": tuple(self._columns)}
        body = self._template.render(kind=kind, **frame, **values)
        return Answer(200 if page else 404, self.skin.content_type, body.encode(self.skin.encoding))

    def _all_pages(self) -> Iterator[tuple[str, _Page]]:
        yield "/", _Page("home", {"texts": self.texts[:PAGE_SIZE]})
        for column, texts in self._columns.items():
            yield from self._list_pages(column, texts)
        for later, text, earlier in zip((None, *self.texts), self.texts, (*self.texts[1:], None), strict=False):
            around = {"later": later, "earlier": earlier, "latest": self.texts[:3]}
            yield self.skin.article(text), _Page("article", {"column": text.column, "text": text} | around)

    def _list_pages(self, column: str, texts: Sequence[SampleText]) -> Iterator[tuple[str, _Page]]:
        parts = [texts[at : at + PAGE_SIZE] for at in range(0, len(texts), PAGE_SIZE)]
        for number, part in enumerate(parts, 1):
            values = {"column": column, "texts": part, "number": number, "count": len(parts), "total": len(texts)}
            yield self.skin.column(column, number), _Page("list", values)

    def _last_page(self, path: str) -> str:
        """The list page that the platform repeats for any number past the end."""
        column = self.skin.list_of(path)
        if column is None:
            return ""
        return next((known for known in reversed(self._pages) if self.skin.list_of(known) == column), "")


def sample_sites(texts: Sequence[SampleText], table: Path = TABLE) -> dict[str, SampleSite]:
    """Every sample site by its host."""
    env = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"short": lambda column: column.split(" > ")[-1], "pieces": _WORD.split}
    env.tests["heading"] = _HEADING.fullmatch
    sites: dict[str, SampleSite] = {}
    for number, site in enumerate(read_sites(table), 1):
        own = [text for text in texts if text.site == site.name]
        skin = _skin(site, number, sites)
        sites[site.fetched_hosts[0]] = SampleSite(site, _name(site), skin, own, env)
    return sites


def _skin(site: Site, number: int, others: Mapping[str, SampleSite]) -> Skin:
    match site.platform:
        case "chinacourt":
            return ChinacourtOldSkin(number) if site.name in ("songping", "shiliang") else ChinacourtSkin(number)
        case "chinacourt_php":
            return WidePhpSkin() if site.name == "heihua" else PhpSkin()
        case "hubei":
            return HubeiSkin()
        case "jeecms":
            return JeecmsSkin()
    if site.name == "mirror":
        copied = next(other for other in others.values() if other.site.name == _MIRRORED)
        return MirrorSkin({text.stem.replace(_MIRRORED, site.name): copied.skin.article(text) for text in copied.texts})
    return PortalSkin()


def _name(site: Site) -> str:
    return site.called or site.name


def _by_column(texts: Sequence[SampleText]) -> dict[str, list[SampleText]]:
    """The texts of every column in the order of the navigation, all of them under the first."""
    columns: defaultdict[str, list[SampleText]] = defaultdict(list)
    for text in texts:
        columns[text.column].append(text)
    return {LATEST: list(texts)} | {column: columns[column] for column in COLUMNS if column in columns}
