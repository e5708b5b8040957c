"""Saved pages: one page, read without a visit."""

from __future__ import annotations

from pathlib import Path

from crawlers.loader import SourceLoader, project_settings
from crawlers.platforms import platform_of
from crawlers.reading.page import Page
from crawlers.urls import canonical, is_address
from index.article import Article
from index.datafolder import DataFolder
from index.errors import TashanError


def extract(file: Path, *, url: str, encoding: str | None = None, folder: DataFolder | None = None) -> Article:
    """Read one saved page; raises NotAnArticle, UnreadablePage, or TashanError for a wrong address or file."""
    if not is_address(canonical(url)):
        raise TashanError(f"“{url}” is no http or https address.")
    try:
        body = file.read_bytes()
    except OSError as error:
        raise TashanError(f"The page {file} cannot be read: {error.strerror}.") from error
    return read_page(Page(url=url, body=body, encoding=encoding), SourceLoader(project_settings(folder)))


def read_page(page: Page, sources: SourceLoader) -> Article:
    """Read a page as its source does, or as its URL and markup suggest; raises NotAnArticle and UnreadablePage."""
    source = sources.source_at(page.url)
    if source is not None:
        return source.read_page(page, source.site)
    return platform_of(page.url, page).read_page(page)
