"""The article page as its template needs it: the kept text in parts, each with the rank of its heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article
from index.articleview import ArticleView
from index.citing import Citation, citation_of
from index.knowledge.sections import Section

TOP_RANK = 2
FEWEST_OUTLINED = 2
SENTENCE_ENDS = "。！？；，：!?;,:"


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the text: ``rank`` is that of its heading in HTML, ``run_in`` where it opens its paragraph."""

    heading: str | None
    rank: int
    run_in: bool
    role: str | None
    anchor: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article at its address."""

    view: ArticleView

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.view.article

    @property
    def citation(self) -> Citation:
        """How it is cited, as it was when its page was last seen."""
        return citation_of(self.article, seen=self.view.kept.last_seen)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text from top to bottom; nothing where its source shows snippets only."""
        return () if self.view.withheld else tuple(_parts(self.view.sections))

    @property
    def outline(self) -> tuple[Part, ...]:
        """The headings worth a table of contents; empty where there would be one line."""
        headed = tuple(part for part in self.parts if part.heading and not part.run_in)
        return headed if len(headed) >= FEWEST_OUTLINED else ()


def _parts(sections: tuple[Section, ...]) -> Iterator[Part]:
    """No rank is skipped on the way down, whatever depths the page's own numbering took."""
    above = TOP_RANK - 1
    for section in sections:
        run_in = (section.heading or " ")[-1] in SENTENCE_ENDS
        rank = min(section.depth + 1, above + 1)
        if section.heading and not run_in:
            above = rank
        paragraphs = tuple(line for line in section.text.split("\n") if line.strip())
        yield Part(section.heading, rank, run_in, section.role, section.anchor, paragraphs)
