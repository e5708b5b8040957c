"""Bodies: which lines of a page are the article's own text, told by the text and not by the markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawlers.reading.blocks import Block
from crawlers.reading.chrome import ends_article, is_chrome, is_footer, opens_comments
from crawlers.reading.crumbs import is_crumbs
from crawlers.reading.header import is_field_line
from crawlers.reading.headlines import squashed

_PUNCTUATION = re.compile(r"[，。；！？：、,;]|…|”")
_COMMA = re.compile(r"[，,；;]")
_EDITOR = re.compile(r"编\s?辑|責任編輯|责\s?编")
_ENTRY_DATE = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?[\])）]?$")
_ENTRY_END = re.compile(r"[\[(（]\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?[\])）]$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DAY_AND_MONTH = re.compile(r"\S\s\d{1,2}[-/.]\d{1,2}$")
_TEASER = re.compile(r"(?:…|\.\.\.|\[?【?(?:详细|详情|全文|阅读全文|查看全文|查看更多|查看详情)】?\]?[>»]*)$")
_LONG_LINE, _SHORT_WORTH, _MOST_SHORT_WORTH = 40, 0.4, 8.0
_LINK_COST, _FIELD_COST, _END_COST, _CHROME_COST = 30.0, 30.0, 150.0, 6.0
_LEAST_HAN = 0.25
_LEAST_ENTRY, _ENTRIES, _TEASERS, _LIST_SHARE = 8, 6, 4, 0.25


def is_prose(block: Block) -> bool:
    """Tell whether a line is running text: long or punctuated, and neither link nor footer."""
    if not _is_worded(block) or block.is_link:
        return False
    text = block.text
    return not (is_footer(text) or ends_article(text) or is_field_line(text) or is_crumbs(text) or is_chrome(text))


def _is_worded(block: Block) -> bool:
    if "。" in block.text:
        return len(block.text) > _LEAST_ENTRY
    if len(block.text) < _LONG_LINE or block.heading or not _COMMA.search(block.text):
        return False
    return len(_HAN.findall(block.text)) > len(block.text) * _LEAST_HAN


def densest_run(blocks: Sequence[Block], start: int, end: int) -> range:
    """The run of lines within ``[start, end)`` that holds most text and least of anything else."""
    best, best_sum, first, running = range(start, start), 0.0, start, 0.0
    for place in range(start, end):
        if best_sum > _LONG_LINE and opens_comments(blocks[place].text):
            break
        running += _worth(blocks[place])
        if running > best_sum:
            best, best_sum = range(first, place + 1), running
        if running <= 0:
            first, running = place + 1, 0.0
    return best


def first_prose(blocks: Sequence[Block], run: range, heads: Sequence[str] = ()) -> int:
    """The place of the run's first line of prose that is not what the page's head calls it; its start if none is."""
    titles = [squashed(head) for head in heads]
    for place in run:
        if is_prose(blocks[place]) and not any(squashed(blocks[place].text) in title for title in titles):
            return place
    return run.start


def is_list(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    """Tell whether a page is a list of articles; ``body`` are the places of what would be its text."""
    if sum(blocks[place].is_link and _is_entry(blocks[place]) for place in body) >= _TEASERS:
        return True
    if sum(block.is_link for block in blocks) >= _TEASERS and not any(is_prose(blocks[place]) for place in body):
        return True
    entries = [len(block.text) for block in blocks if _is_entry(block)]
    teasers = sum(bool(_TEASER.search(block.text)) and is_prose(block) for block in blocks)
    if teasers >= _TEASERS and len(entries) >= _TEASERS:
        return True
    prose = sum(len(blocks[place].text) for place in body)
    return len(entries) >= _ENTRIES and prose < _LIST_SHARE * sum(entries)


def is_list_line(block: Block) -> bool:
    """Tell whether a line is what lists are made of: a link, or a title with its date in brackets after it."""
    return block.is_link or bool(_ENTRY_END.search(block.text))


def is_dated_entry(block: Block) -> bool:
    """Tell whether a line is a title with its day and month behind it; who signs a text writes the year too."""
    return bool(_DAY_AND_MONTH.search(block.text)) and not is_prose(block)


def _is_entry(block: Block) -> bool:
    return (
        len(block.text) >= _LEAST_ENTRY
        and (block.is_link or bool(_ENTRY_DATE.search(block.text)))
        and not is_prose(block)
    )


def _worth(block: Block) -> float:
    text = block.text
    if ends_article(text) or is_crumbs(text):
        return -_END_COST
    if is_field_line(text):
        return -_END_COST if _EDITOR.search(text) else -_FIELD_COST
    if block.is_link:
        return -min(float(len(text)), _LINK_COST)
    if is_chrome(text):
        return -_CHROME_COST
    if len(text) >= _LONG_LINE or _PUNCTUATION.search(text):
        return float(len(text))
    return min(len(text) * _SHORT_WORTH, _MOST_SHORT_WORTH)
