"""Reposts: the articles that tell one story, and what each changed of the original."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.corpus import Corpus
from index.document import SNIPPET_ONLY
from index.kept import KeptArticle
from index.knowledge.differences import Difference, differences
from index.ledgers.grouping import told_by

MOST_COMPARED = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story; ``changed`` of the original is None where it may not be shown or was not compared."""

    url: str
    title: str | None
    court: str | None
    published: str | None
    is_original: bool
    changed: tuple[Difference, ...] | None

    def as_json(self) -> dict[str, Any]:
        """The contract's repost, with the changed passages."""
        return {
            "url": self.url,
            "title": self.title,
            "court": self.court,
            "published": self.published,
            "original": self.is_original,
            "changed": None if self.changed is None else [{"was": d.was, "now": d.now} for d in self.changed],
        }


def tellings(corpus: Corpus, generation: Path, url: str) -> tuple[Telling, ...]:
    """Every article that tells the story of the one under a URL, that one included, the original first.

    Empty where no other article tells it. The first MOST_COMPARED are compared with the original.
    """
    kept = [article for each in told_by(generation, url) if (article := corpus.get(each))]
    if len(kept) < 2:
        return ()
    original = kept[0]
    return tuple(_telling(article, original, compares=at <= MOST_COMPARED) for at, article in enumerate(kept))


def _telling(kept: KeptArticle, original: KeptArticle, *, compares: bool) -> Telling:
    article = kept.article
    # What differs from a text that may not be shown would show it.
    shows = SNIPPET_ONLY not in (kept.show, original.show)
    return Telling(
        url=article.url,
        title=article.title,
        court=article.court,
        published=article.published,
        is_original=kept is original,
        changed=differences(original.article.body, article.body) if compares and shows else None,
    )
