"""An article as a reader sees it, with what the corpus knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.article import Article
from index.document import Document
from index.kept import KeptArticle, Version
from index.knowledge.sections import Section
from index.reposts import Telling


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A document with what the corpus knows of its article: when it was seen, its versions, its story."""

    document: Document
    kept: KeptArticle
    versions: tuple[Version, ...]
    story: tuple[Telling, ...] = ()

    @property
    def others(self) -> tuple[Telling, ...]:
        """The other articles that tell this one's story, the original first."""
        return tuple(telling for telling in self.story if telling.url != self.article.url)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.document.article

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.document.kind

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its outline with the text under each heading."""
        return self.document.sections

    @property
    def withheld(self) -> bool:
        """Tell whether its source shows snippets and links only."""
        return self.document.withheld

    def as_json(self) -> dict[str, Any]:
        """The contract's article JSON, with the other articles of its story."""
        return self.document.as_json() | {"reposts": [telling.as_json() for telling in self.others]}
