"""Proving exact quotations in a segment: stretches in which their grams begin, then the normal texts themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.grams import is_lone
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.engines.whoosh.executing.stretches import (
    NO_STRETCHES,
    beginning,
    firsts,
    having_gram,
    having_unit,
    with_gram,
    with_unit,
)
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import END_OF_LINE, STRETCH, Exact, Numbers, Shorts
from index.text.proximity import near_spans

CANDIDATE_GRAMS = 3
# So few stretches are read before it is asked which of them have the other grams, too; and so many bytes of a list are
# unpacked in the time that reading one takes.
FEW_STRETCHES, BYTES_MEANWHILE = 256, 64
# How often a text holds a string says little where the string's rarest gram is in more texts of the index than so many.
MOST_COUNTED = 256
TITLE_WEIGHT = 5.0
_WEIGHTS = np.array([1.0, TITLE_WEIGHT], np.float32)
STRETCHES_PER_GLANCE = 8192
_PAIR = 2


def quoted(  # noqa: PLR0913
    exact: Exact, asked: ExactText, within: Shorts | None, deadline: Deadline, kernels: Kernels, *, is_counted: bool
) -> tuple[Shorts, Scores]:
    """The documents that hold a string, and how often, places in the title counting more.

    ``within`` are those that are still asked for. What is not counted stands in a document once, in the title if it
    can; and of a string of two units, which is one gram, no text is read, for it is known to stand where it begins.
    """
    if len(asked.units) == 1 and not asked.in_title:
        docs = _in_all([with_unit(exact, asked.needle, kernels), *([] if within is None else [within])], kernels)
        return docs, np.ones(len(docs), np.float32)
    stretches, place = likely(exact, asked, within, kernels)
    if not len(stretches):
        return exact.stretch_docs[:0], _WEIGHTS[:0]
    docs = exact.stretch_docs.take(stretches)
    if not is_counted and len(asked.units) == _PAIR:
        return _held(exact, stretches, docs, firsts(docs))
    # What overlaps from one stretch to the next is told only where both are looked at together.
    counts, step = np.empty(len(stretches), np.uint32), len(stretches) + 1 if is_counted else STRETCHES_PER_GLANCE
    for first in range(0, len(stretches), step):
        deadline.check()
        at = slice(first, first + step)
        looked_at = exact.text, exact.stretch_starts, stretches[at], docs[at]
        kernels.places(*looked_at, asked.units, place, is_counted, counts[at])
    docs, weights = _held(exact, stretches, docs, counts)
    where = np.flatnonzero(firsts(docs))
    if not is_counted:
        return docs.take(where), weights.take(where)
    return docs.take(where), np.add.reduceat(weights * counts[counts > 0].astype(np.float32), where)


def _held(exact: Exact, stretches: Numbers, docs: Shorts, holds: NDArray[Any]) -> tuple[Shorts, Scores]:
    """The documents of those stretches that hold something, and the weight of one place in each stretch."""
    at = np.flatnonzero(holds)
    return docs.take(at), _WEIGHTS.take(exact.stretch_titles.take(stretches.take(at)))


def likely(exact: Exact, asked: ExactText, within: Shorts | None, kernels: Kernels) -> tuple[Numbers, int]:
    """The stretches in which a string may have its rarest gram, and at which place of the string that begins."""
    if len(asked.units) == 1:
        return _wanted(exact, having_unit(exact, asked.needle, kernels), asked, within), 0
    grams, places = asked.places
    numbers = np.minimum(exact.grams.searchsorted(grams), len(exact.grams) - 1)
    if not len(exact.grams) or (exact.grams[numbers] != grams).any():
        return NO_STRETCHES, 0
    lengths = exact.starts[numbers + 1] - exact.starts[numbers]
    (_, number, place), *others = sorted(zip(lengths.tolist(), numbers.tolist(), places, strict=True))
    stretches = _wanted(exact, beginning(exact, number, kernels), asked, within)
    for length, other, at in others[: CANDIDATE_GRAMS - 1]:
        if len(stretches) <= FEW_STRETCHES or length > len(stretches) * BYTES_MEANWHILE:
            break
        stretches = stretches[: kernels.narrow(stretches, beginning(exact, other, kernels), *_reach(at - place))]
    return stretches, place


def _reach(units: int) -> tuple[int, int]:
    """From which to which neighbour of a stretch is what stands so many units behind something of this one."""
    return (0, -(-units // STRETCH)) if units > 0 else (units // STRETCH, 0)


def _wanted(exact: Exact, stretches: Numbers, asked: ExactText, within: Shorts | None) -> Numbers:
    """Those of some stretches that are of a title, if titles are asked for, and of documents that still are."""
    if asked.in_title:
        stretches = stretches.compress(exact.stretch_titles.take(stretches))
    if within is not None:
        is_within = np.zeros(len(exact.text_starts) - 1, np.bool_)
        is_within[within] = True
        stretches = stretches.compress(is_within.take(exact.stretch_docs.take(stretches)))
    return stretches


def candidates(exact: Exact, asked: NearTexts, within: Shorts | None, kernels: Kernels) -> Shorts:
    """The documents that have the rarest grams of all strings, of those that are still asked for."""
    several = sorted((having_gram(exact, gram), gram) for gram in asked.grams.tolist())
    if several and not several[0][0]:
        return exact.stretch_docs[:0]
    lists = [with_gram(exact, gram, kernels) for _, gram in several[:CANDIDATE_GRAMS]]
    lists += [with_unit(exact, needle, kernels) for needle in asked.needles if is_lone(needle)]
    if within is not None:
        lists.append(within)
    return _in_all(lists, kernels)


def _in_all(lists: list[Shorts], kernels: Kernels) -> Shorts:
    """The documents that all lists have."""
    if len(lists) == 1:
        return lists[0]
    most = min(map(len, lists))
    docs, scores = np.empty(most, np.uint16), np.empty(most, np.float32)
    left = kernels.gather((tuple([(each, None, 0.0, None) for each in lists]), True, None, None), docs, scores)
    return docs[:left]


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
