"""Where the sections of an article begin in what is indexed of it: at which word, at which unit of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.knowledge.sections import Section
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.text.terms import TermStream


@dataclass(frozen=True, slots=True)
class SectionStart:
    """Where a section begins, its heading included.

    ``position`` is that of its first word in the field of the body; ``unit`` counts UTF-16 units of the normal text,
    in which every line, the title is the first, ends with one more.
    """

    position: int
    unit: int


def section_starts(
    sections: Iterable[Section], lines: Sequence[str], normal_lines: Sequence[str], body: TermStream, analyzer: Analyzer
) -> Iterator[SectionStart]:
    """The start of every section of a document, in order; ``lines`` are the title and the paragraphs."""
    units = [*accumulate((_units(line) + 1 for line in normal_lines), initial=0)]
    paragraphs = lines[1:]
    for number, offset in _offsets(sections, paragraphs):
        before = paragraphs[number][:offset].lstrip()
        words = sum(1 for _ in analyzer.words(before)) if before else 0
        yield SectionStart(body.starts[number] + words, units[number + 1] + _units(normalise(before)))


def _offsets(sections: Iterable[Section], paragraphs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """In which paragraph each section begins, and where in it: one after another, the sections are the article."""
    number = offset = 0
    for section in sections:
        lines = [line for line in (section.heading, *section.text.split("\n")) if line]
        for at, line in enumerate(lines):
            while (found := paragraphs[number].find(line, offset)) < 0:
                number, offset = number + 1, 0
            if at == 0:
                yield number, found
            offset = found + len(line)


def _units(normal: str) -> int:
    return len(normal.encode("utf-16-le", "surrogatepass")) // 2
