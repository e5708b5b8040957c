"""Headlines: the title of an article, apart from its subtitle and from the names of site and column around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawlers.reading.blocks import Block
from crawlers.reading.chrome import is_chrome, is_toolbar
from crawlers.reading.crumbs import is_crumb_block
from crawlers.reading.header import is_date_line, is_field_line, is_label

_SUFFIX = re.compile(r"\s*(?:[_|｜]|--+|»|>|\s[-–—]\s|-|–|::)\s*")
_SITE_NAME = re.compile(
    r"(?:法院网|网站|網站|首页|首頁|频道|頻道|门户|官网|客户端|公众号|头条号)$|\.(?:com|cn|net|"
    r"org)$|欢迎(?:您|光临|访问)|歡迎|^logo$|^主办单位"
    r"|^(?!.*(?:获评|评为|建设|争创|打造|创建|一流|走进|走访|来到|调研|考察|参观|慰问|开展|举行|召开|对接|联合|结对|授予|"
    r"命名|[，。：、“到赴在为与被是]))[\u4e00-\u9fff]{1,20}(?:法院|检察院|中院|高院)$"
)
_SECTION = re.compile(
    r"(?:网|網|新闻中心|新闻|要闻|动态|资讯|在线|日报|晚报|时报|法治报|法制报|中心|法院|平台|之窗|"
    r"信息|正文|详细|内容|栏目)$"
)
_HINT = re.compile(r"tit|headline|biaoti|bt\b|subject|h1")
_SUBTITLE = re.compile(r"^\s*(?:——|――|──|--|—|─)+\s*")
_NOTE = re.compile(r"[(（][^()（）]{4,80}[)）]")
_NOT_WORDS = re.compile(r"[\W_]+")
_LEAST, _MOST, _MOST_SUBTITLE, _MOST_NAME, _MOST_SECTION, _MOST_CHANNEL = 4, 120, 80, 26, 14, 4
_ENOUGH, _LOOK_BACK, _LEAST_LINK, _MOST_LINES = 2.3, 25, 8, 3


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, its subtitle, and the places of the blocks that say them (``end`` excluded, -1 for none)."""

    title: str | None = None
    subtitle: str | None = None
    start: int = -1
    end: int = -1


def is_site_name(text: str) -> bool:
    """Tell whether a line names a site rather than an article."""
    return len(text) <= _MOST_NAME and bool(_SITE_NAME.search(text))


