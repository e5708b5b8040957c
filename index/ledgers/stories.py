"""The ledger of stories: which texts are one story, found as each article is entered, over the whole corpus.

Articles of the very same text share a row of ``text``; near copies are joined by ``kin``; a story is what hangs
together. ``sketch`` is the inverted table by which the few candidates are found that are then compared whole.
"""

from __future__ import annotations

import array
import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from index.corpus import Corpus
from index.document import Document, bare_document
from index.kept import KeptArticle
from index.knowledge.fingerprints import (
    Fingerprint,
    comparable,
    fingerprint,
    is_same_story,
    letters_of,
    may_be_same_story,
)
from index.knowledge.originals import evidence_of
from index.knowledge.shingles import Imprint, Shingles
from index.ledgers.ledgerfile import LedgerFile

# What more texts than this have in common is boilerplate; the first of them stand for all.
MOST_LOOKED_UP = 64
MOST_COMPARED = 12
# A text of which a quarter is copied shares eight numbers of its sketch, give or take four.
FEWEST_SHARED = 3
FINGERPRINTS_AT_HAND = 256


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """An article as the ledger enters it: the key of its text, and what speaks for its being the original.

    ``shingles`` are those of the text; there are none where it says too little to be compared.
    """

    url: str
    key: str
    evidence: str
    shingles: Shingles

    @property
    def packed_sketch(self) -> bytes:
        """The sketch as it is kept, which is looked up in when the text is taken out again."""
        return array.array("I", self.shingles.sketch).tobytes()


