"""Tears: GBK text that lost the first byte of a character, put together again where the language leaves no doubt.

A lost byte shifts those behind it: each character's second byte pairs with the next one's first, up to a byte that no
pair can hold. A mark, ``?`` or U+FFFD, stands where the byte was lost or where the shift ended. Shifting back gives all
characters but the first, whose first byte is lost, and the last where a mark took its second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.text.glosses import reads
from index.text.script import simplified
from index.text.tokenizer import Tokenizer, court_tokenizer

_LOST = "\ufffd"
_MARKS = "?\ufffd"
_ASKING = tuple("吗嗎呢吧么麼")
_HAN = re.compile(r"[\u3400-\u9fff]")
_GLOSS = r"(?:[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）])?"
_WIDE = r"[^\x00-\xff\ufffd\n]|[?,:;!()]"
_MARKED = re.compile(rf"[?{_LOST}](?P<shifted>(?:{_WIDE}){{0,300}})(?P<tail>[@-~](?P<gloss>{_GLOSS})|[?{_LOST}])")
_UNMARKED = re.compile(rf"(?P<shifted>(?:(?!\?)(?:{_WIDE})){{3,120}}){_LOST}")
_FULL_WIDTH = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "?,:;!()"})
_LEADS = range(0x81, 0xFF)
_TRAILS = range(0x40, 0xFF)
_CONTEXT = 7
_CLEAR = 4.0
_GAIN_PER_CHARACTER = 1.5
_LEAST_SHIFTED = 3
_MOST_TRIES = 100


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text after restoring: how many characters were put together again, how many are still torn."""

    text: str
    mended: int
    left: int


