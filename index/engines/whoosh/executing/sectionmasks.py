"""Section masks: what of a query holds within single sections of a segment's documents, a byte for each section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.sectiontexts import normal_text
from index.engines.whoosh.segments.layout import END_OF_LINE, Bytes, SegmentArrays
from index.knowledge.roles import NO_ROLE, role_rules
from index.query import And, AsTyped, Leaf, Near, Node, Not, Or, Prefix, Question, Quotation, Word
from index.text.proximity import near_spans

BODY = "body"
_UNIT = 2
_DOCUMENT = np.int64(1) << 32
_END = chr(END_OF_LINE)

Places = NDArray[np.int64]
# The documents of the segment that answer a node anywhere.
Whole = Callable[[Node], Bytes]


class SectionMasks:
    """The sections of one segment that have one of some roles, or all, and what holds within each of them.

    What is not wanted, or is asked of the title or a field, holds in a section where it holds in its document. Texts
    are looked for ``among`` some documents alone, where no others can hold what is asked.
    """

    def __init__(
        self, arrays: SegmentArrays, roles: Iterable[str], whole: Whole, deadline: Deadline, among: Bytes | None = None
    ) -> None:
        self._arrays = arrays
        self._whole = whole
        self._among = among
        self._deadline = deadline
        counts: Places = np.diff(arrays.sections.starts).astype(np.int64)
        self.documents = np.repeat(np.arange(arrays.count, dtype=np.int64), counts)
        numbers = {rule.name: number for number, rule in enumerate(role_rules().roles, start=1)} | {NO_ROLE: 0}
        wanted = [numbers[role] for role in roles]
        is_allowed = np.isin(arrays.sections.roles, wanted) if wanted else np.ones(len(self.documents), np.bool_)
        self.allowed: Bytes = is_allowed.view(np.uint8)

    def passages(self, tree: Node | None) -> Bytes:
        """The sections that hold a whole tree by themselves."""
        held = None if tree is None else self._held(tree, wanted=True, by_document=False)
        return self.allowed if held is None else held & self.allowed

    def holders(self, tree: Node | None) -> Bytes:
        """The documents that hold a tree in their sections, each of its texts within any one of them."""
        some = self.having(self.allowed)
        return some if tree is None else some & self._held(tree, wanted=True, by_document=True)

    def having(self, sections: Bytes) -> Bytes:
        """The documents that have one of some sections."""
        found = np.zeros(self._arrays.count, np.uint8)
        found[self.documents[sections > 0]] = 1
        return found

    def _held(self, node: Node, *, wanted: bool, by_document: bool) -> Bytes:
        if isinstance(node, Not):
            return self._held(node.part, wanted=not wanted, by_document=by_document) ^ np.uint8(1)
        if parts := _parts(node):
            masks = [self._held(part, wanted=wanted, by_document=by_document) for part in parts]
            combine = np.bitwise_and if isinstance(node, And) else np.bitwise_or
            held: Bytes = combine.reduce(masks)
            return held
        if isinstance(node, Leaf) and wanted and not node.in_title:
            within = self._within(node) & self.allowed
            return self.having(within) if by_document else within
        whole = self._whole(node)
        return whole if by_document else whole[self.documents]

    def _within(self, leaf: Leaf) -> Bytes:
        """The sections in which a text stands."""
        found = np.zeros(len(self.documents), np.uint8)
        if isinstance(leaf, Word):
            found[self._sections_of_words(leaf.text, is_beginning=False)] = 1
        elif isinstance(leaf, Prefix):
            found[self._sections_of_words(leaf.text, is_beginning=True)] = 1
        else:
            found[list(self._sections_of_text(leaf))] = 1
        return found

    def _sections_of_words(self, text: str, *, is_beginning: bool) -> Places:
        """The sections of a word's, or of every so beginning word's, places in the body."""
        words, nowhere = self._arrays.words.get(BODY), np.zeros(0, np.int64)
        if words is None:
            return nowhere
        sought = text.encode("utf-8", "surrogatepass")
        number, found = words.terms.at_least(sought), [nowhere]
        while number < len(words.terms) and not self._deadline.passed():
            term = words.terms[number]
            if not (term.startswith(sought) if is_beginning else term == sought):
                break
            owners = np.repeat(words.docs[words.postings(number)].astype(np.int64), words.frequencies(number))
            found.append(self._sections_at(owners * _DOCUMENT + words.places(number)))
            number += 1
        return np.concatenate(found)

    def _sections_at(self, places: Places) -> Places:
        """The section of each place, a document and a position in one number."""
        sections = np.searchsorted(self._begins, places, side="right") - 1
        inside = sections >= 0
        inside[inside] = self.documents[sections[inside]] == places[inside] // _DOCUMENT
        return sections[inside]

    @cached_property
    def _begins(self) -> Places:
        return self.documents * _DOCUMENT + self._arrays.sections.words

    def _sections_of_text(self, leaf: Quotation | Near) -> Iterator[int]:
        """The sections in which a string, or strings near each other, stand within one line."""
        holding = self._whole(leaf) & self.having(self.allowed)
        documents = np.flatnonzero(holding if self._among is None else holding & self._among)
        for document, first in zip(documents.tolist(), self._arrays.sections.starts[documents].tolist(), strict=True):
            if self._deadline.passed():
                return
            texts = enumerate(normal_text(self._arrays, document).sections(), start=first)
            yield from (section for section, text in texts if self.allowed[section] and _stands_in(text, leaf))


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, AsTyped):
        # All of the words, or the whole.
        return (And(node.words), node.whole)
    if isinstance(node, Question):
        return node.words
    return node.parts if isinstance(node, And | Or) else ()


def _stands_in(text: str, leaf: Quotation | Near) -> bool:
    if isinstance(leaf, Quotation):
        return leaf.text in text
    return any(near_spans(line, leaf.parts, leaf.distance) for line in text.split(_END))
