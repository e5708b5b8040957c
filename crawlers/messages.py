"""Messages: the HTTP response inside an archive's record, its body as the page was before it travelled."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import brotli

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_FOLD = re.compile(r"\r?\n[ \t]+")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHUNK_END = re.compile(rb"\r?\n|\Z")
_GZIP = b"\x1f\x8b"
_ZLIB_CHECK = 31


class DamagedMessage(Exception):
    """Why a record's block is no whole response, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A response: ``fields`` by lower-case name, ``body`` without the encodings of transfer and content."""

    status: int
    fields: dict[str, str]
    body: bytes


def read_response(block: bytes, *, most: int) -> Message:
    """Read an HTTP response of at most so many bytes; raises DamagedMessage.

    An encoding that is declared and was not used, as other tools store what they have decoded, changes nothing.
    """
    status = _STATUS_LINE.match(block)
    if status is None:
        raise DamagedMessage("a response does not begin with its status")
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    fields = _fields(head)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for name in reversed(fields.get("content-encoding", "").lower().split(",")):
        decode = _DECODERS.get(name.strip())
        body = decode(body, most) if decode else body
    return Message(status=int(status[1]), fields=fields, body=body)


def _fields(head: bytes) -> dict[str, str]:
    lines = _FOLD.sub(" ", head.decode("latin-1")).splitlines()[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _unchunked(body: bytes) -> bytes:
    chunks: list[bytes] = []
    place = 0
    while size := _CHUNK_SIZE.match(body, place):
        length = int(size[1], 16)
        if not length:
            return b"".join(chunks)
        chunk = body[size.end() : size.end() + length]
        end = _CHUNK_END.match(body, size.end() + length)
        if len(chunk) < length or end is None:
            break
        chunks.append(chunk)
        place = end.end()
    if chunks and place < len(body):
        raise DamagedMessage("the chunks of a response do not fit together")
    return b"".join(chunks) or body


def _gunzipped(body: bytes, most: int) -> bytes:
    members = []
    while body.startswith(_GZIP):
        member, body = _inflated(body, zlib.MAX_WBITS | 16, most)
        members.append(member)
    return b"".join(members) if members else body


def _undeflated(body: bytes, most: int) -> bytes:
    """Undo deflate, which some servers send without the two bytes that should begin it."""
    if len(body) > 1 and body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2]) % _ZLIB_CHECK == 0:
        return _inflated(body, zlib.MAX_WBITS, most)[0]
    with suppress(DamagedMessage):
        return _inflated(body, -zlib.MAX_WBITS, most)[0]
    return body


def _inflated(body: bytes, width: int, most: int) -> tuple[bytes, bytes]:
    """What a zipped stream holds and what follows it."""
    stream = zlib.decompressobj(width)
    try:
        unzipped = stream.decompress(body, most)
    except zlib.error as error:
        raise DamagedMessage("the body of a response cannot be unzipped") from error
    if not stream.eof:
        raise DamagedMessage("the body of a response is cut short or too large to be a page")
    return unzipped, stream.unused_data


def _unbrotlied(body: bytes, most: int) -> bytes:
    stream = brotli.Decompressor()
    with suppress(brotli.error):
        unpacked: bytes = stream.process(body, output_buffer_limit=most)
        if stream.is_finished():
            return unpacked
    return body


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
}
