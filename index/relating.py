"""Relating: what else answers speak of, and which articles share an article's telling words; by counting alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice, starmap
from typing import TYPE_CHECKING, Any

from index.engines.engine import RELEVANCE, STORY, Answer, Found, Plan
from index.opened import OpenedIndex
from index.query import Filters, Question, Word
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from index.document import Document

RELATED_FIELDS = ("brand", "topic")
MOST_RELATED = 8
# What a single article says beside the query may be chance.
FEWEST_TOGETHER = 2
MOST_WORDS = 20
WORDS_SHOWN = 5
IN_TITLE = 3
SATURATION = 1.2
# For each field, how many articles have each value.
Counts = Mapping[str, Mapping[str, int]]
Weighed = tuple[float, str, str, int, int]


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A brand or topic: its field, how many of the articles that answer have it, and how many of all."""

    value: str
    field: str
    count: int
    total: int

    def written(self, value: str) -> RelatedTerm:
        """The same under another name."""
        return self if value == self.value else RelatedTerm(value, self.field, self.count, self.total)

    def as_json(self) -> dict[str, str | int]:
        """The term as JSON."""
        return {"value": self.value, "field": self.field, "count": self.count, "total": self.total}


@dataclass(frozen=True, slots=True)
class SimilarArticle:
    """Another article, and the telling words that both have, the most telling first."""

    url: str
    title: str | None
    court: str | None
    published: str | None
    words: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The article as JSON."""
        return asdict(self)


def related_terms(answer: Answer, articles: int, counts: Counts, query: str) -> tuple[RelatedTerm, ...]:
    """The brands and topics that answers have more often than articles do, but for what the query names itself.

    Of N articles that answer n have it, of all M articles m: those come first whose n * ln(n * M / (N * m)) is highest.
    ``counts`` tell m for the values of each field. Where nothing answers, a facet may count what other choices in its
    own field would give: that is related to nothing.
    """
    if not answer.total:
        return ()
    asked = normalise(query)
    weighed = sorted([each for field in RELATED_FIELDS for each in _weighed(answer, articles, field, counts[field])])
    others = ((value, *told) for _, value, *told in weighed if normalise(value) not in asked)
    return tuple(starmap(RelatedTerm, islice(others, MOST_RELATED)))


def _weighed(answer: Answer, articles: int, field: str, counts: Mapping[str, int]) -> list[Weighed]:
    """What answers have of a field more often than articles do: how little it is worth, then what a term tells."""
    return [
        (-count * math.log(lift), value, field, count, total)
        for value, count in answer.facets[field]
        if count >= FEWEST_TOGETHER
        and (lift := count * articles / (answer.total * (total := counts.get(value, count)))) > 1
    ]


def similar_articles(
    document: Document, opened: OpenedIndex, *, count: int, budget: float
) -> tuple[SimilarArticle, ...]:
    """The articles of other stories that any of a document's telling words find, in the order of a search for them."""
    words = telling_words(document, opened.analyzer, opened.vocabulary, opened.everything.total)
    if not words:
        return ()
    plan = Plan(
        tree=Question(tuple(map(Word, words)), ()),
        filters=Filters(),
        sort=RELEVANCE,
        group=STORY,
        grouping=opened.grouping,
        first=0,
        count=count + 1,
        budget=budget,
        values=0,
    )
    cards = (card for card in opened.reader.answer(plan).found if document.article.url not in _urls(card))
    return tuple(_similar(card.view, words, opened.analyzer) for card in islice(cards, count))


def telling_words(document: Document, analyzer: Analyzer, known: Vocabulary, articles: int) -> tuple[str, ...]:
    """The MOST_WORDS words of an article with the highest c / (c + SATURATION) * ln(articles / n).

    c is how often it has the word, in the title IN_TITLE times, n how many articles have it, two of them at least.
    """
    title, *paragraphs = document.lines
    counts = Counter(term.text for term in analyzer.terms(paragraphs))
    for term in analyzer.terms([title]):
        counts[term.text] += IN_TITLE
    weights = {
        word: count / (count + SATURATION) * math.log(articles / known.count(word))
        for word, count in counts.items()
        if len(word) > 1 and 1 < known.count(word) < articles
    }
    return tuple(sorted(weights, key=lambda word: (-weights[word], word))[:MOST_WORDS])


def _similar(view: Mapping[str, Any], words: tuple[str, ...], analyzer: Analyzer) -> SimilarArticle:
    """What is withheld of an article is not told by its words either."""
    texts = [] if view["withheld"] else [f"{heading or ''}\n{text}" for heading, _, text, *_ in view["sections"]]
    own = {term.text for term in analyzer.terms([view["title"] or "", *"\n".join(texts).split("\n")])}
    shared = tuple(word for word in words if word in own)
    return SimilarArticle(view["url"], view["title"], view["court"], view["published"], shared[:WORDS_SHOWN])


def _urls(card: Found) -> set[str]:
    return {card.view["url"], *(view["url"] for view in card.reposts)}
