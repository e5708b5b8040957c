"""Merging: segments joined to one by copying their arrays, without a look at any text, deleted documents left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.arrayfile import ArrayFileWriter
from index.engines.whoosh.segments.gramlists import ROOM, GramLists, packed
from index.engines.whoosh.segments.interleaving import Indices, Lists, Piece, pieces, ranges
from index.engines.whoosh.segments.inverting import distinct, offsets, packed_column, posting_arrays
from index.engines.whoosh.segments.layout import (
    LARGE,
    Column,
    Offsets,
    Sections,
    SegmentArrays,
    Shorts,
    Terms,
    Words,
)
from index.engines.whoosh.segments.segmentfile import add, opened

# Which no list takes more of for each of its numbers.
_MOST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged: the file of its arrays, and what each of its documents becomes; -1 is nothing."""

    path: Path
    becomes: Indices

    @property
    def arrays(self) -> SegmentArrays:
        """Its arrays, to be let go soon: what of a file is in memory stays there as long as it is mapped."""
        return opened(self.path)

    @property
    def stays(self) -> NDArray[np.bool_]:
        """For every document whether it stays."""
        return self.becomes >= 0


def sources_of(segments: Sequence[tuple[Path, NDArray[np.bool_]]]) -> list[Source]:
    """Number the documents of some segments through, but for the deleted ones."""
    becomes = _becoming([~deleted for _, deleted in segments])
    return [Source(path, new) for (path, _), new in zip(segments, becomes, strict=True)]


def _becoming(staying: Sequence[NDArray[np.bool_]]) -> list[Indices]:
    """Number what stays of several rows through; what does not stay becomes -1."""
    firsts = offsets(np.array([np.count_nonzero(stays) for stays in staying])).tolist()
    return [np.where(stays, first + np.cumsum(stays) - 1, -1) for stays, first in zip(staying, firsts, strict=False)]


def merge(sources: Sequence[Source], file: ArrayFileWriter) -> None:
    """Write the arrays of some segments as those of one."""
    count = sum(int(np.count_nonzero(source.stays)) for source in sources)
    file.note("count", count)
    for name in list(sources[0].arrays.words):
        _merge_words(name, sources, file)
    _merge_grams(sources, file)
    _merge_texts(sources, file)
    for name in list(sources[0].arrays.columns):
        add(file, f"columns/{name}", _column([(source.arrays.columns[name], source.stays) for source in sources]))
    for name in list(sources[0].arrays.numbers):
        file.add(f"numbers/{name}", np.concatenate([each.arrays.numbers[name][each.stays] for each in sources]))
    add(file, "sections", _sections([(source.arrays.sections, source.stays) for source in sources]))


def _merge_words(name: str, sources: Sequence[Source], file: ArrayFileWriter) -> None:
    """Write one field."""
    words = [source.arrays.words[name] for source in sources]
    lists = [Lists(own.starts, own.docs, source.becomes) for own, source in zip(words, sources, strict=True)]
    kept = [each.kept for each in lists]
    terms, numbers = _numbered([own.terms for own in words], kept)
    merged = _MergedWords(file, f"words/{name}", words)
    nothing = np.zeros(0, np.int64)
    merged.take(posting_arrays(offsets(nothing), words[0].docs[:0], nothing, words[0].positions[:0]))
    for piece in pieces(lists, kept, numbers, len(terms)):
        freqs, positions = _tokens(words, piece)
        merged.take(posting_arrays(offsets(piece.counts), piece.docs, freqs, positions))
    lengths = [own.lengths[source.stays] for own, source in zip(words, sources, strict=True)]
    merged.finish(Terms.of(terms), np.concatenate(lengths))


