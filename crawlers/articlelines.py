"""Lines: articles as JSON Lines, one object a line, and what is completed of them."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from crawlers.loader import SourceLoader
from crawlers.reading.dates import published_in
from crawlers.reading.mending import mended
from crawlers.sites import Site
from crawlers.urls import is_address
from index.article import Article, ArticleError
from index.places.courts import court_about

_PLACE = ("level", "province", "city", "county", "adcode")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")


class BadLine(Exception):
    """Why a line is no article."""


def article_in(line: bytes, sources: SourceLoader) -> Article:
    """Read one line, its court and region filled in where they are not told; raises BadLine."""
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadLine("It is no JSON in UTF-8.") from error
    if not isinstance(values, dict):
        raise BadLine("It is no JSON object.")
    try:
        article = Article.from_json(values)
    except ArticleError as error:
        raise BadLine(str(error)) from error
    url = sources.spider_for(article.url).canonical_url(article.url)
    if not is_address(url):
        raise BadLine(f"“{article.url}” is no http or https address.")
    kept = replace(article, url=url, published=_published(article))
    source = sources.source_at(url)
    site = source.site if source else None
    declared = site is not None and not site.mirror
    return _completed(mended(kept, fetched=article.url, declared=declared), site)


def _completed(article: Article, site: Site | None) -> Article:
    """Fill in the court and the region where the line does not tell them."""
    court = court_about(
        declared=article.court or (site.court if site else None),
        title=article.title,
        body=article.body,
        source=article.source,
        site_name=None,
        province=article.province or (site.province if site else None),
        city=article.city or (site.city if site else None),
    )
    if court is None:
        return article
    found = {"court": court.name} | {name: getattr(court, name) for name in _PLACE}
    return replace(article, **{name: value for name, value in found.items() if getattr(article, name) is None})


def _published(article: Article) -> str | None:
    """The date in the form that the corpus keeps, or nothing where the line tells none."""
    if not article.published or article.published.isspace():
        return None
    if _ISO.fullmatch(article.published):
        with suppress(ValueError):
            datetime.fromisoformat(article.published)
            return article.published
    else:
        found = published_in(article.published)
        if found is not None:
            return found
    raise BadLine(f"“{article.published}” is no date.")
