"""Hiding: text that a page's own style keeps from its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

Element = Any

_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_NOTHING = re.compile(r"\+?0(?:\.0*)?(?:px|pt|em|rem|%)?(?:\s*!important)?\s*")
_FAR_AWAY = re.compile(r"-\s*\d{3,}")
_PLACING = ("left", "top", "right", "text-indent", "margin-left", "margin-top")
_SIDES = ("height", "width", "max-height", "max-width")
_COLOURS = {"white": "#ffffff", "black": "#000000", "#fff": "#ffffff", "#000": "#000000"}
_TEXTLESS = {"script", "style", "noscript", "template", "select", "option", "textarea", "button"}


def is_hidden(element: Element) -> bool:
    """Tell whether an element's own attributes hide it: not shown, of no size, far away, or of its ground's colour."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _hides(dict(_DECLARATION.findall(style.lower())), element)


def hidden_texts(elements: Sequence[Element]) -> Iterator[str]:
    """The texts of the hidden elements at or below the given ones; the outermost hidden one gives all of its text."""
    waiting = list(reversed(elements))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in _TEXTLESS:
            continue
        if is_hidden(element):
            yield " ".join(" ".join(element.xpath(".//text()[not(parent::script or parent::style)]")).split())
        else:
            waiting.extend(reversed(element))


def _hides(declared: dict[str, str], element: Element) -> bool:
    display, visibility = declared.get("display", "").strip(), declared.get("visibility", "").strip()
    if display.startswith("none") or visibility.startswith(("hidden", "collapse")):
        return True
    if _is_nothing(declared, "font-size") and not element.xpath(".//*[contains(@style, 'font-size')]"):
        return True
    if declared.get("overflow", "").startswith("hidden") and any(_is_nothing(declared, side) for side in _SIDES):
        return True
    if any(_FAR_AWAY.match(declared.get(name, "").strip()) for name in _PLACING):
        return True
    ground = declared.get("background-color") or declared.get("background", "")
    return bool(ground) and _colour(declared.get("color", "")) == _colour(ground)


def _is_nothing(declared: dict[str, str], name: str) -> bool:
    return _NOTHING.fullmatch(declared.get(name, "-").strip()) is not None


def _colour(value: str) -> str:
    name = "".join(value.removesuffix("!important").split())
    return _COLOURS.get(name, name)