def _merge_grams(sources: Sequence[Source], file: ArrayFileWriter) -> None:
    """Write the lists of all grams, which are unpacked and packed again."""
    exact = [source.arrays.exact for source in sources]
    becomes = _becoming([source.stays[own.stretch_docs] for own, source in zip(exact, sources, strict=True)])
    docs = _merge_stretches(sources, file)
    every = [GramLists.of(own) for own in exact]
    lists = [Lists(own.starts, own, new) for own, new in zip(every, becomes, strict=True)]
    kept = [each.kept for each in lists]
    own = [each.grams[numbers] for each, numbers in zip(exact, kept, strict=True)]
    grams = distinct(np.concatenate(own))
    sizes = [np.zeros(0, np.int64)]
    region = file.reserve("exact/lists", "|u1", _MOST_BYTES * sum(int(each.starts[-1]) for each in lists) + len(ROOM))
    for piece in pieces(lists, kept, [np.searchsorted(grams, each) for each in own], len(grams)):
        packed_lists, taken = packed(piece.counts, piece.docs, docs)
        region.append(packed_lists)
        sizes.append(taken)
    region.append(ROOM)
    file.close(region)
    file.add("exact/grams", grams)
    file.add("exact/starts", offsets(np.concatenate(sizes)).astype(np.uint32))


def _merge_stretches(sources: Sequence[Source], file: ArrayFileWriter) -> Shorts:
    """Write what is told of the stretches; returns the document of each."""
    sizes, docs, titles = [], [], []
    for source in sources:
        exact = source.arrays.exact
        stays = source.stays[exact.stretch_docs]
        sizes.append(np.diff(exact.stretch_starts)[stays])
        docs.append(source.becomes[exact.stretch_docs[stays]].astype(np.uint16))
        titles.append(exact.stretch_titles[stays])
    file.add("exact/stretch_starts", offsets(np.concatenate(sizes)).astype(np.uint32))
    file.add("exact/stretch_titles", np.concatenate(titles))
    merged = np.concatenate(docs)
    file.add("exact/stretch_docs", merged)
    return merged


def _merge_texts(sources: Sequence[Source], file: ArrayFileWriter) -> None:
    exact = [source.arrays.exact for source in sources]
    text = file.reserve("exact/text", "<u2", sum(len(each.text) for each in exact))
    for each, source in zip(exact, sources, strict=True):
        for first, last in _runs(source.stays):
            text.append(each.text[each.text_starts[first] : each.text_starts[last]])
    file.close(text)
    units = [np.diff(each.text_starts)[source.stays] for each, source in zip(exact, sources, strict=True)]
    file.add("exact/text_starts", offsets(np.concatenate(units)))


def _numbered(terms: Sequence[Terms], kept: Sequence[Indices]) -> tuple[list[bytes], list[Indices]]:
    """All different terms of those that are kept, in order, and the numbers there of every segment's."""
    own = [
        [every[number] for number in numbers.tolist()] for every, numbers in zip(map(list, terms), kept, strict=True)
    ]
    all_terms = sorted(set().union(*own))
    numbering = {term: number for number, term in enumerate(all_terms)}
    return all_terms, [np.fromiter(map(numbering.__getitem__, each), np.int64, len(each)) for each in own]


def _tokens(words: Sequence[Words], piece: Piece) -> tuple[NDArray[Any], NDArray[Any]]:
    """The frequencies of a piece's postings, and the positions of each, one posting after another."""
    freqs, positions, starts = [], [], []
    base = 0
    for own, taken in zip(words, piece.taken, strict=True):
        every = own.frequencies_at(taken.at)
        before = offsets(every)
        places = own.positions[own.position_starts[taken.first] :][: before[-1]]
        freqs.append(every[taken.stays])
        starts.append(base + before[:-1][taken.stays])
        positions.append(places)
        base += len(places)
    of_posting = np.concatenate(freqs)[piece.order]
    all_positions = np.concatenate(positions)
    if base:
        all_positions = all_positions[ranges(np.concatenate(starts)[piece.order], of_posting)]
    return of_posting, all_positions


