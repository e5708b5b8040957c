"""Preparing: all that is done with an article apart from all others before it is written: knowing, cutting, packing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.document import Document, analysed_together, kept_document
from index.engines.whoosh.segments.packing import Batch, packed
from index.findings import Findings
from index.kept import KeptArticle
from index.ledgers.upkeep import Entries, entries_of
from index.text.analyzer import Analyzer

ARTICLES_A_TASK = 100
# Where articles are long there are fewer of them in a task, which must find room several times over.
CHARACTERS_A_TASK = 500_000

# The URL of an article, the digest of its content, and its findings as they are kept.
Drawn = tuple[str, str, bytes]


@dataclass(frozen=True, slots=True)
class Task:
    """Some kept articles and, for each, its findings as they are kept, where they are known from before."""

    articles: tuple[KeptArticle, ...]
    known: tuple[bytes | None, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A task that is done: what the engine writes, what the ledgers enter, and the findings that were not known."""

    batch: Batch
    entries: tuple[Entries, ...]
    drawn: tuple[Drawn, ...]


class Preparer:
    """Prepares articles, in this process or in one beside it."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._numbering = analyzer.numbering()

    def __call__(self, task: Task) -> Prepared:
        """Do a task; what comes of it follows from the task alone."""
        documents: list[Document] = []
        entries: list[Entries] = []
        drawn: list[Drawn] = []
        # All of one article before the next: what one rule has folded of a line, the others find folded.
        for kept, known in zip(task.articles, task.known, strict=True):
            findings = Findings.unpacked(known) if known is not None else Findings.of(kept_document(kept))
            if known is None:
                drawn.append((kept.article.url, kept.digest, findings.packed()))
            document = findings.document(kept)
            documents.append(document)
            entries.append(entries_of(kept, document, findings.rows))
        if self._numbering.is_full:
            self._numbering = self._analyzer.numbering()
        batch = packed(analysed_together(documents, self._analyzer, self._numbering))
        return Prepared(batch, tuple(entries), tuple(drawn))


def task_sized(articles: Iterable[KeptArticle]) -> Iterator[tuple[KeptArticle, ...]]:
    """Cut a row of articles into what one task holds."""
    waiting: list[KeptArticle] = []
    size = 0
    for kept in articles:
        waiting.append(kept)
        size += len(kept.article.body)
        if len(waiting) >= ARTICLES_A_TASK or size >= CHARACTERS_A_TASK:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)
