"""Originals: which of the articles of one story was first told where it stands, judged by evidence."""

from __future__ import annotations

from enum import IntEnum
from urllib.parse import urlsplit

from index.article import Article
from index.places.hosts import Standing, standing_of
from index.repairs import Repair
from index.text.normal import normalise

# The text is not as its author set it: somebody copied it.
_ALTERED = frozenset(
    (
        *(Repair.GATEWAY, Repair.GLOSSES, Repair.TRADITIONAL, Repair.TORN),
        *(Repair.DAMAGED, Repair.HIDDEN, Repair.INJECTED, Repair.MISSING_PARTS),
    )
)
_UNDATED = "9999"
_DAY = 10


class Origin(IntEnum):
    """How near to its origin an article stands, by its host and by whom its page names as the source."""

    OWN = 0
    PUBLISHED = 1
    ATTRIBUTED = 2
    MIRRORED = 3


def origin_of(article: Article, standing: Standing) -> Origin:
    """Tell an article's origin: a court's page that names another source was told elsewhere first."""
    if standing is Standing.MIRROR or Repair.MIRROR in article.repairs:
        return Origin.MIRRORED
    if standing is not Standing.COURT:
        return Origin.PUBLISHED
    return Origin.ATTRIBUTED if _names_another(article) else Origin.OWN


def evidence_of(article: Article, *, source_name: str) -> str:
    """What orders the articles of a story, the original first; a plain string, compared as such.

    Origin, whether the text had to be restored, day, moment, URL. A source of no declaration bears its host's name.
    """
    host = (urlsplit(article.url).hostname or "") if _is_splittable(article.url) else ""
    origin = origin_of(article, standing_of(article.url, declared=bool(host) and source_name != host))
    moment = article.published or _UNDATED
    return " ".join(
        (str(int(origin)), str(int(not _ALTERED.isdisjoint(article.repairs))), moment[:_DAY], moment, article.url)
    )


def _names_another(article: Article) -> bool:
    """Tell whether the page names a source that is not the court which it is about, nor a way to call that."""
    source, court = normalise(article.source or ""), normalise(article.court or "")
    if not source or not court or court in source or source in court:
        return False
    return "法院" not in source and "法庭" not in source


def _is_splittable(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
