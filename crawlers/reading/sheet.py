"""The sheet: a page laid out as its lines, with the places of headline, header, body and what stands below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from parsel import Selector

from crawlers.reading.blocks import Block, Element, blocks_of
from crawlers.reading.bodies import densest_run, first_prose, is_dated_entry, is_list_line, is_prose
from crawlers.reading.chrome import ends_article, is_chrome
from crawlers.reading.crumbs import is_crumb_block, is_crumbs
from crawlers.reading.header import is_date_line, is_field_line, is_label, is_visit_line
from crawlers.reading.headlines import Headline, find_headline, headline_at, is_header_block, squashed
from crawlers.reading.metadata import Metadata, read_metadata

_BEFORE_HEADLINE, _BEFORE_PROSE, _AFTER_BODY, _BEFORE_BODY_END, _HEADER_LINES = 6, 12, 8, 4, 16
_LEAST_TEXT, _MOST_LINKS_IN_BODY, _LONGEST_CELL = 20, 2, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """CSS selectors of one skin of a platform, "" where it has no such element."""

    body: str
    title: str = ""
    header: str = ""
    crumbs: str = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page cut into lines, and where on it the parts of the article are; ``paragraphs`` are the body's text."""

    selector: Selector
    metadata: Metadata
    blocks: tuple[Block, ...]
    layout: Layout | None
    headline: Headline
    above: tuple[int, ...]
    body: tuple[int, ...]
    below: tuple[int, ...]
    paragraphs: tuple[str, ...]

    @property
    def header(self) -> str:
        """The header's lines above the body: those that the layout selects, else those that read like header."""
        selected = self._selected(self.layout.header) if self.layout else ()
        return _lines(self.blocks, sorted({*selected, *self.above}))

    @property
    def footer(self) -> str:
        """The header's lines below the body."""
        selected = self._selected(self.layout.editor) if self.layout else ()
        return _lines(self.blocks, sorted({*selected, *self.below}))

    @property
    def above_body(self) -> tuple[Block, ...]:
        """What may hold the crumbs: what the layout selects, else every line above the body."""
        selected = self._selected(self.layout.crumbs) if self.layout else ()
        until = self.body[0] if self.body else len(self.blocks)
        return tuple(self.blocks[place] for place in selected) or self.blocks[:until]

    @property
    def has_glosses(self) -> bool:
        """Tell whether glosses were taken out of the headline or the body."""
        headline = range(max(self.headline.start, 0), max(self.headline.end, 0))
        return any(self.blocks[place].glosses for place in (*headline, *self.body))

    def _selected(self, css: str) -> tuple[int, ...]:
        return _places(self.selector, css, self.blocks)


def laid_out(selector: Selector, layouts: Sequence[Layout]) -> Sheet:
    """Lay a page out by the first layout whose body holds text, by its text alone where none does."""
    blocks = blocks_of(selector)
    metadata = read_metadata(selector)
    heads = metadata.titles
    layout, span = _fitting(selector, layouts, blocks)
    prose = first_prose(blocks, densest_run(blocks, span.start, span.stop), heads)
    headline = _headline(selector, layout, blocks, heads, prose)
    above = tuple(_header_places(blocks, range(_window_start(headline, prose), prose), headline))
    start = max(span.start, headline.end, *(place + 1 for place in above), 0)
    run = densest_run(blocks, min(start, prose), span.stop)
    body = tuple(_body_places(blocks, run, headline, layout))
    end = body[-1] + 1 if body else run.stop
    below = range(max(end - _BEFORE_BODY_END, run.start), min(end + _AFTER_BODY, len(blocks)))
    closing, paragraphs = tuple(_closing_places(blocks, below)), tuple(_paragraphs(blocks, body))
    return Sheet(selector, metadata, blocks, layout, headline, above, body, closing, paragraphs)


def _paragraphs(blocks: Sequence[Block], body: Sequence[int]) -> Iterator[str]:
    """The body's lines; the short cells of one row of a table are one line."""
    for _, row in groupby(body, key=lambda place: _row_or(_table_row(blocks[place]), place)):
        yield " ".join(blocks[place].text for place in row)


def _fitting(selector: Selector, layouts: Sequence[Layout], blocks: Sequence[Block]) -> tuple[Layout | None, range]:
    """The first layout whose body holds text, with the span of its lines; the whole page where none does."""
    for layout in layouts:
        places = _places(selector, layout.body, blocks)
        if sum(len(blocks[place].text) for place in places) >= _LEAST_TEXT:
            return layout, range(places[0], places[-1] + 1)
    return None, range(len(blocks))


def _places(selector: Selector, css: str, blocks: Sequence[Block]) -> tuple[int, ...]:
    """The places of the lines within the elements selected; an element inside of another one is walked once."""
    inside: set[Element] = set()
    for found in selector.css(css) if css else ():
        if found.root not in inside:
            inside.update(found.root.iter())
    return tuple(place for place, block in enumerate(blocks) if block.element in inside) if inside else ()


def _headline(
    selector: Selector, layout: Layout | None, blocks: Sequence[Block], heads: Sequence[str], prose: int
) -> Headline:
    places = _places(selector, layout.title, blocks) if layout else ()
    return headline_at(blocks, places, heads) if places else find_headline(blocks, heads, until=prose)


