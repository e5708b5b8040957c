"""Stretches of the normal texts: in which a gram begins, or a lone unit stands, and so in which documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.grams import LAST_UNIT, UNIT_BITS, grams_of, is_lone, units_of
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.eliasfano import Heads, head_at
from index.engines.whoosh.segments.layout import Exact, Numbers, Shorts

NO_STRETCHES = np.zeros(0, np.uint32)


def having_gram(exact: Exact, gram: int) -> int:
    """How many documents have a gram."""
    number = exact.find(gram)
    if number < 0:
        return 0
    size, spare = head_at(exact.lists, int(exact.starts[number]))
    return size - spare


def with_gram(exact: Exact, gram: int, kernels: Kernels) -> Shorts:
    """The documents that have a gram."""
    number = exact.find(gram)
    return documents(exact, beginning(exact, number, kernels), kernels) if number >= 0 else exact.stretch_docs[:0]


def with_unit(exact: Exact, character: str, kernels: Kernels) -> Shorts:
    """The documents that have a lone unit."""
    return documents(exact, having_unit(exact, character, kernels), kernels)


def having_unit(exact: Exact, character: str, kernels: Kernels) -> Numbers:
    """The stretches that have a lone unit: those of every gram that begins with it."""
    (unit,) = units_of(character).tolist()
    first = int(np.searchsorted(exact.grams, np.uint32(unit << UNIT_BITS)))
    last = int(np.searchsorted(exact.grams, np.uint32(unit << UNIT_BITS | LAST_UNIT), side="right"))
    starts, found = exact.starts[first : last + 1], np.zeros(len(exact.stretch_docs), np.bool_)
    stretches = np.empty(int(Heads.at(exact.lists, starts[:-1]).sizes.sum()), np.uint32)
    kernels.unpack(exact.lists, starts, len(found), stretches)
    found[stretches] = True
    return np.flatnonzero(found).astype(np.uint32)


def beginning(exact: Exact, number: int, kernels: Kernels) -> Numbers:
    """The stretches in which a gram begins, by its number."""
    starts = exact.starts[number : number + 2]
    stretches = np.empty(head_at(exact.lists, int(starts[0]))[0], np.uint32)
    kernels.unpack(exact.lists, starts, len(exact.stretch_docs), stretches)
    return stretches


def documents(exact: Exact, stretches: Numbers, kernels: Kernels) -> Shorts:
    """The documents of ascending stretches, each once."""
    docs = np.empty(len(stretches), np.uint16)
    return docs[: kernels.documents(stretches, exact.stretch_docs, docs)]


def firsts(docs: Shorts) -> NDArray[np.bool_]:
    """Which of some neighbours differ from the one before."""
    is_first = np.ones(len(docs), np.bool_)
    np.not_equal(docs[1:], docs[:-1], out=is_first[1:])
    return is_first


def rarest(layers: Sequence[Exact], needles: Sequence[str], kernels: Kernels) -> int:
    """How many documents of all segments have the rarest gram of some strings, or the rarest lone unit."""
    lone = [sum(len(with_unit(exact, needle, kernels)) for exact in layers) for needle in needles if is_lone(needle)]
    grams = {gram for needle in needles for gram in grams_of(needle)}
    return min([*lone, *(sum(having_gram(exact, gram) for exact in layers) for gram in grams)])
