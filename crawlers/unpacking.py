"""Unpacking: how large a compressed body becomes, told while it comes and without keeping any of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import brotli

PIECE = 64 * 1024
MOST_LAYERS = 2
MOST_RATIO = 100
FREE_BYTES = 1024 * 1024
ENCODINGS = ("gzip", "x-gzip", "deflate", "br")
UNASKED = ("zstd", "compress", "x-compress")


class TooLarge(Exception):
    """The body becomes too large; the text says how, in one sentence."""


class Unpacking:
    """Counts what the layers of one body unpack to; ``encodings`` in the order in which they were put on."""

    def __init__(self, encodings: Sequence[str], most_bytes: int) -> None:
        if len(encodings) > MOST_LAYERS:
            raise TooLarge(f"It is packed {len(encodings)} times over.")
        for name in encodings:
            if name in UNASKED:
                raise TooLarge(f"It is packed as {name}, which was not asked for.")
        self._layers = [_Brotli() if name == "br" else _Zlib(raw=name == "deflate") for name in reversed(encodings)]
        self._most_bytes = most_bytes
        self._received = 0
        self._unpacked = [0] * len(encodings)

    def feed(self, data: bytes) -> None:
        """Count a piece as it came; raises TooLarge."""
        self._received += len(data)
        for _ in self._through(data, 0):
            pass

    def _through(self, data: bytes, depth: int) -> Iterator[None]:
        if depth == len(self._layers):
            return
        for piece in self._layers[depth].pieces(data):
            self._unpacked[depth] += len(piece)
            self._require_small(self._unpacked[depth])
            yield from self._through(piece, depth + 1)

    def _require_small(self, size: int) -> None:
        if size > self._most_bytes:
            raise TooLarge(f"It unpacks to more than {self._most_bytes} bytes.")
        if size > FREE_BYTES and size > MOST_RATIO * self._received:
            raise TooLarge(f"It unpacks to more than {MOST_RATIO} times its size.")


class _Zlib:
    """gzip of any number of members, and deflate with or without the header that servers forget."""

    def __init__(self, *, raw: bool) -> None:
        self._window = zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 16
        self._begin()

    def _begin(self) -> None:
        self._stream = zlib.decompressobj(self._window)
        self._is_fresh = True

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Unpack some more; bytes that are no packed ones end it, as they end Scrapy's own unpacking."""
        while True:
            piece = self._decompressed(data)
            if piece:
                yield piece
            if self._stream.eof and self._stream.unused_data:
                data = self._stream.unused_data
                self._begin()
            elif self._stream.unconsumed_tail:
                data = self._stream.unconsumed_tail
            elif len(piece) == PIECE:
                data = b""
            else:
                return

    def _decompressed(self, data: bytes) -> bytes:
        if self._stream.eof:
            return b""
        try:
            piece = self._stream.decompress(data, PIECE)
        except zlib.error:
            if not self._is_fresh or self._window != zlib.MAX_WBITS:
                self._stream = zlib.decompressobj(self._window)
                return b""
            self._window = -zlib.MAX_WBITS
            self._begin()
            return self._decompressed(data)
        self._is_fresh = False
        return piece


class _Brotli:
    """Brotli, which is not asked for but read."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """Unpack some more; bytes that are no packed ones end it."""
        try:
            piece = self._stream.process(data, output_buffer_limit=PIECE)
            while piece:
                yield piece
                piece = (
                    b"" if self._stream.can_accept_more_data() else self._stream.process(b"", output_buffer_limit=PIECE)
                )
        except brotli.error:
            return
