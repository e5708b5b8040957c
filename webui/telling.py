"""Telling what the other rooms say in English in the language of a page; ``chinese.toml`` has the Chinese.

Errors, notes and the judgements of visits come as they were said, those of old visits from the corpus: from which
template one was made, and of which parts, is read from the sentence itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from webui.translating import chinese

CHINESE = Path(__file__).with_name("chinese.toml")
# Of a part that is told itself, and of one that can only be an address.
TOLD = "told"
URL = "url"
_COMMAND = re.compile("`([^`]+)`")
# A part of a part of a part may be a sentence; what is deeper was not said by us.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with parts in braces: the pieces of text around them, and the same in Chinese."""

    english: str
    chinese: str
    pieces: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, english: str, told: str) -> Template:
        """The template that is written so."""
        parsed = list(Formatter().parse(english))
        pieces = [literal for literal, *_ in parsed] + [""] * (parsed[-1][1] is not None)
        return cls(english, told, tuple(pieces), tuple(name for _, name, *_ in parsed if name))

    @property
    def weight(self) -> int:
        """How much of a sentence it says itself."""
        return sum(map(len, self.pieces))

    @property
    def told_parts(self) -> frozenset[str]:
        """The names of the parts that are told themselves."""
        return frozenset(name for _, name, spec, _ in Formatter().parse(self.chinese) if name and spec == TOLD)

    def parts(self, sentence: str) -> dict[str, str] | None:
        """What stands in its parts in a sentence; None where that was not made from it.

        Each part is as short as can be, so that the work grows with the length of the sentence only.
        """
        if not self.names:
            return {} if sentence == self.english else None
        first, *between, last = self.pieces
        start, end = len(first), len(sentence) - len(last)
        if start > end or not (sentence.startswith(first) and sentence.endswith(last)):
            return None
        found: list[str] = []
        for piece in between:
            at = sentence.find(piece, start, end)
            if at < 0:
                return None
            found.append(sentence[start:at])
            start = at + len(piece)
        found.append(sentence[start:end])
        parts = dict(zip(self.names, found, strict=True))
        return parts if _is_address(parts.get(URL, "http://")) else None


@dataclass(frozen=True, slots=True)
class _Part:
    """What was put into a sentence: text, or a sentence to be told."""

    text: str
    in_english: bool
    left: int

    def __html_format__(self, spec: str) -> Markup:
        if spec == TOLD:
            return _told(self.text, in_english=self.in_english, left=self.left)
        return escape(chinese(self.text, in_english=self.in_english))


@cache
def templates() -> tuple[Template, ...]:
    """All templates, those first that say the most themselves."""
    told = tomllib.loads(CHINESE.read_text("utf-8"))["sentences"]
    made = (Template.of(english, said) for english, said in told.items())
    return tuple(sorted(made, key=lambda template: -template.weight))


def install(app: Flask) -> None:
    """Let the templates of an application tell sentences in the language of their page."""

    @pass_context
    def in_language(context: Context, sentence: str) -> Markup:
        return told(sentence, in_english=context.get("in_english", False))

    app.jinja_env.filters["told"] = in_language


def told(sentence: str, *, in_english: bool) -> Markup:
    """A sentence as a page tells it, what readers and courts wrote marked as Chinese on an English one.

    One that has no Chinese is told in English, and marked so.
    """
    return _told(sentence, in_english=in_english, left=DEEPEST)


def _told(sentence: str, *, in_english: bool, left: int) -> Markup:
    known = next(_read(sentence), None) if left else None
    if known is not None:
        template, parts = known
        shown = {name: _Part(text, in_english, left - 1) for name, text in parts.items()}
        return _marked_up(_in_english(template) if in_english else template.chinese).format(**shown)
    if in_english:
        return escape(chinese(sentence, in_english=True))
    return Markup('<span lang="en">{}</span>').format(sentence)


def _read(sentence: str) -> Iterator[tuple[Template, dict[str, str]]]:
    """The templates that a sentence can be made from, each with its parts."""
    for template in templates():
        parts = template.parts(sentence)
        if parts is not None:
            yield template, parts


@cache
def _in_english(template: Template) -> str:
    """The English with the parts told that the Chinese tells."""
    holes = (f"{{{name}:{TOLD}}}" if name in template.told_parts else f"{{{name}}}" for name in template.names)
    first, *others = template.pieces
    return first + "".join(f"{hole}{piece}" for hole, piece in zip(holes, others, strict=True))


@cache
def _marked_up(told: str) -> Markup:
    """A template as markup: what stands in backquotes, as on a command line, is code."""
    return Markup(_COMMAND.sub(r"<code>\1</code>", told))


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text
