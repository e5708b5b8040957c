"""Side by side: what several courts say of one brand, with the words that another of them has, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.ledgers.brandusing import BrandUse
from index.ledgers.ledgerfile import LedgerFile
from index.text.aligned import aligned

MOST_COURTS = 4
MOST_SENTENCES = 5
# Shorter strings in common are the names of things.
SHORTEST_SHARED = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with a brand's name, in pieces, each with whether another court says it in the same words."""

    url: str
    published: str | None
    pieces: tuple[tuple[str, bool], ...]

    @property
    def sentence(self) -> str:
        """The sentence as it is written."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class CourtWords:
    """What one court says of a brand, its earliest sentences first."""

    court: str
    passages: tuple[Passage, ...]


def side_by_side(file: LedgerFile, uses: Iterable[BrandUse], first: Sequence[str]) -> tuple[CourtWords, ...]:
    """The sentences of the courts named ``first`` that tell of their own brand; none where only one court does.

    ``uses`` are those of one name, the earliest first; texts that may not be shown are left out.
    """
    said: dict[str, list[tuple[BrandUse, str]]] = {court: [] for court in first}
    for use in uses:
        if use.is_own and not use.withheld and use.court in said:
            said[use.court] += ((use, sentence) for sentence in _sentences(file, use))
    shown = [(court, told[:MOST_SENTENCES]) for court, told in said.items() if told][:MOST_COURTS]
    if len(shown) < 2:
        return ()
    names = {aligned(use.name) for _, told in shown for use, _ in told}
    grams = [set(_grams((sentence for _, sentence in told), names)) for _, told in shown]
    return tuple(
        CourtWords(
            court,
            tuple(
                Passage(use.url, use.published, tuple(_pieces(sentence, _of_others(grams, at))))
                for use, sentence in told
            ),
        )
        for at, (court, told) in enumerate(shown)
    )


def _sentences(file: LedgerFile, use: BrandUse) -> list[str]:
    rows = file.rows("SELECT sentence FROM saying WHERE page = ? AND key = ? ORDER BY at", use.page, use.key)
    return list(dict.fromkeys(sentence for (sentence,) in rows))


def _grams(sentences: Iterable[str], names: Collection[str]) -> Iterator[str]:
    """The strings of SHORTEST_SHARED characters; those that the name itself makes alike are none."""
    for sentence in sentences:
        text = aligned(sentence)
        for at in range(len(text) - SHORTEST_SHARED + 1):
            gram = text[at : at + SHORTEST_SHARED]
            if not any(name in gram or gram in name for name in names):
                yield gram


def _of_others(grams: Sequence[set[str]], own: int) -> set[str]:
    return set().union(*(each for at, each in enumerate(grams) if at != own))


def _pieces(sentence: str, others: set[str]) -> Iterator[tuple[str, bool]]:
    text = aligned(sentence)
    shared = [False] * len(sentence)
    for at in range(len(text) - SHORTEST_SHARED + 1):
        if text[at : at + SHORTEST_SHARED] in others:
            shared[at : at + SHORTEST_SHARED] = [True] * SHORTEST_SHARED
    for is_shared, run in groupby(zip(sentence, shared, strict=True), key=lambda pair: pair[1]):
        yield "".join(char for char, _ in run), is_shared
