"""The words of the dictionary that are not jieba's: those that are shipped, and those that the operator adds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.datafolder import DataFolder
from index.errors import TashanError
from index.text.fastcut import is_wordlike
from index.text.normal import normalise
from index.text.tokenizer import court_words, in_order

SHORTEST, LONGEST = 2, 20


class WordsError(TashanError):
    """The operator's list of words cannot be used."""


def own_words(folder: DataFolder) -> tuple[str, ...]:
    """All words beside jieba's as a tokenizer takes them; raises WordsError with the line that is none."""
    return in_order((*court_words(), *_operators_words(folder.words)))


def _operators_words(path: Path) -> Iterator[str]:
    """The words of a file, one a line, without blank lines and ``#`` comments; none where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    except UnicodeDecodeError as error:
        raise WordsError(f"The words in {path} cannot be read: the file is not UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if word := line.partition("#")[0].strip():
            if problem := _problem(normalise(word)):
                raise WordsError(f"“{word[:40]}” in line {number} of {path} cannot be a word: {problem}.")
            yield word


def _problem(word: str) -> str | None:
    """Why a normal text cannot be a word."""
    if word.isascii():
        return "letters and digits are never cut, so it is one already"
    if not SHORTEST <= len(word) <= LONGEST:
        return f"a word has {SHORTEST} to {LONGEST} characters"
    if not is_wordlike(word):
        return "it has a mark inside; such a text is searched as it stands anyway"
    return None
