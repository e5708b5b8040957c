"""A document: an article with what is known of it, ready for an engine to store and for a reader to see."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from index.article import Article
from index.kept import KeptArticle
from index.knowledge.boilerplate import density
from index.knowledge.facts import Facts, facts_of
from index.knowledge.kinds import kind_of, kind_rules
from index.knowledge.roles import role_rules, with_roles
from index.knowledge.sections import Section, outline
from index.knowledge.variants import variant_key
from index.places.courts import todays_name
from index.sectionstarts import SectionStart, section_starts
from index.text.analyzer import PARAGRAPH_GAP, Analyzer
from index.text.normal import normalise_lines
from index.text.script import simplified
from index.text.terms import NO_TERMS, Numbering, Term, TermStream

SNIPPET_ONLY = "snippet"
LONGEST_OPENING = 140
# A page of a picture or a film says “click to see it”, and so do all others.
_FEWEST_TELLING = 20
# What is shorter is a byline, a place and a day, or a heading.
_SHORTEST_LEAD = 30


# What readers may ask that an article says.
SAYABLE = ("figures", "claims", "honours", "brands")
_OF_FACTS: dict[str, Callable[[Facts], Iterable[str | None]]] = {
    "brand": lambda facts: (variant_key(brand.name) for brand in facts.brands),
    "topic": lambda facts: facts.topics,
    "scope": lambda facts: (claim.scope for claim in facts.claims),
    "honour": lambda facts: (honour.level for honour in facts.honours),
    "has": lambda facts: (name for name in SAYABLE if getattr(facts, name)),
}


@dataclass(frozen=True)
class Document:
    """An article and the knowledge drawn from it; everything here follows from the article alone."""

    article: Article
    kind: str
    sections: tuple[Section, ...]
    withheld: bool
    known: Facts | None = None

    @cached_property
    def facts(self) -> Facts:
        """What the article says: ``known`` from before, or drawn from it when first asked for."""
        return self.known or facts_of(self.article, self.sections, self.kind)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in order."""
        return tuple(section.heading for section in self.sections if section.heading)

    @property
    def brand_names(self) -> tuple[str, ...]:
        """The names of the brands that it tells, each once."""
        return tuple(dict.fromkeys(brand.name for brand in self.facts.brands))

    @property
    def lead(self) -> str:
        """The first paragraph of running text, empty where there is none."""
        return next((line for line in self.article.paragraphs if len(line) >= _SHORTEST_LEAD), "")

    @property
    def year(self) -> str | None:
        """The year of publication."""
        return self.article.published[:4] if self.article.published else None

    @cached_property
    def court(self) -> str | None:
        """The one name of the court in simplified characters, whatever name of it the article gives."""
        article = self.article
        if not article.court:
            return None
        return simplified(todays_name(article.court, province=article.province, city=article.city))

    @cached_property
    def normal_lines(self) -> tuple[str, ...]:
        """The normal forms of the lines."""
        return normalise_lines(self.lines)

    @cached_property
    def normal_text(self) -> str:
        """The normal forms of the title and of each paragraph, a line each: what quotations are looked up in."""
        return "\n".join(self.normal_lines)

    @property
    def opening(self) -> str:
        """The first words of the body in one line: all that is shown of it where its source shows snippets only."""
        line = self.article.body.replace("\n", " ")
        return line if len(line) <= LONGEST_OPENING else f"{line[:LONGEST_OPENING]}……"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The title, empty where there is none, and the paragraphs."""
        return (self.article.title or "", *self.article.paragraphs)

    @cached_property
    def story(self) -> str:
        """A key that articles of the very same text share, however it is set; the title tells short ones apart."""
        title, *paragraphs = self.normal_text.split("\n")
        body = "".join(paragraphs)
        told = body if len(body) >= _FEWEST_TELLING else f"{title}\n{body}"
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def facets(self, name: str) -> tuple[str, ...]:
        """The values of a field that answers can be narrowed by, each once, in simplified characters.

        Of a brand it is the key that its spellings share.
        """
        if name in _OF_FACTS:
            return tuple(dict.fromkeys(value for value in _OF_FACTS[name](self.facts) if value))
        known: dict[str, str | None] = {"kind": self.kind, "year": self.year, "court": self.court}
        value: str | None = known[name] if name in known else getattr(self.article, name)
        return (simplified(value),) if value else ()

    @cached_property
    def density(self) -> float:
        """How much of the text tells facts of its own: the share of its characters, between 0 and 1."""
        return density(sum(map(len, self.lines)), self.facts.sentences())

    def as_json(self) -> dict[str, Any]:
        """The contract's article JSON; a source that shows snippets only gives no body and no sections."""
        shown: dict[str, Any] = (
            {"body": None, "sections": []} if self.withheld else {"sections": [asdict(s) for s in self.sections]}
        )
        return self.article.as_json() | {"kind": self.kind} | self._told_facts() | shown

    def _told_facts(self) -> dict[str, list[Any]]:
        """The facts; those of a withheld text without their sentences, which together are most of it."""
        told = self.facts.as_json()
        if not self.withheld:
            return told
        return {
            name: [fact if isinstance(fact, str) else fact | {"sentence": ""} for fact in facts]
            for name, facts in told.items()
        }


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """A document cut for an engine: the terms of each text field as numbers of a vocabulary, where sections begin.

    Documents that were cut together share the very same vocabulary.
    """

    document: Document
    vocabulary: Sequence[str]
    title: TermStream
    headings: TermStream
    body: TermStream
    sections: tuple[SectionStart, ...]
    brands: TermStream = NO_TERMS
    lead: TermStream = NO_TERMS

    def terms(self, field: str) -> Iterator[Term]:
        """The terms of a text field as words."""
        stream: TermStream = getattr(self, field)
        return stream.terms(self.vocabulary)