class _MergedWords:
    """A field on its way into a file, some terms at a time."""

    # Which arrays say where something starts in which other one, or by which of its numbers.
    _STARTS: Mapping[str, str] = {"starts": "docs", "position_starts": "positions", "block_starts": "blocks"}
    _NUMBERS: Mapping[str, str] = {"large_at": "docs"}

    def __init__(self, file: ArrayFileWriter, name: str, words: Sequence[Words]) -> None:
        most = sum(len(own.docs) for own in words)
        kind = max((own.positions.dtype for own in words), key=lambda dtype: dtype.itemsize)
        self._file = file
        self._name = name
        self._boost = words[0].boost
        self._regions = {
            "docs": file.reserve(f"{name}/docs", "<u2", most),
            "freqs": file.reserve(f"{name}/freqs", "|u1", most),
            "positions": file.reserve(f"{name}/positions", kind.str, sum(len(own.positions) for own in words)),
        }
        self._parts: defaultdict[str, list[NDArray[Any]]] = defaultdict(list)
        self._sizes: Counter[str] = Counter()
        self._length = 0

    def take(self, part: Mapping[str, NDArray[Any]]) -> None:
        """Add the arrays of the next terms."""
        for name, array in part.items():
            if name in self._regions:
                self._regions[name].append(array)
            elif name in self._STARTS:
                self._parts[name].append(array[:-1] + self._sizes[self._STARTS[name]])
            else:
                self._parts[name].append(array + self._sizes[self._NUMBERS[name]] if name in self._NUMBERS else array)
        self._sizes.update({name: len(array) for name, array in part.items()})
        self._length += int(part["freqs"].sum(dtype=np.int64)) + int((part["large"] - LARGE).sum(dtype=np.int64))

    def finish(self, terms: Terms, lengths: NDArray[Any]) -> None:
        """Write what is left of it."""
        for name, parts in self._parts.items():
            if name in self._STARTS:
                parts.append(np.array([self._sizes[self._STARTS[name]]], parts[0].dtype))
            self._file.add(f"{self._name}/{name}", np.concatenate(parts))
        add(self._file, f"{self._name}/terms", terms)
        self._file.add(f"{self._name}/lengths", lengths)
        self._file.note(f"{self._name}/total_length", self._length)
        self._file.note(f"{self._name}/boost", self._boost)


def _column(parts: Sequence[tuple[Column, NDArray[np.bool_]]]) -> Column:
    """One column of several, with the values alone that are left."""
    flat = [_flat(column, stays) for column, stays in parts]
    used = [distinct(codes) for _, codes in flat]
    terms, numbers = _numbered([column.values for column, _ in parts], used)
    codes = [new[np.searchsorted(old, own)] for new, old, (_, own) in zip(numbers, used, flat, strict=True)]
    return packed_column(Terms.of(terms), np.concatenate([counts for counts, _ in flat]), np.concatenate(codes))


def _flat(column: Column, stays: NDArray[np.bool_]) -> tuple[Indices, NDArray[Any]]:
    """How many codes each document has that stays, and all of them."""
    if column.starts is None:
        has = column.codes < len(column.values)
        return has[stays].astype(np.int64), column.codes[stays & has]
    counts = _sizes(column.starts)
    return counts[stays], column.codes[np.repeat(stays, counts)]


def _sections(parts: Sequence[tuple[Sections, NDArray[np.bool_]]]) -> Sections:
    counts = [_sizes(sections.starts) for sections, _ in parts]
    stay = [np.repeat(stays, own) for own, (_, stays) in zip(counts, parts, strict=True)]
    joined = {
        name: np.concatenate([getattr(sections, name)[own] for own, (sections, _) in zip(stay, parts, strict=True)])
        for name in ("words", "units", "roles")
    }
    kept = [own[stays] for own, (_, stays) in zip(counts, parts, strict=True)]
    return Sections(starts=offsets(np.concatenate(kept)).astype(np.uint32), **joined)


def _sizes(starts: Offsets) -> Indices:
    return starts[1:].astype(np.int64) - starts[:-1]


def _runs(stays: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where neighbours stand that stay."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], stays, [False]]).astype(np.int8)))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
