"""Mending: the last look at an article, which names all that was mended or is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from crawlers.gateways import original_of
from crawlers.reading.hiding import Element, hidden_texts
from crawlers.reading.sheet import Sheet
from index.article import Article
from index.places.hosts import Standing, standing_of
from index.repairs import Repair, in_order
from index.text.adverts import has_adverts
from index.text.glosses import without_glosses
from index.text.script import is_traditional
from index.text.tears import restored

_TEXTS = ("title", "subtitle", "author", "editor", "source", "column", "body")
_PLACES = ("court", "level", "province", "city", "county", "adcode")
_LEAST_HIDDEN = 8
# No page has a title as long, nor a court a name, and every list repeats them.
LONGEST_LINE, LONGEST_NAME = 300, 60
LONGEST_REPAIR, MOST_REPAIRS = 40, 20


def mended(article: Article, *, fetched: str, declared: bool, sheet: Sheet | None = None) -> Article:
    """An article with its texts mended and every repair named.

    ``fetched`` is the address that the text came from, ``declared`` whether it is a source's own, and ``sheet`` the
    page where there was one: what its style hides, and what stands around the text, is looked at too.
    """
    most = dict.fromkeys(_TEXTS[:-1], LONGEST_LINE) | dict.fromkeys(_PLACES, LONGEST_NAME)
    short = {name: _shortened(told, length) for name, length in most.items() if (told := getattr(article, name))}
    texts = {name: told for name in _TEXTS if (told := short.get(name, getattr(article, name)))}
    whole, tears = _with_tears_mended(texts)
    plain = {name: without_glosses(text)[0] for name, text in whole.items()}
    noticed = {
        *(repair[:LONGEST_REPAIR] for repair in article.repairs[:MOST_REPAIRS]),
        *tears,
        *_of_origin(fetched, declared=declared),
        *([Repair.GLOSSES] if plain != whole or (sheet and sheet.has_glosses) else []),
        *_of_text("\n".join(plain.get(name, "") for name in ("title", "body"))),
        *(_of_page(sheet) if sheet else ()),
    }
    values: dict[str, Any] = {**short, **plain, "repairs": in_order(noticed)}
    return replace(article, **values)


def _shortened(line: str, most: int) -> str | None:
    """What a page can bear to repeat of a line, without white space around it; None where nothing is left."""
    text = line.strip()
    return (text if len(text) <= most else f"{text[: most - 1]}…") or None


def _with_tears_mended(texts: dict[str, str]) -> tuple[dict[str, str], set[Repair]]:
    found = {name: restored(text) for name, text in texts.items()}
    tears = {Repair.TORN for each in found.values() if each.mended}
    tears |= {Repair.DAMAGED for each in found.values() if each.left}
    return {name: each.text for name, each in found.items()}, tears


def _of_origin(fetched: str, *, declared: bool) -> Iterator[Repair]:
    original = original_of(fetched)
    if original:
        yield Repair.GATEWAY
    elif standing_of(fetched, declared=declared) is Standing.MIRROR:
        yield Repair.MIRROR


def _of_text(text: str) -> Iterator[Repair]:
    if is_traditional(text):
        yield Repair.TRADITIONAL
    if has_adverts(text.split("\n")):
        yield Repair.INJECTED


def _of_page(sheet: Sheet) -> Iterator[Repair]:
    """What is hidden in the article, or an advert that is hidden anywhere; adverts that stand around the article."""
    visible = "\n".join(block.text for block in sheet.blocks)
    inside = [text for text in hidden_texts(_around(sheet)) if _says_more(text, visible)]
    if inside or has_adverts(hidden_texts([sheet.selector.root])):
        yield Repair.HIDDEN
    if has_adverts(block.text for block in sheet.blocks):
        yield Repair.INJECTED


def _says_more(text: str, visible: str) -> bool:
    """Whether a hidden text is more than a word or a copy of what is shown."""
    return sum("\u4e00" <= char <= "\u9fff" for char in text) >= _LEAST_HIDDEN and text not in visible


def _around(sheet: Sheet) -> Sequence[Element]:
    """The innermost element that holds the whole body, none where that is the page itself."""
    lines = [list(sheet.blocks[place].ancestors) for place in sheet.body]
    if not lines:
        return ()
    shared = (element for element in lines[0] if all(any(element is other for other in line) for line in lines[1:]))
    innermost = next(shared, None)
    return () if innermost is None or innermost.tag in ("html", "body") else (innermost,)
