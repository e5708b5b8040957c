"""Segments made in memory from plain documents, simply and slowly: what the codec has to equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from whoosh.util.numeric import length_to_byte

from index.engines.whoosh.executing.segment import Segment, Statistics
from index.engines.whoosh.segments.gramlists import ROOM, packed
from index.engines.whoosh.segments.layout import (
    BLOCK,
    END_OF_LINE,
    LARGE,
    STRETCH,
    Column,
    Exact,
    Numbers,
    Sections,
    SegmentArrays,
    Shorts,
    Terms,
    Words,
)

TEXT_FIELDS = ("title", "headings", "body")


@dataclass(frozen=True)
class PlainDocument:
    """Words with their positions by field, the normal text line by line, and values by column.

    ``sections`` are where each begins in the body's words and in the text, and the number of its role.
    """

    url: str
    words: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict, repr=False)
    lines: Sequence[str] = ("",)
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sections: Sequence[tuple[int, int, int]] = ()


def segments_of(batches: Iterable[Sequence[PlainDocument]]) -> list[Segment]:
    """A segment for each batch; a later document of a URL takes the place of an earlier one."""
    written = list(batches)
    arrays = [arrays_of(batch) for batch in written]
    statistics = Statistics.of(arrays)
    latest = {document.url: number for number, batch in enumerate(written) for document in batch}
    segments, first = [], 0
    for number, batch in enumerate(written):
        live = np.array([latest[document.url] == number for document in batch], np.uint8)
        segments.append(Segment(number, first, arrays[number], statistics, None if live.all() else live))
        first += len(batch)
    return segments


def arrays_of(documents: Sequence[PlainDocument]) -> SegmentArrays:
    """The arrays of one segment."""
    names = sorted({name for document in documents for name in document.values} | {"url"})
    return SegmentArrays(
        count=len(documents),
        words={name: words_of([document.words.get(name, ()) for document in documents]) for name in TEXT_FIELDS},
        exact=exact_of([document.lines for document in documents]),
        columns={name: column_of([_values(document, name) for document in documents]) for name in names},
        numbers={},
        sections=sections_of(documents),
    )


def _values(document: PlainDocument, name: str) -> Sequence[str]:
    return (document.url,) if name == "url" else document.values.get(name, ())


def words_of(texts: Sequence[Sequence[tuple[str, int]]], boost: float = 1.0) -> Words:
    """The postings of one field."""
    postings: defaultdict[bytes, list[tuple[int, list[int]]]] = defaultdict(list)
    for doc, text in enumerate(texts):
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word, position in text:
            places[word].append(position)
        for word, positions in places.items():
            postings[word.encode()].append((doc, positions))
    in_order = [(term, postings[term]) for term in sorted(postings)]
    freqs = [len(positions) for _, some in in_order for _, positions in some]
    positions = [position for _, some in in_order for _, positions in some for position in positions]
    blocks = [_before(some) for _, some in in_order]
    return Words(
        terms=Terms.of([term for term, _ in in_order]),
        starts=_starts([len(some) for _, some in in_order]),
        docs=np.array([doc for _, some in in_order for doc, _ in some], np.uint16),
        freqs=np.array([min(freq, LARGE) for freq in freqs], np.uint8),
        large_at=np.array([at for at, freq in enumerate(freqs) if freq >= LARGE], np.int64),
        large=np.array([freq for freq in freqs if freq >= LARGE], np.uint32),
        position_starts=_starts([sum(len(positions) for _, positions in some) for _, some in in_order]),
        positions=numbers_of(positions, wide=max(positions, default=0) >= 1 << 16),
        block_starts=_starts([len(some) for some in blocks]),
        blocks=np.array([before for some in blocks for before in some], np.uint32),
        lengths=np.array([length_to_byte(len(text)) for text in texts], np.uint8),
        total_length=sum(map(len, texts)),
        boost=boost,
    )


def numbers_of(numbers: Sequence[int], *, wide: bool) -> Shorts | Numbers:
    """Numbers of four bytes, or of two."""
    return np.array(numbers, np.uint32) if wide else np.array(numbers, np.uint16)


def _before(postings: list[tuple[int, list[int]]]) -> list[int]:
    sizes = [len(positions) for _, positions in postings]
    return [sum(sizes[:at]) for at in range(0, len(sizes), BLOCK)]


def exact_of(texts: Sequence[Sequence[str]]) -> Exact:
    """The exact layer of some texts, each given line by line."""
    units = [_units("".join(f"{line}\n" for line in lines)) for lines in texts]
    cut = [(doc, is_title, some) for doc, text in enumerate(units) for is_title, some in _stretches(text)]
    beginning: defaultdict[int, list[int]] = defaultdict(list)
    for number, (stretch, after) in enumerate(_with_following([some for _, _, some in cut])):
        for one, other in zip(stretch, [*stretch[1:], after], strict=True):
            if one != END_OF_LINE and number not in beginning[one << 16 | other]:
                beginning[one << 16 | other].append(number)
    grams = sorted(beginning)
    docs = np.array([doc for doc, _, _ in cut], np.uint16)
    sizes = np.array([len(beginning[gram]) for gram in grams], np.int64)
    lists, taken = packed(sizes, np.array([n for gram in grams for n in beginning[gram]], np.uint32), docs)
    return Exact(
        grams=np.array(grams, np.uint32),
        starts=_starts(taken.tolist()).astype(np.uint32),
        lists=np.concatenate((lists, ROOM)),
        text=np.array([unit for text in units for unit in text], np.uint16),
        text_starts=_starts([len(text) for text in units]),
        stretch_starts=_starts([len(some) for _, _, some in cut]).astype(np.uint32),
        stretch_docs=docs,
        stretch_titles=np.array([is_title for _, is_title, _ in cut], np.uint8),
    )


def _stretches(text: list[int]) -> Iterator[tuple[bool, list[int]]]:
    """The stretches of a title and of what follows it, and whether each is of the title."""
    end = text.index(END_OF_LINE) + 1
    for is_title, part in ((True, text[:end]), (False, text[end:])):
        yield from ((is_title, part[at : at + STRETCH]) for at in range(0, len(part), STRETCH))


def _with_following(parts: Sequence[list[int]]) -> Iterator[tuple[list[int], int]]:
    """Each part with the first unit of the next one."""
    return zip(parts, [*(part[0] for part in parts[1:]), END_OF_LINE][: len(parts)], strict=True)


def _units(text: str) -> list[int]:
    units: list[int] = np.frombuffer(text.encode("utf-16-le"), np.uint16).tolist()
    return units


def column_of(texts: Sequence[Sequence[str]]) -> Column:
    """The column of the values that each document has."""
    values = sorted({value.encode() for text in texts for value in text if value})
    codes = [sorted(values.index(value.encode()) for value in dict.fromkeys(text) if value) for text in texts]
    if all(len(some) <= 1 for some in codes):
        single = [some[0] if some else len(values) for some in codes]
        return Column(Terms.of(values), np.array(single, np.uint16))
    in_a_row = np.array([code for some in codes for code in some], np.uint16)
    return Column(Terms.of(values), in_a_row, _starts([len(some) for some in codes]).astype(np.uint32))


def sections_of(documents: Sequence[PlainDocument]) -> Sections:
    """The sections of all documents."""
    rows = [section for document in documents for section in document.sections]
    words, units, roles = zip(*rows, strict=True) if rows else ((), (), ())
    starts: Numbers = _starts([len(document.sections) for document in documents]).astype(np.uint32)
    return Sections(starts, np.array(words, np.uint32), np.array(units, np.uint32), np.array(roles, np.uint8))


def _starts(sizes: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.concatenate(([0], np.cumsum(np.array(sizes, np.int64)))).astype(np.int64)