def restored(text: str) -> Restoration:
    """Restore the torn characters of a text; what is not sure is left as it came, and real question marks too."""
    if _LOST not in text and "?" not in text:
        return Restoration(text, 0, 0)
    mender = _Mender()
    lines = [mender.mend(line) for line in text.split("\n")]
    whole = "\n".join(lines)
    return Restoration(whole, mender.mended, whole.count(_LOST))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a stretch of text may have been: ``sure`` is how many of its characters are certain."""

    text: str
    sure: int


class _Mender:
    """Mends the lines of one text, as long as the text is not so full of marks that it can be no torn one."""

    def __init__(self) -> None:
        self.mended = 0
        self._tries = _MOST_TRIES

    def mend(self, line: str) -> str:
        """The line with its tears mended."""
        return self._mend_each(_UNMARKED, _unmarked, self._mend_each(_MARKED, _marked, line))

    def _mend_each(
        self, pattern: re.Pattern[str], read: Callable[[str, re.Match[str]], _Reading | None], line: str
    ) -> str:
        at = 0
        while self._tries and (match := pattern.search(line, at)):
            self._tries -= 1
            found = read(line, match)
            at = match.start() + (len(found.text) if found else 1)
            if found:
                line = line[: match.start()] + found.text + line[match.end() :]
                self.mended += found.sure
        return line


def _marked(line: str, match: re.Match[str]) -> _Reading | None:
    """What stood where a mark took the place of a first byte."""
    before, after = line[max(0, match.start() - _CONTEXT) : match.start()], line[match.end() :][:_CONTEXT]
    if match["shifted"]:
        return _shifted_back(match["shifted"], before, match["tail"][:1], after)
    gloss = (match["gloss"] or "").strip("()（）")
    # A question may be asked before a letter: only a reading, or a mark that is no question's, tells a torn character.
    is_letter = match["tail"] not in _MARKS and not (before and before[-1].isascii())
    is_torn = is_letter and (match[0][0] == _LOST or (gloss and not before.endswith(_ASKING)))
    return _single(before, match["tail"][0], gloss, after) if is_torn else None


def _single(before: str, tail: str, gloss: str, after: str) -> _Reading | None:
    """One character whose second byte is a letter, as 現 in ``?F``."""
    chars = [char for char in _pairs(_LEADS, [ord(tail)]) if not gloss or reads(gloss, char)]
    winner = _clear_winner(chars, before, after, is_alone=bool(gloss))
    return _Reading(winner, 1) if winner else None


def _unmarked(line: str, match: re.Match[str]) -> _Reading | None:
    """What was shifted where nothing marks the beginning, which is where the whole is the likeliest, or near there."""
    shifted, after = match["shifted"], line[match.end() :][:_CONTEXT]
    encoded = _encoded(shifted)
    middle = _decoded(encoded[1:-1]) if encoded else None
    first, last = _beginnings(shifted, middle) if middle else (0, len(shifted))
    found = (
        _shifted_back(shifted[last:], shifted[:first], _LOST, after) if len(shifted) - last > _LEAST_SHIFTED else None
    )
    if found is None:
        return None
    if first == last:
        return _Reading(shifted[:first] + found.text, found.sure)
    unsure = _LOST * (last - first + 1)
    return _Reading(shifted[:first] + unsure + found.text[1:], found.sure - (found.text[0] != _LOST))


def _shifted_back(shifted: str, before: str, tail: str, after: str) -> _Reading | None:
    """Read a stretch with its bytes shifted back, where that is much likelier than what stands there."""
    encoded = _encoded(shifted)
    middle = _decoded(encoded[1:-1]) if encoded else None
    if middle is None or _likelihood(middle) - _likelihood(shifted[1:]) < _GAIN_PER_CHARACTER * len(middle):
        return None
    ends = _TRAILS if tail in _MARKS else [ord(tail)]
    first = _clear_winner(_pairs(_LEADS, encoded[:1]), before, middle[:_CONTEXT])
    last = _clear_winner(_pairs(encoded[-1:], ends), (before + (first or "") + middle)[-_CONTEXT:], after)
    sure = len(middle) + bool(first) + bool(last)
    if not (first and last) and len(middle) < _LEAST_SHIFTED:
        return None
    return _Reading((first or _LOST) + middle + (last or _LOST), sure)


def _beginnings(shifted: str, middle: str) -> tuple[int, int]:
    """The first and the last place where the shift may have begun."""
    likelihoods = [_likelihood(shifted[:at]) + _likelihood(middle[at:]) for at in range(len(shifted))]
    likely = [at for at, likelihood in enumerate(likelihoods) if likelihood > max(likelihoods) - _CLEAR]
    return likely[0], likely[-1]


def _clear_winner(chars: Sequence[str], before: str, after: str, *, is_alone: bool = False) -> str | None:
    """The character that fits between two texts much better than any other, in a word with its neighbours."""
    scores = sorted(((_likelihood(before + char + after), char) for char in chars), reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] - scores[1][0] < _CLEAR):
        return None
    winner = scores[0][1]
    return winner if is_alone or len(scores) == 1 or _joins_a_word(before, winner, after) else None


def _joins_a_word(before: str, char: str, after: str) -> bool:
    """Whether the dictionary has a word of this character and its neighbours, where the cut puts it."""
    end = 0
    for piece in _words().cut(simplified(before + char + after)):
        end += len(piece)
        if end > len(before):
            return len(piece) > 1
    return False


def _pairs(leads: Sequence[int], trails: Sequence[int]) -> list[str]:
    return [char for lead in leads for trail in trails if (char := _decoded(bytes((lead, trail)))) and _HAN.match(char)]


def _encoded(text: str) -> bytes:
    """The bytes of characters of two bytes each, empty where one has another length."""
    wide = text.translate(_FULL_WIDTH)
    encoded = wide.encode("gb18030", "replace")
    return encoded if len(encoded) == 2 * len(wide) and b"?" not in encoded[::2] else b""


def _decoded(encoded: bytes) -> str | None:
    try:
        decoded = encoded.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return decoded if 2 * len(decoded) == len(encoded) else None


def _likelihood(text: str) -> float:
    return _words().likelihood(simplified(text))


def _words() -> Tokenizer:
    return court_tokenizer()
