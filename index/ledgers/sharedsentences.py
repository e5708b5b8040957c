"""Shared sentences: those of an article that other courts have too, counted over the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from index.document import Document
from index.knowledge.sentences import sentences_of
from index.ledgers.factentries import sentence_number
from index.ledgers.ledgerfile import LedgerFile

FEWEST_COURTS = 3


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence with its line (0 is the title), its span there, how many courts have it, and its text."""

    line: int
    start: int
    end: int
    courts: int
    text: str

    def as_json(self) -> dict[str, Any]:
        """The sentence as JSON."""
        return asdict(self)


def shared_sentences(file: LedgerFile, document: Document, fewest: int = FEWEST_COURTS) -> Iterator[SharedSentence]:
    """The sentences of a document that so many courts have or more; its reposts are no other courts."""
    for sentence in sentences_of(document.lines):
        if (number := sentence_number(sentence.text)) is not None:
            [(courts,)] = file.rows(
                "SELECT count(DISTINCT court) FROM shared JOIN page ON page.id = shared.page WHERE number = ?", number
            )
            if courts >= fewest:
                yield SharedSentence(sentence.line, sentence.start, sentence.end, courts, sentence.text)
