"""A page: the bytes of one response, and the text that they are whatever the headers say."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cached_property

from parsel import Selector

from index.errors import TashanError

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes({*range(0x09), 0x0B, *range(0x0E, 0x20)} - {0x1B})
# What < and > become where a byte before them is lost.
_SHIFTED, _MOST_SHIFTED = ("\u3c00", "\u3e00"), 3
_DECLARATION_BYTES = 4096
_MOST_CONTROL = 0.01
_MOST_TORN = 0.05
_MOST_TAGS, _MOST_TEXT, _MOST_DEPTH = 100_000, 200_000, 512
_TEXT = "//text()[not(parent::script or parent::style)]"
_DEEP = f"boolean({'/*' * (_MOST_DEPTH + 1)})"


class UnreadablePage(TashanError):
    """The bytes of the page are no text in the encoding given, or in any encoding."""


@dataclass(frozen=True)
class Page:
    """One response as it came: ``encoding`` is set only where someone knows better than the bytes."""

    url: str
    body: bytes
    content_type: str | None = None
    encoding: str | None = None

    @cached_property
    def text(self) -> str:
        """The decoded page without control characters; raises UnreadablePage where the bytes are no text."""
        decoded = self._decoded_as(self.encoding) if self.encoding else self._decoded()
        return _CONTROL.sub("", decoded)

    @cached_property
    def selector(self) -> Selector:
        """The page's tree, which nobody changes; raises UnreadablePage as ``text`` does and where it is too large."""
        text = self.text
        if text.count("<") > _MOST_TAGS:
            raise UnreadablePage(f"The page {self.url} has more than {_MOST_TAGS} tags.")
        selector = Selector(text=text or " ", type="html")
        if selector.root.xpath(_DEEP):
            raise UnreadablePage(f"The page {self.url} is nested more than {_MOST_DEPTH} deep.")
        if len(text) > _MOST_TEXT and sum(map(len, selector.root.xpath(_TEXT))) > _MOST_TEXT:
            raise UnreadablePage(f"The page {self.url} has more than {_MOST_TEXT} characters of text.")
        return selector

    def _decoded_as(self, name: str) -> str:
        try:
            return self.body.decode(_widened(name))
        except LookupError as error:
            raise UnreadablePage(f"“{name}” is no encoding that is known here.") from error
        except ValueError as error:
            raise UnreadablePage(f"The page {self.url} is not {name} text.") from error

    def _decoded(self) -> str:
        for mark, name in _BYTE_ORDER_MARKS:
            if self.body.startswith(mark):
                return self._unshifted(self.body.decode(name, errors="replace"))
        self._require_text()
        for name in ("utf-8", *self._declared_big5(), "gb18030"):
            decoded = _strictly(self.body, name)
            if decoded is not None:
                return decoded
        return self._least_torn()

    def _unshifted(self, decoded: str) -> str:
        """A text of two bytes a character, unless one was lost and every character after it is made of two halves."""
        if sum(map(decoded.count, _SHIFTED)) > _MOST_SHIFTED:
            raise UnreadablePage(f"The page {self.url} lost a byte in the middle of its characters.")
        return decoded

    def _declared_big5(self) -> tuple[str, ...]:
        declared = _DECLARED.findall((self.content_type or "").encode() + b" " + self.body[:_DECLARATION_BYTES])
        return ("big5hkscs",) if any(name.lower().startswith(b"big5") for name in declared) else ()

    def _require_text(self) -> None:
        control = len(self.body) - len(self.body.translate(None, _CONTROL_BYTES))
        if control > len(self.body) * _MOST_CONTROL:
            count = f"{control} of its {len(self.body)} bytes"
            raise UnreadablePage(f"The page {self.url} is no text: {count} are control characters.")

    def _least_torn(self) -> str:
        """Decode bytes that are whole in no encoding, such as a page cut in the middle of a character."""
        readings = [self.body.decode(name, errors="replace") for name in ("utf-8", *self._declared_big5(), "gb18030")]
        best = min(readings, key=_torn)
        if _torn(best) > _MOST_TORN:
            raise UnreadablePage(f"The page {self.url} is no text in UTF-8, GB18030 or the encoding that it declares.")
        return best


def _widened(name: str) -> str:
    """The encoding that pages mean: GB2312 and GBK are written where GB18030 is used."""
    return "gb18030" if codecs.lookup(name).name in {"gb2312", "gbk"} else name


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _torn(text: str) -> float:
    """The share of characters outside ASCII that are torn or that no page uses."""
    wide = [char for char in text if char > "\x7f"]
    return sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in wide) / max(len(wide), 1)