def without_site(head: str) -> str | None:
    """A ``<title>`` without the names of site and column; None where nothing else is in it."""
    parts = [part for part in _SUFFIX.split(head) if part]
    kept = [part for part in parts if not is_site_name(part) and not (len(parts) > 1 and _is_section(part))]
    if not kept or (len(kept) == len(parts) == 1 and len(head) <= _MOST_SECTION // 2 and _is_section(head)):
        return None
    is_cut = kept[-1] != parts[-1]
    while is_cut and len(kept) > 1 and len(kept[-1]) <= _MOST_CHANNEL:
        kept.pop()
    start = head.index(kept[0])
    end = head.rindex(kept[-1]) + len(kept[-1])
    return _trimmed(head[start:end]) or None


def _is_section(part: str) -> bool:
    return len(part) <= _MOST_SECTION and bool(_SECTION.search(part))


def find_headline(blocks: Sequence[Block], heads: Sequence[str], *, until: int) -> Headline:
    """Find the title among the blocks before ``until``, the first line of prose, or else in the head."""
    first = max(0, until - _LOOK_BACK)
    scored = [(_score(blocks, place, until, heads), -place) for place in range(first, min(until, len(blocks)))]
    score, place = max(scored, default=(0.0, 0))
    if score < _ENOUGH:
        return Headline(title=_from_head(heads))
    return _whole(blocks, -place, until, heads)


def headline_at(blocks: Sequence[Block], places: Sequence[int], heads: Sequence[str]) -> Headline:
    """The headline that a layout's selector points at, with a subtitle right after it."""
    end = places[-1] + 1
    while end < len(blocks) and _is_subtitle(blocks, end):
        end += 1
    return _headline_of(blocks, (*places, *range(places[-1] + 1, end)), heads)


def _headline_of(blocks: Sequence[Block], places: Sequence[int], heads: Sequence[str]) -> Headline:
    """The lines of a headline joined, a subtitle apart."""
    main = [place for place in places if not _SUBTITLE.match(blocks[place].text)]
    sub = [place for place in places if _SUBTITLE.match(blocks[place].text) and place > (main or [place])[0]]
    if sub:
        main = [place for place in main if place < sub[0]]
        sub = [place for place in places if place >= sub[0]]
    return Headline(
        title=_joined([blocks[place].text for place in main], heads).strip(" |｜") or None,
        subtitle=_SUBTITLE.sub("", "".join(blocks[place].text for place in sub)) or None,
        start=places[0],
        end=places[-1] + 1,
    )


def squashed(text: str) -> str:
    """A text without spaces and marks, for comparing titles."""
    return _NOT_WORDS.sub("", text).lower()


def _score(blocks: Sequence[Block], place: int, until: int, heads: Sequence[str]) -> float:
    block = blocks[place]
    if not _may_be_title(block) or (place and is_label(blocks[place - 1].text)):
        return 0.0
    after = _next_told(blocks, place + 1)
    score = max((_likeness(block.text, head) for head in heads), default=0.0)
    score += {1: 4.0, 2: 3.0, 3: 2.5}.get(block.heading, 1.0 if block.heading else 0.0)
    score += 2.5 if _HINT.search(block.hint) and not _is_section(block.text) else 0.0
    score += 3.0 if after is not None and (is_header_block(after) or is_label(after.text)) else 0.0
    score += 1.5 if place and is_crumb_block(blocks[place - 1]) else 0.0
    score += 3.0 if place + 1 < until and is_toolbar(blocks[place + 1].text) else 0.0
    score += 1.0 if _is_last_told(blocks, place, until) else 0.0
    return score - (until - place) * 0.05


def _likeness(text: str, head: str) -> float:
    squeezed, whole = squashed(text), squashed(head)
    if len(squeezed) < _LEAST or squeezed not in whole:
        return 0.0
    return 6.0 if whole.startswith(squeezed) else 3.0


def _may_be_title(block: Block) -> bool:
    text = block.text
    return not text.endswith((":", "：")) and _may_be_in_title(block)


def _may_be_in_title(block: Block) -> bool:
    text = block.text
    if not _LEAST <= len(text) <= _MOST or block.is_link or text.endswith(("。", "；", ";")) or _NOTE.fullmatch(text):
        return False
    if is_header_block(block) or is_crumb_block(block) or is_chrome(text) or _SUBTITLE.match(text):
        return False
    return not is_site_name(text) and not is_label(text) and "。" not in text


def is_header_block(block: Block) -> bool:
    """Tell whether a line is of the article's header; a link with its date is an entry of a list."""
    if is_field_line(block.text):
        return block.linked * 10 < len(block.text) * 9
    return block.linked < _LEAST_LINK and is_date_line(block.text)


def _next_told(blocks: Sequence[Block], start: int) -> Block | None:
    """The next line that is neither a share bar nor a subtitle."""
    following = (block for block in blocks[start : start + 6] if not is_chrome(block.text))
    return next((block for block in following if not _SUBTITLE.match(block.text)), None)


def _is_last_told(blocks: Sequence[Block], place: int, until: int) -> bool:
    """Tell whether only the header and buttons stand between a line and the text."""
    return all(is_chrome(block.text) or is_header_block(block) for block in blocks[place + 1 : until])


def _whole(blocks: Sequence[Block], place: int, until: int, heads: Sequence[str]) -> Headline:
    """Take in the other lines of a title that was set in several, and a subtitle after it."""
    start, end = place, place + 1
    is_alone = sum(block.element is blocks[place].element for block in blocks) <= _MOST_LINES
    while start and _continues(blocks[start - 1], blocks[start], heads, is_alone=is_alone):
        start -= 1
    while end < until and (
        _is_subtitle(blocks, end) or _continues(blocks[end], blocks[end - 1], heads, is_alone=is_alone)
    ):
        end += 1
    return _headline_of(blocks, range(start, end), heads)


def _continues(block: Block, neighbour: Block, heads: Sequence[str], *, is_alone: bool) -> bool:
    """Tell whether a line is one more of the title: in the same heading or box, or a part of what the head says."""
    if not _may_be_in_title(block):
        return False
    if block.element is neighbour.element and (block.heading or _HINT.search(block.hint) or is_alone):
        return True
    told, known = squashed(block.text), squashed(neighbour.text)
    return known not in told and told not in known and any(told in squashed(head) for head in heads)


def _is_subtitle(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    if _SUBTITLE.match(block.text) and len(block.text) <= _MOST_SUBTITLE and not block.text.endswith("。"):
        return True
    before = blocks[place - 1]
    return bool(_SUBTITLE.match(before.text)) and block.element is before.element and _may_be_title(block)


def _joined(lines: Iterable[str], heads: Sequence[str]) -> str:
    """Join the lines of a title as the head does, with a space where it does not say."""
    kept = list(lines)
    spaced, whole = " ".join(kept), squashed("".join(kept))
    is_one = not any(spaced in head for head in heads) and any(whole in squashed(head) for head in heads)
    return "".join(kept) if is_one else spaced


def _from_head(heads: Sequence[str]) -> str | None:
    return next((title for head in heads if (title := without_site(head)) and len(title) >= _LEAST), None)


def _trimmed(text: str) -> str:
    return text.strip(" \u3000-–—_|｜>»:")
