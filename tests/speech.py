"""What of a page is in which language, as a reader's screen reader would take it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Chinese characters and the marks between them; the signs of the help page and of buttons are nobody's.
HAN = re.compile("[\u3400-\u9fff。，、；！？]")
VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect", "line"})
SPOKEN = ("aria-label", "title", "placeholder", "alt", "content", "data-label")


class Speech(HTMLParser):
    """The texts and spoken attributes of a page that hold Chinese, each with the language that it stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.chinese: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        language = told.get("lang") or self._language
        self.chinese += [(language, value) for name in SPOKEN if HAN.search(value := told.get(name) or "")]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What closes itself holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if HAN.search(data):
            self.chinese.append((self._language, data.strip()))

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""


def misspoken(page: str) -> list[str]:
    """The Chinese words of a page that are not marked as Chinese."""
    return [words for language, words in Speech(page).chinese if not language.startswith("zh")]
