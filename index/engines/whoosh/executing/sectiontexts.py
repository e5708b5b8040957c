"""Section texts: what the exact layer holds of a document, and where in it each section begins."""

from __future__ import annotations

from codecs import utf_16_le_decode
from itertools import accumulate, pairwise

from index.engines.whoosh.segments.layout import SegmentArrays, Shorts
from index.normaltext import NormalText


def normal_text(arrays: SegmentArrays, document: int) -> NormalText:
    """The normal text of a document, whose sections stand side by side and are read at once."""
    first, end = arrays.sections.starts[document : document + 2].tolist()
    begins, ends = arrays.exact.text_starts[document : document + 2].tolist()
    units, starts = arrays.exact.text[begins:ends], (*arrays.sections.units[first:end].tolist(), ends - begins)
    text = _decoded(units)
    if len(text) == len(units):
        return NormalText(text, starts)
    # Some characters take two units each.
    pieces = (_decoded(units[start:end]) for start, end in pairwise((0, *starts)))
    return NormalText(text, tuple(accumulate(map(len, pieces))))


def _decoded(units: Shorts) -> str:
    return utf_16_le_decode(units.tobytes(), "surrogatepass", True)[0]
