from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest

from crawlers.unpacking import TooLarge, Unpacking

MOST = 8 * 1024 * 1024
NOISE = random.Random(7).randbytes(300_000)


def fed(encodings: list[str], data: bytes, step: int = 1000) -> None:
    unpacking = Unpacking(encodings, MOST)
    for start in range(0, len(data), step):
        unpacking.feed(data[start : start + step])


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encodings", "data"),
    [
        (["gzip"], gzip.compress(NOISE, mtime=0)),
        (["x-gzip"], gzip.compress(NOISE, mtime=0) + gzip.compress(NOISE, mtime=0)),
        (["deflate"], zlib.compress(NOISE)),
        (["deflate"], raw_deflate(NOISE)),
        (["br"], brotli.compress(NOISE, quality=1)),
        (["deflate", "gzip"], gzip.compress(zlib.compress(NOISE), mtime=0)),
        (["gzip"], NOISE),
        (["br"], NOISE),
        (["gzip"], gzip.compress(bytes(1_000_000), mtime=0)),
        (["gzip"], b""),
    ],
)
def test_honest_and_broken_bodies_pass(encodings: list[str], data: bytes) -> None:
    fed(encodings, data)


@pytest.mark.parametrize(
    ("encodings", "data"),
    [
        (["gzip"], gzip.compress(bytes(30_000_000))),
        (["gzip"], gzip.compress(b"x") + gzip.compress(bytes(30_000_000))),
        (["deflate"], zlib.compress(bytes(30_000_000))),
        (["deflate"], raw_deflate(bytes(30_000_000))),
        (["br"], brotli.compress(bytes(30_000_000), quality=1)),
        (["gzip", "gzip"], gzip.compress(gzip.compress(bytes(30_000_000)))),
    ],
)
def test_a_bomb_is_told_before_it_is_unpacked(encodings: list[str], data: bytes) -> None:
    with pytest.raises(TooLarge, match="100 times"):
        fed(encodings, data)


def test_a_body_may_be_too_large_without_being_a_bomb() -> None:
    with pytest.raises(TooLarge, match="more than 8388608 bytes"):
        fed(["gzip"], gzip.compress(NOISE * 30, 1), step=100_000)