def document_of(article: Article, *, show: str = "text") -> Document:
    """Draw from an article what follows from it alone."""
    kind = kind_of(column=article.column, title=article.title, body=article.body, rules=kind_rules())
    sections = with_roles(outline(article.paragraphs), article.title, role_rules())
    return Document(article, kind, sections, withheld=show == SNIPPET_ONLY)


def bare_document(article: Article) -> Document:
    """A document of whose text alone is asked; nothing is drawn from it."""
    return Document(article, kind="", sections=(), withheld=True)


def kept_document(kept: KeptArticle) -> Document:
    """The document of an article as the corpus keeps it."""
    return document_of(kept.article, show=kept.show)


def analysed(document: Document, analyzer: Analyzer) -> AnalysedDocument:
    """Cut a document for an engine."""
    (cut,) = analysed_together((document,), analyzer)
    return cut


def analysed_together(
    documents: Iterable[Document], analyzer: Analyzer, numbering: Numbering | None = None
) -> list[AnalysedDocument]:
    """Cut a batch of documents, each distinct piece of which is looked at once, or never that ``numbering`` knows."""
    numbering = numbering or analyzer.numbering()
    together = list(documents)
    cut = [_cut(document, analyzer) for document in together]
    fields = {name: numbering.streams([each[name] for each in cut], PARAGRAPH_GAP) for name in _FIELDS}
    return [
        _analysed(document, analyzer, numbering.vocabulary, dict(zip(fields, streams, strict=True)))
        for document, *streams in zip(together, *fields.values(), strict=True)
    ]


_FIELDS = ("title", "headings", "body", "brands", "lead")


def _cut(document: Document, analyzer: Analyzer) -> Mapping[str, Sequence[Sequence[str]]]:
    """The paragraphs of each text field, cut into pieces; the lead and most headings are paragraphs of the body."""
    lines = {
        line: [*analyzer.pieces(line, normal)]
        for line, normal in zip(document.lines, document.normal_lines, strict=True)
    }
    return {
        "title": [lines[document.lines[0]]],
        "headings": [lines.get(heading) or [*analyzer.pieces(heading)] for heading in document.headings],
        "body": [lines[paragraph] for paragraph in document.lines[1:]],
        "brands": [[*analyzer.pieces(name)] for name in document.brand_names],
        "lead": [lines.get(document.lead, [])],
    }


def _analysed(
    document: Document, analyzer: Analyzer, vocabulary: Sequence[str], fields: Mapping[str, TermStream]
) -> AnalysedDocument:
    starts = section_starts(document.sections, document.lines, document.normal_lines, fields["body"], analyzer)
    return AnalysedDocument(document, vocabulary, sections=tuple(starts), **fields)
