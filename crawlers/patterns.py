"""Patterns: what a site's table may say of its addresses and its markup, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from cssselect import SelectorError
from parsel.csstranslator import css2xpath


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of one site, "" where it states none: an article's parts, a list's links and its next page."""

    title: str = ""
    header: str = ""
    body: str = ""
    crumbs: str = ""
    editor: str = ""
    links: str = ""
    next: str = ""


def table_mistakes(table: Mapping[str, Any]) -> Iterator[str]:
    """Tell what keeps a ``[site.selectors]`` table from being Selectors."""
    known = [field.name for field in fields(Selectors)]
    for key, value in table.items():
        if key not in known:
            yield f"the selector “{key}” is unknown; there are {', '.join(known)}"
        elif not isinstance(value, str):
            yield f"the selector “{key}” must be a string"


def selector_mistakes(selectors: Selectors) -> Iterator[str]:
    """Tell which selectors are no CSS, or are of no use without another."""
    for field in fields(selectors):
        css = getattr(selectors, field.name)
        if css and not _is_css(css):
            yield f"the selector “{field.name}” is no CSS selector of elements: {css}"
    if not selectors.body and any((selectors.title, selectors.header, selectors.crumbs, selectors.editor)):
        yield "the selectors of an article's parts need one of its “body”"


def pattern_mistakes(name: str, patterns: tuple[str, ...]) -> Iterator[str]:
    """Tell which patterns under a key are no regular expressions, or match every address."""
    for pattern in patterns:
        try:
            matches_nothing = re.compile(pattern).search("")
        except (re.error, OverflowError, RecursionError):
            yield f"“{pattern}” in “{name}” is no regular expression"
        else:
            if matches_nothing:
                yield f"“{pattern}” in “{name}” matches every address"


def _is_css(css: str) -> bool:
    try:
        return "::" not in css and bool(css2xpath(css))
    except SelectorError:
        return False
