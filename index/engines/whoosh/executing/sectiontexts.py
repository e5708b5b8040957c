"""Section texts: what the exact layer holds of each section of a document, its heading first."""

from __future__ import annotations

from itertools import pairwise

from index.engines.whoosh.segments.layout import SegmentArrays, Shorts


def section_texts(arrays: SegmentArrays, document: int) -> tuple[str, ...]:
    """The normal text of every section of a document, in order; they stand side by side and are read at once."""
    first, end = arrays.sections.starts[document : document + 2].tolist()
    begins, ends = arrays.exact.text_starts[document : document + 2].tolist()
    starts = [*arrays.sections.units[first:end].tolist(), ends - begins]
    text = _decoded(arrays.exact.text[begins:ends])
    if len(text) == ends - begins:
        return tuple(text[start:end] for start, end in pairwise(starts))
    # Some characters take two units each.
    return tuple(_decoded(arrays.exact.text[begins + start : begins + end]) for start, end in pairwise(starts))


def _decoded(units: Shorts) -> str:
    return units.tobytes().decode("utf-16-le", "surrogatepass")
