"""Crumbs: the path 当前位置: 首页 > 新闻中心 > 图片新闻, and the column that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crawlers.reading.blocks import Block, Element

_PLACE = re.compile(
    r"(?:您|你)?(?:现在?|現在?)?(?:的|当前|當前|所在|所处|目前|现在)+(?:的)?(?:位置|方位)(?:是|在|"
    r"为)?\s*[:：]?|位置(?:提示|导航)?\s*[:：]|^\s*(?:导航|当前栏目)\s*[:：]"
)
_STARTS_HOME = re.compile(
    r"^\s*(?:网站|本站|本院|網站)?(?:首页|首頁|主页|首 页)\s*"
    r"(?:[>＞»›→/?]|-+[>＞]|--|::|\\|[|｜].*[|｜]\s*(?:正文|详细|内容)\s*$)"
)
_SEPARATOR = re.compile(r"\s+[-–—]{1,4}\s+|\s*(?:[-=—]*[>＞»›→]+|&gt;|::|\\)\s*|\s+[/|?？]\s+|｜|(?<=页)/|(?<=頁)/")
_SLASHED = re.compile(r"\s*(?:网站|本站|本院|網站)?[首主][页頁]\s*/")
_ARROW = re.compile(r"\s*(?:-?[>＞»›]+)\s*")
_NOT_A_COLUMN = re.compile(
    r"正文|详细|詳細|内容|內容|(?:文章|新闻|信息|详细|內容|内容)?(?:详情|详细|內容|内容|正文|显示|"
    r"浏览|查看|列表|阅读)页?面?"
    r"|(?:浏览|查看|阅读|显示|瀏覽|查閱)(?:文章|新闻|信息|内容|详情|正文|新聞|內容)"
    r"|(?:网站|本站|本院|門戶|门户|網站)?(?:首|主)\s?(?:页|頁)|专栏|专题|频道|当前页|返回|home|index|article|detail"
)
_SITE = re.compile(
    r"(?:网|网站|網|網站|门户|平台|官网|公众网|政务网|信息网|在线)$|(?:人民法院|检察院|中院|高院|"
    r"(?:[省市县区]|海事|铁路运输|知识产权|互联网|金融)法院)$"
)
_TAIL = re.compile(r"[\s.…]+$")
_CLASS = re.compile(
    r"crumb|position|location|weizhi|dqwz|mianbao|\bmbx|\bwz\b|\bpath\b|curpos|curr?ent-?pos|"
    r"sitepath|site-nav"
)
_LONGEST_CRUMB, _LONGEST_LINE, _SHORT_TRAIL, _MOST_CRUMBS = 24, 160, 2, 8


def is_crumbs(text: str) -> bool:
    """Tell whether a line is the path to the page."""
    return len(text) <= _LONGEST_LINE and _is_crumbs(text)


@lru_cache(maxsize=2048)
def _is_crumbs(text: str) -> bool:
    if _STARTS_HOME.search(text) or (_PLACE.search(text[:16]) and "。" not in text):
        return True
    parts = _ARROW.split(text)
    return len(parts) > _SHORT_TRAIL and all(len(part) <= _LONGEST_CRUMB for part in parts)


def is_crumb_block(block: Block) -> bool:
    """Tell whether a line is, or is a part of, the path to the page."""
    return is_crumbs(block.text) or (len(block.text) <= _LONGEST_CRUMB and bool(_CLASS.search(block.hint)))


def crumb_trail(blocks: Sequence[Block]) -> str | None:
    """The path as one line, with what follows it in the same list; else a block that is named as one.

    A line that says 位置 comes first, then the line nearest to the article.
    """
    places = [place for place, block in enumerate(blocks) if is_crumbs(block.text)]
    if places:
        told = [place for place in places if _PLACE.search(blocks[place].text[:16])]
        return _with_neighbours(blocks, (told or places)[-1])
    named = [block.text for block in blocks if _CLASS.search(block.hint) and len(block.text) <= _LONGEST_LINE]
    return " > ".join(named) if 0 < len(named) <= _MOST_CRUMBS else None


def column_in(trail: str, *, title: str | None, reject: Iterable[str] = ()) -> str | None:
    """The last crumb that is a column: not 正文, not the first page, not the site, not the title.

    ``reject`` names further crumbs that are none, such as the court's own name. Before the name of an owner the first
    crumb is the site that hosts it.
    """
    refused = {*reject}
    is_owned = False
    crumbs = [crumb for crumb in _crumbs(trail) if crumb]
    for place in reversed(range(len(crumbs))):
        crumb = crumbs[place]
        if _NOT_A_COLUMN.fullmatch(crumb.lower()) or len(crumb) > _LONGEST_CRUMB or _is_title(crumb, title):
            continue
        if crumb not in refused and not _SITE.search(crumb):
            return None if is_owned and place == 0 else crumb
        is_owned = True
    return None


def _crumbs(trail: str) -> list[str]:
    path = _PLACE.sub(" ", trail, count=1)
    parts: list[str] = _SEPARATOR.split(path.replace("/", " / ") if _SLASHED.match(path) else path)
    return [part.strip(" :：·-[]【】") for part in parts]


def _with_neighbours(blocks: Sequence[Block], place: int) -> str:
    row = blocks[place].row
    parts = [blocks[place].text]
    for block in blocks[place + 1 : place + _MOST_CRUMBS]:
        is_same_row = row is not None and block.row is row and _cell(block) is not _cell(blocks[place])
        is_same_row = is_same_row and len(block.text) <= _LONGEST_CRUMB
        if not is_same_row and not _SEPARATOR.match(block.text) and not re.search(r"[>＞»›:：]$", parts[-1]):
            break
        parts.append(block.text)
    return " > ".join(parts)


def _cell(block: Block) -> Element:
    """The cell of its row, or entry of its list, that a line is in."""
    return next((element for element in block.ancestors if element.getparent() is block.row), None)


def _is_title(crumb: str, title: str | None) -> bool:
    if not title:
        return False
    start = _TAIL.sub("", crumb)
    return len(start) > 1 and title.startswith(start) and (len(start) >= 8 or start == title)
