"""Which words an index was cut by: written beside it for each commit before that is made, so that both go together."""

from __future__ import annotations

import json
from pathlib import Path

from index.engines.whoosh.reader import latest_commit
from index.errors import TashanError
from index.generations import Generations, IndexOutdated, write_whole
from index.text.tokenizer import court_words, in_order

_NAME = "cut.json"
# Whoever opened an earlier commit a moment ago still finds its words.
_MOST_KEPT = 4


def words_at(generation: Path, commit: int) -> tuple[str, ...]:
    """The words that a commit was cut with, as a tokenizer takes them; raises IndexOutdated where none are told."""
    known = [number for number in _told(generation) if number <= commit]
    if not known:
        raise _unknown(generation)
    return _told(generation)[max(known)]


def words_to_expect(generations: Generations) -> tuple[str, ...]:
    """The words that the serving index was cut by; the shipped ones where that cannot be told."""
    try:
        serving = generations.current()
        return words_at(serving, latest_commit(serving))
    except (TashanError, OSError):
        return in_order(court_words())


def tell_words(generation: Path, commit: int, words: tuple[str, ...]) -> None:
    """Write down the words that a commit will be cut with, before it is made."""
    told = _told(generation) if (generation / _NAME).exists() else {}
    earlier = {number: told[number] for number in sorted(told) if number < commit}
    is_known = bool(earlier) and earlier[max(earlier)] == words
    kept = dict(list((earlier if is_known else {**earlier, commit: words}).items())[-_MOST_KEPT:])
    if kept != told:
        write_whole(generation / _NAME, json.dumps(kept, ensure_ascii=False))


def _told(generation: Path) -> dict[int, tuple[str, ...]]:
    try:
        told = json.loads((generation / _NAME).read_text(encoding="utf-8"))
        return {int(commit): tuple(words) for commit, words in told.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _unknown(generation) from error


def _unknown(generation: Path) -> IndexOutdated:
    return IndexOutdated(f"The index {generation} does not say what words it was cut by: run `tashan index --rebuild`.")
