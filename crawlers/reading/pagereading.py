"""What the reading of one page brought, whether it was an article or none."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article


@dataclass(frozen=True, slots=True)
class PageReading:
    """The article on a page with the address of its next part, or the reason why there is none."""

    article: Article | None = None
    following: str | None = None
    reason: str | None = None
