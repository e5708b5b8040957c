"""Proving exact quotations in a segment: documents that have their rarest grams, then the normal texts themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.grams import LAST_UNIT, UNIT_BITS, grams_of, is_lone, units_of
from index.engines.whoosh.executing.quoting import ExactText, Proven
from index.engines.whoosh.executing.titles import Titles
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import END_OF_LINE, Bytes, Exact, Shorts
from index.text.proximity import near_spans

CANDIDATE_GRAMS = 3
# So few texts are looked at before it is asked which of them have the common grams, too.
FEW_TEXTS = 32
# How often a text holds a string says little where the string's rarest gram is in more texts of the index than so many.
MOST_COUNTED = 256
TITLE_WEIGHT = 5.0
TEXTS_PER_GLANCE = 1024
_PAIR = 2
_BYTE_BITS, _LAST_BIT = 3, 7


def with_gram(exact: Exact, gram: int) -> Shorts:
    """The documents that have a gram."""
    number = exact.find(gram)
    return exact.documents(number) if number >= 0 else exact.docs[:0]


def having_gram(exact: Exact, gram: int) -> int:
    """How many documents have a gram."""
    number = exact.find(gram)
    return exact.frequency(number) if number >= 0 else 0


def with_unit(exact: Exact, character: str) -> Shorts:
    """The documents that have a lone unit: those of every gram that begins with it."""
    (unit,) = units_of(character).tolist()
    first = int(np.searchsorted(exact.grams, np.uint32(unit << UNIT_BITS)))
    last = int(np.searchsorted(exact.grams, np.uint32(unit << UNIT_BITS | LAST_UNIT), side="right"))
    found = np.zeros(len(exact.text_starts) - 1, np.bool_)
    found[exact.docs[exact.starts[first] : exact.starts[last]]] = True
    for number in exact.dense_grams[
        slice(*np.searchsorted(exact.dense_grams, np.array([first, last], np.uint32)))
    ].tolist():
        found[exact.documents(number)] = True
    return np.flatnonzero(found).astype(np.uint16)


def rarest(layers: Sequence[Exact], needles: Sequence[str]) -> int:
    """How many documents of all segments have the rarest gram of some strings, or the rarest lone unit."""
    lone = [sum(len(with_unit(exact, needle)) for exact in layers) for needle in needles if is_lone(needle)]
    grams = {gram for needle in needles for gram in grams_of(needle)}
    return min([*lone, *(sum(having_gram(exact, gram) for exact in layers) for gram in grams)])


def candidates(exact: Exact, asked: Proven, within: Shorts | None, kernels: Kernels) -> Shorts:
    """The documents that have the rarest grams of all strings, of those that are still asked for."""
    numbers = np.minimum(exact.grams.searchsorted(asked.grams), len(exact.grams) - 1)
    if not len(exact.grams) or (exact.grams[numbers] != asked.grams).any():
        return exact.docs[:0]
    starts, ends = exact.starts[numbers], exact.starts[numbers + 1]
    several = ends - starts
    is_listed = several > 0
    ranges = sorted(zip(several[is_listed].tolist(), starts[is_listed].tolist(), strict=True))
    lists = [exact.docs[start : start + size] for size, start in ranges[:CANDIDATE_GRAMS]]
    lists += [with_unit(exact, needle) for needle in asked.needles if is_lone(needle)]
    if within is not None:
        lists.append(within)
    common = numbers[~is_listed]
    if not lists:
        return _in_bits(_bits(exact, common), len(exact.text_starts) - 1)
    docs = _in_all(lists, kernels)
    if len(common) and len(docs) > FEW_TEXTS:
        bits = _bits(exact, common)
        docs = docs[(bits[docs >> _BYTE_BITS] >> (docs & _LAST_BIT).astype(np.uint8) & 1).view(np.bool_)]
    return docs


def _in_all(lists: list[Shorts], kernels: Kernels) -> Shorts:
    """The documents that all lists have."""
    if len(lists) == 1:
        return lists[0]
    most = min(map(len, lists))
    docs, scores = np.empty(most, np.uint16), np.empty(most, np.float32)
    left = kernels.gather((tuple([(each, None, 0.0, None) for each in lists]), True, None, None), docs, scores)
    return docs[:left]


def _bits(exact: Exact, numbers: NDArray[np.intp]) -> Bytes:
    """The documents that have all of some common grams, eight in a byte."""
    rows = exact.dense_docs[exact.dense_grams.searchsorted(numbers.astype(np.uint32))]
    both: Bytes = np.bitwise_and.reduce(rows)
    return both


def _in_bits(bits: Bytes, count: int) -> Shorts:
    return np.flatnonzero(np.unpackbits(bits, count=count, bitorder="little").view(np.bool_)).astype(np.uint16)


def quoted(  # noqa: PLR0913
    exact: Exact,
    titles: Titles,
    asked: ExactText,
    docs: Shorts,
    deadline: Deadline,
    kernels: Kernels,
    *,
    is_counted: bool,
) -> tuple[Shorts, Scores]:
    """The documents that hold a string, and how often, places in the title counting more.

    What is not counted stands in a document once, in the title if it can: few texts need be read to their end, and of a
    string of two units, which is one gram, none, for it is known to stand in them.
    """
    units = units_of(asked.needle)
    if not is_counted and not asked.in_title and len(units) == _PAIR:
        return docs, _known(titles, units, docs, kernels)
    text, starts = (titles.text, titles.starts) if asked.in_title else (exact.text, exact.text_starts)
    weights, weighed = np.empty(len(docs), np.float32), (TITLE_WEIGHT, 0.0 if asked.in_title else 1.0)
    for first in range(0, len(docs), TEXTS_PER_GLANCE):
        deadline.check()
        some = slice(first, first + TEXTS_PER_GLANCE)
        kernels.occurrences(text, starts, docs[some], units, is_counted, False, *weighed, weights[some])
    found = weights > 0
    return docs[found], weights[found]


def _known(titles: Titles, units: Shorts, docs: Shorts, kernels: Kernels) -> Scores:
    """The weights of documents that are known to hold a string, in the title or else in the text."""
    weights, likely = np.ones(len(docs), np.float32), titles.likely(units, docs, kernels)
    some = np.empty(int(np.count_nonzero(likely)), np.float32)
    kernels.occurrences(titles.text, titles.starts, docs[likely], units, False, True, TITLE_WEIGHT, 1.0, some)
    weights[likely] = some
    return weights


def standing_near(  # noqa: PLR0913
    exact: Exact, needles: tuple[str, ...], distance: int, docs: Shorts, deadline: Deadline, *, in_title: bool
) -> tuple[Shorts, Scores]:
    """The documents in one of whose lines all strings stand near each other, and how many places there are."""
    weights = np.zeros(len(docs), np.float32)
    for number, doc in enumerate(docs.tolist()):
        deadline.check()
        title, *body = text_of(exact, doc).split(chr(END_OF_LINE))
        places: Callable[[str], int] = lambda line: len(near_spans(line, needles, distance))  # noqa: E731
        weights[number] = TITLE_WEIGHT * places(title) + (0 if in_title else sum(map(places, body)))
    found: NDArray[np.bool_] = weights > 0
    return docs[found], weights[found] / np.float32(len(needles))


def text_of(exact: Exact, doc: int) -> str:
    """The normal text of a document."""
    units = exact.text[exact.text_starts[doc] : exact.text_starts[doc + 1]]
    return units.tobytes().decode("utf-16-le", "surrogatepass")
