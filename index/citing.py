"""Citations of an article: GB/T 7714-2025, BibTeX and RIS; pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote

from index.article import Article
from index.moments import in_china
from index.text.legible import in_one_line

MOST_AUTHORS = 3
LONGEST_DRAFTED_TITLE = 30
_BETWEEN_NAMES = re.compile(r"[、，,;；\n]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_UNSAFE_IN_ADDRESS = frozenset(' "<>\\^`{|}')
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&#%_"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What every citation of an article is made of: lines of visible text, days as ``YYYY-MM-DD``."""

    authors: tuple[str, ...]
    court: str | None
    title: str
    subtitle: str | None
    published: str | None
    seen: str | None
    url: str

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who answers for the text: its authors, without any its court."""
        return self.authors or ((self.court,) if self.court else ())

    @property
    def key(self) -> str:
        """Letters and digits that are this article's alone, at most twenty of them."""
        return "tashan" + hashlib.sha256(self.url.encode()).hexdigest()[:14]

    @property
    def gbt7714(self) -> str:
        """The reference of a web page by GB/T 7714-2025, 8.11.3, without a number, in one line."""
        names = self.responsible[:MOST_AUTHORS] + (("等",) if len(self.responsible) > MOST_AUTHORS else ())
        dates = (f"（{self.published}）" if self.published else "") + (f"[{self.seen}]" if self.seen else "")
        titles = "：".join(filter(None, (self.title, self.subtitle)))
        parts = ("，".join(names), f"{titles}[EB/OL]", dates, self.url)
        return ". ".join(part for part in parts if part) + "."

    @property
    def bibtex(self) -> str:
        """An ``@online`` entry; braces keep every name whole and every letter as it is."""
        fields = {
            "author": " and ".join(f"{{{name.translate(_TEX)}}}" for name in self.responsible),
            "title": f"{{{self.title.translate(_TEX)}}}",
            "subtitle": f"{{{self.subtitle.translate(_TEX)}}}" if self.subtitle else "",
            "organization": f"{{{self.court.translate(_TEX)}}}" if self.authors and self.court else "",
            "date": self.published,
            "year": self.published[:4] if self.published else None,
            "url": self.url,
            "urldate": self.seen,
            "langid": "chinese",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join((f"@online{{{self.key},", *lines, "}"))

    @property
    def ris(self) -> str:
        """An electronic source in RIS, its lines parted by CR LF."""
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            # The format forbids an asterisk in a name.
            *(("AU", name.replace("*", "＊")) for name in self.responsible),
            ("TI", "：".join(filter(None, (self.title, self.subtitle)))),
            ("PB", self.court),
            ("PY", self.published[:4] if self.published else None),
            ("DA", self.published and self.published.replace("-", "/")),
            ("Y2", self.seen and self.seen.replace("-", "/")),
            ("UR", self.url),
            ("LA", "zh"),
        ]
        return "\r\n".join((*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "))


def citation_of(article: Article, *, seen: str) -> Citation:
    """What is cited of an article whose page was last seen at a moment."""
    return Citation(
        authors=tuple(name for part in _BETWEEN_NAMES.split(article.author or "") if (name := in_one_line(part))),
        court=in_one_line(article.court or "") or None,
        title=in_one_line(article.title or "") or _drafted_title(article.body),
        subtitle=in_one_line(article.subtitle or "") or None,
        published=_day(article.published),
        seen=_day(in_china(seen)),
        url=address_of(article.url),
    )


def _drafted_title(body: str) -> str:
    """A title in brackets, as the standard wants one that the source does not have."""
    first = in_one_line(_SENTENCE_END.split(body.strip(), maxsplit=1)[0])
    return f"[{first[:LONGEST_DRAFTED_TITLE]}{'…' if len(first) > LONGEST_DRAFTED_TITLE else ''}]"


def _day(moment: str | None) -> str | None:
    found = _DAY.match(moment or "")
    return found.group() if found else None


def address_of(url: str) -> str:
    """A URL as a citation gives it: in one piece, whatever stands in it."""
    return "".join(map(_addressed, url))


def _addressed(char: str) -> str:
    """A character of an address, spelled out where it would end the address or the field that holds it."""
    return char if char.isprintable() and char not in _UNSAFE_IN_ADDRESS else quote(char, safe="")
