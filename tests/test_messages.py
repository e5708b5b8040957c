from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.messages import DamagedMessage, read_response

MOST = 1_000_000
PAGE = "<p>茶乡调解室</p>".encode() * 50


def response(body: bytes, *fields: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join([status, *fields, "", ""]).encode() + body


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 70] for at in range(0, len(body), 70)]
    return b"".join(b"%X; name=x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("x-gzip", gzip.compress(PAGE[:90], mtime=0) + gzip.compress(PAGE[90:], mtime=0)),
        ("GZIP", gzip.compress(PAGE, mtime=0) + b"\0\0"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE), mtime=0)),
        ("utf-8", PAGE),
    ],
)
@pytest.mark.parametrize("in_chunks", [False, True])
def test_content_encodings_are_undone(encoding: str, body: bytes, in_chunks: bool) -> None:
    fields = [f"Content-Encoding: {encoding}"] + ["Transfer-Encoding: chunked"] * in_chunks
    assert read_response(response(chunked(body) if in_chunks else body, *fields), most=MOST).body == PAGE


@pytest.mark.parametrize("field", ["Content-Encoding: gzip", "Content-Encoding: br", "Transfer-Encoding: chunked"])
def test_a_body_that_was_decoded_before_it_was_stored_stays_as_it_is(field: str) -> None:
    assert read_response(response(PAGE, field), most=MOST).body == PAGE


@pytest.mark.parametrize("status", ["HTTP/1.0 404", "HTTP/2 404", "HTTP/1.1 404 Not Found"])
def test_the_head_is_read_from_any_version(status: str) -> None:
    message = read_response(response(b"", "Content-TYPE: text/html;", "  charset=gbk", status=status), most=MOST)
    assert (message.status, message.fields, message.body) == (404, {"content-type": "text/html; charset=gbk"}, b"")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (gzip.compress(PAGE, mtime=0)[:-30], "Content-Encoding: gzip"),
        (gzip.compress(PAGE, mtime=0)[:-8] + b"checksum", "Content-Encoding: gzip"),
        (zlib.compress(PAGE)[:-10], "Content-Encoding: deflate"),
        (chunked(PAGE)[:300], "Transfer-Encoding: chunked"),
        (gzip.compress(b"x" * (MOST + 1), mtime=0), "Content-Encoding: gzip"),
    ],
)
def test_a_body_that_cannot_be_had_whole_is_damage(body: bytes, field: str) -> None:
    with pytest.raises(DamagedMessage, match="response"):
        read_response(response(body, field), most=MOST)


def test_a_response_without_a_status_is_damage() -> None:
    with pytest.raises(DamagedMessage, match="status"):
        read_response(b"<html></html>", most=MOST)


@given(noise=st.binary(max_size=80), at=st.integers(0, 400))
def test_no_bytes_raise_anything_else(noise: bytes, at: int) -> None:
    block = response(chunked(gzip.compress(PAGE, mtime=0)), "Content-Encoding: gzip", "Transfer-Encoding: chunked")
    with suppress(DamagedMessage):
        assert read_response(block[:at] + noise + block[at + len(noise) :], most=MOST).status >= 0
