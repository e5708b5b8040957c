"""The vocabulary of an index: its own words by how they sound and how they are written, to mend what was mistyped.

It is a small SQLite file of its generation, written whole, so that no search waits for it. The index is written without
it while little has changed.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from operator import itemgetter
from pathlib import Path

from index.engines.engine import EngineError
from index.text.pinyin import blurred, sound, spoken

MOST_WORDS = 200_000
MOST_ALIKE = 20
MOST_OF_TWO = 8
_SHORTEST_HAN, _SHORTEST_ONE_OFF, _LONGEST = 2, 3, 20
_SHORTEST_SOUND, _LONGEST_SOUND = 3, 40
_NAME = "words.sqlite"
_AFTER_ALL = "\U0010ffff"
_SCHEMA = (
    "CREATE TABLE word (text TEXT PRIMARY KEY, count INTEGER, sound TEXT, blurred TEXT, spoken TEXT, backwards TEXT)"
    " WITHOUT ROWID",
    "CREATE INDEX word_sound ON word (sound)",
    "CREATE INDEX word_blurred ON word (blurred)",
    "CREATE INDEX word_spoken ON word (spoken)",
    "CREATE INDEX word_backwards ON word (backwards)",
)


class Vocabulary:
    """Words with how many articles have each; at most MOST_WORDS of them are kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, generation: Path) -> Vocabulary:
        """The words of a generation, none where they were not written."""
        path = generation / _NAME
        if not path.exists():
            return cls.of(())
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False))

    @classmethod
    def of(cls, words: Iterable[tuple[str, int]]) -> Vocabulary:
        """Words that are kept in memory alone."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, words, {})
        return cls(connection)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def __contains__(self, word: str) -> bool:
        return bool(self._texts("SELECT text FROM word WHERE text = ?", word))

    def count(self, word: str) -> int:
        """How many articles have a word, 0 where it is not known."""
        return next((int(count) for (count,) in self._rows("SELECT count FROM word WHERE text = ?", word)), 0)

    def alike_in_sound(self, typed: str) -> list[str]:
        """The other words that sound like a normal text, or that its letters spell in pinyin, the commonest first.

        Where none does: those that sound so to many ears (zhi and zi, lan and lang), or two words side by side.
        """
        said = sound(typed)
        if typed.isascii():
            return self._of_sound("spoken", said) or list(islice(self._of_two("spoken", said), MOST_OF_TWO))
        alike = self._of_sound("sound", said, typed) or self._of_sound("blurred", blurred(said), typed)
        return alike or list(islice(self._of_two("blurred", blurred(said), typed), MOST_OF_TWO))

    def alike_in_writing(self, typed: str) -> list[str]:
        """The words that are one character off a normal text of three or more, the commonest first.

        With one character replaced, left out or put in, one half of it stays as it is.
        """
        if not _SHORTEST_ONE_OFF <= len(typed) <= _LONGEST:
            return []
        half = len(typed) // 2
        ends = typed[half:][::-1]
        found = self._rows(
            "SELECT text, count FROM word WHERE text BETWEEN ? AND ? UNION SELECT text, count FROM word"
            " WHERE backwards BETWEEN ? AND ? ORDER BY count DESC, text",
            *(typed[:half], typed[:half] + _AFTER_ALL, ends, ends + _AFTER_ALL),
        )
        return [word for word, _ in found if is_one_off(typed, word)]

    def _of_sound(self, column: str, said: str, typed: str = "", count: int = MOST_ALIKE) -> list[str]:
        query = f"SELECT text FROM word WHERE {column} = ? AND text <> ? ORDER BY count DESC, text LIMIT ?"
        return self._texts(query, said, typed, count)

    def _of_two(self, column: str, said: str, typed: str = "") -> Iterator[str]:
        """Two words that together sound like this, the longer first word before the shorter."""
        if len(said) > _LONGEST_SOUND:
            return
        for at in range(len(said) - _SHORTEST_SOUND, _SHORTEST_SOUND - 1, -1):
            heads = self._of_sound(column, said[:at], count=2)
            tails = self._of_sound(column, said[at:], count=2) if heads else []
            yield from (head + tail for head in heads for tail in tails if head + tail != typed)

    def _texts(self, query: str, *values: str | int) -> list[str]:
        return [text for (text, *_) in self._rows(query, *values)]

    def _rows(self, query: str, *values: str | int) -> list[tuple[str, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _unusable(error) from error


def write_vocabulary(generation: Path, words: Iterable[tuple[str, int]], revision: int = 0) -> None:
    """Write the words of a generation at a revision of its corpus in place of earlier ones, in one step."""
    aside = generation / f"{_NAME}.new"
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as connection:
            _fill(connection, words, _readings(generation / _NAME))
            connection.execute(f"PRAGMA user_version = {revision:d}")
    except sqlite3.Error as error:
        raise _unusable(error) from error
    aside.replace(generation / _NAME)


def written_at(generation: Path) -> int:
    """The revision that the words of a generation were written at, 0 where they were not."""
    path = generation / _NAME
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise _unusable(error) from error


def is_one_off(one: str, other: str) -> bool:
    """Tell whether two texts differ by one character replaced, left out or put in."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer[start + 1 :] == shorter[start + (len(one) == len(other)) :]


def _unusable(error: sqlite3.Error) -> EngineError:
    return EngineError(f"The words of the index cannot be used ({error}): run `tashan index --rebuild`.")


def _readings(path: Path) -> dict[str, str]:
    """How the words of an earlier file are spoken, which takes longer to find out than all else."""
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT text, spoken FROM word"))


def _fill(connection: sqlite3.Connection, words: Iterable[tuple[str, int]], readings: Mapping[str, str]) -> None:
    # A file that was not written to its end is never looked at: it needs no journal.
    connection.execute("PRAGMA journal_mode = OFF")
    table, *indexes = _SCHEMA
    connection.execute(table)
    rows = (_row(word, count, readings) for word, count in _commonest(words))
    connection.executemany("INSERT INTO word VALUES (?, ?, ?, ?, ?, ?)", rows)
    for index in indexes:
        connection.execute(index)
    connection.commit()


def _row(word: str, count: int, readings: Mapping[str, str]) -> tuple[str | int, ...]:
    said = sound(word)
    return word, count, said, blurred(said), readings.get(word) or spoken(word), word[::-1]


def _commonest(words: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """The commonest words; of one that is in several fields, where it is commonest."""
    known: dict[str, int] = {}
    for word, count in words:
        if _SHORTEST_HAN <= len(word) <= _LONGEST and not word.isascii():
            known[word] = max(count, known.get(word, 0))
    return sorted(heapq.nlargest(MOST_WORDS, known.items(), key=itemgetter(1)))