class StoryLedger:
    """Keeps the stories of one generation up to date."""

    SCHEMA: ClassVar[str] = """
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    story INTEGER NOT NULL,
    sketch BLOB NOT NULL,
    shingles INTEGER NOT NULL,
    bits BLOB NOT NULL
);
CREATE TABLE sketch (number INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (number, text)) WITHOUT ROWID;
CREATE TABLE kin (text INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (text, other)) WITHOUT ROWID;
CREATE TABLE telling (
    url TEXT PRIMARY KEY,
    text INTEGER NOT NULL,
    evidence TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS telling_text ON telling (text)
"""
    LOOKUPS: ClassVar[str] = """
CREATE INDEX IF NOT EXISTS text_story ON text (story)
"""

    def __init__(self, file: LedgerFile, corpus: Corpus) -> None:
        self._file = file
        self._corpus = corpus
        self._at_hand: dict[str, Fingerprint] = {}

    @staticmethod
    def entry_of(kept: KeptArticle, document: Document) -> StoryEntry:
        """Which text an article tells, and what is compared of it with all others."""
        return StoryEntry(
            url=kept.article.url,
            key=document.story,
            evidence=evidence_of(kept.article, source_name=kept.source_name),
            shingles=comparable(letters_of(document.normal_text)),
        )

    def enter(self, entry: StoryEntry) -> None:
        """Enter an article; where its text is a new one, join it to the texts that it is a copy of."""
        known = self._file.row("SELECT text.key FROM telling JOIN text ON text.id = text WHERE url = ?", entry.url)
        if known is not None and known[0] != entry.key:
            self.remove(entry.url)
        found = self._file.row("SELECT id FROM text WHERE key = ?", entry.key)
        text = found[0] if found else self._add(entry)
        self._file.write("INSERT OR REPLACE INTO telling VALUES (?, ?, ?)", entry.url, text, entry.evidence)

    def remove(self, url: str) -> None:
        """Take an article out; a text that nobody tells any more no longer holds others together."""
        row = self._file.row("SELECT text FROM telling WHERE url = ?", url)
        if row is None:
            return
        self._file.write("DELETE FROM telling WHERE url = ?", url)
        if self._file.row("SELECT 1 FROM telling WHERE text = ?", row[0]) is None:
            self._drop(row[0])

    def _add(self, entry: StoryEntry) -> int:
        sketch, imprint = entry.shingles.sketch, entry.shingles.imprint
        likely = self._likely(entry.shingles, self._candidates(sketch))
        kin = self.copies(self.told(entry.key, [entry.url]), likely, self._story) if likely else ()
        told = (entry.key, entry.packed_sketch, imprint.count, imprint.bits)
        text = self._file.write("INSERT INTO text (key, story, sketch, shingles, bits) VALUES (?, 0, ?, ?, ?)", *told)
        self._file.write_all("INSERT INTO sketch VALUES (?, ?)", ((number, text) for number in sketch))
        self._file.write("UPDATE text SET story = id WHERE id = ?", text)
        for other in kin:
            self._join(text, other)
        return text

    def _candidates(self, numbers: tuple[int, ...]) -> list[int]:
        """The texts that share most of a sketch, a number counting the less the more texts have it."""
        weights: Counter[int] = Counter()
        shared: Counter[int] = Counter()
        for number in numbers:
            having = self._file.rows("SELECT text FROM sketch WHERE number = ? LIMIT ?", number, MOST_LOOKED_UP)
            for (text,) in having:
                # Whole numbers keep the order the same whatever order the sketch is read in.
                weights[text] += MOST_LOOKED_UP * MOST_LOOKED_UP // len(having)
                shared[text] += 1
        fewest = min(FEWEST_SHARED, len(numbers))
        likely = (text for text in weights if shared[text] >= fewest)
        return heapq.nsmallest(MOST_COMPARED, likely, key=lambda text: (-weights[text], text))

    def _likely(self, shingles: Shingles, candidates: Iterable[int]) -> list[int]:
        """Those of the candidates that may be copies: to compare two texts whole takes the longest of all."""
        return [other for other in candidates if may_be_same_story(shingles, self._imprint(other))]

    def _imprint(self, text: int) -> Imprint:
        return Imprint(*self._file.row("SELECT shingles, bits FROM text WHERE id = ?", text))

    def _story(self, text: int) -> int:
        [(story,)] = self._file.rows("SELECT story FROM text WHERE id = ?", text)
        return int(story)

    def copies(
        self, print_: Fingerprint | None, likely: Iterable[int], story_of: Callable[[int], int]
    ) -> Collection[int]:
        """Those of some texts that are copies of one; one of each story is enough to join it.

        None are copies of a text that nobody tells any more.
        """
        kin: dict[int, int] = {}
        for other in likely if print_ else ():
            story = story_of(other)
            known = self.fingerprint(other) if story not in kin else None
            if print_ and known and is_same_story(print_, known):
                kin[story] = other
        return kin.values()

    def fingerprint(self, text: int) -> Fingerprint | None:
        """A text's fingerprint from an article that still tells it; None where all of them have changed since.

        Such an article is still to be entered, and is compared then.
        """
        [(key,)] = self._file.rows("SELECT key FROM text WHERE id = ?", text)
        if key not in self._at_hand:
            telling = self._file.rows("SELECT url FROM telling WHERE text = ? ORDER BY url LIMIT 8", text)
            print_ = self.told(key, (url for (url,) in telling))
            if print_ is not None:
                self._lay_at_hand(key, print_)
        return self._at_hand.get(key)

    def told(self, key: str, urls: Iterable[str]) -> Fingerprint | None:
        """The fingerprint of the first of some articles that tells the text of this key."""
        for kept in filter(None, map(self._corpus.get, urls)):
            document = bare_document(kept.article)
            if document.story == key:
                return fingerprint(document.normal_text, document.article.body)
        return None

    def _lay_at_hand(self, key: str, print_: Fingerprint) -> None:
        if len(self._at_hand) >= FINGERPRINTS_AT_HAND:
            self._at_hand.pop(next(iter(self._at_hand)))
        self._at_hand[key] = print_

    def _join(self, text: int, other: int) -> None:
        """Make two texts kin; the story that began earlier in this ledger takes the other in."""
        self._file.write_all("INSERT OR IGNORE INTO kin VALUES (?, ?)", ((text, other), (other, text)))
        earlier, later = sorted(map(self._story, (text, other)))
        self._file.write("UPDATE text SET story = ? WHERE story = ?", earlier, later)

    def _drop(self, text: int) -> None:
        """Remove a text; its kin are compared anew, for it may have been all that joined them."""
        story, packed = self._file.row("SELECT story, sketch FROM text WHERE id = ?", text)
        kin = [other for (other,) in self._file.rows("SELECT other FROM kin WHERE text = ?", text)]
        self._file.write_all(
            "DELETE FROM sketch WHERE number = ? AND text = ?", ((number, text) for number in _unpacked(packed))
        )
        self._file.write("DELETE FROM kin WHERE text = ?", text)
        self._file.write_all("DELETE FROM kin WHERE text = ? AND other = ?", ((other, text) for other in kin))
        self._file.write("DELETE FROM text WHERE id = ?", text)
        members = [member for (member,) in self._file.rows("SELECT id FROM text WHERE story = ?", story)]
        self._file.write("UPDATE text SET story = id WHERE story = ?", story)
        for member in members:
            for (other,) in self._file.rows("SELECT other FROM kin WHERE text = ?", member):
                self._join(member, other)
        for other in kin:
            self._match_again(other)

    def _match_again(self, text: int) -> None:
        print_ = self.fingerprint(text)
        if print_ is None:
            return
        own, packed = self._file.row("SELECT story, sketch FROM text WHERE id = ?", text)
        strangers = [other for other in self._candidates(_unpacked(packed)) if self._story(other) != own]
        likely = self._likely(comparable(print_.letters), strangers)
        for other in self.copies(print_, likely, self._story):
            self._join(text, other)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    numbers: Iterator[int] = iter(array.array("I", packed))
    return tuple(numbers)
