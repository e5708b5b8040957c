"""Metadata: what a page's head says of the article, in the government's standard elements and in everyone's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsel import Selector

from crawlers.reading.blocks import clean_text
from crawlers.reading.dates import published_in
from index.text.glosses import without_glosses

_KEYS = ("name", "property", "itemprop")
_PUBLISHED = re.compile(
    r"pub(?:lish(?:ed)?)?[_-]?(?:date|time)|(?:date|time)[_-]?pub|published|release[_-]?(?:date|time)"
)
_LATER = re.compile(r"(?:creat|issue|updat|modif)\w*[_-]?(?:date|time)|(?:date|time)[_-]?(?:creat|issue|updat|modif)")
_LINKED_DATE = re.compile(r'"(?:datePublished|pubDate)"\s{0,9}:\s{0,9}"([^"]{8,40})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a head says, None where it is silent; ``titles`` the most exact first, ``stated`` the standard's date."""

    titles: tuple[str, ...] = ()
    stated: str | None = None
    published: str | None = None
    source: str | None = None
    column: str | None = None


def read_metadata(selector: Selector) -> Metadata:
    """Read a page's ``<meta>`` and ``<title>`` elements and its linked data."""
    head = _Head.of(selector)
    return Metadata(
        titles=tuple(dict.fromkeys(head.titles())),
        stated=published_in(head.told.get("pubdate", "")),
        published=next(head.dates(), None),
        source=head.told.get("contentsource"),
        column=head.told.get("columnname"),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """The elements of a head: texts by the lower-case name that they are given under, none empty."""

    told: dict[str, str] = field(default_factory=dict)
    title: str = ""
    linked: str = ""

    @classmethod
    def of(cls, selector: Selector) -> _Head:
        told: dict[str, str] = {}
        for element in selector.root.iter("meta"):
            text = clean_text(element.get("content") or "")
            for key in _KEYS if text else ():
                told.setdefault((element.get(key) or "").lower(), text)
        title = next((clean_text(found.text or "") for found in selector.root.iter("title") if found.text), "")
        scripts = selector.root.iter("script")
        linked = "\n".join(script.text or "" for script in scripts if "json" in (script.get("type") or ""))
        return cls(told, title, linked)

    def titles(self) -> Iterator[str]:
        """Yield what the page is called: ArticleTitle, og:title, then ``<title>`` as it is."""
        for text in (self.told.get("articletitle"), self.told.get("og:title"), self.title):
            if text:
                yield without_glosses(text)[0]

    def dates(self) -> Iterator[str]:
        """Yield the dates of publishing, then those of linked data, then of making and changing."""
        texts = [text for name, text in self.told.items() if _PUBLISHED.search(name)]
        texts += _LINKED_DATE.findall(self.linked)
        texts += [text for name, text in self.told.items() if _LATER.search(name)]
        yield from (date for text in texts if (date := published_in(text)))
