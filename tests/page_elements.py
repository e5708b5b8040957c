"""A page as a test looks at it: its start tags with their attributes, and the text that a reader reads."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote_plus


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.found if tag == "a"]


def collects(page: str) -> list[tuple[str, str]]:
    """What the buttons of a page put into the basket: the passage's name, and the place to come back to."""
    values = [
        each.get("value") or "" for tag, each in Elements(page).found if (tag, each.get("name")) == ("button", "add")
    ]
    return [(named, place) for named, _, place in (value.partition(" ") for value in values)]


def leads_to(page: str) -> set[str]:
    """The addresses that a page links, as a reader would write them."""
    return {unquote_plus(link) for link in Elements(page).links()}


def text_of(page: str) -> str:
    """What a reader reads, without the tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def _is_own_script(tag: str, attributes: dict[str, str | None]) -> bool:
    return tag == "script" and (attributes.get("src") or "").startswith("/static/workbench.js?v=")


def hostile_marks(page: str) -> list[str]:
    """What of a page would run, load, style or lead out of the web; every page should have none."""
    forbidden = {"script", "iframe", "img", "object", "embed", "style", "base", "foreignobject", "animate"}
    found = []
    for tag, attributes in Elements(page).found:
        if tag in forbidden and not _is_own_script(tag, attributes):
            found.append(tag)
        found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "xlink:href"):
            if (attributes.get(name) or "").strip().lower().startswith(("javascript:", "data:", "//")):
                found.append(f"{tag} {name}={attributes[name]}")
    return found
