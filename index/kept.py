"""What is kept: an article with what the corpus knows of it, its earlier contents, and what all of it covers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from index.article import Article


class Change(Enum):
    """What keeping an article did to the corpus."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArticle:
    """An article with what the corpus knows of it; times are ISO 8601, ``revision`` grows with every change.

    ``vanished`` is when its page was first found gone; ``digest`` is that of its content.
    """

    article: Article
    revision: int
    source_name: str
    show: str
    first_seen: str
    last_seen: str
    vanished: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What a visit need know of an article: its day, when it was last seen or found gone, its page's validators."""

    url: str
    day: str
    last_seen: str
    vanished: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An earlier content of an article and when it was replaced."""

    article: Article
    replaced_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the corpus covers: counts and the span of publication dates (``YYYY-MM-DD`` or None).

    ``stale`` are the names of the sources whose latest run was not healthy, ``stale_titles`` what their sites are
    called, or the same names where nothing else is known.
    """

    sources: int
    articles: int
    oldest: str | None
    newest: str | None
    stale: tuple[str, ...]
    stale_titles: tuple[str, ...] = ()
