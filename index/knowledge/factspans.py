"""Fact spans: where in a text the words of its facts stand, so that readers see them marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.knowledge.brands import Brand
from index.knowledge.claims import Claim
from index.knowledge.facts import Facts
from index.knowledge.figures import Figure
from index.knowledge.honours import Honour

# A page made to exhaust us has its later facts unmarked.
MOST_SPANS = 400


@dataclass(frozen=True, slots=True)
class FactSpan:
    """The words of one fact: their span, the ``kind`` (brand, claim, honour, figure), its name and its status.

    The name of a claim is what is claimed.
    """

    start: int
    end: int
    kind: str
    name: str
    status: str | None


def fact_spans(text: str, facts: Facts) -> tuple[FactSpan, ...]:
    """The spans in a text from left to right, none over another: brands go before claims, honours and figures.

    The text is a paragraph or a part of one; facts of other sentences have no span in it.
    """
    taken: list[FactSpan] = []
    for span in _spans(text, facts):
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
        if len(taken) == MOST_SPANS:
            break
    return tuple(sorted(taken, key=lambda span: span.start))


def _spans(text: str, facts: Facts) -> Iterator[FactSpan]:
    # A brand is marked wherever it is named, not in the sentence alone that speaks for it best.
    for brand in sorted(facts.brands, key=lambda brand: -len(brand.full)):
        yield from _everywhere(text, brand)
    told: tuple[Claim | Honour | Figure, ...] = (*facts.claims, *facts.honours, *facts.figures)
    for fact in told:
        if at := _sentence_in(text, fact.sentence):
            yield from _span(text, fact, *at)


def _everywhere(text: str, brand: Brand) -> Iterator[FactSpan]:
    name = next((name for name in (brand.full, brand.name) if name and name in text), None)
    start = text.find(name) if name else -1
    while name and start >= 0:
        yield FactSpan(start, start + len(name), "brand", brand.name, brand.status)
        start = text.find(name, start + len(name))


def _sentence_in(text: str, sentence: str) -> tuple[int, int] | None:
    """The span of a sentence in a text; the whole text where it is only a part of the sentence."""
    start = text.find(sentence)
    if start >= 0:
        return start, start + len(sentence)
    return (0, len(text)) if text and text in sentence else None


def _span(text: str, fact: Claim | Honour | Figure, start: int, end: int) -> Iterator[FactSpan]:
    match fact:
        case Claim():
            yield from _claimed(text, fact, start, end)
        case Honour():
            yield from _words(text, (fact.name,), start, end, FactSpan(0, 0, "honour", fact.name, None))
        case Figure():
            written = (f"{fact.number}{fact.unit or ''}", fact.number)
            yield from _words(text, written, start, end, FactSpan(0, 0, "figure", fact.number, fact.status))


def _claimed(text: str, claim: Claim, start: int, end: int) -> Iterator[FactSpan]:
    """The word of the claim and the scope that is written right before it."""
    at = text.find(claim.word, start, end)
    if at >= 0:
        scope = claim.scope or ""
        first = at - len(scope) if text[start:at].endswith(scope) else at
        yield FactSpan(first, at + len(claim.word), "claim", claim.object, None)


def _words(text: str, written: Iterable[str], start: int, end: int, fact: FactSpan) -> Iterator[FactSpan]:
    for words in written:
        at = text.find(words, start, end) if words else -1
        # A 5 inside 15 is another number.
        while at >= 0 and fact.kind == "figure" and _goes_on(text, at, at + len(words)):
            at = text.find(words, at + 1, end)
        if at >= 0:
            yield FactSpan(at, at + len(words), fact.kind, fact.name, fact.status)
            return


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether the digits before or behind a span belong to the same number."""
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    return (before.isdigit() or before == ".") or (text[end - 1].isdigit() and behind.isdigit())
