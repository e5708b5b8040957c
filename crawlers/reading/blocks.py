"""Blocks: a page's visible text as the lines that a reader sees, each with what the markup tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from parsel import Selector

from crawlers.reading.hiding import is_hidden
from crawlers.reading.page import UnreadablePage
from index.text.glosses import without_glosses

Element = Any

_UNSEEN = re.compile(
    r"script|style|noscript|template|head|iframe|object|embed|applet|svg|math|select|option|button|"
    r"input|textarea|audio|video|canvas|map"
)
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|rp|rt|"
    r"ruby|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr|o:p|st1:chsdate"
)
_ROWS = frozenset({"tr", "dl", "ul", "ol"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_PARAGRAPH_START = re.compile(r"\n[ \t\u00a0]*\u3000{2}|(?<=[。！？；：”…])(?:\u3000{2,}|\u00a0{4,})")
# Looked for only where a run of blanks begins: a page may be nothing but blanks.
_SOURCE_BREAK = re.compile(r"(?<![ \t\r\f])[ \t\r\f]*\n\s*")
_WIDE = "\u2018-\u201d\u2014\u2026\u3001-\u9fff\uff01-\uff60"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])\n|\n(?=[{_WIDE}])")
_UNPRINTED = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>|<!--.{0,400}?-->|<!--|-->|</?[A-Za-z][A-Za-z0-9:]*")
_BREAK = "\x1e"
MOST_LINES = 10_000
_ROW_REACH = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One line of visible text; ``linked`` is how many of its characters are links, ``element`` the block it is in."""

    text: str
    linked: int
    element: Element
    glosses: int = 0

    @property
    def is_link(self) -> bool:
        """Tell whether the line is, but for a few words, a mark or a date, a link."""
        if not self.linked or self.linked * 5 > len(self.text) * 3:
            return self.linked > 0
        words = sum(map(str.isalpha, self.text))
        return self.linked * 5 > max(words, 1) * 3

    @property
    def ancestors(self) -> Iterator[Element]:
        """The elements around the line, the innermost first."""
        element = self.element
        while element is not None:
            yield element
            element = element.getparent()

    @property
    def heading(self) -> int:
        """The level of the heading that the line is, 0 where it is none."""
        tags = (str(element.tag) for element, _ in zip(self.ancestors, range(3), strict=False))
        return next((int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)), 0)

    @property
    def hint(self) -> str:
        """The class and id of the line's block and of the one around it, in lower case."""
        near = [element for element, _ in zip(self.ancestors, range(2), strict=False)]
        return " ".join(f"{element.get('class', '')} {element.get('id', '')}" for element in near).lower()

    @property
    def row(self) -> Element:
        """The table row or list that the line is a cell of, None where it is in none."""
        element = self.element
        for _ in range(_ROW_REACH):
            if element is None or element.tag in _ROWS:
                return element
            element = element.getparent()
        return None

    @property
    def is_stray_item(self) -> bool:
        """Tell whether the line is the item of a list whose beginning was lost, so that none is around it."""
        around = {element.tag for element in self.ancestors}
        return "li" in around and not around & _LISTS

    def is_inside(self, elements: Sequence[Element]) -> bool:
        """Tell whether the line is within one of the elements."""
        return any(ancestor is element for ancestor in self.ancestors for element in elements)


def blocks_of(selector: Selector) -> tuple[Block, ...]:
    """Cut a page into its visible lines in document order; none is empty, none holds markup or control characters.

    Raises UnreadablePage where there are more of them than any text has.
    """
    blocks = tuple(islice(_Cutter().cut(selector.root), MOST_LINES + 1))
    if len(blocks) > MOST_LINES:
        raise UnreadablePage(f"The page has more than {MOST_LINES} lines.")
    return blocks


def clean_text(text: str) -> str:
    """One line of text: white space folded, line breaks of the source dropped between wide characters."""
    bare = _UNPRINTED.sub("", text)
    bare = _TAG.sub(" ", bare) if "<" in bare or "-->" in bare else bare
    return " ".join(_WIDE_BREAK.sub("", _SOURCE_BREAK.sub("\n", bare)).split())


def trees_of(root: Element) -> list[Element]:
    """The root and the further roots that a parser makes where a page goes on after its end."""
    return [*reversed([tree for tree in root.itersiblings() if isinstance(tree.tag, str)]), root]


class _Cutter:
    """Walks a tree without recursion, since broken pages nest without end, and gathers its text line by line."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, bool]] = []
        self._links = 0

    def cut(self, root: Element) -> Iterator[Block]:
        """Yield the lines of the tree."""
        waiting = [(tree, False) for tree in trees_of(root)]
        while waiting:
            element, is_done = waiting.pop()
            if is_done:
                yield from self._leave(element)
                continue
            if not _is_seen(element):
                self._add(element.tail)
                continue
            waiting.append((element, True))
            yield from self._enter(element)
            waiting.extend((child, False) for child in reversed(element))
        yield from self._flush(root)

    def _enter(self, element: Element) -> Iterator[Block]:
        if not _is_inline(element.tag):
            yield from self._flush(element.getparent())
        self._links += element.tag == "a"
        self._add(element.text)

    def _leave(self, element: Element) -> Iterator[Block]:
        if not _is_inline(element.tag):
            yield from self._flush(element)
        self._links -= element.tag == "a"
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            spaced = " " if text.isspace() and "\u3000" not in text else _PARAGRAPH_START.sub(_BREAK, text)
            self._pieces.append((spaced, self._links > 0))

    def _flush(self, element: Element) -> Iterator[Block]:
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        for line in _lines(pieces):
            text, glosses = without_glosses(clean_text("".join(piece for piece, _ in line)))
            if text:
                linked = sum(len(clean_text(piece)) for piece, is_linked in line if is_linked)
                yield Block(text, linked, element, glosses)


def _is_seen(element: Element) -> bool:
    return isinstance(element.tag, str) and not _is_unseen(element.tag) and not is_hidden(element)


@lru_cache(maxsize=256)
def _is_unseen(tag: str) -> bool:
    return _UNSEEN.fullmatch(tag) is not None


@lru_cache(maxsize=256)
def _is_inline(tag: str) -> bool:
    return _INLINE.fullmatch(tag) is not None


def _lines(pieces: list[tuple[str, bool]]) -> Iterator[list[tuple[str, bool]]]:
    """Split pieces of text where a paragraph begins without any markup to say so."""
    line: list[tuple[str, bool]] = []
    for text, is_linked in pieces:
        first, *others = text.split(_BREAK)
        line.append((first, is_linked))
        for other in others:
            yield line
            line = [(other, is_linked)]
    yield line
