"""What is exported: the articles that answer a request, one at a time, out of one state of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.citing import Citation, citation_of
from index.corpus import Corpus
from index.document import Document, kept_document
from index.kept import KeptArticle

Drawing = Callable[[KeptArticle], Document]


@dataclass(frozen=True)
class Entry:
    """One article as an export shows it; what is not asked for is not drawn from it."""

    kept: KeptArticle
    draw: Drawing = kept_document

    @cached_property
    def document(self) -> Document:
        """The article with what is known of it."""
        return self.draw(self.kept)

    @cached_property
    def citation(self) -> Citation:
        """How it is cited, as it was when its page was last seen."""
        return citation_of(self.kept.article, seen=self.kept.last_seen)

    @property
    def text(self) -> str:
        """Its body, or no more than the opening where its source shows snippets only."""
        return self.document.opening if self.document.withheld else self.document.article.body


class Entries:
    """The articles under some addresses, in their order; ``given`` counts those that were read so far."""

    def __init__(self, corpus: Corpus, urls: Sequence[str], draw: Drawing = kept_document) -> None:
        self._corpus = corpus
        self._urls = urls
        self._draw = draw
        self.given = 0

    def __len__(self) -> int:
        return len(self._urls)

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the articles; one that was removed since it was found is passed over."""
        for url in self._urls:
            kept = self._corpus.get(url)
            if kept is not None:
                self.given += 1
                yield Entry(kept, self._draw)
