"""Section texts: what the exact layer holds of each section of a document, its heading first."""

from __future__ import annotations

from index.engines.whoosh.segments.layout import SegmentArrays


def section_texts(arrays: SegmentArrays, document: int) -> tuple[str, ...]:
    """The normal text of every section of a document, in order."""
    first, end = arrays.sections.starts[document : document + 2].tolist()
    return tuple(section_text(arrays, document, section) for section in range(first, end))


def section_text(arrays: SegmentArrays, document: int, section: int) -> str:
    """The normal text of one section, by its number in the segment; END_OF_LINE ends each of its lines."""
    exact, sections = arrays.exact, arrays.sections
    first = int(exact.text_starts[document])
    is_last = section + 1 == int(sections.starts[document + 1])
    end = int(exact.text_starts[document + 1]) if is_last else first + int(sections.units[section + 1])
    return exact.text[first + int(sections.units[section]) : end].tobytes().decode("utf-16-le", "surrogatepass")
