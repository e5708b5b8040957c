"""Proving exact quotations in a segment: documents that have their rarest grams, then the normal texts themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import END_OF_LINE, Exact, Shorts
from index.text.proximity import near_spans

CANDIDATE_GRAMS = 3
TITLE_WEIGHT = 5.0
TEXTS_PER_GLANCE = 1024
_UNIT_BITS, _LAST_UNIT = 16, 0xFFFF


def units_of(text: str) -> Shorts:
    """The UTF-16 code units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def grams_of(needle: str) -> tuple[int, ...]:
    """Every pair of neighbouring units; a lone unit has none."""
    units = units_of(needle).astype(np.uint32)
    pairs: list[int] = ((units[:-1] << _UNIT_BITS) | units[1:]).tolist()
    return tuple(dict.fromkeys(pairs))


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
    first = int(np.searchsorted(exact.grams, np.uint32(unit << _UNIT_BITS)))
    last = int(np.searchsorted(exact.grams, np.uint32(unit << _UNIT_BITS | _LAST_UNIT), side="right"))
    found = np.zeros(len(exact.text_starts) - 1, np.bool_)
    found[exact.docs[exact.starts[first] : exact.starts[last]]] = True
    for number in exact.dense_grams[
        slice(*np.searchsorted(exact.dense_grams, np.array([first, last], np.uint32)))
    ].tolist():
        found[exact.documents(number)] = True
    return np.flatnonzero(found).astype(np.uint16)


def is_lone(needle: str) -> bool:
    """Tell whether a string is one unit, which has no gram of its own."""
    return len(units_of(needle)) == 1


def rarest(layers: Sequence[Exact], needles: Sequence[str]) -> int:
    """How many documents of all segments have the rarest gram of some strings, or the rarest lone unit."""
    lone = [sum(len(with_unit(exact, needle)) for exact in layers) for needle in needles if is_lone(needle)]
    grams = {gram for needle in needles for gram in grams_of(needle)}
    return min([*lone, *(sum(having_gram(exact, gram) for exact in layers) for gram in grams)])


def candidates(exact: Exact, needles: Sequence[str], within: Shorts | None, kernels: Kernels) -> Shorts:
    """The documents that have the rarest grams of all strings, of those that are still asked for."""
    grams = {gram for needle in needles for gram in grams_of(needle)}
    rarest_grams = sorted(grams, key=lambda gram: having_gram(exact, gram))[:CANDIDATE_GRAMS]
    lists = [with_gram(exact, gram) for gram in rarest_grams]
    lists += [with_unit(exact, needle) for needle in needles if is_lone(needle)]
    if within is not None:
        lists.append(within)
    lists.sort(key=len)
    if len(lists) == 1:
        return lists[0]
    docs, scores = np.empty(len(lists[0]), np.uint16), np.empty(len(lists[0]), np.float32)
    left = kernels.gather((tuple((each, None, 0.0, None) for each in lists), True, None, None), docs, scores)
    return docs[:left]


def quoted(  # noqa: PLR0913
    exact: Exact, needle: str, docs: Shorts, deadline: Deadline, kernels: Kernels, *, in_title: bool
) -> tuple[Shorts, Scores]:
    """The documents that hold a string, and how often: its places in the title count more."""
    units, weights = units_of(needle), np.empty(len(docs), np.float32)
    for first in range(0, len(docs), TEXTS_PER_GLANCE):
        deadline.check()
        some = slice(first, first + TEXTS_PER_GLANCE)
        kernels.occurrences(
            exact.text, exact.text_starts, docs[some], units, TITLE_WEIGHT, 0.0 if in_title else 1.0, weights[some]
        )
    return docs[weights > 0], weights[weights > 0]


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
