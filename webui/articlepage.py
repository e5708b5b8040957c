"""The article page as its template needs it: the kept text in parts, each with the rank of its heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from index.article import Article
from index.articleview import ArticleView
from index.citing import Citation, citation_of
from index.collected import PassageId
from index.kept import Version
from index.knowledge.differences import Difference, differences
from index.knowledge.facts import Facts
from index.knowledge.factspans import fact_spans
from index.knowledge.sections import lines_of, paragraph_anchors
from index.ledgers.matter import LONGEST_WORDS

TOP_RANK = 2
FEWEST_OUTLINED = 2
MOST_COMPARED = 5
PLANNED = "planned"
LEDGERS = {"claim": "ledgerpages.firsts", "honour": "ledgerpages.honours"}
KINDS = ("brand", "claim", "honour", "figure")
SENTENCE_ENDS = "。！？；，：!?;,:"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph: of which ``kind`` of fact they are, if any, its name and status; whether other courts
    have the same sentence."""

    text: str
    kind: str | None = None
    name: str | None = None
    status: str | None = None
    is_shared: bool = False

    @property
    def leads_to(self) -> str | None:
        """The page of what is told: a brand's file, a ledger narrowed to the first or the honour; None of a figure."""
        if self.kind == "brand" and self.name:
            return url_for("brandpages.brand", name=self.name)
        if self.kind in LEDGERS and self.name:
            return url_for(LEDGERS[self.kind], q=self.name[:LONGEST_WORDS])
        return None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, under an anchor of its own and the name that a basket has for it."""

    anchor: str
    named: PassageId
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the text: ``rank`` is that of its heading in HTML, ``run_in`` where it opens its paragraph."""

    heading: str | None
    rank: int
    run_in: bool
    role: str | None
    anchor: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version and what its successor changed of it: None where that is not compared."""

    article: Article
    replaced_at: str
    changed: tuple[Difference, ...] | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article at its address; ``shared`` are the sentences that other courts have, too."""

    view: ArticleView
    shared: frozenset[str] = frozenset()
    dims_shared: bool = False

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.view.article

    @property
    def citation(self) -> Citation:
        """How it is cited, as it was when its page was last seen."""
        return citation_of(self.article, seen=self.view.kept.last_seen)

    @property
    def versions(self) -> tuple[Earlier, ...]:
        """The earlier versions, the latest first; the latest ones compared with what came after each."""
        latest_first = sorted(self.view.versions, key=lambda version: version.replaced_at, reverse=True)
        later = (self.article.body, *(version.article.body for version in latest_first))
        return tuple(self._earlier(at, version, later[at]) for at, version in enumerate(latest_first))

    def _earlier(self, at: int, version: Version, later: str) -> Earlier:
        # What differs from a text that may not be shown would show it.
        compares = at < MOST_COMPARED and not self.view.withheld
        changed = differences(version.article.body, later) if compares else None
        return Earlier(version.article, version.replaced_at, changed)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text from top to bottom; nothing where its source shows snippets only."""
        return () if self.view.withheld else tuple(self._parts())

    @property
    def marked(self) -> tuple[str, ...]:
        """The kinds of facts that are marked in the text, in a fixed order."""
        pieces = [piece for part in self.parts for paragraph in part.paragraphs for piece in paragraph.pieces]
        kinds = {piece.kind for piece in pieces}
        return tuple(kind for kind in KINDS if kind in kinds)

    @property
    def has_plans(self) -> bool:
        """Tell whether a marked fact is one that is planned."""
        pieces = [piece for part in self.parts for paragraph in part.paragraphs for piece in paragraph.pieces]
        return any(piece.status == PLANNED for piece in pieces)

    @property
    def outline(self) -> tuple[Part, ...]:
        """The headings worth a table of contents; empty where there would be one line."""
        headed = tuple(part for part in self.parts if part.heading and not part.run_in)
        return headed if len(headed) >= FEWEST_OUTLINED else ()

    def _parts(self) -> Iterator[Part]:
        """No rank is skipped on the way down, whatever depths the page's own numbering took."""
        above = TOP_RANK - 1
        sections = self.view.sections
        anchors = paragraph_anchors(line for section in sections for line in lines_of(section.text))
        for section in sections:
            run_in = (section.heading or " ")[-1] in SENTENCE_ENDS
            rank = min(section.depth + 1, above + 1)
            if section.heading and not run_in:
                above = rank
            paragraphs = tuple(self._paragraph(line, next(anchors)) for line in lines_of(section.text))
            yield Part(section.heading, rank, run_in, section.role, section.anchor, paragraphs)

    def _paragraph(self, text: str, anchor: str) -> Paragraph:
        named = PassageId.of(self.article.url, anchor, text)
        return Paragraph(anchor, named, tuple(_pieces(text, self.view.document.facts, self.shared)))


def _pieces(text: str, facts: Facts, shared: frozenset[str]) -> Iterator[Piece]:
    """Cut a paragraph wherever a fact or a shared sentence begins or ends."""
    spans = fact_spans(text, facts)
    dimmed = [(at, at + len(sentence)) for sentence in shared if (at := text.find(sentence)) >= 0]
    borders = {0, len(text), *(edge for span in spans for edge in (span.start, span.end))}
    borders.update(edge for span in dimmed for edge in span)
    ordered = sorted(borders)
    for start, end in zip(ordered, ordered[1:], strict=False):
        fact = next((span for span in spans if span.start <= start < span.end), None)
        is_shared = any(first <= start < last for first, last in dimmed)
        kind, name, status = (fact.kind, fact.name, fact.status) if fact else (None, None, None)
        yield Piece(text[start:end], kind, name, status, is_shared)
