"""Collected passages: short names for paragraphs and sections, and what stands behind them now."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from index.citing import Citation, citation_of
from index.document import Document
from index.errors import TashanError
from index.kept import KeptArticle
from index.knowledge.sections import lines_of, paragraph_anchors
from index.text.normal import normalise

_ARTICLE, _DIGEST, _CHECK = 8, 4, 2
_SIZE = _ARTICLE + 1 + _DIGEST + _CHECK
LENGTH = _SIZE * 4 // 3


class UnknownPassage(TashanError):
    """A text that names no passage."""


class State(StrEnum):
    """What became of a passage since it was collected."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class PassageId:
    """A passage in LENGTH characters, whatever became of its page's other words.

    ``article`` is a digest of the article's URL, ``anchor`` that of the paragraph or section, which its own first words
    give; ``check`` is a digest of all its words, so that a later change is seen.
    """

    article: bytes
    anchor: str
    check: bytes

    @classmethod
    def of(cls, url: str, anchor: str, text: str) -> PassageId:
        """The name of a passage with this text; of paragraphs that begin alike, the text tells which it is."""
        return cls(article_key(url), anchor.partition("-")[0], _check(text))

    @classmethod
    def parse(cls, written: str) -> PassageId:
        """Read a name; raises UnknownPassage."""
        try:
            raw = base64.b64decode(written.encode("ascii"), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as error:
            raise UnknownPassage("This names no passage.") from error
        kind = raw[_ARTICLE : _ARTICLE + 1]
        if len(raw) != _SIZE or kind not in {b"p", b"t"}:
            raise UnknownPassage("This names no passage.")
        digest = raw[_ARTICLE + 1 : -_CHECK].hex()
        return cls(raw[:_ARTICLE], f"{kind.decode()}{digest}", raw[-_CHECK:])

    def __str__(self) -> str:
        raw = self.article + self.anchor[:1].encode() + bytes.fromhex(self.anchor[1:9]) + self.check
        return base64.urlsafe_b64encode(raw).decode()


@dataclass(frozen=True, slots=True)
class About:
    """The article that a passage stands in: its address, how it is cited, whose it is."""

    url: str
    citation: Citation
    court: str | None


@dataclass(frozen=True, slots=True)
class Collected:
    """A passage as it stands now, with the heading above it, and its article; None where there is none any more."""

    id: PassageId
    state: State
    about: About | None = None
    anchor: str | None = None
    heading: str | None = None
    text: str | None = None


def article_key(url: str) -> bytes:
    """A short name for an article by its URL."""
    return hashlib.blake2b(url.encode(), digest_size=_ARTICLE).digest()


def collected(named: PassageId, kept: KeptArticle | None, document: Document | None) -> Collected:
    """Find a passage in its article, which is None where that is not kept any more."""
    if kept is None or document is None:
        return Collected(named, State.GONE)
    about = About(kept.article.url, citation_of(kept.article, seen=kept.last_seen), kept.article.court)
    if document.withheld:
        return Collected(named, State.WITHHELD, about=about)
    alike = [each for each in _passages(document) if each.anchor.partition("-")[0] == named.anchor]
    if not alike:
        return Collected(named, State.CHANGED, about=about)
    same = next((each for each in alike if _check(each.text) == named.check), None)
    told, state = (same, State.SAME) if same else (alike[0], State.CHANGED)
    return Collected(named, state, anchor=told.anchor, heading=told.heading, text=told.text, about=about)


def passage_saying(document: Document, sentence: str) -> PassageId | None:
    """The name of the paragraph in which a sentence stands; None where none has it, as the title's stand in none."""
    if document.withheld or not sentence:
        return None
    for section in document.sections:
        # A heading that opens its paragraph opens the sentence, too.
        lead = section.heading or ""
        for line in lines_of(section.text):
            if sentence in lead + line:
                return paragraph_named(document.article.url, line)
            lead = ""
    return None


def paragraph_named(url: str, text: str) -> PassageId:
    """The name of a paragraph by its article and its words."""
    return PassageId.of(url, next(paragraph_anchors((text,))), text)


@dataclass(frozen=True, slots=True)
class _Passage:
    anchor: str
    heading: str | None
    text: str


def _passages(document: Document) -> Iterator[_Passage]:
    """Every paragraph and section of a document."""
    lines = [(section.heading, line) for section in document.sections for line in lines_of(section.text)]
    anchors = paragraph_anchors(line for _, line in lines)
    yield from (_Passage(anchor, heading, line) for anchor, (heading, line) in zip(anchors, lines, strict=True))
    yield from (_Passage(section.anchor, section.heading, section.text) for section in document.sections)


def _check(text: str) -> bytes:
    return hashlib.blake2b(normalise(text).encode(), digest_size=_CHECK).digest()
