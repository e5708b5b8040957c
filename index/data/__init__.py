"""The data files of the index room and the one loader that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path


def read(name: str) -> str:
    """Return the text of a data file that is shipped with this package."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def jieba_dictionary() -> bytes:
    """Return the file of words that jieba brings."""
    found = find_spec("jieba")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("dict.txt").read_bytes()


def lines(name: str) -> tuple[str, ...]:
    """Return a data file's lines without blank ones and ``#`` comments."""
    stripped = (line.strip() for line in read(name).splitlines())
    return tuple(line for line in stripped if line and not line.startswith("#"))


def any_of(words: str | Sequence[str]) -> str:
    """Return a pattern that matches any of a data file's words, each a pattern; a string is a pattern already."""
    return f"(?:{words if isinstance(words, str) else '|'.join(words)})"
