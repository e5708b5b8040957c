"""The load of stories: what ``StoryLedger`` enters article by article, entered in an empty ledger by the thousand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np

from index.corpus import Corpus
from index.knowledge.fingerprints import may_be_same_story
from index.knowledge.shingles import Imprint
from index.ledgers.candidates import Candidates
from index.ledgers.inversion import invert
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.stories import StoryEntry, StoryLedger

_ADD_TEXT = "INSERT INTO text (id, key, story, sketch, shingles, bits) VALUES (?, ?, ?, ?, ?, ?)"


class StoryLoad:
    """Fills the tables of stories of one generation; no article comes twice, none is taken back."""

    def __init__(self, file: LedgerFile, corpus: Corpus) -> None:
        self._file = file
        self._ledger = StoryLedger(file, corpus)
        self._candidates = Candidates()
        self._count = 0
        # Of texts that have kin: the story of each, and all of a story.
        self._stories: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}

    def enter(self, entries: Sequence[StoryEntry]) -> None:
        """Enter articles; each new text is joined to the texts before it that it is a copy of."""
        known = self._known({entry.key for entry in entries})
        new: dict[int, StoryEntry] = {}
        for entry in entries:
            if entry.key not in known:
                self._count += 1
                known[entry.key] = self._count
                new[self._count] = entry
        likely = self._likely(new)
        waiting: list[tuple[str, int, str]] = []
        for entry in entries:
            text = known[entry.key]
            if others := likely.pop(text, None):
                self._tell(waiting)
                self._join_kin(text, entry, others)
            waiting.append((entry.url, text, entry.evidence))
        self._tell(waiting)

    def finish(self) -> None:
        """Write down what is known only once all are entered."""
        self._file.write_all("UPDATE text SET story = ? WHERE id = ?", ((s, text) for text, s in self._stories.items()))
        invert(self._file, "SELECT id, sketch FROM text", "INSERT INTO sketch VALUES (?, ?)", np.uint32)

    def _known(self, keys: Iterable[str]) -> dict[str, int]:
        """The texts that are there of those with these keys."""
        every = json.dumps(list(keys))
        rows = self._file.rows("SELECT key, id FROM text WHERE key IN (SELECT value FROM json_each(?))", every)
        return dict(rows)

    def _likely(self, new: dict[int, StoryEntry]) -> dict[int, list[int]]:
        """Add new texts; for each of them those before it of which it shares enough to be a copy, if there are any."""
        if not new:
            return {}
        rows = []
        for text, entry in new.items():
            imprint = entry.shingles.imprint
            rows.append((text, entry.key, text, entry.packed_sketch, imprint.count, imprint.bits))
        self._file.write_all(_ADD_TEXT, rows)
        candidates = self._candidates.of(min(new), [entry.shingles.sketch for entry in new.values()])
        imprints = self._imprints({other for others in candidates for other in others})
        likely = {}
        for (text, entry), others in zip(new.items(), candidates, strict=True):
            likely[text] = [other for other in others if may_be_same_story(entry.shingles, imprints[other])]
        return likely

    def _imprints(self, texts: Iterable[int]) -> dict[int, Imprint]:
        every = json.dumps(sorted(texts))
        query = "SELECT id, shingles, bits FROM text WHERE id IN (SELECT value FROM json_each(?))"
        return {text: Imprint(count, bits) for text, count, bits in self._file.rows(query, every)}

    def _tell(self, waiting: list[tuple[str, int, str]]) -> None:
        """Enter which texts articles tell; where a copy is looked for, all articles before it are known."""
        self._file.write_all("INSERT INTO telling VALUES (?, ?, ?)", waiting)
        waiting.clear()

    def _join_kin(self, text: int, entry: StoryEntry, others: Iterable[int]) -> None:
        """Join a text to those that it is a copy of."""
        print_ = self._ledger.told(entry.key, [entry.url])
        for other in self._ledger.copies(print_, others, self._story):
            self._file.write_all("INSERT INTO kin VALUES (?, ?)", ((text, other), (other, text)))
            self._join(text, other)

    def _story(self, text: int) -> int:
        return self._stories.get(text, text)

    def _join(self, text: int, other: int) -> None:
        """The story that began earlier takes the other in."""
        earlier, later = sorted(map(self._story, (text, other)))
        if earlier != later:
            moved = self._members.pop(later, [later])
            self._members.setdefault(earlier, [earlier]).extend(moved)
            self._stories.update(dict.fromkeys(moved, earlier))
