"""Legible text: what a reader can see of a text, for files and terminals that must get nothing else."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, those that only steer the direction or the shape of others, and what is no character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


def legible(text: str) -> str:
    """Text of visible characters, blanks and tabs in lines that end with ``\\n``: all of it may stand in XML."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def in_one_line(text: str) -> str:
    """The same in one line without white space at its ends or twice in a row."""
    return " ".join(legible(text).split())


def printable(text: str) -> str:
    """The text in one line for a terminal, which nothing in it can steer."""
    return "".join(char if char.isprintable() else " " for char in text)