def _window_start(headline: Headline, prose: int) -> int:
    known = headline.start - _BEFORE_HEADLINE if headline.start >= 0 else prose - _BEFORE_PROSE
    return max(0, known)


def _header_places(blocks: Sequence[Block], window: range, headline: Headline) -> Iterator[int]:
    """The lines of a window that are header: alone, or with the other cells of their row."""
    for row, members in _rows(blocks, window):
        places = [place for place in members if not headline.start <= place < headline.end]
        whole = _row_text(blocks, places)
        if row is not None and len(places) > 1 and is_field_line(whole):
            yield from places
        else:
            yield from (place for place in places if _is_header(blocks, place, headline, window.stop))


def _is_header(blocks: Sequence[Block], place: int, headline: Headline, prose: int) -> bool:
    """Tell whether a line is header, and not the date of an entry in some list."""
    text = blocks[place].text
    if place < max(headline.start, 0) and is_visit_line(text):
        return False
    if 0 <= headline.end <= place < prose <= headline.end + _HEADER_LINES:
        return is_field_line(text) or is_date_line(text)
    near = (blocks[other] for other in (place - 1, place + 1) if 0 <= other < len(blocks))
    if not is_field_line(text) and any(block.is_link and _share_row(block, blocks[place]) for block in near):
        return False
    return is_header_block(blocks[place])


def _share_row(block: Block, other: Block) -> bool:
    """Tell whether two lines are cells of one row, such as a link and its date."""
    return (block.row is not None and block.row is other.row) or block.element.getparent() is other.element.getparent()


def _closing_places(blocks: Sequence[Block], window: range) -> Iterator[int]:
    """The header fields that stand below the body, up to the first line of what follows the article."""
    for place in window:
        if is_field_line(blocks[place].text):
            yield place
        elif ends_article(blocks[place].text):
            return


def _body_places(blocks: Sequence[Block], run: range, headline: Headline, layout: Layout | None) -> Iterator[int]:
    title = squashed(headline.title or "")
    prose = [place for place in run if is_prose(blocks[place])] or list(run)
    outside = frozenset(_outside_places(blocks, run, frozenset(prose), title))
    for place in sorted(frozenset(run) - outside):
        block = blocks[place]
        is_edge = bool(prose) and not prose[0] < place < prose[-1]
        if is_chrome(block.text) or is_crumbs(block.text) or (is_edge and is_field_line(block.text)):
            continue
        if place < prose[0] and (squashed(block.text) == title or (layout is None and is_crumb_block(block))):
            continue
        if is_edge and place not in prose and (block.is_link or (place > prose[-1] and is_dated_entry(block))):
            continue
        if not _is_in_list(blocks, place) and (layout or place <= prose[-1] or _is_near(block, blocks[prose[-1]])):
            yield place


def _outside_places(blocks: Sequence[Block], run: range, prose: frozenset[int], title: str) -> Iterator[int]:
    """The lines between the prose that are none of a text.

    These are what is left of torn lists, links beside another header or footer, and, where a torn page begins again
    with its headline and its header, all before that headline and itself.
    """
    for is_text, members in groupby(run, key=prose.__contains__):
        gap = () if is_text else tuple(members)
        is_header = any(is_field_line(blocks[place].text) for place in gap)
        is_frame = is_header or any(ends_article(blocks[place].text) for place in gap)
        titles = [place for place in gap if is_header and title and squashed(blocks[place].text) == title]
        for place in gap:
            is_before = bool(titles) and place <= titles[-1] and gap[-1] + 1 in prose
            if is_before or blocks[place].is_stray_item or (is_frame and blocks[place].is_link):
                yield place


def _is_near(block: Block, prose: Block) -> bool:
    """Tell whether a line stands within the second element around the text, so that it may still be of it."""
    around = tuple(element for element, _ in zip(prose.ancestors, range(3), strict=False))
    return block.is_inside(around[-1:])


def _is_in_list(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a line is one of several entries of a list in a row, which are never a text."""
    if not is_list_line(blocks[place]):
        return False
    start, end = place, place
    while start > 0 and end - start < _MOST_LINKS_IN_BODY and is_list_line(blocks[start - 1]):
        start -= 1
    while end + 1 < len(blocks) and end - start < _MOST_LINKS_IN_BODY and is_list_line(blocks[end + 1]):
        end += 1
    return end - start >= _MOST_LINKS_IN_BODY


def _table_row(block: Block) -> Element:
    """The row of a table that a line is a short cell of, None for any other line."""
    row = block.row if len(block.text) <= _LONGEST_CELL else None
    return row if row is not None and row.tag == "tr" and len(row) > 1 else None


def _lines(blocks: Sequence[Block], places: Sequence[int]) -> str:
    """The text of some lines, the cells of one row on one line."""
    rows = _rows(blocks, places)
    return "\n".join(_row_text(blocks, row) for _, row in rows)


def _rows(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[tuple[Element, list[int]]]:
    """Neighbouring lines by the row that they are cells of; a line that is in none stands alone, under None."""
    for row, members in groupby(places, key=lambda place: _row_or(blocks[place].row, place)):
        yield (None if isinstance(row, int) else row), list(members)


def _row_or(row: Element, place: int) -> Element | int:
    return place if row is None else row


def _row_text(blocks: Sequence[Block], places: Iterable[int]) -> str:
    texts = (blocks[place].text for place in places)
    return " ".join(f"{text}:" if is_label(text) else text for text in texts)
